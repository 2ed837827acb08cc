from django.urls import path

from workflow.office import views

app_name = "office"
urlpatterns = [
    path("", views.home, name="home"),
    path("calls/", views.calls, name="calls"),
    path("calls/<int:pk>/", views.call, name="call"),
    path("calls/<int:pk>/number/", views.call_number, name="call-number"),
    path("calls/<int:pk>/close/", views.call_close, name="call-close"),
    path("history/", views.history, name="history"),
    path("history/<str:stream>/", views.stream, name="stream"),
]

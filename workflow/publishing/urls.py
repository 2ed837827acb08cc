from django.urls import path

from workflow.publishing import views

app_name = "publishing"
urlpatterns = [
    path("translations/<int:pk>/sign-off/", views.pack, name="pack"),
    path("translations/<int:pk>/sign/", views.sign, name="sign"),
    path("translations/<int:pk>/preview/", views.preview, name="preview"),
    path("translations/<int:pk>/publish/", views.publish, name="publish"),
    path("editions/<int:pk>/", views.edition, name="edition"),
    path("editions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

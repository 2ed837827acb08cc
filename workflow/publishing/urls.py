from django.urls import path

from workflow.publishing import fact_views, views

app_name = "publishing"
urlpatterns = [
    path("translations/<int:pk>/sign-off/", views.pack, name="pack"),
    path("translations/<int:pk>/sign/", views.sign, name="sign"),
    path("translations/<int:pk>/preview/", views.preview, name="preview"),
    path("translations/<int:pk>/publish/", views.publish, name="publish"),
    path("facts/changes/<int:pk>/", fact_views.fact_change, name="fact-change"),
    path("facts/changes/<int:pk>/confirm/", fact_views.fact_confirm, name="fact-confirm"),
    path("facts/changes/<int:pk>/refuse/", fact_views.fact_refuse, name="fact-refuse"),
    path("editions/<int:pk>/", views.edition, name="edition"),
    path("editions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

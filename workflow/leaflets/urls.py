from django.urls import path

from workflow.leaflets import fact_views, views

app_name = "leaflets"
urlpatterns = [
    path("leaflets/", views.leaflets, name="list"),
    path("leaflets/new/", views.new, name="new"),
    path("versions/<int:pk>/", views.version, name="version"),
    path("versions/<int:pk>/edit/", views.edit, name="edit"),
    path("versions/<int:pk>/keep/", views.keep, name="keep"),
    path("versions/<int:pk>/sign/", views.sign, name="sign"),
    path("leaflets/<int:pk>/next/", views.start_next, name="next"),
    path("facts/", fact_views.facts, name="facts"),
    path("facts/<int:pk>/tested/", fact_views.fact_tested, name="fact-tested"),
    path("facts/<int:pk>/change/", fact_views.fact_change, name="fact-change"),
]

"""Every address. Families' pages are files, served before this table is asked."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("workflow.office.urls")),
    path("desk/people/", include("workflow.people.urls")),
    path("desk/", include("workflow.leaflets.urls")),
    path("desk/", include("workflow.review.urls")),
    path("desk/", include("workflow.publishing.urls")),
    path("desk/log-in/", include("workflow.people.account_urls")),
    path("", include("workflow.office.site_urls")),
    path("", include("workflow.families.urls")),
]

from django.urls import path

from workflow.office import start

urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/enter/", start.enter, name="enter-as"),
    path("healthz", start.alive, name="healthz"),
    path("readyz", start.ready, name="readyz"),
]

"""The demo's start page and its "enter as …" doors, and the two health addresses."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from workflow.office.demo.people import DEMO_DOMAIN
from workflow.people.models import Person
from workflow.review.models import Translation
from workflow.staff import typed_number

LOOPBACK = {"127.0.0.1", "::1"}
PROXIED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")


def is_demo(request: HttpRequest) -> bool:
    """Only while DEBUG is on, and only from this machine itself, not through a proxy."""
    direct = not any(name in request.headers for name in PROXIED)
    return settings.DEBUG and direct and request.META.get("REMOTE_ADDR") in LOOPBACK


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Three doors and a guide of six steps."""
    if not is_demo(request):
        raise Http404
    spanish = Translation.objects.filter(
        tag="es", version__leaflet__sample=True, version__leaflet__kind="leaflet"
    )
    return render(request, "office/start.html", {"people": demo_people(), "spanish": spanish.first()})


def demo_people() -> list[Person]:
    return list(Person.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("pk"))


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo's people, without a password."""
    if not is_demo(request):
        raise Http404
    pk = typed_number(request.POST.get("person"))
    person = get_object_or_404(Person, pk=pk, email__endswith=DEMO_DOMAIN, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    onward = request.POST.get("next", "")
    return redirect(
        onward if url_has_allowed_host_and_scheme(onward, {request.get_host()}) else "office:home"
    )


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Does the database answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ready\n", content_type="text/plain")

"""The demo's doors open from this machine only, and the two health addresses."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from tests.workflow.cast import cast, person
from workflow.office.demo.people import DEMO_DOMAIN
from workflow.people.models import Person, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> Person:
    settings.DEBUG = True
    return person(Role.PUBLISHER, email=f"publisher{DEMO_DOMAIN}")


def enter(who: Person, **extra: str) -> int:
    return Client(**extra).post("/start/enter/", {"person": who.pk}).status_code


def test_anybody_on_this_machine_enters_as_somebody_of_the_demo(demo: Person) -> None:
    client = Client()
    assert client.get("/start/").status_code == 200
    assert client.post("/start/enter/", {"person": demo.pk}).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_without_debug_there_is_no_demo(demo: Person, settings: Settings) -> None:
    settings.DEBUG = False
    assert Client().get("/start/").status_code == 404
    assert enter(demo) == 404
    assert "Enter as" not in Client().get("/desk/log-in/").content.decode()


@pytest.mark.parametrize("address", ["192.0.2.1", "10.0.0.1", "::ffff:192.0.2.1", "", "127.0.0.1.example"])
def test_from_another_machine_there_is_no_demo(demo: Person, address: str) -> None:
    assert enter(demo, REMOTE_ADDR=address) == 404
    assert Client(REMOTE_ADDR=address).get("/start/").status_code == 404


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via", "X-Forwarded-Host", "X-Forwarded-Proto"]
)
def test_through_a_proxy_there_is_no_demo(demo: Person, header: str) -> None:
    """A proxy on this machine passes on requests from everywhere; and nobody becomes local by saying so."""
    for value in ("192.0.2.1", "127.0.0.1"):
        answer = Client().post("/start/enter/", {"person": demo.pk}, headers={header: value})
        assert answer.status_code == 404
        assert "Enter as" not in Client().get("/desk/log-in/", headers={header: value}).content.decode()


def test_nobody_enters_as_somebody_real(demo: Person) -> None:
    assert enter(cast().coordinator) == 404
    for nonsense in ("", "x", "-1", "9" * 30, "٣"):
        assert Client().post("/start/enter/", {"person": nonsense}).status_code == 404


def test_entering_leads_nowhere_else(demo: Person) -> None:
    for onward in ("https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"):
        answer = Client().post("/start/enter/", {"person": demo.pk, "next": onward})
        assert answer.headers["Location"] == "/desk/"


def test_entering_is_guarded_against_other_sites(demo: Person) -> None:
    assert Client(enforce_csrf_checks=True).post("/start/enter/", {"person": demo.pk}).status_code == 403


def test_a_closed_account_is_no_door(demo: Person) -> None:
    Person.objects.filter(pk=demo.pk).update(is_active=False)
    assert enter(demo) == 404


def test_the_site_says_that_it_is_alive_and_ready() -> None:
    client = Client()
    for address in ("/healthz", "/readyz"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "text/plain"
        assert not client.cookies

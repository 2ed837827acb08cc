"""Logging in, forgetting the password, and not signing up."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.workflow.cast import cast, person
from workflow.people.models import Person, Role

pytestmark = pytest.mark.django_db

LOG_IN = "/desk/log-in/"
PASSWORD = "a long sentence nobody knows"


@pytest.fixture(autouse=True)
def _nobody_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, email: str, password: str) -> str:
    return client.post(LOG_IN, {"login": email, "password": password}).content.decode()


def test_log_in_by_email_leads_to_the_desk(client: Client) -> None:
    person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    response = client.post(LOG_IN, {"login": "Owner@Example.org", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/desk/")
    assert client.get("/desk/").status_code == 200


def test_log_in_wrong_says_so_and_no_more(client: Client) -> None:
    person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    wrong = log_in(client, "owner@example.org", "wrong")
    unknown = log_in(client, "nobody@example.org", "wrong")
    for page in (wrong, unknown):
        assert "is not right" in page


def test_log_in_guessing_one_account_is_stopped(client: Client) -> None:
    person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    for _ in range(5):
        assert "is not right" in log_in(client, "owner@example.org", "wrong")
    assert "Too many wrong tries" in log_in(client, "owner@example.org", "wrong")
    assert "Too many wrong tries" in log_in(client, "owner@example.org", PASSWORD)


def test_log_in_guessing_many_accounts_is_stopped(client: Client) -> None:
    for number in range(10):
        assert "is not right" in log_in(client, f"somebody-{number}@example.org", "wrong")
    assert "Too many wrong tries" in log_in(client, "somebody-11@example.org", "wrong")


def test_log_in_to_a_closed_account_is_refused(client: Client) -> None:
    closed = person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    page = client.post(LOG_IN, {"login": "owner@example.org", "password": PASSWORD}, follow=True)
    assert "This account is closed" in page.content.decode()
    assert client.get("/desk/").status_code == 302


def test_forgotten_password_mails_a_link_that_works_once(client: Client) -> None:
    person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    asked = client.post(f"{LOG_IN}password/forgotten/", {"email": "owner@example.org"}, follow=True)
    assert "Look into your e-mail" in asked.content.decode()
    (message,) = mail.outbox
    assert message.to == ["owner@example.org"]
    link = re.search(r"http://testserver(/\S+)", message.body)
    assert link
    form = client.get(link[1], follow=True)
    assert "Choose a new password" in form.content.decode()
    new = {"password1": "quite another sentence", "password2": "quite another sentence"}
    done = client.post(form.redirect_chain[-1][0], new, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert "is not right" in log_in(Client(), "owner@example.org", PASSWORD)
    assert (
        Client().post(LOG_IN, {"login": "owner@example.org", "password": new["password1"]}).status_code == 302
    )
    assert "does not work any more" in Client().get(link[1], follow=True).content.decode()


def test_forgotten_password_of_nobody_says_the_same(client: Client) -> None:
    asked = client.post(f"{LOG_IN}password/forgotten/", {"email": "nobody@example.org"}, follow=True)
    assert "Look into your e-mail" in asked.content.decode()
    assert all("sign-up" not in message.body for message in mail.outbox)


def test_nobody_signs_up(client: Client) -> None:
    for response in (
        client.get(f"{LOG_IN}sign-up/"),
        client.post(f"{LOG_IN}sign-up/", {"email": "me@example.org", "password1": PASSWORD}),
    ):
        assert "Accounts are by invitation" in response.content.decode()
    assert not Person.objects.exists()


def test_changing_the_password_needs_the_old_one(client: Client) -> None:
    owner = person(Role.OWNER, email="owner@example.org", password=PASSWORD)
    client.force_login(owner)
    new = {"password1": "quite another sentence", "password2": "quite another sentence"}
    client.post(f"{LOG_IN}password/", {"oldpassword": "wrong", **new})
    assert Person.objects.get(pk=owner.pk).check_password(PASSWORD)
    client.post(f"{LOG_IN}password/", {"oldpassword": PASSWORD, **new})
    assert Person.objects.get(pk=owner.pk).check_password("quite another sentence")


def test_logging_out_leads_to_the_log_in(client: Client) -> None:
    client.force_login(cast().owner)
    assert client.get(f"{LOG_IN}out/").status_code == 200
    assert client.post(f"{LOG_IN}out/").headers["Location"] == LOG_IN
    assert client.get("/desk/").status_code == 302


@pytest.mark.parametrize("address", ["email/", "confirm-email/", "reauthenticate/", "login/code/confirm/"])
def test_what_we_do_not_use_of_allauth_is_not_there(client: Client, address: str) -> None:
    client.force_login(cast().owner)
    assert client.get(f"{LOG_IN}{address}").status_code == 404

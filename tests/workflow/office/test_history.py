"""Reading the history: all of it, page by page, by those who may, and who looked at a family's number."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.workflow.cast import Cast, cast
from tests.workflow.walk import facts_held, signed_version
from workflow.history.actions import record
from workflow.office import queries
from workflow.people import actions as people_actions
from workflow.people.invitees import Invitee
from workflow.people.models import Person
from workflow.requests import actions
from workflow.requests.models import CallBack

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def asked(people: Cast) -> CallBack:
    typed = actions.Asked("once", "ur", "Urdu", "+441614779000", CallBack.When.ANY, say_who=False)
    return actions.ask_for_call(typed, organisation=people.organisation, leaflet=None)


def test_a_call_says_who_looked_at_its_number(people: Cast) -> None:
    call = asked(people)
    client = client_of(people.coordinator)
    address = reverse("office:call", args=[call.pk])
    assert "call.number-shown" not in client.get(address).content.decode()
    shown = client.post(reverse("office:call-number", args=[call.pk])).content.decode()
    for page in (shown, client.get(address).content.decode()):
        row = re.search(r"<tr>(?:(?!</tr>).)*call\.number-shown.*?</tr>", page, re.DOTALL)
        assert row
        assert people.coordinator.name in row[0]
        assert "A family" in page
    assert "+441614779000" not in client.get(address).content.decode()


@transaction.atomic
def filled(stream: str, lines: int) -> None:
    for number in range(lines):
        record(stream, "test.line", actor=None, role="program", data={"at": f"<{number}>"})


def test_no_line_is_left_out(people: Cast) -> None:
    leaflet = signed_version(people).leaflet
    filled(leaflet.stream, 2 * queries.LINES)
    seen: list[int] = []
    before: int | None = None
    while True:
        found = queries.history_of(leaflet.stream, before)
        seen += [line.event.number for line in found.lines]
        if found.older is None:
            break
        before = found.older
    assert seen == list(range(found.total, 0, -1))
    assert found.total > 2 * queries.LINES


def test_the_page_says_how_many_there_are_and_leads_to_the_older_ones(people: Cast) -> None:
    leaflet = signed_version(people).leaflet
    filled(leaflet.stream, queries.LINES)
    client = client_of(people.owner)
    address = reverse("office:stream", args=[leaflet.stream])
    page = client.get(address).content.decode()
    total = queries.history_of(leaflet.stream).total
    assert f"{total} lines" in page
    older = re.search(r'href="(\?before=\d+)">Older', page)
    assert older
    assert "leaflet.added" not in page
    last = client.get(address + older[1]).content.decode()
    assert "leaflet.added" in last
    assert ">Older<" not in last
    assert 'href="?">The newest' in last
    assert client.get(f"{address}?before=nonsense").status_code == 200


def test_facts_invitations_languages_and_people_are_in_the_menu(people: Cast) -> None:
    facts_held(people)
    invitee = Invitee(email="new@example.org", name="Interpreter, Urdu", roles=("linguist",))
    people_actions.invite(
        invitee,
        organisation=people.organisation,
        by=people.coordinator,
        address=lambda token: f"http://localhost/{token}",
    )
    with transaction.atomic():
        record("languages", "language.added", actor=people.admin.pk, role="admin", subject="language:tlh")
        for one in (people.editor("ur"), people.outsider):
            record(f"account:{one.pk}", "account.changed", actor=people.admin.pk, role="admin")
    client = client_of(people.publisher)
    menu = client.get(reverse("office:history")).content.decode()
    for stream in (
        f"organisation:{people.organisation.pk}",
        "languages",
        f"account:{people.editor('ur').pk}",
    ):
        address = reverse("office:stream", args=[stream])
        assert address in menu
        assert client.get(address).status_code == 200
    page = client.get(reverse("office:stream", args=[f"organisation:{people.organisation.pk}"]))
    assert "fact.added" in page.content.decode()
    assert "invitation.sent" in page.content.decode()
    elsewhere = reverse("office:stream", args=[f"account:{people.outsider.pk}"])
    assert elsewhere not in menu
    assert client.get(elsewhere).status_code == 404


def test_linguists_read_no_history(people: Cast) -> None:
    assert client_of(people.editor("ur")).get(reverse("office:history")).status_code == 403

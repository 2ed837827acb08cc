"""Home says what waits for me, and nothing else; the list of calls shows my organisation's."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from tests.workflow.cast import Cast, cast, organisation, person
from tests.workflow.walk import (
    draft_version,
    fresh,
    leaflet_text,
    signed_version,
    translation_at,
    walk_on,
    words_published,
)
from workflow.office import queries
from workflow.people.models import Person, Post, Role
from workflow.requests import actions as requests
from workflow.requests.models import CallBack
from workflow.review import actions as review
from workflow.review.models import Stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def waiting(who: Person) -> set[str]:
    """The kinds of things that wait for somebody."""
    found = queries.waiting_for(Person.objects.get(pk=who.pk))
    kinds = ("texts", "unsigned", "to_sign", "to_publish", "unassigned", "calls")
    return {kind for kind in kinds if getattr(found, kind)}


def everybody(people: Cast) -> dict[str, set[str]]:
    whom = {
        "owner": people.owner,
        "coordinator": people.coordinator,
        "publisher": people.publisher,
        "admin": people.admin,
        "outsider": people.outsider,
        "editor": people.editor("ur"),
        "reviser": people.reviser("ur"),
        "linguist": people.editor("pl"),
    }
    return {name: found for name, who in whom.items() if (found := waiting(who))}


def test_each_step_waits_for_one_person(people: Cast) -> None:
    version = draft_version(people)
    assert everybody(people) == {"owner": {"unsigned"}}
    version.delete()
    version.leaflet.delete()
    words_published(people)
    version = signed_version(people)
    assert everybody(people) == {}
    translation = review.open_language(version, "ur", by=people.coordinator)
    assert everybody(people) == {"coordinator": {"unassigned"}}
    review.assign(
        translation, editor=people.editor("ur"), reviser=people.reviser("ur"), by=people.coordinator
    )
    steps = {
        Stage.EDITING: {"editor": {"texts"}},
        Stage.REVISION: {"reviser": {"texts"}},
        Stage.SIGN_OFF: {"owner": {"to_sign"}},
        Stage.READY: {"publisher": {"to_publish"}},
        Stage.PUBLISHED: {},
    }
    for stage, expected in steps.items():
        translation = walk_on(fresh(translation), stage, people)
        assert everybody(people) == expected, stage


def ask(people: Cast, once: str = "1") -> CallBack:
    asked = requests.Asked(once, "ur", "Punjabi (Mirpuri)", "+447400123456", CallBack.When.ANY, False)
    return requests.ask_for_call(asked, organisation=people.organisation, leaflet=None)


def test_a_request_for_a_call_waits_for_the_coordinator(people: Cast) -> None:
    call = ask(people)
    assert everybody(people) == {"coordinator": {"calls"}}
    requests.close_call(call, result="reached", by=people.coordinator)
    assert everybody(people) == {}


def test_a_request_whose_number_is_gone_waits_for_nobody(people: Cast) -> None:
    ask(people)
    CallBack.objects.update(purge_at=timezone.now())
    requests.purge()
    assert everybody(people) == {}


def test_another_role_elsewhere_shows_nobodys_calls(people: Cast) -> None:
    """A coordinator of one organisation who is a linguist of another sees the first one's families only."""
    ask(people)
    both = person(Role.COORDINATOR, at=organisation("Another organisation"))
    Post.objects.create(person=both, organisation=people.organisation, role=Role.LINGUIST)
    assert waiting(both) == set()
    client = Client()
    client.force_login(both)
    assert "Mirpuri" not in client.get("/desk/calls/").content.decode()


def test_home_shows_a_linguist_nothing_of_other_peoples_work(people: Cast) -> None:
    translation_at(
        Stage.EDITING, "ur", people, signed_version(people, leaflet_text(title="Our secret leaflet"))
    )
    client = Client()
    for who, sees in ((people.editor("pl"), False), (people.editor("ur"), True), (people.coordinator, True)):
        client.force_login(who)
        assert ("Our secret leaflet" in client.get("/desk/").content.decode()) == sees


def test_the_list_of_calls_shows_no_number(people: Cast) -> None:
    call = ask(people)
    client = Client()
    client.force_login(people.coordinator)
    listed = client.get("/desk/calls/").content.decode()
    assert call.reference in listed
    assert "Punjabi (Mirpuri)" in listed
    assert "7400" not in listed
    assert "7400" not in client.get(f"/desk/calls/{call.pk}/").content.decode()
    assert "+447400123456" in client.post(f"/desk/calls/{call.pk}/number/", follow=True).content.decode()


def test_a_call_is_closed_with_its_result(people: Cast) -> None:
    call = ask(people)
    client = Client()
    client.force_login(people.coordinator)
    refused = client.post(f"/desk/calls/{call.pk}/close/", {"result": ""})
    assert refused.status_code == 409
    assert "Choose what came of the call." in refused.content.decode()
    done = client.post(f"/desk/calls/{call.pk}/close/", {"result": "reached"}, follow=True).content.decode()
    assert "Closed. The number is deleted in 30 days." in done
    assert "reached, and helped" in done

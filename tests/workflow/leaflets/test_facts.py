"""Facts in the browser: adding one, proposing another value, and the second person."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from i18n import facts
from tests.workflow.cast import Cast, cast, organisation
from tests.workflow.walk import facts_held
from workflow.history.models import Event
from workflow.leaflets import actions
from workflow.leaflets.models import Fact, FactChange
from workflow.people.models import Person, Post, Role
from workflow.refusals import NotYours, RuleBroken

pytestmark = pytest.mark.django_db
PAGE = "leaflets:facts"
TYPED = {
    "kind": "phone",
    "purpose": "interpreting",
    "value": "+441614779000",
    "display": "0161 477 9000",
    "cost": "standard",
    "hours": "mon-fri 09:00-17:00",
    "note": "From the unit, November 2026.",
}
NEW = facts.Fact(
    facts.FactKind.PHONE,
    "interpreting",
    "+441614770000",
    display="0161 477 0000",
    cost=facts.Cost.FREE,
    hours="always",
    note="Moved.",
)


@pytest.fixture
def people() -> Cast:
    return cast()


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def typed(people: Cast, **more: str) -> dict[str, str]:
    return TYPED | {"organisation": str(people.organisation.pk)} | more


def held(people: Cast) -> Fact:
    facts_held(people)
    return Fact.objects.get(organisation=people.organisation, kind="phone", purpose="interpreting")


@pytest.mark.parametrize("role", ["owner", "admin"])
def test_a_fact_is_added_in_the_browser(role: str, people: Cast) -> None:
    who = getattr(people, role)
    answer = client_of(who).post(reverse(PAGE), typed(people), follow=True)
    assert "0161 477 9000" in answer.content.decode()
    row = Fact.objects.get()
    assert {name: getattr(row, name) for name in TYPED} == TYPED
    assert row.tested is None
    assert Event.objects.get(verb="fact.added").actor == who.pk


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": "0161 477 9000"}, "is not a number like +441614779000"),
        ({"display": "0161 477 9001"}, "does not show the digits of"),
        ({"hours": "weekdays"}, "is not a time like"),
        ({"purpose": "Interpreting Unit"}, "only small letters"),
        ({"value": "+441614779000\u202e"}, "cannot be seen"),
        ({"kind": "email", "value": "somebody"}, "is not an e-mail address"),
        ({"kind": "date", "value": "soon"}, "is not a date like"),
        ({"value": ""}, "required"),
    ],
)
def test_a_wrong_fact_is_said_in_one_sentence_and_nothing_typed_is_lost(
    wrong: dict[str, str], sentence: str, people: Cast
) -> None:
    answer = client_of(people.owner).post(reverse(PAGE), typed(people, **wrong))
    assert answer.status_code in {409, 422}
    page = answer.content.decode()
    assert sentence in page
    assert 'value="From the unit, November 2026."' in page
    assert not Fact.objects.exists()


def test_a_fact_is_held_once(people: Cast) -> None:
    held(people)
    answer = client_of(people.owner).post(reverse(PAGE), typed(people))
    assert answer.status_code == 409
    assert "There is already a fact {phone:interpreting}" in answer.content.decode()


def test_who_has_two_organisations_chooses_one(people: Cast) -> None:
    second = organisation("Second unit")
    Post.objects.create(person=people.owner, organisation=second, role=Role.OWNER)
    owner = Person.objects.get(pk=people.owner.pk)
    assert '<select name="organisation"' in client_of(owner).get(reverse(PAGE)).content.decode()
    client_of(owner).post(reverse(PAGE), typed(people, organisation=str(second.pk)))
    assert Fact.objects.get().organisation == second


def test_others_see_facts_but_add_none(people: Cast) -> None:
    held(people)
    client = client_of(people.coordinator)
    page = client.get(reverse(PAGE)).content.decode()
    assert "0161 477 9000" in page
    assert 'id="add"' not in page
    assert client.post(reverse(PAGE), typed(people, purpose="other")).status_code == 403
    elsewhere = typed(people, organisation=str(people.outsider.organisations()[0]), purpose="other")
    assert client_of(people.owner).post(reverse(PAGE), elsewhere).status_code == 422
    assert not Fact.objects.filter(purpose="other").exists()


def test_a_proposal_changes_nothing_and_waits_on_the_page(people: Cast) -> None:
    row = held(people)
    client = client_of(people.owner)
    form = client.get(reverse("leaflets:fact-change", args=[row.pk])).content.decode()
    assert 'value="0161 477 9000"' in form
    wanted = {
        "value": "+441614770000",
        "display": "0161 477 0000",
        "cost": "free",
        "hours": "",
        "note": "Moved",
    }
    answer = client.post(reverse("leaflets:fact-change", args=[row.pk]), wanted, follow=True)
    assert "0161 477 0000" in answer.content.decode()
    row.refresh_from_db()
    assert row.value == "+441614779000"
    change = FactChange.objects.get()
    assert (change.was, change.value, change.proposed_by) == (row.value, "+441614770000", people.owner)


def test_a_wrong_proposal_keeps_what_was_typed(people: Cast) -> None:
    row = held(people)
    wanted = {"value": "12", "display": "", "cost": "free", "hours": "", "note": "Typed for long"}
    answer = client_of(people.owner).post(reverse("leaflets:fact-change", args=[row.pk]), wanted)
    assert answer.status_code == 409
    assert 'value="Typed for long"' in answer.content.decode()
    assert not FactChange.objects.exists()


def test_one_proposal_waits_at_a_time_and_says_something_new(people: Cast) -> None:
    row = held(people)
    with pytest.raises(RuleBroken, match="says already"):
        actions.propose_change(
            row,
            facts.Fact(
                NEW.kind, NEW.purpose, row.value, row.display, facts.Cost(row.cost), "", None, row.note
            ),
            by=people.owner,
        )
    actions.propose_change(row, NEW, by=people.owner)
    with pytest.raises(RuleBroken, match="waits already"):
        actions.propose_change(row, NEW, by=people.admin)


def test_nobody_confirms_or_refuses_their_own_proposal(people: Cast) -> None:
    change = actions.propose_change(held(people), NEW, by=people.owner)
    for decide in (actions.accept_change, actions.refuse_change):
        with pytest.raises(RuleBroken, match="yourself"):
            decide(change, by=people.owner)
        with pytest.raises(NotYours):
            decide(change, by=people.outsider)
        with pytest.raises(NotYours):
            decide(change, by=people.publisher)


def test_a_confirmed_fact_is_new_and_untried(people: Cast) -> None:
    row = held(people)
    actions.record_test_call(row, by=people.owner)
    actions.accept_change(actions.propose_change(row, NEW, by=people.owner), by=people.admin)
    row.refresh_from_db()
    assert (row.value, row.display, row.cost, row.hours, row.note) == (
        *("+441614770000", "0161 477 0000", "free", "always", "Moved."),
    )
    assert row.tested is None
    line = Event.objects.get(verb="fact.changed")
    assert (line.actor, line.data["proposed_by"], line.data["was"]) == (
        *(people.admin.pk, people.owner.pk, "+441614779000"),
    )


def test_a_refused_fact_stays_and_another_may_be_proposed(people: Cast) -> None:
    row = held(people)
    change = actions.propose_change(row, NEW, by=people.owner)
    actions.refuse_change(change, by=people.admin)
    row.refresh_from_db()
    assert row.value == "+441614779000"
    with pytest.raises(RuleBroken, match="refused by Admin already"):
        actions.accept_change(change, by=people.admin)
    actions.propose_change(row, NEW, by=people.owner)


def test_the_database_wants_two_people_too(people: Cast) -> None:
    row = held(people)
    change = actions.propose_change(row, NEW, by=people.owner)
    with pytest.raises(DatabaseError, match="factchange_two_people"), transaction.atomic():
        FactChange.objects.filter(pk=change.pk).update(
            accepted=True, decided_by=people.owner, decided_at=timezone.now()
        )
    with pytest.raises(DatabaseError, match="by two people"), transaction.atomic():
        Fact.objects.filter(pk=row.pk).update(value="+441614770000")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FactChange.objects.filter(pk=change.pk).update(value="+441614770009")
    actions.refuse_change(change, by=people.admin)
    with pytest.raises(DatabaseError, match="stays decided"), transaction.atomic():
        FactChange.objects.filter(pk=change.pk).update(accepted=True)
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        FactChange.objects.filter(pk=change.pk).delete()


def test_a_file_of_facts_is_checked_as_well(people: Cast) -> None:
    with pytest.raises(RuleBroken, match="is not a number"):
        actions.add_fact(
            facts.Fact(facts.FactKind.PHONE, "x", "12"), organisation=people.organisation, by=people.owner
        )


def test_a_proposal_waits_at_home_for_the_second_person_alone(people: Cast) -> None:
    change = actions.propose_change(held(people), NEW, by=people.owner)
    address = reverse("publishing:fact-change", args=[change.pk])
    home = reverse("office:home")
    assert address in client_of(people.admin).get(home).content.decode()
    for who in (people.owner, people.publisher, people.outsider):
        assert address not in client_of(who).get(home).content.decode()

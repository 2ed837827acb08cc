"""The English: what is kept when it is signed, what the next version may change, and what stays for ever."""

from __future__ import annotations

import pytest

from i18n import facts
from i18n.facts import Cost, FactKind
from tests.workflow.cast import cast, person
from tests.workflow.walk import (
    KEYS,
    draft_version,
    facts_held,
    leaflet_text,
    next_version,
    signed,
    signed_version,
)
from workflow.history.models import Event
from workflow.leaflets import actions, queries
from workflow.leaflets.models import Fact, Leaflet, Segment
from workflow.leaflets.rules import questions
from workflow.people.models import Role
from workflow.refusals import RuleBroken
from workflow.slugs import RESERVED

pytestmark = pytest.mark.django_db
LONG = "This sentence goes on " * 12 + "and on."
RAW = leaflet_text(body="## Who\n\nYou can have an interpreter. Call 0161 477 9000.\n")


def code_of(act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)  # type: ignore[operator]
    return refusal.value.code


def test_signing_writes_keys_in_takes_segments_out_and_freezes() -> None:
    people = cast()
    body = "## Who to call\n\nYou can have an interpreter.\n"
    version = signed_version(people, leaflet_text(body=body))

    assert "## Who to call {#who-to-call}" in version.markdown
    rows = list(version.segments.values_list("position", "key", "text"))
    assert rows[0] == (0, "title", "Our leaflet for families")
    assert [key for _, key, _ in rows] == ["title", "who-to-call", "you-can-have-an-interpreter"]
    event = Event.objects.get(verb="version.signed")
    assert event.data == {"number": 1, "digest": version.digest, "segments": 3}
    assert code_of(actions.change_draft, version, version.markdown, by=people.owner) == "version.signed"
    assert code_of(actions.sign, version, by=people.owner) == "version.signed"


def test_only_the_leaflets_own_owner_signs() -> None:
    people = cast()
    version = draft_version(people)
    other = person(Role.OWNER, at=people.organisation)

    assert code_of(actions.sign, version, by=other) == "sign.owner"
    for who in (people.coordinator, people.publisher, people.admin, people.outsider, people.editor()):
        assert code_of(actions.sign, version, by=who) == "role"


def test_nothing_is_signed_while_a_finding_waits() -> None:
    people = cast()
    version = draft_version(people, leaflet_text(body=f"## Who\n\nYou can have an interpreter.\n\n{LONG}\n"))
    finding = next(question for question in questions(version) if question.open)
    assert code_of(actions.sign, version, by=people.owner) == "sign.lint"

    keep = {"because": "It has to be said.", "by": people.owner}
    assert (
        code_of(actions.keep_finding, version, finding.mark, because=" ", by=people.owner) == "reason.missing"
    )
    assert (
        code_of(actions.keep_finding, version, finding.mark, because="x" * 501, by=people.owner)
        == "reason.long"
    )
    assert code_of(actions.keep_finding, version, "of another text", **keep) == "lint.gone"
    for question in questions(version):
        actions.keep_finding(version, question.mark, **keep)

    assert signed(version, people.owner).state == "signed"


def test_a_raw_number_cannot_be_kept() -> None:
    people = cast()
    version = draft_version(people, RAW)
    blocker = next(question for question in questions(version) if question.finding.severity == "block")

    keep = {"because": "It has to be said.", "by": people.owner}
    assert code_of(actions.keep_finding, version, blocker.mark, **keep) == "lint.block"
    assert code_of(actions.sign, version, by=people.owner) == "sign.lint"


def test_an_answer_belongs_to_the_words_it_answered() -> None:
    people = cast()
    body = "## Who\n\nYou can have an interpreter.\n\n{}\n"
    version = draft_version(people, leaflet_text(body=body.format(LONG)))
    for question in questions(version):
        actions.keep_finding(version, question.mark, because="It has to be said.", by=people.owner)

    changed = leaflet_text(body=body.format(LONG + " " + LONG.replace("goes", "runs")))
    actions.change_draft(version, changed, by=people.owner)

    assert any(question.open for question in questions(version.leaflet.versions.get()))


@pytest.mark.parametrize("slug", sorted(slug for slug in RESERVED if "." not in slug))
def test_a_slug_that_the_site_needs_is_refused(slug: str) -> None:
    people = cast()

    assert code_of(draft_version, people, leaflet_text(slug)) == "slug.reserved"
    assert not Leaflet.objects.exists()


def test_a_slug_is_given_once() -> None:
    people = cast()
    draft_version(people)

    assert code_of(draft_version, people) == "slug.taken"


CHANGED = {
    "another slug": ("slug.fixed", leaflet_text("other")),
    "a sample": ("leaflet.fixed", leaflet_text(sample="true")),
    "the public words": ("leaflet.fixed", leaflet_text(kind="words")),
    "no title": ("leaflet.unreadable", leaflet_text(title="")),
    "too long": ("leaflet.long", leaflet_text(title="long " * 80)),
    "a long reference": ("leaflet.long", leaflet_text().replace("C1", "C" * 41)),
}


@pytest.mark.parametrize("name", CHANGED)
def test_what_pages_hang_on_stays_as_it_was(name: str) -> None:
    code, markdown = CHANGED[name]
    people = cast()
    version = draft_version(people)

    assert code_of(actions.change_draft, version, markdown, by=people.owner) == code
    version.refresh_from_db()
    assert version.title == "Our leaflet for families"


def test_the_next_version_keeps_the_keys_of_what_did_not_change() -> None:
    people = cast()
    first = signed_version(people)
    without_keys = leaflet_text().replace("at home.", "at home or elsewhere.")
    for key in KEYS:
        without_keys = without_keys.replace(f" {{#{key}}}", "")

    second = next_version(first, without_keys, people)

    one, two = (dict(v.segments.values_list("text", "key")) for v in (first, second))
    assert {text: two[text] for text in one.keys() & two.keys()} == {
        text: one[text] for text in one.keys() & two.keys()
    }
    assert two["We can meet you at home or elsewhere."] not in one.values()
    assert Segment.objects.filter(version=first).count() == len(KEYS)


def test_one_draft_at_a_time() -> None:
    people = cast()
    version = draft_version(people)
    assert code_of(actions.start_version, version.leaflet, by=people.owner) == "version.open"
    signed(version, people.owner)

    started = actions.start_version(version.leaflet, by=people.owner)

    assert (started.number, started.state) == (2, "draft")
    assert code_of(actions.start_version, version.leaflet, by=people.owner) == "version.open"
    assert queries.signed_version(version.leaflet) == version


@pytest.mark.parametrize("value", ["sensitivity", "policy"])
def test_a_signed_version_may_change_how_a_leaflet_is_handled(value: str) -> None:
    people = cast()
    first = signed_version(people)

    next_version(first, leaflet_text(**{value: "bereavement"}), people)

    assert getattr(Leaflet.objects.get(), value) == "bereavement"


def test_facts_are_held_once_by_those_who_may() -> None:
    people = cast()
    facts_held(people)
    number = facts.Fact(kind=FactKind.PHONE, purpose="night", value="+441614960000", cost=Cost.FREE)
    for who in (people.coordinator, people.publisher, people.outsider, people.editor()):
        assert code_of(actions.add_fact, number, organisation=people.organisation, by=who) == "role"

    row = actions.add_fact(number, organisation=people.organisation, by=people.admin)

    assert (
        code_of(actions.add_fact, number, organisation=people.organisation, by=people.owner) == "fact.taken"
    )
    assert queries.facts_of(people.organisation)["phone:night"] == number
    actions.record_test_call(row, by=people.owner)
    assert Fact.objects.get(pk=row.pk).tested is not None
    assert list(Event.objects.filter(subject=f"fact:{row.pk}").values_list("verb", flat=True)) == [
        "fact.added",
        "fact.tested",
    ]

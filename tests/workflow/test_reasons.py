"""One rule for every reason that somebody has to give: not empty, no NUL, at most 500 characters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.workflow.cast import Cast, cast
from tests.workflow.walk import draft_version, message_of, published, translation_at
from workflow.history.models import Event
from workflow.leaflets.actions import keep_finding
from workflow.leaflets.rules import questions
from workflow.publishing.actions import withdraw
from workflow.refusals import RuleBroken, check_reason
from workflow.review import actions
from workflow.review.models import Stage

pytestmark = pytest.mark.django_db
Give = Callable[[str], None]


def taking_down(people: Cast) -> Give:
    edition = published(people, "ur")
    return lambda reason: withdraw(edition, reason=reason, by=people.publisher)


def sending_back(people: Cast) -> Give:
    translation = translation_at(Stage.SIGN_OFF, "ur", people)
    return lambda reason: actions.send_back(translation, reason=reason, by=people.owner)


def taking_back(people: Cast) -> Give:
    translation = translation_at(Stage.REVISION, "ur", people)
    return lambda reason: actions.take_back(translation, reason=reason, by=people.reviser())


def opening_again(people: Cast) -> Give:
    translation = published(people, "ur").translation
    return lambda reason: actions.reopen(translation, reason=reason, by=people.coordinator)


def returning(people: Cast) -> Give:
    message = message_of(translation_at(Stage.REVISION, "ur", people), "home")
    return lambda reason: actions.return_text(message, reason=reason, by=people.reviser())


def keeping(people: Cast) -> Give:
    long_one = "- " + "This sentence goes on " * 12 + "and on.\n"
    version = draft_version(people)
    version.markdown += long_one
    version.save()
    finding = next(one for one in questions(version) if one.open)
    return lambda reason: keep_finding(version, finding.mark, because=reason, by=people.owner)


@pytest.mark.parametrize("doing", [taking_down, sending_back, taking_back, opening_again, returning, keeping])
def test_every_reason_follows_the_one_rule(doing: Callable[[Cast], Give]) -> None:
    give = doing(cast())
    events = Event.objects.count()

    for reason, code in (("", "reason.missing"), (" \0\n", "reason.missing"), ("x" * 501, "reason.long")):
        with pytest.raises(RuleBroken) as refusal:
            give(reason)
        assert (refusal.value.code, refusal.value.sentence[:7]) == (code, "Say why")
    assert Event.objects.count() == events

    give(f"  {'x' * 499}\0y \n")

    kept = [list(event.data.values()) for event in Event.objects.order_by("pk")[events:]]
    assert any("x" * 499 + "y" in values for values in kept)


def test_a_reason_is_kept_without_what_no_database_keeps() -> None:
    assert check_reason(" The number\0 is wrong.\n") == "The number is wrong."

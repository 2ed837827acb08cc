"""A published translation is revised again: the page stays up, and the next edition takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from i18n import facts
from tests.workflow.cast import Cast, cast
from tests.workflow.walk import (
    approve,
    edition_of,
    fresh,
    leaflet_text,
    message_of,
    next_version,
    published,
    translation_at,
    walk_on,
    write,
)
from workflow.history.models import Event
from workflow.leaflets.actions import propose_change
from workflow.leaflets.models import Fact
from workflow.publishing import actions, manifest
from workflow.publishing.models import Edition
from workflow.refusals import NotYours, RuleBroken
from workflow.review import actions as review
from workflow.review.models import Stage

pytestmark = pytest.mark.django_db


def page(edition: Edition) -> str:
    folder = Path(site_settings.PUBLIC_DIR) / edition.tag / edition.leaflet.slug
    return (folder / "index.html").read_text()


def corrected(edition: Edition, people: Cast) -> str:
    """Reopen, and let the reviser correct one text, which the editor approves."""
    review.reopen(edition.translation, reason="A word reads oddly.", by=people.coordinator)
    better = "یہ جملہ دوبارہ دیکھا گیا ہے"
    write(fresh(edition.translation), "home", better, people.reviser("ur"))
    approve(fresh(edition.translation), "home", people.editor("ur"))
    return better


def test_the_page_stays_until_the_second_edition_takes_its_place() -> None:
    people = cast()
    first = published(people)
    before = page(first)
    better = corrected(first, people)
    assert page(first) == before
    assert better not in before
    second = edition_of(walk_on(fresh(first.translation), Stage.PUBLISHED, people))
    first.refresh_from_db()
    assert (first.state, second.number) == (Edition.State.SUPERSEDED, 2)
    assert better in page(second)
    line = Event.objects.get(verb="translation.reopened")
    assert (line.actor, line.role, line.data["reason"]) == (
        *(people.coordinator.pk, "coordinator", "A word reads oddly."),
    )


def test_it_is_signed_off_anew() -> None:
    people = cast()
    edition = published(people)
    review.reopen(edition.translation, reason="A word reads oddly.", by=people.coordinator)
    translation = fresh(edition.translation)
    assert (translation.stage, translation.signed_by) == (Stage.REVISION, None)
    with pytest.raises(RuleBroken, match="not signed"):
        actions.publish(translation, by=people.publisher)


def test_a_reopened_translation_whose_fact_changes_shows_no_text_of_the_desk() -> None:
    people = cast()
    edition = published(people)
    better = corrected(edition, people)
    row = Fact.objects.get(organisation=people.organisation, kind="phone", purpose="interpreting")
    wanted = facts.Fact(facts.FactKind.PHONE, "interpreting", "+441614770000")
    actions.change_fact(propose_change(row, wanted, by=people.owner), by=people.admin)
    second = edition_of(edition.translation)
    assert second.number == 2
    assert "tel:+441614770000" in page(second)
    assert better not in page(second)
    assert manifest.texts_of(second.manifest) == manifest.texts_of(edition.manifest)
    assert fresh(edition.translation).stage == Stage.REVISION
    third = edition_of(walk_on(fresh(edition.translation), Stage.PUBLISHED, people))
    assert third.number == 3
    assert better in page(third)


def test_a_reopened_page_can_still_be_withdrawn() -> None:
    people = cast()
    edition = published(people)
    corrected(edition, people)
    actions.withdraw(edition, reason="Wrong.", by=people.publisher)
    assert "<article" not in page(edition)
    assert fresh(edition.translation).stage == Stage.REVISION


def test_only_a_coordinator_reopens_with_a_reason_and_only_what_is_published() -> None:
    people = cast()
    edition = published(people)
    for who in (people.owner, people.publisher, people.reviser("ur"), people.outsider):
        with pytest.raises(NotYours):
            review.reopen(edition.translation, reason="Why not.", by=who)
    with pytest.raises(RuleBroken, match="Say why"):
        review.reopen(edition.translation, reason=" ", by=people.coordinator)
    review.reopen(edition.translation, reason="A word.", by=people.coordinator)
    with pytest.raises(RuleBroken, match="cannot be reopened"):
        review.reopen(edition.translation, reason="Again.", by=people.coordinator)


def test_an_older_english_never_takes_the_place_of_a_newer_one() -> None:
    people = cast()
    first = published(people)
    text = leaflet_text().replace("{#home}", "Tell us when. {#home}")
    review.reopen(first.translation, reason="A word.", by=people.coordinator)
    walk_on(fresh(first.translation), Stage.READY, people)
    version = next_version(first.translation.version, text, people)
    translation_at(Stage.PUBLISHED, "ur", people, version)
    with pytest.raises(RuleBroken, match="Version 2 is published"):
        actions.publish(fresh(first.translation), by=people.publisher)


def test_what_a_newer_version_replaced_is_not_reopened() -> None:
    people = cast()
    first = published(people)
    text = leaflet_text().replace("{#home}", "Tell us when. {#home}")
    translation_at(Stage.PUBLISHED, "ur", people, next_version(first.translation.version, text, people))
    with pytest.raises(RuleBroken, match="took its place"):
        review.reopen(first.translation, reason="A word.", by=people.coordinator)


def test_the_coordinator_finds_the_button_and_others_do_not(client: Client) -> None:
    people = cast()
    edition = published(people)
    desk = reverse("review:desk", args=[edition.translation_id])
    again = reverse("review:reopen", args=[edition.translation_id])
    client.force_login(people.publisher)
    assert again not in client.get(desk).content.decode()
    client.force_login(people.coordinator)
    assert again in client.get(desk).content.decode()
    answer = client.post(again, {"reason": "A word reads oddly."}, follow=True)
    assert "until the next edition is published" in answer.content.decode()
    assert again not in client.get(desk).content.decode()


def test_the_owner_takes_the_signature_back_while_it_waits_for_the_publisher(client: Client) -> None:
    people = cast()
    ready = translation_at(Stage.READY, "ur", people)
    pack, back = (reverse(name, args=[ready.pk]) for name in ("publishing:pack", "review:send-back"))
    client.force_login(people.publisher)
    assert back not in client.get(pack).content.decode()
    client.force_login(people.owner)
    shown = client.get(pack).content.decode()
    assert back in shown
    assert "Take the signature back" in shown
    assert reverse("publishing:sign", args=[ready.pk]) not in shown
    client.post(back, {"reason": "A name is wrong."})
    assert (fresh(ready).stage, fresh(ready).signed_by) == (Stage.REVISION, None)
    assert message_of(ready, "home").text

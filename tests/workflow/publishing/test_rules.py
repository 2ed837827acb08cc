"""Everything that has to hold before an edition may exist: each refusal is a sentence, and nothing is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import DatabaseError, transaction
from pytest_django import Settings

from i18n import leaflet as source
from tests.workflow.cast import Cast, cast, person
from tests.workflow.walk import (
    facts_held,
    leaflet_text,
    message_of,
    signed_version,
    translation_at,
    words_published,
)
from workflow.history.actions import record
from workflow.history.models import Event
from workflow.leaflets.models import Fact, Leaflet, Segment, Version, digest_of
from workflow.people.models import Post, Role
from workflow.publishing import actions, rules
from workflow.publishing.models import Edition
from workflow.refusals import NotYours, RuleBroken
from workflow.review.models import Message, Stage, State, Text, Translation
from workflow.review.queries import text_digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def ready(people: Cast) -> Translation:
    """A translation that could be published at once."""
    words_published(people)
    return translation_at(Stage.READY, "ur", people)


def refused(code: str, translation: Translation, people: Cast) -> str:
    """The sentence with which publishing is refused; nothing appears anywhere."""
    before = set(Path(site_settings.PUBLIC_DIR).rglob("*"))
    editions = Edition.objects.count()
    with pytest.raises(RuleBroken) as refusal:
        actions.publish(translation, by=people.publisher)
    assert refusal.value.code == code
    assert Edition.objects.count() == editions
    assert set(Path(site_settings.PUBLIC_DIR).rglob("*")) == before
    assert refusal.value.sentence.endswith(".")
    return refusal.value.sentence


def test_a_translation_that_is_ready_is_published(ready: Translation, people: Cast) -> None:
    assert actions.publish(ready, by=people.publisher).number == 1


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.EDITING, Stage.REVISION, Stage.SIGN_OFF])
def test_what_the_owner_has_not_signed_is_refused(stage: Stage, people: Cast) -> None:
    words_published(people)
    sentence = refused("publish.stage", translation_at(stage, "ur", people), people)
    assert "has not signed" in sentence


def test_only_a_publisher_of_the_organisation_publishes(ready: Translation, people: Cast) -> None:
    for somebody in (people.owner, people.coordinator, people.admin, people.editor("ur"), people.outsider):
        with pytest.raises(NotYours):
            actions.publish(ready, by=somebody)
    assert not Edition.objects.filter(leaflet__kind=Leaflet.Kind.LEAFLET).exists()


@pytest.mark.parametrize("work", ["editor", "reviser"])
def test_nobody_publishes_their_own_work(work: str, ready: Translation, people: Cast) -> None:
    people.publisher = getattr(people, work)("ur")
    Post.objects.create(person=people.publisher, organisation=people.organisation, role=Role.PUBLISHER)
    people.publisher.__dict__.pop("_posts", None)
    assert "Somebody else" in refused("publish.people", ready, people)


def test_who_wrote_a_text_before_somebody_else_was_named_does_not_publish_it(
    ready: Translation, people: Cast
) -> None:
    """The translation's editor is another person by now; the wording is still theirs."""
    wrote = people.editor("ur")
    other = person(Role.LINGUIST, at=people.organisation)
    Translation.objects.filter(pk=ready.pk).update(editor=other)
    Post.objects.create(person=wrote, organisation=people.organisation, role=Role.PUBLISHER)
    wrote.__dict__.pop("_posts", None)
    people.publisher = wrote
    refused("publish.people", ready, people)


def test_without_public_words_in_the_language_it_is_refused(people: Cast) -> None:
    assert "public words" in refused("publish.words", translation_at(Stage.READY, "ur", people), people)


def test_withdrawn_public_words_do_not_do(ready: Translation, people: Cast) -> None:
    actions.withdraw(words_published(people), reason="A button was wrong.", by=people.admin)
    refused("publish.words", ready, people)


def test_sample_words_under_a_real_leaflet_are_refused(settings: Settings, people: Cast) -> None:
    settings.DEBUG = True
    words_published(people, sample=True)
    refused("publish.sample-words", translation_at(Stage.READY, "ur", people), people)


def test_a_sample_is_refused_outside_debug(settings: Settings, people: Cast) -> None:
    settings.DEBUG = True
    words_published(people, sample=True)
    sample = translation_at(
        Stage.READY, "ur", people, signed_version(people, leaflet_text("a-sample", sample="true"))
    )
    settings.DEBUG = False
    refused("publish.sample", sample, people)
    settings.DEBUG = True
    assert actions.publish(sample, by=people.publisher).sample


@pytest.mark.parametrize("kind", ["interpreting", "emergency"])
def test_a_fact_that_is_not_held_is_refused(kind: str, ready: Translation, people: Cast) -> None:
    Fact.objects.filter(organisation=people.organisation, kind="phone", purpose=kind).delete()
    assert f"{{phone:{kind}}}" in refused("publish.fact", ready, people)


def test_a_text_that_a_check_blocks_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    """Approved before the check was there, say: the wording has lost the number."""
    message = message_of(ready, "interpreter")
    assert message.text
    forms = [message.text.forms[0].replace("{phone:interpreting}", "")]
    approve_by_sql(message, forms, people)
    assert "interpreter" in refused("publish.blocked", ready, people)


def approve_by_sql(message: Message, forms: list[str], people: Cast) -> None:
    """A forgery that leaves nothing out: text, digest, and a line of history."""
    assert message.text
    digest = text_digest(message.segment.key, message.segment.text, forms)
    Text.objects.filter(pk=message.text_id).update(forms=forms, digest=digest)
    record(
        message.translation.version.leaflet.stream,
        "text.approved",
        actor=message.text.approved_by_id,
        role=Role.LINGUIST,
        data={"text": message.text_id, "digest": digest},
    )


def test_one_unapproved_text_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    Message.objects.filter(pk=message_of(ready, "home").pk).update(state=State.EDITED)
    refused("messages.left", ready, people)


@pytest.mark.parametrize("byte", ["x", "\u200b", "\u0301", " "])
def test_one_byte_changed_after_the_approval_is_refused(
    byte: str, ready: Translation, people: Cast, drop_guards: Callable[[], None]
) -> None:
    text = message_of(ready, "home").text
    assert text
    drop_guards()
    Text.objects.filter(pk=text.pk).update(forms=[text.forms[0] + byte])
    assert "changed after it was approved" in refused("publish.changed", ready, people)


def test_a_changed_digest_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    Text.objects.filter(pk=message_of(ready, "home").text_id).update(digest="0" * 64)
    refused("publish.changed", ready, people)


def test_a_byte_and_its_digest_changed_together_are_refused(
    ready: Translation, people: Cast, unguarded: None
) -> None:
    """The history still knows what was approved."""
    message = message_of(ready, "home")
    assert message.text
    forms = [message.text.forms[0] + "x"]
    Text.objects.filter(pk=message.text_id).update(
        forms=forms, digest=text_digest("home", message.segment.text, forms)
    )
    assert "history does not know" in refused("publish.history", ready, people)


def test_an_approval_that_never_happened_is_refused(people: Cast, unguarded: None) -> None:
    """Written straight into the database: an approver, and every stage."""
    words_published(people)
    translation = translation_at(Stage.REVISION, "ur", people)
    now = translation.opened_at
    Text.objects.filter(message__translation=translation).update(
        approved_by=people.reviser("ur"), approved_at=now
    )
    Message.objects.filter(translation=translation).update(state=State.APPROVED)
    Translation.objects.filter(pk=translation.pk).update(
        stage=Stage.READY, signed_by=people.owner, signed_at=now
    )
    assert "history does not know" in refused("publish.history", translation, people)


def test_another_approver_than_the_history_names_is_refused(
    ready: Translation, people: Cast, unguarded: None
) -> None:
    Text.objects.filter(pk=message_of(ready, "home").text_id).update(approved_by=people.admin)
    refused("publish.history", ready, people)


def test_a_changed_english_segment_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    segment = Segment.objects.get(version=ready.version, key="home")
    Segment.objects.filter(pk=segment.pk).update(text="We never meet you at home.")
    refused("publish.english", ready, people)


def test_a_changed_english_source_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    """The page's structure comes from it."""
    markdown = ready.version.markdown
    Version.objects.filter(pk=ready.version_id).update(markdown=markdown.replace("at home", "at work"))
    refused("publish.english", ready, people)


def test_an_english_that_nobody_signed_is_refused(ready: Translation, people: Cast, unguarded: None) -> None:
    """Source, segments and digest changed together: the history still knows what the owner signed."""
    markdown = ready.version.markdown.replace("at home", "at work")
    segments = source.extract(source.parse(markdown).leaflet)
    digest = digest_of(*(part for one in segments for part in (one.key, one.text)))
    Version.objects.filter(pk=ready.version_id).update(markdown=markdown, digest=digest)
    Segment.objects.filter(version=ready.version, key="home").update(text="We can meet you at work.")
    refused("publish.english", ready, people)


def test_public_words_changed_after_they_were_published_are_refused(
    ready: Translation, people: Cast, unguarded: None
) -> None:
    words = words_published(people)
    words.manifest["lines"][0]["target"] = "PLANTED"
    Edition.objects.filter(pk=words.pk).update(manifest=words.manifest)
    refused("publish.words-changed", ready, people)


def test_the_guards_themselves_refuse_such_a_change(ready: Translation) -> None:
    text = message_of(ready, "home").text
    assert text
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Text.objects.filter(pk=text.pk).update(forms=["x"])


def test_the_publisher_is_warned_of_numbers_that_nobody_tried(ready: Translation, people: Cast) -> None:
    assert any("0161 477 9000" in sentence for sentence in rules.warnings(ready))
    Fact.objects.filter(organisation=people.organisation).update(tested=date(2026, 11, 1))
    assert rules.warnings(ready) == []


def test_every_refusal_leaves_the_history_as_it_was(people: Cast) -> None:
    facts_held(people)
    translation = translation_at(Stage.SIGN_OFF, "ur", people)
    before = Event.objects.count()
    refused("publish.stage", translation, people)
    assert Event.objects.count() == before

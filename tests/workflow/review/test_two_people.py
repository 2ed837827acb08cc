"""Nobody approves their own wording, and a machine is nobody: in the screen, the actions and by raw SQL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.workflow.cast import cast, competence, person
from tests.workflow.history.raw import execute, refused
from tests.workflow.walk import (
    approve,
    fresh,
    message_of,
    opened,
    signed_version,
    translation_at,
    write,
    write_all,
)
from workflow.people.models import Role
from workflow.refusals import RuleBroken
from workflow.review import actions
from workflow.review.models import Message, Stage, State, Text, Translation

pytestmark = pytest.mark.django_db
AT = "2026-01-01 00:00:00+00:00"


def test_the_screen_refuses_ones_own_text() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    write(translation, "home", "ہم آپ کے گھر پر آپ سے مل سکتے ہیں", people.reviser())
    client = Client()
    client.force_login(people.reviser())
    message = message_of(translation, "home")

    for headers, status in (({}, 409), ({"HX-Request": "true"}, 200)):
        url = reverse("review:approve", args=[message.pk])
        answer = client.post(url, {"seen": message.text_id}, headers=headers)
        assert answer.status_code == status
        assert "You wrote this text yourself. Somebody else has to approve it." in answer.content.decode()
    assert message_of(translation, "home").state == State.EDITED


def test_a_corrected_text_is_approved_by_the_editor() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    write(translation, "home", "ہم آپ کے گھر پر آپ سے مل سکتے ہیں", people.reviser())

    with pytest.raises(RuleBroken, match="wrote this text yourself"):
        approve(translation, "home", people.reviser())
    approve(translation, "home", people.editor())

    text = message_of(translation, "home").text
    assert text is not None
    assert (text.written_by, text.approved_by) == (people.reviser(), people.editor())


def test_the_editor_approves_nothing_but_the_revisers_corrections() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)

    with pytest.raises(RuleBroken) as own:
        approve(translation, "home", people.editor())
    former = people.editor()
    other = person(Role.LINGUIST, at=people.organisation)
    competence(other, "ur")
    actions.assign(translation, editor=other, reviser=people.reviser(), by=people.coordinator)
    with pytest.raises(RuleBroken) as third:
        approve(translation, "home", other)
    approve(translation, "home", people.reviser())

    assert (own.value.code, third.value.code) == ("approve.own", "approve.reviser")
    assert message_of(translation, "home").text.written_by == former  # type: ignore[union-attr]


def test_two_people_who_change_places_still_cannot_approve_their_own() -> None:
    people = cast()
    two = [person(Role.LINGUIST, at=people.organisation) for _ in range(2)]
    for one in two:
        competence(one, "ur")
    version = signed_version(people)
    translation = actions.open_language(version, "ur", by=people.coordinator)
    actions.assign(translation, editor=two[0], reviser=two[1], by=people.coordinator)
    write_all(translation)
    actions.hand_over(translation, by=two[0])
    actions.assign(translation, editor=two[1], reviser=two[0], by=people.coordinator)

    with pytest.raises(RuleBroken, match="wrote this text yourself"):
        approve(translation, "home", two[0])
    approve(translation, "home", two[1])


def test_a_machines_text_is_approved_only_once_a_person_stands_by_it() -> None:
    people = cast()
    version = signed_version(people)
    translation = opened("ur", people, version)
    actions.take_texts(
        translation, {"home": "ہم آپ کے گھر پر آپ سے مل سکتے ہیں"}, note="a file", by=people.coordinator
    )

    with pytest.raises(RuleBroken) as refusal:
        approve(translation, "home", people.reviser())

    assert refusal.value.code == "approve.draft"


def test_owner_does_not_sign_off_what_they_worked_on() -> None:
    people = cast()
    owner = people.owner
    owner.post_set.create(organisation=people.organisation, role=Role.LINGUIST)
    owner = type(owner).objects.get(pk=owner.pk)
    competence(owner, "ur")
    version = signed_version(people)
    translation = actions.open_language(version, "ur", by=people.coordinator)
    actions.assign(translation, editor=owner, reviser=people.reviser(), by=people.coordinator)
    write_all(translation)
    actions.hand_over(translation, by=owner)
    actions.assign(translation, editor=people.editor(), reviser=people.reviser(), by=people.coordinator)
    for message in translation.messages.all():
        actions.approve(message, seen=message.text_id or 0, by=people.reviser())
    actions.finish(translation, by=people.reviser())

    with pytest.raises(RuleBroken, match="You worked on this translation"):
        actions.sign_off(translation, by=owner)


def revision() -> Translation:
    return translation_at(Stage.REVISION)


def text_of(translation: Translation) -> Text:
    text = message_of(translation, "home").text
    assert text is not None
    return text


def test_sql_approves_no_text_by_its_writer() -> None:
    text = text_of(revision())

    said = refused(
        "UPDATE review_text SET approved_by_id = written_by_id, approved_at = %s WHERE id = %s", AT, text.pk
    )

    assert "approves their own wording" in said or "text_two_people" in said


@pytest.mark.parametrize("writer", ["the approver", "a machine"])
def test_sql_inserts_no_text_approved_by_its_writer_or_written_by_nobody(writer: str) -> None:
    translation = revision()
    text, approver = text_of(translation), translation.reviser_id
    columns = "message_id, forms, origin, source_note, digest, written_at, written_by_id, approved_by_id, approved_at"
    values = "message_id, forms, origin, source_note, digest, written_at, %s, %s, %s"
    insert = f"INSERT INTO review_text ({columns}) SELECT {values} FROM review_text WHERE id = %s"
    by = approver if writer == "the approver" else None
    if connection.vendor == "postgresql":
        insert = insert.replace("%s, %s, %s", "%s::bigint, %s::bigint, %s::timestamptz")

    said = refused(insert, by, approver, AT, text.pk)

    assert "approves their own wording" in said or "text_two_people" in said


@pytest.mark.parametrize(
    "change", ["approved_by_id = NULL, approved_at = '2026-01-01'", "approved_at = '2026-01-01'"]
)
def test_sql_leaves_no_approval_without_a_person(change: str) -> None:
    translation = revision()

    refused(f"UPDATE review_text SET {change} WHERE id = %s", text_of(translation).pk)


def test_sql_approves_a_machines_text_never() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    actions.take_texts(translation, {"home": "ہم آپ کے گھر"}, note="a file", by=people.coordinator)

    said = refused(
        "UPDATE review_text SET approved_by_id = %s, approved_at = %s WHERE id = %s",
        people.reviser().pk,
        AT,
        text_of(translation).pk,
    )

    assert "a machine is nobody" in said or "text_two_people" in said


def test_sql_approves_no_message_without_an_approved_text() -> None:
    translation = revision()
    message = message_of(translation, "home")

    said = refused("UPDATE review_message SET state = 'approved' WHERE id = %s", message.pk)

    assert "approved wording of its own" in said


def test_sql_gives_no_message_the_approved_text_of_another() -> None:
    translation = translation_at(Stage.REVISION, approved=True)
    one, two = message_of(translation, "home"), message_of(translation, "panel")

    said = refused("UPDATE review_message SET text_id = %s WHERE id = %s", two.text_id, one.pk)

    assert "wording of its own" in said


def test_sql_inserts_no_message_that_is_approved() -> None:
    translation = revision()
    message = message_of(translation, "home")
    columns = "segment_id, state, freshness, returned_because, text_id, translation_id"
    values = "segment_id, 'approved', freshness, returned_because, text_id, translation_id"

    said = refused(
        f"INSERT INTO review_message ({columns}) SELECT {values} FROM review_message WHERE id = %s",
        message.pk,
    )

    assert "wording of its own" in said


def test_sql_makes_nobody_editor_and_reviser() -> None:
    translation = revision()

    said = refused("UPDATE review_translation SET reviser_id = editor_id WHERE id = %s", translation.pk)
    execute("UPDATE review_translation SET reviser_id = NULL WHERE id = %s", translation.pk)

    assert "translation_two_people" in said
    assert fresh(translation).reviser is None


def test_the_state_says_what_the_text_is() -> None:
    """Empty has no text, everything else has one."""
    translation = revision()
    message = message_of(translation, "home")

    refused("UPDATE review_message SET state = 'empty' WHERE id = %s", message.pk)
    refused("UPDATE review_message SET text_id = NULL WHERE id = %s", message.pk)
    assert Message.objects.get(pk=message.pk).state == State.EDITED

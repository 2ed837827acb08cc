"""Writing, approving, returning and handing on: what each move does, and that nothing is lost."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from i18n.languages import Kind
from tests.workflow.cast import cast, competence, organisation, person
from tests.workflow.history.raw import execute, without_guards
from tests.workflow.walk import (
    KEYS,
    approve,
    fresh,
    leaflet_text,
    message_of,
    next_version,
    opened,
    published,
    signed_version,
    translation_at,
    walk_on,
    wording,
    words_published,
    write,
    write_all,
)
from workflow.history.models import Event
from workflow.leaflets.models import Version
from workflow.people.languages import register
from workflow.people.models import Person, Role
from workflow.refusals import RuleBroken
from workflow.review import actions, queries
from workflow.review.models import MemoryEntry, Origin, Stage, State, Text, Translation
from workflow.review.rules import Conflict

pytestmark = pytest.mark.django_db
HOME = "ہم آپ کے گھر پر آپ سے مل سکتے ہیں"
OTHER = "ہم آپ سے ملنے آپ کے گھر آ سکتے ہیں"


def code_of(act: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)  # type: ignore[operator]
    return refusal.value.code


def test_a_saved_text_is_edited_and_begins_the_translation() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    saved = write(translation, "home", f"  {HOME}\r\n", people.editor())

    message = message_of(translation, "home")
    assert (message.state, message.text, saved.text.forms) == (State.EDITED, saved.text, [HOME])
    assert (saved.text.origin, saved.text.written_by) == (Origin.PERSON, people.editor())
    assert fresh(translation).stage == Stage.EDITING
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["translation.begun", "text.saved"]


def test_letters_are_kept_composed() -> None:
    people = cast()
    translation = opened("pl", people, signed_version(people))

    saved = write(translation, "home", "Mo\u0301wimy po polsku", people.editor("pl"))

    assert saved.text.forms == ["Mówimy po polsku"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "save.empty"),
        (" \n\t ", "save.empty"),
        ("a" * 20_001, "save.long"),
        (HOME + "\0", "save.characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_what_stood_there_stays(text: str, code: str) -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    write(translation, "home", HOME, people.editor())

    assert code_of(write, translation, "home", text, people.editor()) == code

    assert str(message_of(translation, "home").text) == HOME


def test_the_second_of_two_savers_sees_both_texts_and_neither_is_lost() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    message = message_of(translation, "home")
    base = message.text_id
    actions.save_text(message, HOME, base=base, by=people.editor())
    texts = Text.objects.count()

    with pytest.raises(Conflict) as conflict:
        actions.save_text(message, OTHER, base=base, by=people.reviser())

    assert (str(conflict.value.theirs), conflict.value.yours) == (HOME, OTHER)
    assert "Editor, ur saved this segment meanwhile" in conflict.value.sentence
    assert Text.objects.count() == texts
    assert str(message_of(translation, "home").text) == HOME


@pytest.mark.parametrize("base", [None, 0, -1, 10**30])
def test_a_save_over_another_text_than_the_one_that_stands_is_a_conflict(base: int | None) -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)

    with pytest.raises(Conflict):
        actions.save_text(message_of(translation, "home"), HOME, base=base, by=people.editor())


def test_saving_without_a_change_takes_over_nobodys_text() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people, approved=True)
    before = message_of(translation, "home")

    for by in (people.editor(), people.reviser()):
        write(translation, "home", str(before.text), by)

    after = message_of(translation, "home")
    assert (after.text_id, after.state) == (before.text_id, State.APPROVED)


def test_accepting_a_draft_as_it_is_makes_it_the_persons_and_says_where_it_came_from() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    actions.take_texts(translation, {"home": HOME}, note="sample file", by=people.coordinator)

    text = write(translation, "home", HOME, people.editor()).text

    assert (text.origin, text.source_note, text.written_by) == (
        Origin.ACCEPTED,
        "sample file",
        people.editor(),
    )


BLOCKED = "ہم آپ کے گھر پر مل سکتے ہیں {phone:interpreting}"


def test_a_blocked_text_is_kept_as_a_draft_and_goes_no_further() -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)

    saved = write(translation, "home", BLOCKED, people.editor())

    assert saved.blocked
    assert {finding.severity for finding in saved.findings} == {"block"}
    message = message_of(translation, "home")
    assert (message.state, str(message.text)) == (State.DRAFT, BLOCKED)
    assert code_of(actions.hand_over, translation, by=people.editor()) == "messages.left"
    assert "1 segment is not finished yet." in refusal_of_hand_over(translation, people.editor())


def refusal_of_hand_over(translation: Translation, by: Person) -> str:
    with pytest.raises(RuleBroken) as refusal:
        actions.hand_over(translation, by=by)
    return refusal.value.sentence


def test_a_text_blocked_in_revision_is_neither_approved_nor_finished() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people, approved=True)
    write(translation, "home", BLOCKED, people.editor())

    assert code_of(approve, translation, "home", people.reviser()) == "approve.blocked"
    assert code_of(actions.finish, translation, by=people.reviser()) == "messages.left"


def test_findings_that_do_not_block_are_told_and_kept_nowhere() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    saved = write(translation, "home", "گھر", people.editor())

    assert not saved.blocked
    assert message_of(translation, "home").state == State.EDITED


def test_exactly_the_text_that_was_seen_is_approved() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    message = message_of(translation, "home")
    write(translation, "home", OTHER, people.editor())

    assert code_of(actions.approve, message, seen=message.text_id, by=people.reviser()) == "approve.seen"
    assert message_of(translation, "home").state == State.EDITED
    approve(translation, "home", people.reviser())
    assert code_of(approve, translation, "home", people.reviser()) == "message.already"


def test_an_approval_falls_when_the_text_changes() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people, approved=True)
    approved = message_of(translation, "home").text

    write(translation, "home", OTHER, people.editor())

    message = message_of(translation, "home")
    assert message.state == State.EDITED
    assert message.text
    assert not message.text.approved
    assert approved
    assert Text.objects.get(pk=approved.pk).approved


def test_a_returned_text_goes_to_its_editor_and_back() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    message = message_of(translation, "home")
    assert code_of(actions.return_text, message, reason=" ", by=people.reviser()) == "reason.missing"
    assert code_of(actions.return_text, message, reason="x" * 501, by=people.reviser()) == "reason.long"

    actions.return_text(message, reason=" Say it kinder. ", by=people.reviser())

    message = message_of(translation, "home")
    assert (message.state, message.returned_because) == (State.RETURNED, "Say it kinder.")
    assert list(queries.waiting_for(people.editor())) == [translation]
    assert code_of(approve, translation, "home", people.reviser()) == "message.state"
    write(translation, "home", OTHER, people.editor())
    message = message_of(translation, "home")
    assert (message.state, message.returned_because) == (State.EDITED, "")
    approve(translation, "home", people.reviser())


def test_the_editor_may_insist_on_a_returned_text() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    message = message_of(translation, "home")
    actions.return_text(message, reason="Why this word?", by=people.reviser())

    write(translation, "home", str(message.text), people.editor())

    assert message_of(translation, "home").state == State.EDITED


def test_an_earlier_text_becomes_the_current_one_as_a_new_line() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    first = message_of(translation, "home").text
    assert first is not None
    approve(translation, "home", people.reviser())
    write(translation, "home", OTHER, people.editor())
    now = message_of(translation, "home")

    actions.go_back_to(first, base=now.text_id, by=people.editor())

    message = message_of(translation, "home")
    assert message.text
    assert message.text.forms == first.forms
    assert message.text.pk not in {first.pk, now.text_id}
    assert not message.text.approved
    assert message.state == State.EDITED


def test_the_reviser_gives_all_of_it_back_with_a_reason() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people, approved=True)
    assert code_of(actions.take_back, translation, reason="", by=people.reviser()) == "reason.missing"

    actions.take_back(translation, reason="The tone is too formal.", by=people.reviser())

    assert fresh(translation).stage == Stage.EDITING
    assert code_of(write, translation, "home", OTHER, people.reviser()) == "save.editing"
    write(translation, "home", OTHER, people.editor())
    event = Event.objects.get(verb="translation.taken-back")
    assert event.data["reason"] == "The tone is too formal."


def test_nothing_is_handed_over_without_a_reviser() -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)
    write_all(translation)
    actions.assign(translation, editor=people.editor(), reviser=None, by=people.coordinator)

    assert code_of(actions.hand_over, translation, by=people.editor()) == "hand-over.reviser"


@pytest.mark.parametrize("left", [0, 1, 2])
def test_a_revision_is_finished_when_every_text_is_approved(left: int) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    for key in KEYS[left:]:
        approve(translation, key, people.reviser())

    if left:
        with pytest.raises(RuleBroken, match=f"{left} segment") as refusal:
            actions.finish(translation, by=people.reviser())
        assert refusal.value.code == "messages.left"
    else:
        actions.finish(translation, by=people.reviser())
        assert fresh(translation).stage == Stage.SIGN_OFF


@pytest.mark.parametrize("stage", [Stage.SIGN_OFF, Stage.READY])
def test_after_the_revision_texts_are_closed_until_it_is_sent_back(stage: Stage) -> None:
    people = cast()
    translation = translation_at(stage, "ur", people)

    assert code_of(write, translation, "home", OTHER, people.editor()) == "save.stage"
    assert code_of(actions.send_back, translation, reason="", by=people.owner) == "reason.missing"
    actions.send_back(translation, reason="One sentence reads oddly.", by=people.owner)
    assert (fresh(translation).stage, fresh(translation).signed_by) == (Stage.REVISION, None)
    write(translation, "home", OTHER, people.editor())


def test_a_language_is_opened_once_with_empty_messages() -> None:
    people = cast()
    version = signed_version(people)

    translation = actions.open_language(version, "ur", by=people.coordinator)

    assert actions.open_language(version, "ur", by=people.coordinator) == translation
    assert [message.segment.key for message in queries.messages_of(translation)] == list(KEYS)
    assert queries.progress(translation) == {State.EMPTY: len(KEYS)}
    assert Event.objects.filter(verb="translation.opened").count() == 1


@pytest.mark.parametrize("tag", ["yue", "syl", "bfi", "xx", "", "UR PK"])
def test_a_language_without_writing_or_without_an_entry_is_not_opened(tag: str) -> None:
    people = cast()
    version = signed_version(people)

    code = code_of(actions.open_language, version, tag, by=people.coordinator)

    known = register().get(tag)
    assert code == ("open.kind" if known else "language.unknown")
    assert known is None or known.kind is not Kind.WRITTEN
    assert not Translation.objects.exists()


def test_nothing_is_translated_before_its_owner_signed() -> None:
    people = cast()
    version = signed_version(people)
    draft = Version.objects.create(
        leaflet=version.leaflet, number=2, title="x", markdown="x", created_by=people.owner
    )

    assert code_of(actions.open_language, draft, "ur", by=people.coordinator) == "open.unsigned"


def test_english_is_filled_from_its_source_and_read_by_a_second_person() -> None:
    people = cast()
    translation = opened("en", people, signed_version(people))
    for message in queries.messages_of(translation):
        assert message.text
        assert (message.state, message.text.origin) == (State.EDITED, Origin.SOURCE)
        assert message.text.forms == [message.segment.text]
        assert message.text.written_by == people.owner

    actions.hand_over(translation, by=people.editor("en"))  # nothing was left to write

    translation = walk_on(fresh(translation), Stage.READY, people)
    assert translation.signed_by == people.owner


def test_english_of_a_second_version_is_filled_once() -> None:
    people = cast()
    version = signed_version(people)
    walk_on(opened("en", people, version), Stage.READY, people)
    second = next_version(version, version.markdown, people)

    translation = opened("en", people, second)

    assert Text.objects.filter(message__translation=translation).count() == len(KEYS)


ASSIGNED = {
    "the same person twice": ("assign.two-people", lambda c: (c.editor(), c.editor())),
    "an editor without competence": ("competence.edit", lambda c: (c.editor("pl"), c.reviser())),
    "a reviser without competence": ("competence.revise", lambda c: (c.editor(), c.editor("pl"))),
    "a reviser who may only edit": ("competence.revise", lambda c: (c.reviser(), c.editor())),
    "somebody of another organisation": ("assign.linguist", lambda c: (elsewhere(), c.reviser())),
    "somebody who is no linguist": ("assign.linguist", lambda c: (c.editor(), c.owner)),
    "a closed account": ("competence.edit", lambda c: (closed(c.editor()), c.reviser())),
}


def elsewhere() -> Person:
    other = person(Role.LINGUIST, at=organisation("Another organisation"))
    competence(other, "ur")
    return other


def closed(who: Person) -> Person:
    who.is_active = False
    who.save()
    return who


@pytest.mark.parametrize("name", ASSIGNED)
def test_only_two_competent_people_are_named(name: str) -> None:
    code, chosen = ASSIGNED[name]
    people = cast()
    translation = actions.open_language(signed_version(people), "ur", by=people.coordinator)
    editor, reviser = chosen(people)

    assert code_of(actions.assign, translation, editor=editor, reviser=reviser, by=people.coordinator) == code
    assert fresh(translation).editor is None


def test_texts_from_a_file_are_drafts_of_what_is_empty() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    write(translation, "panel", None, people.editor())
    texts = {"home": "گھر\r\n", "panel": "نیا", "who": "  ", "unknown": "x"}

    left = actions.take_texts(translation, texts, note="x" * 300, by=people.coordinator)

    assert left == ["panel", "unknown"]
    home = message_of(translation, "home")
    assert (home.state, str(home.text), home.text and home.text.written_by) == (State.DRAFT, "گھر", None)
    assert message_of(translation, "who").state == State.EMPTY
    assert Event.objects.get(verb="translation.imported").data["texts"] == 1


SECOND = leaflet_text().replace("We can meet you at home.", "We can meet you at home or elsewhere.")


def test_a_second_version_takes_texts_along_but_no_approval() -> None:
    people = cast()
    version = signed_version(people)
    first = translation_at(Stage.READY, "ur", people, version)

    second = opened("ur", people, next_version(version, SECOND, people))

    states = {message.segment.key: message for message in queries.messages_of(second)}
    assert set(states) == set(KEYS)
    assert states.pop("home").state == State.EMPTY
    for key, message in states.items():
        text, before = message.text, message_of(first, key).text
        assert text
        assert before
        assert (message.state, text.origin, text.source_note) == (State.EDITED, Origin.CARRIED, "version 1")
        assert (text.forms, text.written_by, text.approved_by) == (before.forms, before.written_by, None)


def test_what_was_wrong_in_the_first_version_is_a_draft_in_the_second() -> None:
    people = cast()
    version = signed_version(people)
    first = translation_at(Stage.REVISION, "ur", people, version)
    actions.return_text(message_of(first, "next"), reason="Wrong.", by=people.reviser())
    write(first, "panel", BLOCKED, people.editor())

    second = opened("ur", people, next_version(version, SECOND, people))

    assert message_of(second, "next").state == message_of(second, "panel").state == State.DRAFT
    assert message_of(second, "who").state == State.EDITED


def test_what_came_along_whole_is_handed_over_and_read_again() -> None:
    people = cast()
    version = signed_version(people)
    translation_at(Stage.READY, "ur", people, version)
    second = opened("ur", people, next_version(version, version.markdown, people))

    actions.hand_over(second, by=people.editor())

    assert fresh(second).stage == Stage.REVISION
    assert walk_on(fresh(second), Stage.READY, people).stage == Stage.READY


def test_sign_off_refuses_a_text_that_was_changed_behind_its_back() -> None:
    people = cast()
    translation = translation_at(Stage.SIGN_OFF, "ur", people)

    with without_guards("review_text"):
        execute(
            "UPDATE review_text SET forms = %s WHERE id = %s",
            '["x"]',
            message_of(translation, "home").text_id,
        )

    assert code_of(actions.sign_off, translation, by=people.owner) == "sign-off.changed"


@pytest.mark.parametrize("sample", [False, True])
def test_what_was_published_for_real_is_remembered(sample: bool, settings: Settings) -> None:
    settings.DEBUG = True  # a real site publishes no sample
    people = cast()
    edition = published(people, "ur", sample=sample)
    source = "We can meet you at home."

    assert queries.recall(source, "ur") == (None if sample else wording(source, "ur"))
    assert MemoryEntry.objects.filter(text__message__translation=edition.translation).exists() is not sample


def test_the_memory_knows_only_its_own_language_and_exact_english() -> None:
    people = cast()
    published(people, "ur")
    words_published(people, "ur")

    assert queries.recall("We can meet you at home.", "pl") is None
    assert queries.recall(" We can  meet you\nat home. ", "ur") == queries.recall(
        "We can meet you at home.", "ur"
    )
    assert queries.recall(" We can  meet you\nat home. ", "ur")
    assert queries.recall("We can meet you at home!", "ur") is None

"""The moves of a translation and of its messages. Each checks, changes and writes its line of history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from i18n import checks, memory
from i18n.checks import Finding
from workflow.history.actions import record
from workflow.leaflets.models import Version
from workflow.people.languages import language
from workflow.people.models import Person, Role
from workflow.refusals import RuleBroken, check_reason
from workflow.review import queries, rules
from workflow.review.models import MemoryEntry, Message, Origin, Stage, State, Text, Translation
from workflow.review.states import Move


def move(
    translation: Translation, step: Move, *, by: Person, role: Role, reason: str = "", **changes: object
) -> None:
    """Make one move of a locked translation, in the caller's transaction."""
    translation.stage = rules.check_move(translation, step, reason=reason)
    for name, value in changes.items():
        setattr(translation, name, value)
    translation.save(update_fields=["stage", *changes])
    record(
        translation.version.leaflet.stream,
        f"translation.{step.value}",
        actor=by.pk,
        role=role,
        subject=f"translation:{translation.pk}",
        data={"tag": translation.tag, "stage": translation.stage}
        | ({"reason": check_reason(reason)} if reason else {}),
    )


def locked(translation: Translation) -> Translation:
    """The row as it is now, held until the transaction ends."""
    Translation.objects.select_for_update().get(pk=translation.pk)
    return Translation.objects.select_related(
        "version__leaflet__organisation", "version__leaflet__owner"
    ).get(pk=translation.pk)


@transaction.atomic
def open_language(version: Version, tag: str, *, by: Person, due: date | None = None) -> Translation:
    """Open a translation with its empty messages; what an earlier version has of the same English comes along."""
    target = language(tag)
    rules.check_open(version, target, by)
    translation, new = Translation.objects.get_or_create(
        version=version, tag=target.tag, defaults={"due": due}
    )
    if not new:
        return translation
    messages = [Message(translation=translation, segment=segment) for segment in version.segments.all()]
    Message.objects.bulk_create(messages)
    record(
        version.leaflet.stream,
        "translation.opened",
        actor=by.pk,
        role=Role.COORDINATOR,
        subject=f"translation:{translation.pk}",
        data={"tag": target.tag, "version": version.number},
    )
    if target.tag == "en":
        _fill_with_source(translation)
    else:
        _carry_over(translation)
    return translation


def _carry_over(translation: Translation) -> None:
    """Texts of the version before, where the English is the same. Approval does not come along, and a text that
    was blocked or returned there is a draft here."""
    before = (
        Translation.objects.filter(
            version__leaflet=translation.version.leaflet,
            version__number__lt=translation.version.number,
            tag=translation.tag,
        )
        .order_by("-version__number")
        .first()
    )
    if before is None:
        return
    old = {message.segment.digest: message for message in queries.messages_of(before)}
    number = f"version {before.version.number}"
    for message in queries.messages_of(translation):
        carried = old.get(message.segment.digest)
        if carried and carried.text:
            sound = carried.state in {State.EDITED, State.APPROVED}
            state, text = State.EDITED if sound else State.DRAFT, carried.text
            note = ", ".join(filter(None, [number, text.source_note]))[:120]
            put(message, text.forms, origin=Origin.CARRIED, note=note, by=text.written_by, state=state)


def _fill_with_source(translation: Translation) -> None:
    """English is read by a second person too: the owner who signed it is its writer."""
    signer = translation.version.signed_by
    for message in queries.messages_of(translation):
        put(message, [message.segment.text], origin=Origin.SOURCE, note="", by=signer, state=State.EDITED)


def put(
    message: Message, forms: list[str], *, origin: Origin, note: str, by: Person | None, state: State
) -> Text:
    """Give a message a new current wording, in the caller's transaction."""
    rules.check_message_move(message, state)
    text = Text.objects.create(
        message=message,
        forms=forms,
        origin=origin,
        source_note=note,
        written_by=by,
        written_at=timezone.now(),
        digest=queries.text_digest(message.segment.key, message.segment.text, forms),
    )
    message.text, message.state, message.returned_because = text, state, ""
    message.save(update_fields=["text", "state", "returned_because"])
    return text


@transaction.atomic
def assign(
    translation: Translation,
    *,
    editor: Person | None,
    reviser: Person | None,
    by: Person,
    due: date | None = None,
) -> None:
    """Name the two people."""
    translation = locked(translation)
    rules.check_assign(translation, editor=editor, reviser=reviser, by=by)
    translation.editor, translation.reviser, translation.due = editor, reviser, due or translation.due
    translation.save(update_fields=["editor", "reviser", "due"])
    record(
        translation.version.leaflet.stream,
        "translation.assigned",
        actor=by.pk,
        role=Role.COORDINATOR,
        subject=f"translation:{translation.pk}",
        data={"tag": translation.tag, "editor": editor and editor.pk, "reviser": reviser and reviser.pk},
    )


@dataclass(frozen=True, slots=True)
class Saved:
    text: Text
    findings: list[Finding]

    @property
    def blocked(self) -> bool:
        return bool(checks.blocking(self.findings))


@transaction.atomic
def save_text(message: Message, target: str, *, base: int | None, by: Person) -> Saved:
    """A person's wording. `base` is the id of the wording they started from (None: there was none).

    The wording is kept even where a check blocks it: the message then stays a draft. Raises Conflict, and
    changes nothing, where somebody else saved meanwhile."""
    message = _locked_message(message)
    rules.check_save(message, by)
    wording = rules.readable(target)
    if message.text_id != base:
        raise rules.Conflict(message.text, wording)
    findings = queries.check_text(
        message.segment.text, [wording], language(message.translation.tag), message.segment.key
    )
    state = State.DRAFT if checks.blocking(findings) else State.EDITED
    current = message.text
    same = current is not None and current.forms == [wording]
    if same and current and current.written_by_id and message.state in {state, State.APPROVED}:
        return Saved(
            current, findings
        )  # a text that a person stands by is not taken over by saving it unchanged
    if message.translation.stage == Stage.OPEN:
        move(message.translation, Move.BEGIN, by=by, role=Role.LINGUIST)
    origin = Origin.ACCEPTED if same else Origin.PERSON
    note = current.source_note if current and same else ""
    text = put(message, [wording], origin=origin, note=note, by=by, state=state)
    _tell(message, "text.saved", by, digest=text.digest, state=state.value, origin=origin.value)
    return Saved(text, findings)


def _locked_message(message: Message) -> Message:
    """The row as it is now. The translation is held as well, so that none is finished while a text changes."""
    Translation.objects.select_for_update().get(pk=message.translation_id)
    Message.objects.select_for_update().get(pk=message.pk)
    return queries.row(message.pk).message


def _tell(message: Message, verb: str, by: Person, **data: object) -> None:
    record(
        message.translation.version.leaflet.stream,
        verb,
        actor=by.pk,
        role=Role.LINGUIST,
        subject=f"message:{message.pk}",
        data={"tag": message.translation.tag, "key": message.segment.key} | data,
    )


@transaction.atomic
def approve(message: Message, *, seen: int, by: Person) -> None:
    """A second person approves exactly the wording they saw (`seen`)."""
    message = _locked_message(message)
    text = rules.check_approve(message, by, seen)
    text.approved_by, text.approved_at = by, timezone.now()
    text.save(update_fields=["approved_by", "approved_at"])
    message.state = State.APPROVED
    message.save(update_fields=["state"])
    _tell(message, "text.approved", by, text=text.pk, digest=text.digest)


@transaction.atomic
def return_text(message: Message, *, reason: str, by: Person) -> None:
    """The reviser gives a text back to its editor."""
    message = _locked_message(message)
    message.returned_because = rules.check_return(message, by, reason)
    message.state = State.RETURNED
    message.save(update_fields=["state", "returned_because"])
    _tell(message, "text.returned", by, reason=message.returned_because)


@transaction.atomic
def go_back_to(text: Text, *, base: int | None, by: Person) -> Saved:
    """Undo: an earlier wording becomes the current one again, as a new line."""
    return save_text(text.message, text.forms[0], base=base, by=by)


@transaction.atomic
def begin(translation: Translation, *, by: Person) -> None:
    """The editor begins, where there is nothing to write: English comes with its owner's words."""
    translation = locked(translation)
    rules.check_begin(translation, by)
    move(translation, Move.BEGIN, by=by, role=Role.LINGUIST)


@transaction.atomic
def hand_over(translation: Translation, *, by: Person) -> None:
    """The editor gives the finished translation to the reviser; where all of it came along, without a change."""
    translation = locked(translation)
    if translation.stage == Stage.OPEN:
        begin(translation, by=by)
        translation = locked(translation)
    rules.check_move(translation, Move.HAND_OVER)
    rules.check_hand_over(translation, by)
    move(translation, Move.HAND_OVER, by=by, role=Role.LINGUIST)


@transaction.atomic
def take_back(translation: Translation, *, reason: str, by: Person) -> None:
    """The reviser gives the whole translation back to its editor."""
    translation = locked(translation)
    rules.check_move(translation, Move.TAKE_BACK, reason=reason)
    rules.check_take_back(translation, by)
    move(translation, Move.TAKE_BACK, by=by, role=Role.LINGUIST, reason=reason)


@transaction.atomic
def finish(translation: Translation, *, by: Person) -> None:
    """The reviser has approved everything."""
    translation = locked(translation)
    rules.check_move(translation, Move.FINISH)
    rules.check_finish(translation, by)
    move(translation, Move.FINISH, by=by, role=Role.LINGUIST)


@transaction.atomic
def sign_off(translation: Translation, *, by: Person) -> None:
    """The owner signs that the right people did the work."""
    translation = locked(translation)
    rules.check_move(translation, Move.SIGN)
    rules.check_sign_off(translation, by)
    faults = queries.unapproved_changes(translation)
    if faults:
        raise RuleBroken("sign-off.changed", faults[0])
    move(translation, Move.SIGN, by=by, role=Role.OWNER, signed_by=by, signed_at=timezone.now())


@transaction.atomic
def send_back(translation: Translation, *, reason: str, by: Person) -> None:
    """The owner does not sign, or takes the signature back before publishing."""
    translation = locked(translation)
    rules.check_send_back(translation, by)
    move(translation, Move.SEND_BACK, by=by, role=Role.OWNER, reason=reason, signed_by=None, signed_at=None)


@transaction.atomic
def reopen(translation: Translation, *, reason: str, by: Person) -> None:
    """A published translation is revised again. Its page stays up, on its edition, until the next one."""
    translation = locked(translation)
    rules.check_reopen(translation, by)
    move(
        translation,
        Move.REOPEN,
        by=by,
        role=Role.COORDINATOR,
        reason=reason,
        signed_by=None,
        signed_at=None,
    )


@transaction.atomic
def take_texts(translation: Translation, texts: Mapping[str, str], *, note: str, by: Person) -> list[str]:
    """Wordings from a file become drafts of messages that are still empty; a file approves nothing.

    Returns the keys that were not taken, because the version has no such segment or it is not empty."""
    translation = locked(translation)
    role = rules.check_take_texts(translation, by)
    empty = {m.segment.key: m for m in queries.messages_of(translation) if m.state == State.EMPTY}
    taken = {key: rules.readable(text) for key, text in texts.items() if key in empty and text.strip()}
    for key, text in taken.items():
        put(empty[key], [text], origin=Origin.FILE, note=note[:120], by=None, state=State.DRAFT)
    record(
        translation.version.leaflet.stream,
        "translation.imported",
        actor=by.pk,
        role=role,
        subject=f"translation:{translation.pk}",
        data={"tag": translation.tag, "from": note, "texts": len(taken)},
    )
    return sorted(texts.keys() - empty.keys())


def remember(translation: Translation) -> None:
    """Approved texts of a published, real leaflet enter the memory."""
    if translation.version.leaflet.sample:
        return
    for message in queries.messages_of(translation):
        if message.text:
            MemoryEntry.objects.get_or_create(
                text=message.text,
                defaults={
                    "tag": translation.tag,
                    "source_digest": memory.fingerprint(message.segment.text),
                    "source": message.segment.text,
                    "target": message.text.forms[0],
                },
            )


def forget(translation: Translation, *, by: Person, role: Role) -> None:
    """What the leaflet ever said in the language leaves the memory, in the caller's transaction: an older wording
    must not come up in the place of one that was withdrawn. Publishing again remembers again."""
    leaflet = translation.version.leaflet
    entries = MemoryEntry.objects.filter(
        tag=translation.tag, text__message__translation__version__leaflet=leaflet
    )
    count, _ = entries.delete()
    if count:
        record(
            leaflet.stream,
            "memory.forgotten",
            actor=by.pk,
            role=role,
            subject=f"translation:{translation.pk}",
            data={"tag": translation.tag, "texts": count},
        )

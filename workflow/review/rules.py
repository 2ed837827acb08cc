"""Who may do what to a translation and its messages, when, and the sentence if not."""

from __future__ import annotations

import re
import unicodedata

from django.db.models import Q

from i18n.languages import Kind, Language
from workflow.leaflets.models import Version
from workflow.people.models import Person, Role
from workflow.people.rules import Act, check_may, check_may_edit, check_may_revise
from workflow.refusals import NotYours, RuleBroken, check_reason
from workflow.review import queries
from workflow.review.models import Message, Origin, Stage, State, Text, Translation
from workflow.review.states import MESSAGE_MOVES, MOVES, NEEDS_REASON, WORKED_AT, Move

LONGEST = 20_000
_CANNOT_BE_KEPT = re.compile("[\0\ud800-\udfff]")  # no database takes these


class Conflict(RuleBroken):
    """Somebody else saved meanwhile. `theirs` is the wording that stands, `yours` the one not taken."""

    def __init__(self, theirs: Text | None, yours: str) -> None:
        self.theirs = theirs
        self.yours = yours
        super().__init__(
            "save.conflict",
            f"{_writer(theirs)} saved this segment meanwhile. Compare both texts, then save the one that is right.",
        )


def _writer(text: Text | None) -> str:
    return text.written_by.name if text and text.written_by else "A machine"


def readable(text: str) -> str:
    """A wording as it is kept: composed characters, plain line ends, nothing around it."""
    wording = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not wording:
        raise RuleBroken("save.empty", "There is no text to save. What stood here before is still here.")
    if len(wording) > LONGEST:
        raise RuleBroken(
            "save.long", f"The text is longer than {LONGEST:,} characters: it is more than a segment."
        )
    if _CANNOT_BE_KEPT.search(wording):
        raise RuleBroken("save.characters", "The text holds a character that cannot be kept. Type it anew.")
    return wording


def check_move(translation: Translation, move: Move, *, reason: str = "") -> Stage:
    """Where the move leads. Refuses one that the stage does not have, and a missing reason."""
    stage = Stage(translation.stage)
    if (stage, move) not in MOVES:
        raise RuleBroken(
            "move.stage",
            f"This translation is {stage.label!r} now, so it cannot be {move.value.replace('-', ' ')}.",
        )
    if move in NEEDS_REASON:
        check_reason(reason)
    return MOVES[stage, move]


def check_open(version: Version, language: Language, by: Person) -> None:
    check_may(by, Act.OPEN_LANGUAGE, version.leaflet.organisation)
    if version.state != Version.State.SIGNED:
        raise RuleBroken(
            "open.unsigned", "The owner has not signed this English yet, so nothing is translated."
        )
    if language.kind is not Kind.WRITTEN:
        raise RuleBroken(
            "open.kind",
            f"{language.english} is {language.kind}, not written. Its readers read another language.",
        )


def check_assign(
    translation: Translation, *, editor: Person | None, reviser: Person | None, by: Person
) -> None:
    organisation = translation.version.leaflet.organisation
    check_may(by, Act.OPEN_LANGUAGE, organisation)
    stage = Stage(translation.stage)
    if stage not in WORKED_AT:
        raise RuleBroken(
            "assign.stage", f"This translation is {stage.label!r} now: who worked on it stays as it is."
        )
    if editor and editor == reviser:
        raise RuleBroken("assign.two-people", "The editor and the reviser have to be two people.")
    for one in (editor, reviser):
        if one and Role.LINGUIST not in one.roles(organisation):
            raise RuleBroken("assign.linguist", f"{one.name} is no linguist of {organisation.name}.")
    if editor:
        check_may_edit(editor, translation.tag)
    if reviser:
        check_may_revise(reviser, translation.tag)


def check_works_here(translation: Translation, by: Person) -> None:
    """Only the two people assigned write and approve, each for as long as they may do their part."""
    if not by.is_active or by.pk not in {translation.editor_id, translation.reviser_id}:
        raise NotYours(
            "desk.assigned", "Only the editor and the reviser of this translation can change its texts."
        )
    _check_part(translation, by)


def _check_part(translation: Translation, by: Person) -> None:
    """Whoever was named may have lost the role or the language since."""
    organisation = translation.version.leaflet.organisation
    if by.pk == translation.editor_id:
        check_may(by, Act.TRANSLATE, organisation)
        check_may_edit(by, translation.tag)
    else:
        check_may(by, Act.REVISE, organisation)
        check_may_revise(by, translation.tag)


def check_save(message: Message, by: Person) -> None:
    translation = message.translation
    check_works_here(translation, by)
    stage = Stage(translation.stage)
    if stage not in WORKED_AT:
        raise RuleBroken("save.stage", f"This translation is {stage.label!r} now. Its texts are closed.")
    if stage is not Stage.REVISION and by.pk != translation.editor_id:
        raise RuleBroken("save.editing", "The editor has not handed this translation over yet.")


def check_message_move(message: Message, to: State) -> None:
    state = State(message.state)
    if to is state and to not in MESSAGE_MOVES[state]:
        raise RuleBroken("message.already", f"This segment is {state.label} already.")
    if to not in MESSAGE_MOVES[state]:
        raise RuleBroken("message.state", f"A segment that is {state.label} cannot become {to.label}.")


def check_approve(message: Message, by: Person, seen: int) -> Text:
    """The text that may be approved. `seen` is the id of the wording the approver has in front of them."""
    translation, text = message.translation, message.text
    check_works_here(translation, by)
    if text is None:
        raise RuleBroken("approve.empty", "There is no text here yet, so there is nothing to approve.")
    if text.pk != seen:
        who = _writer(text)
        raise RuleBroken(
            "approve.seen", f"{who} changed this text meanwhile. Read it again, then approve it."
        )
    blockers = queries.blockers(message)
    if blockers:
        raise RuleBroken("approve.blocked", blockers[0].message)
    if message.state == State.DRAFT:
        raise RuleBroken("approve.draft", "No human has accepted this text yet, so it cannot be approved.")
    if text.written_by_id is None or text.written_by_id == by.pk:
        raise RuleBroken("approve.own", "You wrote this text yourself. Somebody else has to approve it.")
    if translation.stage != Stage.REVISION:
        raise RuleBroken(
            "approve.stage", "Texts are approved once the editor has handed the translation over."
        )
    if by.pk == translation.editor_id and text.written_by_id != translation.reviser_id:
        raise RuleBroken("approve.reviser", "The reviser approves this text.")
    check_message_move(message, State.APPROVED)
    return text


def check_return(message: Message, by: Person, reason: str) -> str:
    """The reason as it is kept."""
    check_works_here(message.translation, by)
    if by.pk != message.translation.reviser_id or message.translation.stage != Stage.REVISION:
        raise RuleBroken("return.reviser", "The reviser returns texts, once they have been handed over.")
    check_message_move(message, State.RETURNED)
    return check_reason(reason)


def check_begin(translation: Translation, by: Person) -> None:
    if not by.is_active or by.pk != translation.editor_id:
        raise NotYours("begin.editor", "Only the editor begins a translation.")
    _check_part(translation, by)


def check_take_texts(translation: Translation, by: Person) -> Role:
    """Who may bring texts in from a file, and the role in which they do. Such texts are drafts, whoever brings
    them."""
    if by.is_active and by.pk == translation.editor_id:
        _check_part(translation, by)
        return Role.LINGUIST
    check_may(by, Act.OPEN_LANGUAGE, translation.version.leaflet.organisation)
    return Role.COORDINATOR


def check_hand_over(translation: Translation, by: Person) -> None:
    if not by.is_active or by.pk != translation.editor_id:
        raise NotYours("hand-over.editor", "Only the editor hands a translation over.")
    _check_part(translation, by)
    if translation.reviser_id is None:
        raise RuleBroken("hand-over.reviser", "No reviser is named yet. Ask the coordinator to name one.")
    _check_all(translation, {State.EDITED, State.APPROVED}, "are not finished")


def check_finish(translation: Translation, by: Person) -> None:
    _check_reviser(translation, by, "finishes a revision")
    check_all_approved(translation)


def check_take_back(translation: Translation, by: Person) -> None:
    _check_reviser(translation, by, "gives a translation back")


def _check_reviser(translation: Translation, by: Person, does: str) -> None:
    if not by.is_active or by.pk != translation.reviser_id:
        raise NotYours("revision.reviser", f"Only the reviser {does}.")
    _check_part(translation, by)


def check_all_approved(translation: Translation) -> None:
    _check_all(translation, {State.APPROVED}, "are not approved")


def _check_all(translation: Translation, states: set[State], are_not: str) -> None:
    left = translation.messages.exclude(state__in=states).count()
    if left:
        noun = "segment" if left == 1 else "segments"
        verb = are_not.replace("are", "is", 1) if left == 1 else are_not
        raise RuleBroken("messages.left", f"{left} {noun} {verb} yet.")


def check_sign_off(translation: Translation, by: Person) -> None:
    """The owner, who read none of it, signs that the right two people did."""
    _check_owner(translation, by)
    if by.pk in {translation.editor_id, translation.reviser_id} or _had_a_hand(translation, by):
        raise RuleBroken(
            "sign-off.third", "You worked on this translation. Somebody else has to sign it off."
        )
    check_all_approved(translation)


def check_send_back(translation: Translation, by: Person) -> None:
    """Who gives the signature withholds it, and takes it back."""
    _check_owner(translation, by)


def check_reopen(translation: Translation, by: Person) -> None:
    """What a newer version has taken the place of is past."""
    version = translation.version
    check_may(by, Act.OPEN_LANGUAGE, version.leaflet.organisation)
    newer = Translation.objects.filter(
        version__leaflet=version.leaflet,
        version__number__gt=version.number,
        tag=translation.tag,
        stage=Stage.PUBLISHED,
    ).first()
    if newer:
        raise RuleBroken(
            "reopen.older", f"Version {newer.version.number} took its place. Open that one again instead."
        )


def _check_owner(translation: Translation, by: Person) -> None:
    leaflet = translation.version.leaflet
    check_may(by, Act.SIGN_OFF, leaflet.organisation)
    if by.pk != leaflet.owner_id:
        raise NotYours(
            "sign-off.owner", f"Only the leaflet's owner, {leaflet.owner}, signs it off or sends it back."
        )


def _had_a_hand(translation: Translation, by: Person) -> bool:
    """Did this person write or approve one of the texts? The English itself is its owner's by right."""
    wrote = Q(text__written_by=by) & ~Q(text__origin=Origin.SOURCE)
    return translation.messages.filter(wrote | Q(text__approved_by=by)).exists()

"""What the desk and other wings read of translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from i18n import checks, memory
from i18n import facts as fact_values
from i18n.checks import Finding
from i18n.facts import Facts
from i18n.languages import Language
from workflow.leaflets.models import digest_of
from workflow.leaflets.queries import facts_of
from workflow.people.languages import language
from workflow.people.models import Competence, Person, Role
from workflow.review.models import DraftRun, MemoryEntry, Message, Stage, State, Text, Translation


def check_text(source: str, forms: Sequence[str], target: Language, key: str = "") -> list[Finding]:
    """What the checks say of one wording."""
    return checks.run(checks.Message(source=source, target=tuple(forms), key=key), target)


def findings(message: Message, target: Language | None = None) -> list[Finding]:
    """What the checks say of a message's current wording; nothing for an empty one."""
    if message.text is None:
        return []
    target = target or language(message.translation.tag)
    return check_text(message.segment.text, message.text.forms, target, message.segment.key)


def blockers(message: Message) -> list[Finding]:
    return checks.blocking(findings(message))


def text_digest(key: str, source: str, forms: Sequence[str]) -> str:
    """What an approval is bound to: the key, the English and the wording."""
    return digest_of(key, source, *forms)


@dataclass(frozen=True, slots=True)
class Row:
    """One segment at the desk."""

    message: Message
    findings: list[Finding]
    held: Facts

    @property
    def blocked(self) -> bool:
        return bool(checks.blocking(self.findings))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The facts that the English speaks of, each as it stands in a text and as people read it."""
        used = [(key, self.held.get(key)) for key in sorted(fact_values.keys(self.message.segment.text))]
        return [(f"{{{key}}}", fact.display or fact.value) for key, fact in used if fact]


def rows(translation: Translation) -> list[Row]:
    """Every segment of a translation in page order, with what the checks say. Three queries."""
    target = language(translation.tag)
    held = facts_of(translation.version.leaflet.organisation)
    return [Row(message, findings(message, target), held) for message in messages_of(translation)]


def row(message_id: int) -> Row:
    message = Message.objects.select_related(
        "segment",
        "text__written_by",
        "text__approved_by",
        "translation__version__leaflet__organisation",
        "translation__editor",
        "translation__reviser",
    ).get(pk=message_id)
    return Row(message, findings(message), facts_of(message.translation.version.leaflet.organisation))


def messages_of(translation: Translation) -> list[Message]:
    found = list(
        translation.messages.select_related("segment", "text__written_by", "text__approved_by").order_by(
            "segment__position"
        )
    )
    for message in found:
        message.translation = translation
    return found


def progress(translation: Translation) -> Counter[str]:
    """How many messages are in each state."""
    return Counter(
        {
            row["state"]: row["n"]
            for row in translation.messages.values("state").annotate(n=Count("pk")).order_by()
        }
    )


def recall(source: str, tag: str) -> str | None:
    """The newest approved wording of the same English (`i18n.memory` says what counts as the same), from real
    (never sample) leaflets that were published and not withdrawn."""
    return (
        MemoryEntry.objects.filter(tag=tag, source_digest=memory.fingerprint(source))
        .order_by("-pk")
        .values_list("target", flat=True)
        .first()
    )


def problems(run: DraftRun) -> list[tuple[str, list[str]]]:
    """Each sentence that says why there is no draft, with the keys of its segments, in page order."""
    if not run.problems:
        return []
    grouped: dict[str, list[str]] = {}
    keys = run.translation.messages.order_by("segment__position").values_list("segment__key", flat=True)
    for key in keys:
        if key in run.problems:
            grouped.setdefault(run.problems[key], []).append(key)
    return list(grouped.items())


def candidates(translation: Translation) -> QuerySet[Competence]:
    """Who can be named here: linguists of the leaflet's organisation who know the language."""
    return Competence.objects.filter(
        tag=translation.tag,
        person__is_active=True,
        person__post__role=Role.LINGUIST,
        person__post__organisation=translation.version.leaflet.organisation_id,
    ).select_related("person")


def with_counts(translations: QuerySet[Translation]) -> QuerySet[Translation]:
    """Translations with `left` (neither edited nor approved), `waiting` (edited) and `done` (approved)."""
    return translations.annotate(
        total=Count("messages"),
        left=Count("messages", filter=Q(messages__state__in=[State.EMPTY, State.DRAFT, State.RETURNED])),
        waiting=Count("messages", filter=Q(messages__state=State.EDITED)),
        done=Count("messages", filter=Q(messages__state=State.APPROVED)),
    )


def waiting_for(person: Person) -> QuerySet[Translation]:
    """The translations in which this linguist has something to do now. Who is no linguist there has nothing."""
    homes = person.post_set.filter(role=Role.LINGUIST).values("organisation")
    returned = Q(stage=Stage.REVISION, editor=person, messages__state__in=[State.RETURNED, State.DRAFT])
    corrected = Q(
        stage=Stage.REVISION,
        editor=person,
        messages__state=State.EDITED,
        messages__text__written_by=F("reviser"),
    )
    return Translation.objects.filter(
        Q(stage__in=[Stage.OPEN, Stage.EDITING], editor=person)
        | Q(stage=Stage.REVISION, reviser=person)
        | returned
        | corrected,
        version__leaflet__organisation__in=homes,
    ).distinct()


def next_for(translation: Translation, person: Person, after: int = 0) -> int | None:
    """The id of the next message that waits for this person, from the position `after` on, then from the top."""
    open_states = [State.EMPTY, State.DRAFT, State.RETURNED]
    mine = Q(pk__in=[])
    if person.pk == translation.editor_id:
        mine |= Q(state__in=open_states)
    if translation.stage == Stage.REVISION and person.pk in {translation.editor_id, translation.reviser_id}:
        other = translation.reviser_id if person.pk == translation.editor_id else translation.editor_id
        mine |= Q(state=State.EDITED, text__written_by=other)
    waiting = (
        translation.messages.filter(mine).order_by("segment__position").values_list("pk", "segment__position")
    )
    found = list(waiting)
    later = [pk for pk, position in found if position > after]
    return later[0] if later else found[0][0] if found else None


def unapproved_changes(translation: Translation) -> list[str]:
    """One sentence for each message whose approved wording is not what was approved (X7)."""
    faults = []
    for message in messages_of(translation):
        text: Text | None = message.text
        expected = text and text_digest(message.segment.key, message.segment.text, text.forms)
        if text is None or not text.approved or message.state != State.APPROVED:
            faults.append(f"The segment {message.segment.key!r} is not approved.")
        elif text.digest != expected:
            faults.append(f"The segment {message.segment.key!r} was changed after it was approved.")
    return faults

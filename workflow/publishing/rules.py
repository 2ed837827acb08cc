"""What must hold before an edition may exist, recomputed at the moment of publishing."""

from __future__ import annotations

from django.conf import settings

from i18n import leaflet as source
from workflow.history.models import Event
from workflow.leaflets.models import Leaflet, digest_of
from workflow.leaflets.queries import facts_of
from workflow.people.models import Person
from workflow.people.rules import Act, check_may
from workflow.publishing import marks
from workflow.publishing.manifest import digest, facts_used, words_edition
from workflow.publishing.models import Edition
from workflow.publishing.words import lacking
from workflow.refusals import RuleBroken, check_reason
from workflow.review import queries
from workflow.review.models import Stage, Text, Translation
from workflow.review.rules import check_all_approved


def check_publish(translation: Translation, by: Person) -> None:
    """Everything, from who may to whether one byte changed since it was approved."""
    leaflet = translation.version.leaflet
    check_may(by, Act.PUBLISH, leaflet.organisation)
    if translation.stage != Stage.READY:
        raise RuleBroken("publish.stage", "The owner has not signed this translation off.")
    if translation.signed_by_id is None or by.pk in {translation.editor_id, translation.reviser_id}:
        raise _own_work()
    if leaflet.sample and not settings.DEBUG:
        raise RuleBroken("publish.sample", "This is demonstration material. A real site does not publish it.")
    check_all_approved(translation)
    _check_newest(translation)
    _check_english(translation)
    _check_texts(translation, by)
    _check_words(translation)
    _check_facts(translation)


def _check_newest(translation: Translation) -> None:
    """Nothing takes the place of a newer English."""
    version = translation.version
    newer = Edition.objects.filter(
        leaflet=version.leaflet,
        tag=translation.tag,
        state=Edition.State.PUBLISHED,
        translation__version__number__gt=version.number,
    ).first()
    if newer:
        raise RuleBroken(
            "publish.older",
            f"Version {newer.translation.version.number} is published in this language already.",
        )


def _own_work() -> RuleBroken:
    return RuleBroken("publish.people", "You worked on this translation. Somebody else has to publish it.")


def _check_english(translation: Translation) -> None:
    """The English that the two people had before them is the one that the owner signed."""
    version = translation.version
    segments = source.extract(source.parse(version.markdown).leaflet)
    signed = Event.objects.filter(
        stream=version.leaflet.stream,
        verb="version.signed",
        subject=f"version:{version.pk}",
        data__digest=version.digest,
        actor=version.signed_by_id,
    )
    stored = [part for row in version.segments.all() for part in (row.key, row.text)]
    read = [part for segment in segments for part in (segment.key, segment.text)]
    if digest_of(*read) != version.digest or stored != read or not signed.exists():
        raise RuleBroken(
            "publish.english", "The English was changed after its owner signed it. Nothing was published."
        )


def _approvals(leaflet: Leaflet) -> set[tuple[object, ...]]:
    """Every approval that the history knows: text, hash, who."""
    known = Event.objects.filter(stream=leaflet.stream, verb="text.approved")
    return set(known.values_list("data__text", "data__digest", "actor"))


def _check_texts(translation: Translation, by: Person) -> None:
    changed = queries.unapproved_changes(translation)
    if changed:
        raise RuleBroken("publish.changed", f"{changed[0]} Nothing was published.")
    approvals = _approvals(translation.version.leaflet)
    for message in queries.messages_of(translation):
        text = message.text
        if text is None or (text.pk, text.digest, text.approved_by_id) not in approvals:
            raise RuleBroken(
                "publish.history",
                f"The history does not know the approval of the segment {message.segment.key!r}."
                " Nothing was published.",
            )
        if by.pk in {text.written_by_id, text.approved_by_id}:
            raise _own_work()
        blockers = queries.blockers(message)
        if blockers:
            raise RuleBroken("publish.blocked", f"The segment {message.segment.key!r}: {blockers[0].message}")


def _check_words(translation: Translation) -> None:
    leaflet = translation.version.leaflet
    if leaflet.kind == Leaflet.Kind.WORDS:
        missing = lacking(
            {m.segment.key: m.text.forms[0] for m in queries.messages_of(translation) if m.text}
        )
        if missing:
            raise RuleBroken(
                "publish.words-lacking",
                f"The site also speaks the word {missing[0]!r}, which this version of the public words does not have."
                " Load the words anew, then translate what is new.",
            )
        return
    words = words_edition(translation.tag)
    if words is None:
        raise RuleBroken(
            "publish.words",
            "The public words (buttons, forms, the trust line) are not published in this language yet.",
        )
    if digest(words.manifest) != words.digest:
        raise RuleBroken("publish.words-changed", "The public words were changed after they were published.")
    if words.sample and not leaflet.sample:
        raise RuleBroken(
            "publish.sample-words", "The public words in this language are demonstration material."
        )


def _check_facts(translation: Translation) -> None:
    if translation.version.leaflet.kind == Leaflet.Kind.WORDS:
        return
    held = facts_of(translation.version.leaflet.organisation)
    missing = [key for key in facts_used(queries.messages_of(translation)) if key not in held]
    if missing:
        raise RuleBroken(
            "publish.fact", f"The register of facts has no {{{missing[0]}}}. Add it, then publish again."
        )


def warnings(translation: Translation) -> list[str]:
    """What the publisher should know, though it stops nothing. Nobody tries an emergency number."""
    held = facts_of(translation.version.leaflet.organisation)
    return [
        f"{fact.display or fact.value} ({fact.key}): {fact.note or 'never test-called.'}"
        for key in facts_used(queries.messages_of(translation))
        if (fact := held.get(key))
        and fact.tested is None
        and fact.kind in {"phone", "textphone", "email", "web"}
        and fact.purpose != "emergency"
    ]


def check_issue_anew(edition: Edition) -> None:
    """A published edition may be issued once more, with the facts as they are now, if it is what was approved."""
    leaflet = edition.leaflet
    if edition.state != Edition.State.PUBLISHED or marks.stands(edition.digest):
        raise RuleBroken("anew.ended", "Meanwhile another edition took its place, or it was withdrawn.")
    if leaflet.sample and not settings.DEBUG:
        raise RuleBroken("publish.sample", "This is demonstration material. A real site does not publish it.")
    _check_english(edition.translation)
    _check_lines(edition)
    _check_words(edition.translation)
    held = facts_of(leaflet.organisation)
    missing = sorted(edition.manifest["facts"].keys() - held.keys())
    if missing:
        raise RuleBroken("anew.fact", f"The register of facts has no {{{missing[0]}}} any more.")


def why_not_anew(edition: Edition) -> str:
    """The sentence that refuses it; "" where nothing does."""
    try:
        check_issue_anew(edition)
    except RuleBroken as refusal:
        return str(refusal)
    return ""


def _check_lines(edition: Edition) -> None:
    """Its texts are those that were approved, byte by byte."""
    approvals = _approvals(edition.leaflet)
    texts = Text.objects.in_bulk([line["text"] for line in edition.manifest["lines"]])
    whole = digest(edition.manifest) == edition.digest
    for line in edition.manifest["lines"]:
        text = texts.get(line["text"])
        again = queries.text_digest(line["key"], line["source"], [line["target"]])
        if (
            not whole
            or text is None
            or text.forms != [line["target"]]
            or not text.digest == line["digest"] == again
            or (text.pk, text.digest, text.approved_by_id) not in approvals
        ):
            raise RuleBroken(
                "anew.changed", "Its texts were changed after they were approved. Nothing was published."
            )


def check_withdraw(edition: Edition, by: Person, reason: str) -> str:
    """The reason as it is kept."""
    check_may(by, Act.WITHDRAW, edition.leaflet.organisation)
    if edition.state != Edition.State.PUBLISHED:
        raise RuleBroken("withdraw.state", f"This edition is {edition.state} already.")
    return check_reason(reason)

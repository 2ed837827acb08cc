"""Writing leaflets, their versions and facts."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from i18n import facts
from i18n import leaflet as source
from i18n.leaflet import LeafletError
from workflow.history.actions import record
from workflow.leaflets import queries, rules
from workflow.leaflets.incoming import Incoming
from workflow.leaflets.models import Fact, FactChange, Leaflet, LintAnswer, Segment, Version, digest_of
from workflow.people.models import Organisation, Person, Role
from workflow.people.rules import Act, acting_as, check_may
from workflow.refusals import RuleBroken


def _parsed(markdown: str) -> source.Leaflet:
    try:
        return source.parse(markdown).leaflet
    except LeafletError as error:
        first = error.problems[0]
        raise RuleBroken("leaflet.unreadable", f"Line {first.line}: {first.message}") from None


def _with_text(version: Version, markdown: str) -> Version:
    meta = _parsed(markdown).meta
    rules.check_fits(version, meta, ("title", "print_reference"))
    version.markdown = markdown.replace("\0", "")
    version.title = meta.title
    version.print_reference, version.issued, version.law = meta.print_reference, meta.issued, meta.law
    return version


@transaction.atomic
def add_leaflet(given: Incoming | str, *, organisation: Organisation, by: Person) -> Version:
    """A new leaflet from its source, as version 1, a draft. The uploaded file is kept beside it."""
    rules.check_write(by, organisation)
    given = Incoming(given) if isinstance(given, str) else given
    meta = _parsed(given.markdown).meta
    rules.check_slug(meta.slug, meta.kind)
    leaflet = Leaflet(
        organisation=organisation,
        owner=by,
        slug=meta.slug,
        kind=meta.kind,
        sensitivity=meta.sensitivity,
        policy=meta.policy,
        sample=meta.sample,
    )
    rules.check_fits(leaflet, meta, ("slug", "sensitivity", "policy"))
    version = Version(
        leaflet=leaflet, number=1, created_by=by, original=given.original, original_name=given.name
    )
    _with_text(version, given.markdown)
    leaflet.save()
    version.leaflet = leaflet
    version.save()
    record(
        leaflet.stream,
        "leaflet.added",
        actor=by.pk,
        role=Role.OWNER,
        subject=f"version:{version.pk}",
        data={"slug": meta.slug, "sample": meta.sample},
    )
    return version


@transaction.atomic
def change_draft(version: Version, markdown: str, *, by: Person, base: str | None = None) -> Version:
    """The owner edits the English of an unsigned version. `base` is the digest of the text they started from
    (None: of whatever stands). Raises rules.Conflict, and changes nothing, where another was saved meanwhile."""
    version = Version.objects.select_for_update().get(pk=version.pk)
    rules.check_change(version, by)
    rules.check_same_leaflet(version.leaflet, _parsed(markdown).meta)
    rules.check_base(version, markdown, base)
    _with_text(version, markdown).save()
    record(
        version.leaflet.stream,
        "version.changed",
        actor=by.pk,
        role=Role.OWNER,
        subject=f"version:{version.pk}",
    )
    return version


@transaction.atomic
def keep_finding(version: Version, mark: str, *, because: str, by: Person) -> None:
    """The owner keeps what lint found, and says why."""
    reason = rules.check_keep(version, mark, because, by)
    LintAnswer.objects.update_or_create(version=version, finding=mark, defaults={"because": reason, "by": by})
    record(
        version.leaflet.stream,
        "lint.kept",
        actor=by.pk,
        role=Role.OWNER,
        subject=f"version:{version.pk}",
        data={"finding": mark, "because": reason},
    )


@transaction.atomic
def sign(version: Version, *, by: Person) -> Version:
    """The owner signs: keys are written in, segments taken out, and the version is frozen."""
    version = Version.objects.select_for_update().select_related("leaflet").get(pk=version.pk)
    rules.check_sign(version, by)
    before = queries.signed_version(version.leaflet)
    tree = source.assign_keys(_parsed(version.markdown), _parsed(before.markdown) if before else None)
    version.markdown = source.to_markdown(tree)
    segments = source.extract(tree)
    version.digest = digest_of(*(part for segment in segments for part in (segment.key, segment.text)))
    version.state, version.signed_by, version.signed_at = Version.State.SIGNED, by, timezone.now()
    Segment.objects.bulk_create(
        Segment(
            version=version,
            position=position,
            key=segment.key,
            kind=segment.kind,
            level=segment.level,
            section=segment.section,
            text=segment.text,
            comment=segment.comment,
            digest=digest_of(segment.key, segment.text),
        )
        for position, segment in enumerate(segments)
    )
    version.save()
    leaflet = version.leaflet
    leaflet.sensitivity, leaflet.policy = tree.meta.sensitivity, tree.meta.policy
    rules.check_fits(leaflet, tree.meta, ("sensitivity", "policy"))
    leaflet.save(update_fields=["sensitivity", "policy"])
    record(
        version.leaflet.stream,
        "version.signed",
        actor=by.pk,
        role=Role.OWNER,
        subject=f"version:{version.pk}",
        data={"number": version.number, "digest": version.digest, "segments": len(segments)},
    )
    return version


@transaction.atomic
def start_version(leaflet: Leaflet, *, by: Person) -> Version:
    """A new draft from the newest version's text."""
    rules.check_write(by, leaflet.organisation)
    Leaflet.objects.select_for_update().get(pk=leaflet.pk)
    newest = queries.newest_version(leaflet)
    if newest is None or newest.state == Version.State.DRAFT:
        raise RuleBroken("version.open", "There is already a draft of the next version. Edit that one.")
    version = _with_text(Version(leaflet=leaflet, number=newest.number + 1, created_by=by), newest.markdown)
    version.save()
    record(leaflet.stream, "version.started", actor=by.pk, role=Role.OWNER, subject=f"version:{version.pk}")
    return version


@transaction.atomic
def add_fact(fact: facts.Fact, *, organisation: Organisation, by: Person) -> Fact:
    """Put a new fact into the register. Changing one that is used is an act of publishing."""
    check_may(by, Act.CHANGE_FACT, organisation)
    rules.check_fact(fact)
    if Fact.objects.filter(organisation=organisation, kind=fact.kind, purpose=fact.purpose).exists():
        raise RuleBroken("fact.taken", f"There is already a fact {{{fact.key}}}.")
    row = Fact.objects.create(
        organisation=organisation,
        kind=fact.kind,
        purpose=fact.purpose,
        value=fact.value,
        display=fact.display,
        cost=fact.cost,
        hours=fact.hours,
        tested=fact.tested,
        note=fact.note,
    )
    _tell(row, "fact.added", by=by, value=fact.value)
    return row


@transaction.atomic
def propose_change(row: Fact, wanted: facts.Fact, *, by: Person) -> FactChange:
    """Say what a fact should be from now on. Nothing changes until somebody else confirms it, which is an act of
    publishing: `publishing.actions.change_fact`."""
    row = Fact.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=row.pk)
    rules.check_propose(row, wanted, by)
    change = FactChange.objects.create(
        fact=row, was=row.value, proposed_by=by, **{name: getattr(wanted, name) for name in rules.CHANGES}
    )
    _tell(row, "fact.proposed", by=by, change=change.pk, was=row.value, value=wanted.value)
    return change


def _held(change: FactChange) -> FactChange:
    """The row as it is now, held until the transaction ends."""
    FactChange.objects.select_for_update().get(pk=change.pk)
    return FactChange.objects.select_related("fact__organisation", "decided_by").get(pk=change.pk)


@transaction.atomic
def accept_change(change: FactChange, *, by: Person) -> None:
    """The second person confirms: the fact is what was proposed, and nobody has tried it yet."""
    change = _held(change)
    rules.check_decide(change, by)
    change.accepted, change.decided_by, change.decided_at = True, by, timezone.now()
    change.save(update_fields=["accepted", "decided_by", "decided_at"])
    row, before = change.fact, change.fact.value
    for name in rules.CHANGES:
        setattr(row, name, getattr(change, name))
    row.tested = None
    row.save(update_fields=[*rules.CHANGES, "tested"])
    _tell(
        row,
        "fact.changed",
        by=by,
        change=change.pk,
        was=before,
        value=row.value,
        proposed_by=change.proposed_by_id,
    )


@transaction.atomic
def refuse_change(change: FactChange, *, by: Person) -> None:
    """The second person refuses: the fact stays as it is."""
    change = _held(change)
    rules.check_decide(change, by)
    change.accepted, change.decided_by, change.decided_at = False, by, timezone.now()
    change.save(update_fields=["accepted", "decided_by", "decided_at"])
    _tell(change.fact, "fact.refused", by=by, change=change.pk, value=change.value)


def _tell(row: Fact, verb: str, *, by: Person, **data: object) -> None:
    record(
        f"organisation:{row.organisation_id}",
        verb,
        actor=by.pk,
        role=acting_as(by, Act.CHANGE_FACT, row.organisation),
        subject=f"fact:{row.pk}",
        data={"fact": f"{row.kind}:{row.purpose}"} | data,
    )


@transaction.atomic
def record_test_call(row: Fact, *, by: Person) -> None:
    """Somebody called the number today, and the right people answered."""
    check_may(by, Act.CHANGE_FACT, row.organisation)
    row.tested = timezone.localdate()
    row.save(update_fields=["tested"])
    _tell(row, "fact.tested", by=by)

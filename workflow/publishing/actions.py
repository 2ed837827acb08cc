"""Publishing, issuing anew where a fact changed, and withdrawing."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from workflow.history.actions import record
from workflow.leaflets.actions import accept_change
from workflow.leaflets.models import FactChange
from workflow.people.models import Organisation, Person, Role
from workflow.people.rules import Act, acting_as, check_may
from workflow.publishing import building, issuing, marks, queries, rules, site
from workflow.publishing import manifest as manifests
from workflow.publishing.manifest import Manifest
from workflow.publishing.models import Edition
from workflow.refusals import RuleBroken
from workflow.review.actions import forget, locked, move, remember
from workflow.review.models import Stage, Translation
from workflow.review.states import Move

logger = logging.getLogger(__name__)


def publish(translation: Translation, *, by: Person) -> Edition:
    """Publish a signed-off translation. Publishing again changes nothing.

    Files are prepared first; then the database commits; then the pages that point there are replaced one by
    one. Whatever a crash leaves is finished by `site.sweep`."""
    translation = Translation.objects.select_related("version__leaflet__organisation").get(pk=translation.pk)
    check_may(by, Act.PUBLISH, translation.version.leaflet.organisation)
    standing = _standing(translation)
    if standing is not None:
        _show("It was published before")
        return standing
    rules.check_publish(translation, by)
    taken = manifests.take(translation)
    edition = issuing.issue(taken, translation.tag, partial(_commit, translation, taken, by))
    _show("It is published")
    return edition


def _show(done: str) -> None:
    """Write the pages of what the database says already."""
    try:
        site.refresh()
    except OSError as error:
        raise RuleBroken(
            "pages.disk",
            f"{done}, but not every page could be written ({error.strerror}). It is tried again each minute.",
        ) from None


def _standing(translation: Translation) -> Edition | None:
    """Its edition, unless it was opened again since: then the next one is on its way."""
    if translation.stage != Stage.PUBLISHED:
        return None
    return Edition.objects.filter(translation=translation, state=Edition.State.PUBLISHED).first()


@transaction.atomic
def _commit(
    translation: Translation, taken: Manifest, by: Person, digest: str, built: building.Built
) -> Edition:
    translation = locked(translation)
    standing = _standing(translation)
    if standing is not None:
        return standing
    rules.check_publish(translation, by)
    if manifests.digest(manifests.take(translation)) != digest:
        raise RuleBroken("publish.meanwhile", "Something changed while the files were made. Publish again.")
    edition = issuing.enter(translation, taken, digest, built, by=by)
    move(translation, Move.PUBLISH, by=by, role=Role.PUBLISHER)
    remember(translation)
    _tell(edition, "edition.published", by=by, role=Role.PUBLISHER)
    return edition


def _tell(edition: Edition, verb: str, *, by: Person, role: str, **more: object) -> None:
    record(
        edition.leaflet.stream,
        verb,
        actor=by.pk,
        role=role,
        subject=f"edition:{edition.pk}",
        data={
            "tag": edition.tag,
            "number": edition.number,
            "digest": edition.digest,
            "not_built": edition.not_built,
        }
        | more,
    )


@dataclass
class Issued:
    """New editions, and those that stay as they were, each with the reason."""

    anew: list[Edition] = field(default_factory=list)
    left: list[tuple[Edition, str]] = field(default_factory=list)


def change_fact(change: FactChange, *, by: Person) -> Issued:
    """The second person confirms a new value. The fact changes at once; then every page that speaks of it is
    issued anew from the same approved texts. Doing it again finishes what is left."""
    if not FactChange.objects.filter(pk=change.pk, accepted=True).exists():
        accept_change(change, by=by)
    return issue_outdated(change.fact.organisation, by=by)


def issue_outdated(organisation: Organisation, *, by: Person) -> Issued:
    """Issue anew every published page of the organisation that says a fact as it no longer is."""
    check_may(by, Act.CHANGE_FACT, organisation)
    issued = _issue_anew(queries.outdated(organisation), by)
    _show("The fact is changed")
    return issued


def _issue_anew(editions: list[Edition], by: Person) -> Issued:
    issued = Issued()
    for edition in editions:
        try:
            rules.check_issue_anew(edition)
            taken = manifests.take_again(edition)
            issued.anew.append(issuing.issue(taken, edition.tag, partial(_commit_anew, edition, taken, by)))
        except RuleBroken as refusal:
            issued.left.append((edition, str(refusal)))
    return issued


@transaction.atomic
def _commit_anew(
    edition: Edition, taken: Manifest, by: Person, digest: str, built: building.Built
) -> Edition:
    """The translation is left alone, whatever stage it is at: an edition has its texts from the one before."""
    translation = locked(edition.translation)
    Edition.objects.select_for_update().get(pk=edition.pk)
    edition = queries.with_version().get(pk=edition.pk)
    rules.check_issue_anew(edition)
    if manifests.digest(manifests.take_again(edition)) != digest:
        raise RuleBroken("anew.meanwhile", "Something changed while the files were made. Try again.")
    made = issuing.enter(translation, taken, digest, built, by=by)
    role = acting_as(by, Act.CHANGE_FACT, edition.leaflet.organisation)
    _tell(made, "edition.reissued", by=by, role=role, from_edition=edition.number)
    return made


def withdraw(edition: Edition, *, reason: str, by: Person) -> None:
    """Take an edition down to "call us", at once: the mark and the pages first, then the database."""
    reason = rules.check_withdraw(edition, by, reason)
    mark = marks.Mark(by.pk, acting_as(by, Act.WITHDRAW, edition.leaflet.organisation), reason)
    try:
        marks.put(edition.digest, mark)
        site.take_down(edition)
    except OSError as error:
        page = f"{settings.PUBLIC_DIR}/{edition.tag}/{edition.leaflet.slug}/index.html"
        raise RuleBroken(
            "withdraw.disk",
            f"The page could not be replaced ({error.strerror}). Ask whoever runs this site to delete {page} now.",
        ) from None
    _commit_withdrawal(edition, mark)
    site.remove(edition)
    marks.clear(edition.digest)
    _show("It is withdrawn")


@transaction.atomic
def _commit_withdrawal(edition: Edition, mark: marks.Mark) -> None:
    translation = locked(edition.translation)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    if edition.state == Edition.State.SUPERSEDED:
        marks.clear(edition.digest)
        raise RuleBroken(
            "withdraw.replaced", "Meanwhile a newer edition replaced this one. Look at that one."
        )
    if edition.state != Edition.State.PUBLISHED:
        return
    by, role, reason = Person.objects.get(pk=mark.by), Role(mark.role), mark.reason
    edition.state, edition.ended_at = Edition.State.WITHDRAWN, timezone.now()
    edition.ended_by, edition.ended_because = by, reason
    edition.save(update_fields=["state", "ended_at", "ended_by", "ended_because"])
    leaflet = edition.leaflet
    record(
        leaflet.stream,
        "edition.withdrawn",
        actor=by.pk,
        role=role,
        subject=f"edition:{edition.pk}",
        data={"tag": edition.tag, "number": edition.number, "reason": reason},
    )
    forget(translation, by=by, role=role)
    if translation.stage == Stage.PUBLISHED:
        move(translation, Move.WITHDRAW, by=by, role=role, reason=reason, signed_by=None, signed_at=None)


def sweep() -> None:
    """Finish what a crash left: withdrawals whose mark the database does not know, pages that still say what
    a fact was, folders nobody published, pages."""
    for digest, mark in marks.standing():
        edition = Edition.objects.filter(digest=digest, state=Edition.State.PUBLISHED).first()
        if edition is not None:
            try:
                _commit_withdrawal(edition, mark)
            except RuleBroken:  # a newer edition took its place in this moment
                pass
            except DatabaseError:  # the mark stays, and so the page stays down
                logger.exception("The withdrawal of edition %s could not be finished.", edition.pk)
                continue
        marks.clear(digest)
    for change in queries.unfinished_changes():
        if change.decided_by:
            _issue_anew(queries.outdated(change.fact.organisation), change.decided_by)
    site.sweep()

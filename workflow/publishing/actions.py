"""Publishing and withdrawing."""

from __future__ import annotations

import contextlib
import hashlib

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from workflow.history.actions import record
from workflow.people.models import Person, Role
from workflow.people.rules import Act, acting_as, check_may
from workflow.publishing import building, marks, rules, site
from workflow.publishing import manifest as manifests
from workflow.publishing.manifest import Manifest
from workflow.publishing.models import Edition, EditionFile, EditionLine
from workflow.refusals import RuleBroken
from workflow.review.actions import locked, move, remember
from workflow.review.models import Stage, Translation
from workflow.review.states import Move


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
    digest = manifests.digest(taken)
    built = building.build(taken, manifests.words_edition(translation.tag))
    try:
        with site.alone():
            edition = _store_and_commit(translation, taken, digest, built, by)
    except OSError as error:
        raise RuleBroken(
            "publish.disk",
            f"The public files could not be written ({error.strerror}). Nothing was published.",
        ) from None
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


def _store_and_commit(
    translation: Translation, taken: Manifest, digest: str, built: building.Built, by: Person
) -> Edition:
    try:
        building.store(digest, built, sample=taken["sample"])
        return _commit(translation, taken, digest, built, by)
    except BaseException:
        with contextlib.suppress(DatabaseError):  # then `sweep` removes the folder
            building.drop(digest)
        raise


def _standing(translation: Translation) -> Edition | None:
    return Edition.objects.filter(translation=translation, state=Edition.State.PUBLISHED).first()


@transaction.atomic
def _commit(
    translation: Translation, taken: Manifest, digest: str, built: building.Built, by: Person
) -> Edition:
    translation = locked(translation)
    standing = _standing(translation)
    if standing is not None:
        return standing
    rules.check_publish(translation, by)
    if manifests.digest(manifests.take(translation)) != digest:
        raise RuleBroken("publish.meanwhile", "Something changed while the files were made. Publish again.")
    leaflet = translation.version.leaflet
    now = timezone.now()
    for earlier in Edition.objects.filter(
        leaflet=leaflet, tag=translation.tag, state=Edition.State.PUBLISHED
    ):
        earlier.state, earlier.ended_at, earlier.ended_by = Edition.State.SUPERSEDED, now, by
        earlier.save(update_fields=["state", "ended_at", "ended_by"])
    edition = Edition.objects.create(
        translation=translation,
        leaflet=leaflet,
        tag=translation.tag,
        number=taken["number"],
        digest=digest,
        sample=leaflet.sample,
        manifest=taken,
        not_built=built.not_built,
        published_by=by,
        published_at=now,
    )
    EditionLine.objects.bulk_create(
        EditionLine(
            edition=edition, position=position, key=line["key"], text_id=line["text"], digest=line["digest"]
        )
        for position, line in enumerate(taken["lines"])
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition,
            format=name,
            path=f"{building.FOLDER}/{digest}/{name}",
            sha256=hashlib.sha256(data).hexdigest(),
            size=len(data),
        )
        for name, data in sorted(built.files.items())
    )
    move(translation, Move.PUBLISH, by=by, role=Role.PUBLISHER)
    remember(translation)
    record(
        leaflet.stream,
        "edition.published",
        actor=by.pk,
        role=Role.PUBLISHER,
        subject=f"edition:{edition.pk}",
        data={"tag": edition.tag, "number": edition.number, "digest": digest, "not_built": built.not_built},
    )
    return edition


def withdraw(edition: Edition, *, reason: str, by: Person) -> None:
    """Take an edition down to "call us", at once: the mark and the pages first, then the database."""
    rules.check_withdraw(edition, by, reason)
    mark = marks.Mark(by.pk, acting_as(by, Act.WITHDRAW, edition.leaflet.organisation), reason.strip())
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
    if translation.stage == Stage.PUBLISHED:
        move(translation, Move.WITHDRAW, by=by, role=role, reason=reason, signed_by=None, signed_at=None)


def sweep() -> None:
    """Finish what a crash left: withdrawals whose mark the database does not know, folders nobody published, pages."""
    for digest, mark in marks.standing():
        edition = Edition.objects.filter(digest=digest, state=Edition.State.PUBLISHED).first()
        if edition is not None:
            with contextlib.suppress(RuleBroken):  # a newer edition took its place in this moment
                _commit_withdrawal(edition, mark)
        marks.clear(digest)
    site.sweep()

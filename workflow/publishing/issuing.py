"""The one way in which an edition comes to be: its files first, then its rows, over those that stood before."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable

from django.db import DatabaseError
from django.utils import timezone

from workflow.people.models import Person
from workflow.publishing import building, site
from workflow.publishing import manifest as manifests
from workflow.publishing.building import Built
from workflow.publishing.manifest import Manifest
from workflow.publishing.models import Edition, EditionFile, EditionLine
from workflow.refusals import RuleBroken
from workflow.review.models import Translation


def issue(taken: Manifest, tag: str, commit: Callable[[str, Built], Edition]) -> Edition:
    """Make the files, then let `commit` write the rows. Files whose edition did not come to be are removed.
    Raises RuleBroken."""
    digest = manifests.digest(taken)
    built = building.build(taken, manifests.words_edition(tag))
    try:
        with site.alone():
            return _store_and_commit(digest, built, commit, sample=taken["sample"])
    except OSError as error:
        raise RuleBroken(
            "publish.disk",
            f"The public files could not be written ({error.strerror}). Nothing was published.",
        ) from None


def _store_and_commit(
    digest: str, built: Built, commit: Callable[[str, Built], Edition], *, sample: bool
) -> Edition:
    try:
        building.store(digest, built, sample=sample)
        return commit(digest, built)
    finally:  # also where somebody else was quicker, with other files
        with contextlib.suppress(DatabaseError):  # then `sweep` removes the folder
            building.drop(digest)


def enter(translation: Translation, taken: Manifest, digest: str, built: Built, *, by: Person) -> Edition:
    """The rows of a new edition, which takes the place of the one before, in the caller's transaction."""
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
    return edition

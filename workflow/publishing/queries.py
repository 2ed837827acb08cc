"""What pages and other wings read of editions."""

from __future__ import annotations

from django.db.models import QuerySet

from workflow.leaflets.models import Fact, FactChange, Leaflet, Version
from workflow.leaflets.queries import facts_of, newest_versions
from workflow.people.models import Organisation
from workflow.publishing.manifest import plain
from workflow.publishing.models import Edition

SAID = ("value", "display", "cost", "hours")
"""What pages say of a fact. A note, or the day of a test call, changes no page."""


def with_version() -> QuerySet[Edition]:
    return Edition.objects.select_related("leaflet__organisation", "translation__version__leaflet")


def published() -> QuerySet[Edition]:
    """The editions that families read, of leaflets: public words stand in pages with the facts of the moment."""
    shown = with_version().filter(state=Edition.State.PUBLISHED, leaflet__kind=Leaflet.Kind.LEAFLET)
    return shown.order_by("leaflet__slug", "tag")


def outdated(organisation: Organisation) -> list[Edition]:
    """The published editions that say a fact as it no longer is."""
    held = {key: plain(fact) for key, fact in facts_of(organisation).items()}
    return [
        edition
        for edition in published().filter(leaflet__organisation=organisation)
        if any(
            said[name] != held[key][name]
            for key, said in edition.manifest["facts"].items()
            if key in held
            for name in SAID
        )
    ]


def unfinished_changes() -> list[FactChange]:
    """The last change of each organisation that has pages to be issued anew."""
    newest = {
        change.fact.organisation_id: change
        for change in FactChange.objects.filter(accepted=True)
        .select_related("fact__organisation", "decided_by")
        .order_by("decided_at", "pk")
    }
    return [change for change in newest.values() if outdated(change.fact.organisation)]


def editions_with(row: Fact) -> list[Edition]:
    """The published editions that speak of a fact."""
    key = f"{row.kind}:{row.purpose}"
    mine = published().filter(leaflet__organisation=row.organisation_id)
    return [edition for edition in mine if key in edition.manifest["facts"]]


def versions_with(row: Fact) -> list[Version]:
    """The newest English of each leaflet whose text speaks of a fact."""
    found = [version.pk for _, version in newest_versions([row.organisation_id])]
    return list(Version.objects.filter(pk__in=found, markdown__contains=str(row)).order_by("title"))

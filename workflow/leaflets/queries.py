"""What pages and other wings read of leaflets."""

from __future__ import annotations

from i18n import facts
from i18n.facts import Cost, FactKind, Facts
from workflow.leaflets.models import Fact, FactChange, Leaflet, Version
from workflow.people.models import Organisation, Person
from workflow.people.rules import Act, may


def facts_of(organisation: Organisation) -> Facts:
    """An organisation's register of facts, as the language engine takes it."""
    return {
        f"{row.kind}:{row.purpose}": value_of(row) for row in Fact.objects.filter(organisation=organisation)
    }


def value_of(row: Fact) -> facts.Fact:
    return facts.Fact(
        kind=FactKind(row.kind),
        purpose=row.purpose,
        value=row.value,
        display=row.display,
        cost=Cost(row.cost),
        hours=row.hours,
        tested=row.tested,
        note=row.note,
    )


def signed_version(leaflet: Leaflet) -> Version | None:
    """The newest signed English."""
    return leaflet.versions.filter(state=Version.State.SIGNED).order_by("-number").first()


def newest_version(leaflet: Leaflet) -> Version | None:
    return leaflet.versions.order_by("-number").first()


def newest_versions(organisations: list[int]) -> list[tuple[Leaflet, Version]]:
    """Each leaflet of these organisations with its newest English. One query."""
    versions = (
        Version.objects.filter(leaflet__organisation__in=organisations)
        .select_related("leaflet__owner")
        .defer("markdown", "original")
        .order_by("leaflet__kind", "leaflet__slug", "number")
    )
    newest = {version.leaflet_id: version for version in versions}
    return [(version.leaflet, version) for version in newest.values()]


def words_leaflet() -> Leaflet | None:
    """The built-in leaflet that holds the public site's own words."""
    return Leaflet.objects.filter(kind=Leaflet.Kind.WORDS).first()


def where_facts_change(person: Person) -> list[Organisation]:
    """The organisations whose facts this person may add and change."""
    mine = Organisation.objects.filter(pk__in=person.organisations()).order_by("name")
    return [one for one in mine if may(person, Act.CHANGE_FACT, one)]


def register_of(person: Person) -> dict[str, object]:
    """The facts of the person's organisations, the proposals that wait, and what was decided last."""
    mine = person.organisations()
    rows = Fact.objects.filter(organisation__in=mine).select_related("organisation")
    changes = FactChange.objects.filter(fact__organisation__in=mine).select_related(
        "fact__organisation", "proposed_by", "decided_by"
    )
    return {
        "rows": rows.order_by("organisation__name", "kind", "purpose"),
        "several": len(mine) > 1,
        "waiting": changes.filter(accepted=None),
        "decided": changes.filter(accepted__isnull=False)[:10],
    }

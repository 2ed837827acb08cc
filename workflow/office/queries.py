"""What staff look at across wings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from i18n.languages import Language
from workflow.history.models import Event, Stream
from workflow.leaflets.models import FactChange, Leaflet, Version
from workflow.people.languages import language
from workflow.people.models import Organisation, Person, Post, Role
from workflow.people.queries import account_stream
from workflow.people.rules import TABLE, Act
from workflow.requests.models import CallBack
from workflow.review import queries as review
from workflow.review.models import Stage, Translation


@dataclass
class Waiting:
    """What waits for one person, and nothing else."""

    texts: list[tuple[Translation, Language]] = field(default_factory=list)
    unsigned: list[Version] = field(default_factory=list)
    to_sign: list[tuple[Translation, Language]] = field(default_factory=list)
    to_publish: list[tuple[Translation, Language]] = field(default_factory=list)
    unassigned: list[tuple[Translation, Language]] = field(default_factory=list)
    facts: list[FactChange] = field(default_factory=list)
    calls: int = 0

    @property
    def nothing(self) -> bool:
        return not any(
            (
                self.texts,
                self.unsigned,
                self.to_sign,
                self.to_publish,
                self.unassigned,
                self.facts,
                self.calls,
            )
        )


def waiting_for(person: Person) -> Waiting:
    roles = person.roles()
    translations = Translation.objects.all()
    found = Waiting()
    if Role.LINGUIST in roles:
        found.texts = _named(review.waiting_for(person))
    if Role.OWNER in roles:
        found.unsigned = list(
            Version.objects.filter(leaflet__owner=person, state=Version.State.DRAFT).select_related("leaflet")
        )
        found.to_sign = _named(
            translations.filter(
                stage=Stage.SIGN_OFF,
                version__leaflet__owner=person,
                version__leaflet__organisation__in=where(person, Act.SIGN_OFF),
            )
        )
    if Role.PUBLISHER in roles:
        found.to_publish = _named(
            translations.filter(
                stage=Stage.READY, version__leaflet__organisation__in=where(person, Act.PUBLISH)
            )
        )
    proposals = FactChange.objects.filter(accepted=None).exclude(proposed_by=person)
    found.facts = list(
        proposals.filter(fact__organisation__in=where(person, Act.CHANGE_FACT)).select_related("fact")
    )
    if Role.COORDINATOR in roles:
        nobody = translations.filter(editor=None) | translations.filter(reviser=None)
        found.unassigned = _named(
            nobody.filter(
                stage__in=[Stage.OPEN, Stage.EDITING, Stage.REVISION],
                version__leaflet__organisation__in=where(person, Act.OPEN_LANGUAGE),
            )
        )
        found.calls = waiting_calls(person).count()
    return found


def where(person: Person, act: Act) -> QuerySet[Organisation]:
    """The organisations in which this person may do it."""
    return Organisation.objects.filter(post__person=person, post__role__in=TABLE[act]).distinct()


def _named(rows: QuerySet[Translation]) -> list[tuple[Translation, Language]]:
    """With counts, by due date, each beside its language."""
    ordered = review.with_counts(Translation.objects.filter(pk__in=rows.values("pk")))
    found = ordered.select_related("version__leaflet").order_by("due", "version__leaflet__kind", "tag")
    return [(row, language(row.tag)) for row in found]


def wall(person: Person) -> list[tuple[Version, list[tuple[Translation, Language]]]]:
    """The newest signed version of each leaflet with its translations: what stands where."""
    rows = []
    mine = where(person, Act.SEE_WORK)
    for leaflet in Leaflet.objects.filter(organisation__in=mine).order_by("kind", "slug"):
        version = leaflet.versions.filter(state=Version.State.SIGNED).order_by("-number").first()
        if version:
            rows.append((version, _named(version.translations.all())))
    return rows


def calls_for(person: Person) -> QuerySet[CallBack]:
    """Requests for a call, oldest first, of the organisations in which the person sees them."""
    found = CallBack.objects.filter(organisation__in=where(person, Act.SEE_CALLS))
    return found.select_related("leaflet", "organisation", "closed_by").order_by("asked_at")


def waiting_calls(person: Person) -> QuerySet[CallBack]:
    """Those somebody can still be called for: a number has a date on which it goes."""
    return calls_for(person).filter(state=CallBack.State.NEW, purged_at__isnull=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history, with the name of who did it."""

    event: Event
    who: str

    @property
    def details(self) -> list[tuple[str, Any]]:
        return [
            (key, value) for key, value in self.event.data.items() if key not in {"digest", "text"} and value
        ]


@dataclass(frozen=True, slots=True)
class History:
    """Some lines of a stream, newest first, of `total`. `older` is the number below which the next ones lie."""

    lines: list[Line]
    total: int
    older: int | None

    @property
    def whole(self) -> bool:
        return len(self.lines) == self.total


LINES = 200


def history_of(stream: str, before: int | None = None, limit: int = LINES) -> History:
    """A stream's newest lines, or those before a number."""
    of_stream = Event.objects.filter(stream=stream)
    found = of_stream.filter(number__lt=before) if before else of_stream
    events = list(found.order_by("-number")[:limit])
    people = Person.objects.in_bulk([event.actor for event in events if event.actor])
    names = {"family": "A family", "program": "The program"}
    lines = [
        Line(
            event, people[event.actor].name if event.actor in people else names.get(event.role, "The program")
        )
        for event in events
    ]
    older = events[-1].number if events and events[-1].number > 1 else None
    return History(lines, of_stream.count(), older)


def streams_for(person: Person) -> dict[str, list[tuple[str, str]]]:
    """The histories this person may read, stream and title, under a heading each: leaflets, their organisations
    (facts, invitations), the register of languages, and the people of these organisations alone."""
    mine = where(person, Act.SEE_HISTORY)
    leaflets = Leaflet.objects.filter(organisation__in=mine).order_by("slug")
    elsewhere = Post.objects.exclude(organisation__in=mine).values("person")
    people = Person.objects.filter(post__organisation__in=mine).exclude(pk__in=elsewhere)
    groups = {
        "Leaflets": [(leaflet.stream, leaflet.slug) for leaflet in leaflets],
        "Facts and invitations": [(f"organisation:{one.pk}", one.name) for one in mine.order_by("name")],
        "Languages": [("languages", "Languages added here")],
        "People": [(account_stream(one), one.name) for one in people.distinct().order_by("name", "pk")],
    }
    asked = [stream for group in groups.values() for stream, _ in group]
    begun = set(Stream.objects.filter(name__in=asked).values_list("name", flat=True))
    shown = {heading: [one for one in group if one[0] in begun] for heading, group in groups.items()}
    return {heading: group for heading, group in shown.items() if group}

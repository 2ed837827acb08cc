"""What the pages about people and languages read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from i18n.languages import Language
from workflow.history.models import Event
from workflow.people.languages import register
from workflow.people.models import Competence, Invitation, LanguageEntry, Organisation, Person, Post, Role
from workflow.people.rules import Act, check_open, may
from workflow.refusals import RuleBroken


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of people."""

    person: Person
    roles: list[str]
    skills: list[tuple[str, str]]
    """Each language's English name, and what the person does in it."""


def organisations_for(by: Person, act: Act) -> list[Organisation]:
    """The organisations in which one of the person's roles allows the act, by name."""
    held = Organisation.objects.filter(pk__in=by.organisations()).order_by("name")
    return [one for one in held if may(by, act, one)]


def people(
    organisations: Iterable[Organisation], *, search: str = "", tag: str = "", role: str = ""
) -> list[Listed]:
    """Everybody with a role in these organisations, by name, as far as the filters let them through."""
    homes = [one.pk for one in organisations]
    posts = Post.objects.filter(organisation__in=homes)
    wanted = posts.filter(role=role) if role else posts
    found = Person.objects.filter(pk__in=wanted.values("person"))
    if search:
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    if tag:
        found = found.filter(pk__in=Competence.objects.filter(tag=tag).values("person"))
    roles, skills = _roles(posts), _skills()
    ordered = found.order_by("-is_active", "name", "pk")
    return [Listed(one, roles[one.pk], skills[one.pk]) for one in ordered]


def _roles(posts: QuerySet[Post]) -> dict[int, list[str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for person, role in posts.order_by("role").values_list("person", "role").distinct():
        held[person].append(Role(role).label)
    return held


def _skills() -> dict[int, list[tuple[str, str]]]:
    known, held = register(), defaultdict(list)
    for row in Competence.objects.order_by("tag"):
        language = known.get(row.tag)
        held[row.person_id].append((language.english if language else row.tag, _words(row)))
    return held


def _words(row: Competence) -> str:
    named = {
        "reads": row.reads,
        "writes": row.writes,
        "speaks": row.speaks,
        "may edit": row.may_edit,
        "may revise": row.may_revise,
    }
    return ", ".join(name for name, held in named.items() if held)


def languages_known() -> list[Language]:
    """The languages that somebody here can do something in, by English name."""
    tags = Competence.objects.values_list("tag", flat=True).distinct()
    known = register()
    return sorted((one for tag in tags if (one := known.get(tag))), key=lambda one: one.english)


def waiting_invitations(organisations: Iterable[Organisation]) -> QuerySet[Invitation]:
    """Invitations that nobody has taken up or back, the newest first; those that lapsed stand among them."""
    return (
        Invitation.objects.filter(
            organisation__in=[one.pk for one in organisations], accepted_by=None, withdrawn_at=None
        )
        .select_related("organisation", "invited_by")
        .order_by("-invited_at", "-pk")
    )


def taken(emails: Iterable[str], organisation: Organisation) -> dict[str, str]:
    """Addresses that cannot be invited to the organisation → why, in a sentence."""
    asked = set(emails)
    waiting = waiting_invitations([organisation]).filter(email__in=asked)
    why = {
        one.email: f"{one.email} was invited on {_day(one.invited_at)}: send that invitation again instead."
        for one in waiting
    }
    here = Post.objects.filter(organisation=organisation, person__email__in=asked)
    for email in here.values_list("person__email", flat=True):
        why[email] = f"{email} is here already."
    closed = Person.objects.filter(email__in=asked, is_active=False).values_list("email", flat=True)
    return {email: f"{email} has an account that is closed." for email in closed} | why


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def digest(token: str) -> str:
    """What is kept of an invitation's token: SHA-256, hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitation(token: str) -> Invitation:
    """The invitation that a link opens. Raises RuleBroken if it opens nothing any more."""
    found = Invitation.objects.select_related("organisation", "invited_by")
    invitation = found.filter(token_hash=digest(token)).first()
    if invitation is None:
        raise RuleBroken(
            "invitation.unknown", "This link opens no invitation: copy the whole address from the e-mail."
        )
    check_open(invitation)
    return invitation


def account_stream(person: Person) -> str:
    return f"account:{person.pk}"


def account_history(person: Person) -> list[tuple[Event, str]]:
    """The account's lines of history, newest first, each with the name of who did it."""
    events = list(Event.objects.filter(stream=account_stream(person)).order_by("-number")[:100])
    names = dict(Person.objects.filter(pk__in={one.actor for one in events}).values_list("pk", "name"))
    return [(one, names.get(one.actor or 0, "")) for one in events]


def languages(search: str = "") -> list[tuple[Language, LanguageEntry | None]]:
    """The register by English name, each with its entry if it was added here, as far as the search goes."""
    added = {one.tag: one for one in LanguageEntry.objects.select_related("added_by")}
    wanted = search.strip().casefold()
    found = [one for one in register() if not wanted or _named(one, wanted)]
    return [(one, added.get(one.tag)) for one in sorted(found, key=lambda one: one.english)]


def _named(language: Language, wanted: str) -> bool:
    tags = (language.tag, *language.aliases)
    names = (language.english, language.autonym, language.script, *language.varieties)
    return any(tag.lower().startswith(wanted) for tag in tags) or any(
        wanted in name.casefold() for name in names
    )

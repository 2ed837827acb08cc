"""The demo's cast: roles, not persons. Their addresses cannot exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from workflow.people.models import Competence, Organisation, Person, Post, Role

DEMO_DOMAIN = "@demo.invalid"
ORGANISATION = "Stockport Safeguarding Children Board (sample)"
LANGUAGES = {
    "en": "English",
    "ur": "Urdu",
    "zh-Hans": "Chinese",
    "so": "Somali",
    "pl": "Polish",
    "es": "Spanish",
    "ar": "Arabic",
}


@dataclass(frozen=True)
class Cast:
    """Everybody, by role; editors and revisers by language."""

    organisation: Organisation
    owner: Person
    coordinator: Person
    publisher: Person
    admin: Person
    editors: dict[str, Person]
    revisers: dict[str, Person]


@transaction.atomic
def cast() -> Cast:
    """The demo's people, made on the first call."""
    organisation, _ = Organisation.objects.get_or_create(name=ORGANISATION)
    by_role = {role: _person(role.label, role, organisation) for role in Role if role is not Role.LINGUIST}
    editors, revisers = {}, {}
    for tag, name in LANGUAGES.items():
        editors[tag] = _linguist(f"Editor, {name}", tag, organisation, revises=False)
        revisers[tag] = _linguist(f"Reviser, {name}", tag, organisation, revises=True)
    return Cast(
        organisation=organisation,
        owner=by_role[Role.OWNER],
        coordinator=by_role[Role.COORDINATOR],
        publisher=by_role[Role.PUBLISHER],
        admin=by_role[Role.ADMIN],
        editors=editors,
        revisers=revisers,
    )


def _person(name: str, role: Role, organisation: Organisation) -> Person:
    address = name.lower().replace(", ", ".").replace(" ", "-") + DEMO_DOMAIN
    person = Person.objects.filter(email=address).first() or Person.objects.create_user(
        address, None, name=name
    )
    Post.objects.get_or_create(person=person, organisation=organisation, role=role)
    return person


def _linguist(name: str, tag: str, organisation: Organisation, *, revises: bool) -> Person:
    person = _person(name, Role.LINGUIST, organisation)
    Competence.objects.get_or_create(
        person=person,
        tag=tag,
        defaults={
            "reads": True,
            "writes": True,
            "speaks": True,
            "may_edit": not revises,
            "may_revise": revises,
        },
    )
    return person

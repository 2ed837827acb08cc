"""The people of every test: one organisation's cast by role, and somebody of another organisation.

Nobody has a password (hashing is slow): `client.force_login(person)`, or give one to `person(…, password=…)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count

from workflow.people.models import Competence, Organisation, Person, Post, Role

_numbers = count(1)


def organisation(name: str = "Interpreting unit") -> Organisation:
    """The organisation of this name, made at need."""
    return Organisation.objects.get_or_create(name=name)[0]


def person(
    *roles: Role | str,
    at: Organisation | None = None,
    email: str = "",
    name: str = "",
    password: str | None = None,
) -> Person:
    """A new account that holds these roles in one organisation."""
    title = name or (Role(roles[0]).label if roles else "Nobody")
    address = email or f"{roles[0] if roles else 'nobody'}-{next(_numbers)}@example.org"
    made = Person.objects.create_user(address, password, name=title)
    home = at or organisation()
    Post.objects.bulk_create(Post(person=made, organisation=home, role=Role(role)) for role in roles)
    return made


def competence(who: Person, tag: str, *, may_edit: bool = True, may_revise: bool = True) -> Competence:
    """What a linguist can do in a language: reads, writes and speaks it."""
    return Competence.objects.create(
        person=who, tag=tag, reads=True, writes=True, speaks=True, may_edit=may_edit, may_revise=may_revise
    )


@dataclass
class Cast:
    """One person for each role. `editor(tag)` and `reviser(tag)` are two people for each language, always the
    same two; `outsider` holds every role, in another organisation."""

    organisation: Organisation
    owner: Person
    coordinator: Person
    publisher: Person
    admin: Person
    outsider: Person
    _linguists: dict[tuple[str, str], Person] = field(default_factory=dict)

    def editor(self, tag: str = "ur") -> Person:
        return self._linguist("Editor", tag, may_revise=False)

    def reviser(self, tag: str = "ur") -> Person:
        return self._linguist("Reviser", tag)

    def _linguist(self, title: str, tag: str, *, may_revise: bool = True) -> Person:
        if (title, tag) not in self._linguists:
            made = person(Role.LINGUIST, at=self.organisation, name=f"{title}, {tag}")
            competence(made, tag, may_revise=may_revise)
            self._linguists[title, tag] = made
        return self._linguists[title, tag]


def cast() -> Cast:
    home = organisation()
    return Cast(
        organisation=home,
        owner=person(Role.OWNER, at=home),
        coordinator=person(Role.COORDINATOR, at=home),
        publisher=person(Role.PUBLISHER, at=home),
        admin=person(Role.ADMIN, at=home),
        outsider=person(*Role, at=organisation("Another organisation"), name="Outsider"),
    )

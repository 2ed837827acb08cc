"""Who may do what: one table, tested cell by cell."""

from __future__ import annotations

from enum import StrEnum

from workflow.people.models import Competence, Organisation, Person, Role
from workflow.refusals import NotYours, RuleBroken


class Act(StrEnum):
    """What a person may want to do. The value completes "You may not …"."""

    WRITE_LEAFLET = "write or sign a leaflet"
    CHANGE_FACT = "change a fact"
    OPEN_LANGUAGE = "open a language, start drafts or assign people"
    TRANSLATE = "translate"
    REVISE = "approve a translation"
    SIGN_OFF = "sign a translation off"
    PUBLISH = "publish"
    WITHDRAW = "withdraw a page"
    ADD_LANGUAGE = "add a language"
    INVITE = "invite people"
    SEE_CALLS = "see requests for a call"
    SEE_WORK = "see leaflets and translations that are not yours"
    SEE_HISTORY = "see the history"


TABLE: dict[Act, frozenset[Role]] = {
    Act.WRITE_LEAFLET: frozenset({Role.OWNER}),
    Act.CHANGE_FACT: frozenset({Role.OWNER, Role.ADMIN}),
    Act.OPEN_LANGUAGE: frozenset({Role.COORDINATOR}),
    Act.TRANSLATE: frozenset({Role.LINGUIST}),
    Act.REVISE: frozenset({Role.LINGUIST}),
    Act.SIGN_OFF: frozenset({Role.OWNER}),
    Act.PUBLISH: frozenset({Role.PUBLISHER}),
    Act.WITHDRAW: frozenset({Role.PUBLISHER, Role.ADMIN}),
    Act.ADD_LANGUAGE: frozenset({Role.ADMIN}),
    Act.INVITE: frozenset({Role.COORDINATOR, Role.ADMIN}),
    Act.SEE_CALLS: frozenset({Role.COORDINATOR}),
    Act.SEE_WORK: frozenset({Role.OWNER, Role.COORDINATOR, Role.PUBLISHER, Role.ADMIN}),
    Act.SEE_HISTORY: frozenset({Role.OWNER, Role.COORDINATOR, Role.PUBLISHER, Role.ADMIN}),
}


def may(by: Person, act: Act, organisation: Organisation | None = None) -> bool:
    """Does one of the person's roles (in that organisation, or in any) allow the act?"""
    return by.is_active and bool(TABLE[act] & by.roles(organisation))


def check_may(by: Person, act: Act, organisation: Organisation | None = None) -> None:
    if not may(by, act, organisation):
        needed = " or ".join(sorted(Role(role).label.lower() for role in TABLE[act]))
        raise NotYours("role", f"You may not {act.value}: that is for the {needed}.")


def acting_as(by: Person, act: Act, organisation: Organisation | None = None) -> str:
    """The role under which the history names this act."""
    held = TABLE[act] & by.roles(organisation)
    return min(held) if held else ""


def check_may_edit(person: Person, tag: str) -> None:
    if not Competence.objects.filter(person=person, tag=tag, may_edit=True, person__is_active=True).exists():
        raise RuleBroken("competence.edit", f"{person.name} may not edit texts in this language.")


def check_may_revise(person: Person, tag: str) -> None:
    if not Competence.objects.filter(person=person, tag=tag, may_revise=True, person__is_active=True).exists():
        raise RuleBroken("competence.revise", f"{person.name} may not revise texts in this language.")

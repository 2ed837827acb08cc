"""Who may do what: one table, tested cell by cell."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from workflow.people.models import Competence, Invitation, Organisation, Person, Role
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
    CHANGE_PEOPLE = "change what people may do"
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
    Act.CHANGE_PEOPLE: frozenset({Role.COORDINATOR, Role.ADMIN}),
    Act.SEE_CALLS: frozenset({Role.COORDINATOR}),
    Act.SEE_WORK: frozenset({Role.OWNER, Role.COORDINATOR, Role.PUBLISHER, Role.ADMIN}),
    Act.SEE_HISTORY: frozenset({Role.OWNER, Role.COORDINATOR, Role.PUBLISHER, Role.ADMIN}),
}

# Who may give which role, and take it away. Nobody hands out a power that watches over their own: a
# coordinator, who assigns linguists, chooses neither the owner who signs them off nor the publisher.
HANDS_OUT: dict[Role, frozenset[Role]] = {
    Role.OWNER: frozenset(),
    Role.COORDINATOR: frozenset({Role.LINGUIST, Role.COORDINATOR}),
    Role.LINGUIST: frozenset(),
    Role.PUBLISHER: frozenset(),
    Role.ADMIN: frozenset(Role),
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


def may_hand_out(by: Person, organisation: Organisation) -> frozenset[Role]:
    """The roles this person may give and take away in the organisation."""
    if not by.is_active:
        return frozenset()
    return frozenset().union(*(HANDS_OUT[Role(role)] for role in by.roles(organisation)))


def check_hands_out(by: Person, roles: Iterable[str], organisation: Organisation) -> None:
    beyond = sorted(set(roles) - may_hand_out(by, organisation))
    if beyond:
        label = Role(beyond[0]).label.lower() if beyond[0] in Role.values else beyond[0]
        raise NotYours("role.hand-out", f"You may not give or take away the role of {label}: ask an admin.")


def check_change(by: Person, person: Person, organisation: Organisation) -> None:
    """Coordinators and admins change what their people may do, but nobody changes themselves."""
    check_may(by, Act.CHANGE_PEOPLE, organisation)
    if by.pk == person.pk:
        raise RuleBroken("person.self", "You cannot change your own account: somebody else has to do it.")
    if not person.roles(organisation):
        raise NotYours("person.elsewhere", f"{person.name} has no role in {organisation.name}.")


def check_change_account(by: Person, person: Person) -> None:
    """Opening and closing an account takes every role with it, in every organisation."""
    for organisation in _homes(person):
        if not may(by, Act.CHANGE_PEOPLE, organisation):
            raise NotYours(
                "person.shared",
                f"{person.name} also works for {organisation.name}: take away the roles here instead.",
            )
        check_change(by, person, organisation)
        check_hands_out(by, person.roles(organisation), organisation)


def check_change_abilities(by: Person, person: Person) -> None:
    """What somebody can do in a language holds in every organisation, so each has its say."""
    for organisation in _homes(person):
        if not may(by, Act.CHANGE_PEOPLE, organisation):
            raise NotYours(
                "competence.shared",
                f"{person.name} also works for {organisation.name}, where these languages hold too: only"
                " somebody who may change people there as well can change them.",
            )
        check_change(by, person, organisation)


def may_bring_abilities(invitation: Invitation, person: Person) -> bool:
    """Does the inviter look after this person in every organisation where the abilities would hold?"""
    elsewhere = [one for one in _homes(person) if one.pk != invitation.organisation_id]
    return all(may(invitation.invited_by, Act.CHANGE_PEOPLE, one) for one in elsewhere)


def _homes(person: Person) -> list[Organisation]:
    homes = list(Organisation.objects.filter(post__person=person).distinct().order_by("name"))
    if not homes:
        raise NotYours("person.elsewhere", f"{person.name} has no role here.")
    return homes


def check_open(invitation: Invitation) -> None:
    """An invitation is good once, for a fortnight, and only while its inviter may still give this."""
    if invitation.accepted_by_id is not None:
        raise RuleBroken(
            "invitation.used", "This invitation has been used already: log in with your e-mail address."
        )
    if invitation.withdrawn_at is not None or not _still_given(invitation):
        raise RuleBroken(
            "invitation.withdrawn", "This invitation was withdrawn: ask the coordinator for a new one."
        )
    if invitation.lapsed:
        raise RuleBroken(
            "invitation.expired", "This invitation has expired: ask the coordinator for a new one."
        )


def _still_given(invitation: Invitation) -> bool:
    given = may_hand_out(invitation.invited_by, invitation.organisation)
    return set(invitation.roles) <= given


def check_may_edit(person: Person, tag: str) -> None:
    if not Competence.objects.filter(person=person, tag=tag, may_edit=True, person__is_active=True).exists():
        raise RuleBroken("competence.edit", f"{person.name} may not edit texts in this language.")


def check_may_revise(person: Person, tag: str) -> None:
    if not Competence.objects.filter(
        person=person, tag=tag, may_revise=True, person__is_active=True
    ).exists():
        raise RuleBroken("competence.revise", f"{person.name} may not revise texts in this language.")

"""Inviting people, changing what they may do, and adding languages."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from i18n.languages import Language
from workflow.history.actions import record
from workflow.notices.actions import queue
from workflow.people import entries, queries, rules
from workflow.people.invitees import Ability, Invitee, abilities_problems, problems
from workflow.people.languages import FIELDS, register
from workflow.people.models import Competence, Invitation, LanguageEntry, Organisation, Person, Post
from workflow.people.rules import Act, acting_as
from workflow.refusals import RuleBroken

GOOD_FOR = timedelta(days=14)
BODY = """Hello,

{inviter} of {organisation} has invited you to work with Polyleaf, where leaflets are translated.

Open this address to choose a password. It works once, until {until}:

{link}

If you did not expect this, leave it: nothing happens without you.
"""

Address = Callable[[str], str]
"""A token → the absolute address that opens its invitation."""


@transaction.atomic
def invite(invitee: Invitee, *, organisation: Organisation, by: Person, address: Address) -> Invitation:
    """Invite one person: an e-mail with a link that is good once, for a fortnight."""
    rules.check_may(by, Act.INVITE, organisation)
    rules.check_hands_out(by, invitee.roles, organisation)
    faults = [*problems(invitee, register()), *queries.taken([invitee.email], organisation).values()]
    if faults:
        raise RuleBroken("invite.person", faults[0])
    invitation = Invitation.objects.create(
        email=invitee.email,
        name=invitee.name,
        organisation=organisation,
        roles=list(invitee.roles),
        competences=[ability.as_data() for ability in invitee.abilities if ability.held],
        token_hash=secrets.token_hex(),
        invited_by=by,
        expires_at=timezone.now() + GOOD_FOR,
    )
    _send(invitation, by=by, address=address)
    _record(invitation, "invitation.sent", by=by, roles=invitation.roles, competences=invitation.competences)
    return invitation


@transaction.atomic
def invite_all(
    invitees: Iterable[Invitee], *, organisation: Organisation, by: Person, address: Address
) -> int:
    """Invite everybody, or nobody if one of them cannot be invited. Returns how many."""
    return len([invite(one, organisation=organisation, by=by, address=address) for one in invitees])


@transaction.atomic
def renew(invitation: Invitation, *, by: Person, address: Address) -> None:
    """Send a new link; the old one stops working, and the new one is good for a fortnight from now."""
    invitation = _waiting(invitation)
    rules.check_may(by, Act.INVITE, invitation.organisation)
    rules.check_hands_out(by, invitation.roles, invitation.organisation)
    invitation.invited_by, invitation.invited_at = by, timezone.now()
    invitation.expires_at = timezone.now() + GOOD_FOR
    _send(invitation, by=by, address=address)
    _record(invitation, "invitation.renewed", by=by)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Person) -> None:
    """The link stops working; the address can be invited afresh."""
    invitation = _waiting(invitation)
    rules.check_may(by, Act.INVITE, invitation.organisation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    _record(invitation, "invitation.withdrawn", by=by)


@transaction.atomic
def accept(token: str, *, password: str) -> Person:
    """Somebody new opens their account with a password of their own."""
    invitation = _opened(token)
    if Person.objects.filter(email=invitation.email).exists():
        raise RuleBroken(
            "invitation.account", "You have an account already: log in to take this invitation up."
        )
    try:
        validate_password(password, Person(email=invitation.email, name=invitation.name))
    except ValidationError as error:
        raise RuleBroken("password.weak", " ".join(error.messages)) from None
    person = Person.objects.create_user(invitation.email, password, name=invitation.name)
    _join(invitation, person)
    return person


@transaction.atomic
def accept_as(token: str, *, by: Person) -> Person:
    """Somebody who has an account takes up another organisation's invitation."""
    invitation = _opened(token)
    if by.email != invitation.email:
        raise RuleBroken(
            "invitation.other", f"This invitation is for {invitation.email}: log in as that person."
        )
    _join(invitation, by)
    return by


@transaction.atomic
def change_roles(person: Person, roles: Iterable[str], *, organisation: Organisation, by: Person) -> None:
    """Give and take away roles in one organisation."""
    held, wanted = set(person.roles(organisation)), set(roles)
    rules.check_change(by, person, organisation)
    rules.check_hands_out(by, held ^ wanted, organisation)
    if held == wanted:
        return
    Post.objects.filter(person=person, organisation=organisation, role__in=held - wanted).delete()
    Post.objects.bulk_create(
        Post(person=person, organisation=organisation, role=role) for role in sorted(wanted - held)
    )
    data = {"organisation": organisation.pk, "before": sorted(held), "after": sorted(wanted)}
    _record_change(person, "account.roles", organisation, by=by, data=data)


@transaction.atomic
def change_abilities(
    person: Person, abilities: Iterable[Ability], *, organisation: Organisation, by: Person
) -> None:
    """Replace what the person can do in each language; a language in which nothing is left goes."""
    rules.check_change(by, person, organisation)
    rules.check_change_abilities(by, person)
    wanted = {ability.tag: ability for ability in abilities if ability.held}
    faults = list(abilities_problems(wanted.values(), register()))
    if faults:
        raise RuleBroken("competence.contradiction", faults[0])
    held = {row.tag: _ability(row) for row in person.competence_set.all()}
    if held == wanted:
        return
    changed = sorted(tag for tag in held.keys() | wanted.keys() if held.get(tag) != wanted.get(tag))
    person.competence_set.filter(tag__in=changed).delete()
    Competence.objects.bulk_create(
        Competence(person=person, **wanted[tag].as_data()) for tag in changed if tag in wanted
    )
    data = {
        "changed": [wanted[tag].as_data() if tag in wanted else Ability(tag).as_data() for tag in changed]
    }
    _record_change(person, "account.competences", organisation, by=by, data=data)


@transaction.atomic
def close_account(person: Person, *, by: Person) -> None:
    """Nobody logs in with it any more, and open sessions end at the next click. What was done stays."""
    _switch(person, active=False, verb="account.closed", by=by)


@transaction.atomic
def reopen_account(person: Person, *, by: Person) -> None:
    _switch(person, active=True, verb="account.reopened", by=by)


@transaction.atomic
def save_language(entry: LanguageEntry, *, by: Person) -> Language:
    """Add a language to the register, or correct one that was added here; its tag stays."""
    rules.check_may(by, Act.ADD_LANGUAGE)
    before = LanguageEntry.objects.select_for_update().filter(pk=entry.pk).first() if entry.pk else None
    if before is not None and before.tag != entry.tag:
        raise RuleBroken("language.tag", f"The tag stays {before.tag}: pages already have that address.")
    faults = list(entries.problems(entry))
    if faults:
        raise RuleBroken("language.entry", faults[0][1])
    if before is None:
        entry.added_by = by
    entry.save()
    record(
        "languages",
        "language.changed" if before else "language.added",
        actor=by.pk,
        role=acting_as(by, Act.ADD_LANGUAGE),
        subject=f"language:{entry.tag}",
        data={name: str(getattr(entry, name)) for name in FIELDS},
    )
    found = register().get(entry.tag)
    assert found is not None
    return found


def _switch(person: Person, *, active: bool, verb: str, by: Person) -> None:
    person = Person.objects.select_for_update().get(pk=person.pk)
    rules.check_change_account(by, person)
    if person.is_active == active:
        return
    person.is_active = active
    person.save(update_fields=["is_active"])
    organisation = Organisation.objects.get(pk=person.organisations()[0])
    _record_change(person, verb, organisation, by=by, data={})


def _waiting(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update().select_related("organisation").get(pk=invitation.pk)
    if found.accepted_by_id is not None or found.withdrawn_at is not None:
        raise RuleBroken("invitation.over", "This invitation has been taken up or withdrawn already.")
    return found


def _opened(token: str) -> Invitation:
    invitation = queries.open_invitation(token)
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_open(locked)
    return locked


def _send(invitation: Invitation, *, by: Person, address: Address) -> None:
    """A fresh token: its hash stays here, the token itself goes out with the e-mail."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = queries.digest(token)
    invitation.save()
    queue(
        f"invitation:{invitation.pk}:{invitation.token_hash[:16]}",
        to=invitation.email,
        subject="Your invitation to Polyleaf",
        body=BODY.format(
            inviter=by.name,
            organisation=invitation.organisation.name,
            until=date_format(timezone.localtime(invitation.expires_at), "j F Y, H:i"),
            link=address(token),
        ),
    )


def _join(invitation: Invitation, person: Person) -> None:
    """The roles of the invitation, and its competences unless they would hold where the inviter has no say; what
    somebody could do before stays as it was."""
    Post.objects.bulk_create(
        (Post(person=person, organisation=invitation.organisation, role=role) for role in invitation.roles),
        ignore_conflicts=True,
    )
    brought = invitation.competences if rules.may_bring_abilities(invitation, person) else []
    Competence.objects.bulk_create(
        (Competence(person=person, **values) for values in brought), ignore_conflicts=True
    )
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_by"])
    record(
        queries.account_stream(person),
        "account.joined",
        actor=person.pk,
        role=min(invitation.roles),
        subject=f"invitation:{invitation.pk}",
        data={
            "organisation": invitation.organisation_id,
            "invited_by": invitation.invited_by_id,
            "roles": invitation.roles,
            "competences": brought,
        },
    )


def _record(invitation: Invitation, verb: str, *, by: Person, **data: Any) -> None:
    record(
        f"organisation:{invitation.organisation_id}",
        verb,
        actor=by.pk,
        role=acting_as(by, Act.INVITE, invitation.organisation),
        subject=f"invitation:{invitation.pk}",
        data=data,
    )


def _record_change(
    person: Person, verb: str, organisation: Organisation, *, by: Person, data: dict[str, Any]
) -> None:
    record(
        queries.account_stream(person),
        verb,
        actor=by.pk,
        role=acting_as(by, Act.CHANGE_PEOPLE, organisation),
        subject=f"account:{person.pk}",
        data=data,
    )


def _ability(row: Competence) -> Ability:
    return Ability(row.tag, row.reads, row.writes, row.speaks, row.may_edit, row.may_revise)

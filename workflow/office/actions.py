"""What happens because time passes, and how a real site begins."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction

from workflow.history.actions import record
from workflow.notices import actions as notices
from workflow.office import rules
from workflow.people.models import Organisation, Person, Post, Role
from workflow.publishing import actions as publishing
from workflow.requests import actions as requests
from workflow.review import drafting

logger = logging.getLogger(__name__)

# What is due, the most urgent first. Each must be idempotent and safe with many callers.
DUE: tuple[tuple[str, Callable[[], int | None]], ...] = (
    ("public files swept", publishing.sweep),
    ("requests purged", requests.purge),
    ("drafts woken", drafting.sweep),
    ("e-mails sent", notices.send_due),
)


def tick() -> dict[str, int]:
    """Everything that is due, each minute. One that fails, such as a full disk, does not keep the others from
    being done. Returns counts by name."""
    done = {}
    for name, act in DUE:
        try:
            done[name] = act() or 0
        except Exception:  # whatever it is, the others are still due
            logger.exception("%s: failed; it is tried again in a minute", name)
    return done


@transaction.atomic
def begin(organisation: str, *, email: str, name: str = "") -> Person:
    """An organisation and its first admin, who has no password yet. Until there is one, it may be done again."""
    rules.check_begin(organisation, email)
    home, _ = Organisation.objects.get_or_create(name=organisation)
    admin = Person.objects.filter(email=email).first()
    if admin is None:
        admin = Person.objects.create_user(email, None, name=name or Role.ADMIN.label)
    _, new = Post.objects.get_or_create(person=admin, organisation=home, role=Role.ADMIN)
    if new:
        record(
            f"organisation:{home.pk}",
            "organisation.begun",
            actor=None,
            role="program",
            subject=f"account:{admin.pk}",
        )
    return admin

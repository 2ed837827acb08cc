"""Taking, closing and purging requests."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace

from django.db import connection, transaction
from django.utils import timezone

from workflow.history.actions import record
from workflow.leaflets.models import Leaflet
from workflow.people.models import Organisation, Person, Role
from workflow.requests import rules
from workflow.requests.models import CallBack

# Without the letters and digits that people mix up on the phone.
ALPHABET = "ABCDEFGHJKMNPQRTUVWXY346789"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a family wrote, checked. `phone` is E.164; `once` names this sending of the form."""

    once: str
    tag: str
    language: str
    phone: str
    when: CallBack.When
    say_who: bool
    edition: str = ""


@transaction.atomic
def ask_for_call(asked: Asked, *, organisation: Organisation, leaflet: Leaflet | None) -> CallBack:
    """Take a request. The same form sent twice is one request; sent again with something corrected, it is that
    request, corrected; sent again after the call, it is a new one. Raises rules.FormError when too many come."""
    known = CallBack.objects.select_for_update().filter(once=asked.once).first()
    if known and (known.purged_at or known.state == CallBack.State.CLOSED):
        again = hashlib.sha256(f"{asked.once} {known.pk}".encode()).hexdigest()
        return ask_for_call(replace(asked, once=again), organisation=organisation, leaflet=leaflet)
    if known:
        return _corrected(known, asked)
    rules.check_room()
    call, new = CallBack.objects.get_or_create(
        once=asked.once,
        defaults={
            "reference": "".join(secrets.choice(ALPHABET) for _ in range(6)),
            "organisation": organisation,
            "leaflet": leaflet,
            "tag": asked.tag,
            "edition": asked.edition,
            "language": asked.language,
            "phone": asked.phone,
            "when": asked.when,
            "say_who": asked.say_who,
            "purge_at": timezone.now() + rules.KEPT_OPEN,
        },
    )
    if new:
        record(stream(call), "call.asked", actor=None, role="family", subject=f"call:{call.pk}")
    return call


def _corrected(call: CallBack, asked: Asked) -> CallBack:
    typed = {name: getattr(asked, name) for name in ("language", "phone", "when", "say_who")}
    if any(getattr(call, name) != value for name, value in typed.items()):
        for name, value in typed.items():
            setattr(call, name, value)
        call.save(update_fields=list(typed))
        record(stream(call), "call.corrected", actor=None, role="family", subject=f"call:{call.pk}")
    return call


def stream(call: CallBack) -> str:
    return f"request:{call.pk}"


@transaction.atomic
def reveal_number(call: CallBack, *, by: Person) -> str:
    """Show the number to somebody who is about to call. The history says who saw it."""
    rules.check_see(call, by)
    record(stream(call), "call.number-shown", actor=by.pk, role=Role.COORDINATOR, subject=f"call:{call.pk}")
    return call.phone


@transaction.atomic
def close_call(call: CallBack, *, result: str, by: Person) -> None:
    """Close a request with what came of it; its number goes 30 days later."""
    call = CallBack.objects.select_for_update().get(pk=call.pk)
    rules.check_close(call, result, by)
    now = timezone.now()
    call.state, call.result, call.closed_by, call.closed_at = CallBack.State.CLOSED, result, by, now
    call.purge_at = now + rules.KEPT_CLOSED
    call.save(update_fields=["state", "result", "closed_by", "closed_at", "purge_at"])
    record(
        stream(call),
        "call.closed",
        actor=by.pk,
        role=Role.COORDINATOR,
        subject=f"call:{call.pk}",
        data={"result": result},
    )


def purge(limit: int = 500) -> int:
    """Erase what identifies a family from requests whose date has come. Returns how many."""
    due = CallBack.objects.filter(purge_at__lte=timezone.now(), purged_at__isnull=True).order_by("purge_at")
    pks = list(due.values_list("pk", flat=True)[:limit])
    for pk in pks:
        with transaction.atomic():
            # Never read first: it has to go even where the key it was written with is lost.
            due_still = CallBack.objects.filter(pk=pk, purged_at__isnull=True)
            if due_still.update(phone="", language="", purged_at=timezone.now()):
                record(f"request:{pk}", "call.purged", actor=None, role="program", subject=f"call:{pk}")
    if pks and connection.vendor == "sqlite" and not connection.in_atomic_block:
        # What was deleted is overwritten in the database file (secure_delete), but stands in its log until then.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(pks)

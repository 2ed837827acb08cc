"""Adding a line to the history, in the caller's transaction."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from workflow.history.models import Event, Stream

GENESIS = ""


def digest(event: Event) -> str:
    """SHA-256 over every field and the previous line's hash (hex, 64 characters)."""
    parts = [
        event.stream,
        event.number,
        event.at.isoformat(),
        event.actor,
        event.role,
        event.verb,
        event.subject,
        event.data,
        event.previous,
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    stream: str,
    verb: str,
    *,
    actor: int | None,
    role: str,
    subject: str = "",
    data: dict[str, Any] | None = None,
) -> Event:
    """Append one line. Must run inside the transaction of the change it tells of; raises RuntimeError if not."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("History is written in the same transaction as the change.")
    Stream.objects.get_or_create(name=stream)
    head = Stream.objects.select_for_update().get(name=stream)
    event = Event(
        stream=stream,
        number=head.length + 1,
        at=timezone.now(),
        actor=actor,
        role=role,
        verb=verb,
        subject=subject,
        data=data or {},
        previous=head.hash or GENESIS,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    head.length, head.hash = event.number, event.hash
    head.save(update_fields=["length", "hash"])
    return event

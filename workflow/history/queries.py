"""Reading and proving the history."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.history.actions import GENESIS, digest
from workflow.history.models import Event, Stream


def broken_links() -> Iterator[str]:
    """One sentence per fault of any chain; nothing where all hold."""
    for stream in Stream.objects.order_by("name").iterator():
        previous, number = GENESIS, 0
        for event in Event.objects.filter(stream=stream.name).order_by("number").iterator():
            number += 1
            if event.number != number:
                yield f"{stream.name}: line {number} is missing."
                number = event.number
            if event.previous != previous:
                yield f"{stream.name}, line {event.number}: does not follow the line before it."
            if digest(event) != event.hash:
                yield f"{stream.name}, line {event.number}: was changed after it was written."
            previous = event.hash
        if (number, previous) != (stream.length, stream.hash or GENESIS):
            yield f"{stream.name}: {stream.length} lines were written, {number} are here."
    known = Stream.objects.values("name")
    for name in Event.objects.exclude(stream__in=known).values_list("stream", flat=True).distinct():
        yield f"{name}: its head is gone."


def counts() -> tuple[int, int]:
    """Streams and lines."""
    return Stream.objects.count(), Event.objects.count()

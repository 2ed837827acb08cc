"""What converting gives, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BYTES = 20_000_000
"""A leaflet is a few pages; 20 MB leaves room for its pictures."""


@dataclass(frozen=True, slots=True)
class Converted:
    """Leaflet Markdown, and one sentence for each thing that a person should look at."""

    markdown: str
    notes: tuple[str, ...] = ()


class ConvertError(ValueError):
    """The document cannot be used. `str()` is one sentence that says why and what to do."""

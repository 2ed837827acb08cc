"""What lint reports, and what its rules look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from i18n.checks import Severity
from i18n.facts import REF, Facts
from i18n.leaflet import Leaflet, Segment


@dataclass(frozen=True, slots=True)
class LintFinding:
    """`line` is 1-based in the source, `code` stable. `message` is one sentence or two: what stands there and
    what to do. It holds no line, so it stays the same when the text around it moves."""

    line: int
    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """A leaflet that could be read, with its segments. `facts` is None where no register is at hand."""

    leaflet: Leaflet
    segments: tuple[Segment, ...]
    facts: Facts | None


Rule = Callable[[Source], Iterator[LintFinding]]


def prose(segment: Segment) -> str:
    """The segment's words: fact references give way to “…”, bold marks to nothing."""
    return REF.sub("…", segment.text).replace("**", "")


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]

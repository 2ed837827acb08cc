"""Checks: one rule, one module, one test module; a registry. `run(message, language)` yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Language


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable and dotted (`facts.missing`); `message` is one plain sentence that says what to do."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a check sees: the English, and the target forms (one, or one per plural category).

    `registered`: the English is a leaflet of ours, whose numbers are facts; False for a stranger's catalogue."""

    source: str
    target: tuple[str, ...]
    key: str = ""
    source_plural: str = ""
    registered: bool = True
    flags: tuple[str, ...] = ()


Rule = Callable[[Message, Language], Iterator[Finding]]


def run(message: Message, language: Language, *, code_formats: bool = False) -> list[Finding]:
    """Every finding on one message, blockers first. An empty target gives exactly `empty`."""
    raise NotImplementedError


def codes() -> dict[str, Severity]:
    """Each code that can be reported, with its default severity."""
    raise NotImplementedError


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCK]

"""Checks: one rule, one module, one test module; a registry. `run(message, language)` yields findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from i18n.checks import (
    bidi,
    empty,
    facts,
    formats,
    length,
    markers,
    markup,
    negation,
    numbers,
    same,
    script,
)
from i18n.checks.shapes import Finding as Finding
from i18n.checks.shapes import Message as Message
from i18n.checks.shapes import Rule as Rule
from i18n.checks.shapes import Severity as Severity
from i18n.languages import Language


class RuleModule(Protocol):
    """What a module of the registry has: its codes with their default severity, and its rule."""

    CODES: dict[str, Severity]

    def check(self, message: Message, language: Language) -> Iterator[Finding]: ...


RULES: Final[tuple[RuleModule, ...]] = (
    facts,
    numbers,
    negation,
    markup,
    script,
    bidi,
    markers,
    same,
    length,
)

_ALL: Final[tuple[RuleModule, ...]] = (empty, *RULES, formats)
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFORM: 2}


def run(message: Message, language: Language, *, code_formats: bool = False) -> list[Finding]:
    """Every finding on one message, blockers first. An empty target gives exactly `empty`."""
    nothing = list(empty.check(message, language))
    if nothing:
        return nothing
    found = [finding for rule in RULES for finding in rule.check(message, language)]
    if code_formats:
        found.extend(formats.check(message, language))
    if len(found) < 2:
        return found
    return sorted(dict.fromkeys(found), key=lambda finding: _ORDER[finding.severity])


def codes() -> dict[str, Severity]:
    """Each code that can be reported, with its default severity."""
    return {code: severity for rule in _ALL for code, severity in rule.CODES.items()}


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.BLOCK]

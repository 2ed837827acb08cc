"""What is wrong with the English before anyone translates it.

A fault in the source is paid once per language: so what a machine can see is said to the owner first. `block`
must be corrected before signing, `warn` be corrected or answered.
"""

from __future__ import annotations

from i18n.checks import Severity
from i18n.facts import Facts
from i18n.leaflet import LeafletError, Problem, extract, parse
from i18n.lint.contacts import raw_contacts, raw_places_and_dates, references
from i18n.lint.model import LintFinding, Rule, Source
from i18n.lint.whole import names_of_one_body, no_interpreter, text_of_another_leaflet
from i18n.lint.wording import abbreviations, long_sentences, obsolete_channels

__all__ = ["RULES", "LintFinding", "Severity", "lint"]

RULES: tuple[Rule, ...] = (
    raw_contacts,
    raw_places_and_dates,
    references,
    long_sentences,
    obsolete_channels,
    abbreviations,
    names_of_one_body,
    text_of_another_leaflet,
    no_interpreter,
)


def lint(markdown: str, *, facts: Facts | None = None) -> list[LintFinding]:
    """Everything found in a leaflet's source, by line, blockers first. Never raises: a source that cannot be
    read is its own finding. Without `facts`, references are not looked up."""
    try:
        parsed = parse(markdown)
    except LeafletError as error:
        return [_of_problem(problem) for problem in error.problems]
    source = Source(parsed.leaflet, tuple(extract(parsed.leaflet)), facts)
    found = [_of_problem(problem) for problem in parsed.problems]
    for rule in RULES:
        found += rule(source)
    return sorted(found, key=lambda finding: (finding.line, finding.severity is not Severity.BLOCK))


def _of_problem(problem: Problem) -> LintFinding:
    return LintFinding(problem.line, problem.code, Severity.BLOCK, problem.message)

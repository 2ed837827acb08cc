"""Two verbs for the tests of checks: `finds` and `silent`."""

from __future__ import annotations

from i18n.checks import Finding, Message, Severity, codes, run
from i18n.languages import Language, shipped


def language(tag: str) -> Language:
    entry = shipped().get(tag)
    assert entry is not None, tag
    return entry


def findings(tag: str, english: str, *target: str, plural: str = "", **options: object) -> list[Finding]:
    code_formats = bool(options.pop("code_formats", False))
    message = Message(english, target, source_plural=plural, **options)  # type: ignore[arg-type]
    return run(message, language(tag), code_formats=code_formats)


def finds(code: str, tag: str, english: str, *target: str, severity: str = "", **options: object) -> Finding:
    """The finding with this code; fails if there is none, or not with this severity."""
    found = findings(tag, english, *target, **options)  # type: ignore[arg-type]
    assert all(finding.code in codes() for finding in found)
    hits = [finding for finding in found if finding.code == code]
    assert hits, f"{code} not found in {target}; found {found}"
    if severity:
        assert hits[0].severity is Severity(severity), hits[0]
    return hits[0]


def silent(tag: str, english: str, *target: str, **options: object) -> None:
    """Nothing at all is found."""
    found = findings(tag, english, *target, **options)  # type: ignore[arg-type]
    assert not found, found


def quiet(code: str, tag: str, english: str, *target: str, **options: object) -> None:
    """Nothing whose code begins with `code` is found."""
    found = findings(tag, english, *target, **options)  # type: ignore[arg-type]
    assert not [finding for finding in found if finding.code.startswith(code)], found

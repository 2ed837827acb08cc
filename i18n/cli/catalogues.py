"""Verbs about catalogues: merge, check."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from i18n import catalogue, checks
from i18n.catalogue import Catalogue, CatalogueError, Entry
from i18n.checks import Finding, Severity
from i18n.cli.inputs import language_of, read_facts
from i18n.cli.output import Exit, Output, Refusal, need_file_for_json, write_result
from i18n.facts import FactKind, Facts, find
from i18n.languages import Language
from i18n.leaflet import KEY

CODES = {
    "catalogue.charset": Severity.WARN,
    "catalogue.plurals": Severity.WARN,
    "catalogue.fuzzy": Severity.INFORM,
    "facts.unknown": Severity.BLOCK,
}
"""What `check` says of a file, beside what the checks say of its texts."""

SUPPLIED_BY_PAGE = {FactKind.NAME, FactKind.NUMBER, FactKind.DATE}
"""Public words refer to these by what the page knows (`{date:checked}`); `lint` looks up a leaflet's own."""


def merge(args: Namespace, out: Output) -> Exit:
    """A catalogue with a new version's template. Nothing is guessed."""
    need_file_for_json(args.output, out)
    merged = catalogue.merge(catalogue.read(args.old), catalogue.read(args.template))
    data = catalogue.po_bytes(merged.catalogue, str(args.output or args.old))
    write_result(data, args.output, out)
    counts = {
        "kept": len(merged.kept),
        "changed": len(merged.changed),
        "added": len(merged.added),
        "revived": len(merged.revived),
        "removed": len(merged.removed),
    }
    if out.as_json:
        out.line({"file": str(args.output), **counts}, "")
    else:
        out.note(", ".join(f"{count} {what}" for what, count in counts.items()) + ".")
    return Exit.FINE


def check(args: Namespace, out: Output) -> Exit:
    """Findings on every text of every file. A file that cannot be read does not keep the others unread."""
    if args.codes:
        return _codes(out)
    if not args.files:
        raise Refusal("Name a catalogue to check, or ask for --codes.")
    facts = read_facts(args.facts)
    worst = Exit.FINE
    for path in args.files:
        try:
            worst = max(worst, _check_file(path, facts, args, out))
        except (CatalogueError, Refusal) as error:
            out.note(str(error))
            worst = Exit.UNUSABLE
    return worst


def _codes(out: Output) -> Exit:
    known = {**checks.codes(), **CODES}
    for code, severity in sorted(known.items()):
        out.line({"code": code, "severity": severity.value}, f"{severity:7} {code}")
    return Exit.FINE


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding belongs."""

    line: int
    context: str = ""
    source: str = ""


def _check_file(path: Path, facts: Facts | None, args: Namespace, out: Output) -> Exit:
    book = catalogue.read(path)
    language = language_of(book, path, args.language)
    blocked = False
    for place, finding in _findings(book, language, facts, args.code_formats):
        blocked |= finding.severity is Severity.BLOCK
        _show(path, place, finding, out)
    return Exit.BLOCKED if blocked else Exit.FINE


def _is_ours(book: Catalogue) -> bool:
    """Ours has a key of its own for every entry; a stranger's has contexts for a few, if any."""
    contexts = [entry.context for entry in book.active]
    return len(set(contexts)) == len(contexts) and all(KEY.fullmatch(context) for context in contexts)


def _findings(
    book: Catalogue, language: Language, facts: Facts | None, code_formats: bool
) -> Iterator[tuple[Place, Finding]]:
    registered = facts is not None or _is_ours(book)
    for finding in _of_file(book):
        yield Place(1), finding
    for entry in book.active:
        place = Place(entry.line, entry.context, entry.source)
        if entry.fuzzy:
            text = "The text is marked as fuzzy: nobody has approved it."
            yield place, Finding("catalogue.fuzzy", Severity.INFORM, text)
        message = checks.Message(
            source=entry.source,
            target=entry.forms,
            key=entry.context,
            source_plural=entry.source_plural or "",
            registered=registered,
            flags=entry.flags,
        )
        for finding in checks.run(message, language, code_formats=code_formats):
            yield place, finding
        for finding in _unknown_facts(entry, facts):
            yield place, finding


def _of_file(book: Catalogue) -> Iterator[Finding]:
    if book.charset_guessed:
        text = "The file names no charset and was read as ISO 8859-1: look at every accented letter."
        yield Finding("catalogue.charset", Severity.WARN, text)
    counts = {len(entry.forms) for entry in book.active if entry.source_plural is not None}
    if counts and counts != {book.nplurals}:
        text = "The header Plural-Forms does not fit the plural forms in the file: correct the header."
        yield Finding("catalogue.plurals", Severity.WARN, text)


def _unknown_facts(entry: Entry, facts: Facts | None) -> Iterator[Finding]:
    if facts is None:
        return
    refs = [ref for text in (entry.source, *entry.forms) for ref in find(text)]
    used = {ref.key for ref in refs if ref.kind not in SUPPLIED_BY_PAGE}
    for key in sorted(used - facts.keys()):
        text = f"The register of facts has no {{{key}}}: add it there, or use one that it has."
        yield Finding("facts.unknown", Severity.BLOCK, text)


def _show(path: Path, place: Place, finding: Finding, out: Output) -> None:
    values = {
        "file": str(path),
        "line": place.line,
        "context": place.context,
        "msgid": place.source,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
    }
    context = f" [{place.context}]" if place.context else ""
    text = f"{path}:{place.line}: {finding.severity} {finding.code}{context}: {finding.message}"
    out.line(values, text)

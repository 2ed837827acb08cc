"""Verbs about the English: lint, extract, convert."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from i18n import catalogue
from i18n.cli.inputs import find_language, read_facts, read_leaflet, read_moment, read_text
from i18n.cli.output import Exit, Output, Refusal, write_result
from i18n.convert import ConvertError
from i18n.convert import convert as run_convert
from i18n.leaflet import Segment
from i18n.leaflet import extract as segments_of
from i18n.lint import LintFinding, Severity
from i18n.lint import lint as run_lint


def lint(args: Namespace, out: Output) -> Exit:
    """What is wrong with each leaflet's English."""
    facts = read_facts(args.facts)
    blocked = False
    for path in args.files:
        for finding in run_lint(read_text(path), facts=facts):
            blocked |= finding.severity is Severity.BLOCK
            _show(path, finding, out)
    return Exit.BLOCKED if blocked else Exit.FINE


def _show(path: Path, finding: LintFinding, out: Output) -> None:
    values = {
        "file": str(path),
        "line": finding.line,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
    }
    out.line(values, f"{path}:{finding.line}: {finding.severity} {finding.code}: {finding.message}")


def extract(args: Namespace, out: Output) -> Exit:
    """The leaflet's template, or an empty catalogue for one language; with `--json` its segments."""
    leaflet = read_leaflet(args.file)
    segments = segments_of(leaflet)
    if out.as_json and args.output is None:
        for segment in segments:
            _show_segment(args.file, segment, out)
        return Exit.FINE
    date, name = read_moment(args.date), leaflet.meta.slug
    if args.language:
        language = find_language(args.language)
        book = catalogue.build_po(segments, {}, language, project=name, date=date, path=args.file.name)
    else:
        book = catalogue.build_pot(segments, name, date=date, path=args.file.name)
    write_result(catalogue.po_bytes(book), args.output, out)
    if out.as_json:
        out.line({"file": str(args.output), "entries": len(book.entries)}, "")
    return Exit.FINE


def _show_segment(path: Path, segment: Segment, out: Output) -> None:
    values = {
        "file": str(path),
        "line": segment.line,
        "key": segment.key,
        "kind": segment.kind.value,
        "text": segment.text,
        "comment": segment.comment,
    }
    out.line(values, "")


def convert(args: Namespace, out: Output) -> Exit:
    """A document as leaflet Markdown, and what a person should look at."""
    try:
        converted = run_convert(args.file)
    except ConvertError as error:
        raise Refusal(f"{args.file}: {error}") from error
    if not out.as_json or args.output is not None:
        write_result(converted.markdown.encode(), args.output, out)
    if out.as_json:
        where = {"markdown": converted.markdown} if args.output is None else {"output": str(args.output)}
        out.line({"file": str(args.file), **where, "notes": converted.notes}, "")
        return Exit.FINE
    for note in converted.notes:
        out.note(note)
    return Exit.FINE

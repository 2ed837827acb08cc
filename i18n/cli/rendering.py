"""The verb render: a leaflet and a language's catalogue → page, text or PDF."""

from __future__ import annotations

import hashlib
from argparse import Namespace
from datetime import date, datetime
from html import escape
from pathlib import Path

from i18n import catalogue
from i18n.catalogue import Catalogue
from i18n.cli.inputs import language_of, read_facts, read_leaflet, read_moment
from i18n.cli.output import Exit, Output, Refusal, need_file_for_json, write_result
from i18n.facts import UnknownFact
from i18n.formats import Document, FormatError, MissingWord, Words, body, pdf, text
from i18n.languages import Language
from i18n.leaflet import Leaflet, assemble, extract

SUFFIXES = {".html": "html", ".txt": "text", ".pdf": "pdf"}


def render(args: Namespace, out: Output) -> Exit:
    """One format of one language. Without `--proof` every text must be there, not fuzzy, of this English."""
    need_file_for_json(args.output, out)
    leaflet = read_leaflet(args.leaflet)
    book = catalogue.read(args.texts)
    language = language_of(book, args.texts, args.language)
    texts = _proof_texts(leaflet, book) if args.proof else _approved_texts(leaflet, book, args.texts)
    document = _document(assemble(leaflet, texts), language, args)
    try:
        data = _make(document, _format(args))
    except (MissingWord, UnknownFact, FormatError) as error:
        raise Refusal(str(error), Exit.BLOCKED) from error
    write_result(data, args.output, out)
    if out.as_json:
        digest = hashlib.sha256(data).hexdigest()
        values = {"file": str(args.output), "bytes": len(data), "sha256": digest, "proof": args.proof}
        out.line({**values, "language": language.tag}, "")
    return Exit.FINE


def _approved_texts(leaflet: Leaflet, book: Catalogue, path: Path) -> dict[str, str]:
    """Raises Refusal (1) that names the first text which may not be shown, and how many more there are."""
    entries = {entry.context: entry for entry in book.active}
    texts, faults = {}, []
    for segment in extract(leaflet):
        entry = entries.get(segment.key)
        if entry is None or not entry.complete:
            faults.append(f"{path}: “{segment.key}” has no text.")
        elif entry.source != segment.text:
            faults.append(f"{path}:{entry.line}: The English of “{segment.key}” has changed since.")
        elif entry.fuzzy:
            faults.append(f"{path}:{entry.line}: “{segment.key}” is fuzzy, so nobody has approved it.")
        else:
            texts[segment.key] = entry.forms[0]
    if faults:
        more = f" So it is with {len(faults) - 1} more." if len(faults) > 1 else ""
        raise Refusal(f"{faults[0]}{more} A proof is made with --proof.", Exit.BLOCKED)
    return texts


def _proof_texts(leaflet: Leaflet, book: Catalogue) -> dict[str, str]:
    """Whatever there is; where there is nothing, the key. English fills no hole in a proof either."""
    found = _all_texts(book)
    return {segment.key: found.get(segment.key, f"[{segment.key}]") for segment in extract(leaflet)}


def _all_texts(book: Catalogue) -> dict[str, str]:
    return {
        entry.context: entry.forms[0] if entry.complete else f"[{entry.context}]" for entry in book.active
    }


def _document(leaflet: Leaflet, language: Language, args: Namespace) -> Document:
    words = catalogue.read(args.words)
    if language_of(words, args.words, None).tag != language.tag:
        raise Refusal(f"{args.words}: These words are in “{words.language}”, the texts in “{language.tag}”.")
    facts = read_facts(args.facts) or {}
    meta = leaflet.meta
    return Document(
        leaflet=leaflet,
        language=language,
        facts=facts,
        words=Words(_all_texts(words) if args.proof else words.texts(), language, facts),
        edition=args.edition,
        checked=_day(args.date),
        print_reference=meta.print_reference,
        issued=meta.issued,
        organisation=meta.organisation,
        sample=meta.sample,
        proof=args.proof,
    )


def _day(given: str | None) -> date:
    moment = read_moment(given)
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else date.fromisoformat(moment)


def _format(args: Namespace) -> str:
    """`--format`, else by the name of the file to write, else the page."""
    if args.format:
        return str(args.format)
    return SUFFIXES.get(args.output.suffix.lower(), "html") if args.output else "html"


def _make(document: Document, wanted: str) -> bytes:
    if wanted == "pdf":
        return pdf.render(document)
    if wanted == "text":
        return text.render(document)
    return _page(document).encode()


def _page(document: Document) -> str:
    """The body in the least shell that a browser shows rightly: charset, language, direction, title."""
    tag, direction = escape(document.language.tag), document.language.direction
    return (
        f'<!doctype html>\n<html lang="{tag}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(document.leaflet.meta.title)}</title>\n</head>\n<body>\n"
        f"{body.render(document)}</body>\n</html>\n"
    )

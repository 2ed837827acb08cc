"""PDF for print through Typst: tagged, PDF/UA-1 and PDF/A-2a, so that a missing glyph or title refuses.

Text reaches the template as JSON only; nothing in a leaflet can be read as markup. The same document gives
the same bytes on machines with the same fonts."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, time
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from i18n.facts import FactKind, Piece, pieces
from i18n.formats import Document, FormatError
from i18n.formats.around import (
    PROOF,
    Line,
    about,
    gap,
    imprint,
    opening,
    refuse_controls,
    say,
    status,
    talk,
)
from i18n.languages import Language
from i18n.leaflet import Block, Heading, ItemList, Paragraph, Segment, Table

TEMPLATE = Path(__file__).with_name("leaflet.typ")
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
LATIN = "Noto Sans"
"""Phones, Latin names and digits are set in it in every language."""

OWN_LATIN = {"Latn", "Cyrl", "Grek", "Hans", "Hant", "Jpan", "Kore"}
"""Scripts whose fonts bring Latin letters along."""

REGIONS = {"Hans": "CN", "Hant": "TW"}
"""Typst knows languages by letters and region only; the region picks the shapes of Han characters."""

_fonts: typst.Fonts | None = None
_families: frozenset[str] = frozenset()
_loading = Lock()


def available(language: Language) -> str | None:
    """None if this machine can print the language, else one sentence that names what is missing."""
    wanted = [family for family in language.fonts if family != LATIN]
    installed = _load()[1]
    missing = [] if LATIN in installed else [LATIN]
    if wanted and wanted[0] not in installed:
        missing.insert(0, wanted[0])
    if not missing:
        return None
    package = "fonts-noto-cjk" if "CJK" in missing[0] else "fonts-noto-core"
    return (
        f"A PDF in {language.english} needs the font {' and '.join(missing)} "
        f"(Debian and Ubuntu: the package {package})."
    )


def render(document: Document) -> bytes:
    """The whole leaflet on A4. Raises FormatError where a font or a character is missing, MissingWord,
    UnknownFact."""
    refuse_controls(document)
    if reason := available(document.language):
        raise FormatError(reason)
    fonts, installed = _load()
    data = json.dumps(_data(document, installed), ensure_ascii=False, sort_keys=True)
    try:
        made, warnings = typst.compile_with_warnings(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=fonts,
            sys_inputs={"data": data},
            pdf_standards=STANDARDS,
            timestamp=datetime.combine(document.checked, time(), UTC),
        )
    except typst.TypstError as error:
        raise FormatError(_sentence(error.message, document.language)) from error
    if warnings or not isinstance(made, bytes):
        raise FormatError(_sentence("; ".join(warning.message for warning in warnings), document.language))
    return made


def _load() -> tuple[typst.Fonts, frozenset[str]]:
    """The system's fonts, read once in a process."""
    global _fonts, _families  # noqa: PLW0603
    with _loading:
        if _fonts is None:
            _fonts = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
            _families = frozenset(_fonts.families())
        return _fonts, _families


def _sentence(message: str, language: Language) -> str:
    """Typst's complaint in plain words."""
    shown = re.search(r'the text `"(.+?)"` could not be displayed', message, re.DOTALL)
    families = ", ".join(language.fonts)
    if shown:
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), shown[1])
        points = ", ".join(_named(char) for char in dict.fromkeys(text))
        return f"No font for {language.english} ({families}) has the character {points}."
    return f"The PDF in {language.english} ({families}) cannot be made: {message.strip()}"


def _named(char: str) -> str:
    return f"{char} U+{ord(char):04X}" if char.isprintable() else f"U+{ord(char):04X}"


def _data(document: Document, installed: frozenset[str]) -> dict[str, Any]:
    language = document.language
    lead, blocks = opening(document)
    return {
        **_lettering(language, installed),
        "title": _plain(pieces(document.leaflet.title.text, document.facts, language)),
        "author": document.organisation,
        "keywords": [document.print_reference] if document.print_reference else [],
        "heading": _runs(document.leaflet.title, document),
        "subtitle": _runs(lead.segment, document) if lead else [],
        "status": _status(document),
        "talk": _talk(document),
        "blocks": _blocks(blocks, document),
        "imprint": _imprint(document),
        "footer": [[_status(document)], [_line(line, document) for line in imprint(document)]],
    }


def _lettering(language: Language, installed: frozenset[str]) -> dict[str, Any]:
    """Sizes in points, the rest in em. Nastaliq slopes: it needs a larger size and room above and below."""
    subtags = language.tag.split("-")
    regions = [tag for tag in subtags[1:] if len(tag) == 2]
    rise, fall = (1.25, 0.75) if language.nastaliq else (0.8, 0.2)
    return {
        "lang": subtags[0],
        "region": regions[0] if regions else REGIONS.get(language.script),
        "rtl": language.rtl,
        "fonts": [family for family in language.fonts if family in installed],
        "latin-first": language.script not in OWN_LATIN,
        "bold": not language.nastaliq,
        "size": 14 if language.nastaliq else 13 if language.script == "Arab" else 12,
        "small": 10 if language.script == "Arab" else 9,
        "top": rise,
        "bottom": fall,
        "leading": max(language.line_height - rise - fall, 0.1),
        "room": 0.12 if language.nastaliq else 0,
        "foot": 18 if language.nastaliq else 10,
    }


def _run(piece: Piece) -> dict[str, Any]:
    return {
        "text": piece.text,
        "strong": piece.strong,
        "href": piece.href,
        "keep": piece.ltr,
        "phone": piece.fact is not None and piece.fact.kind in (FactKind.PHONE, FactKind.TEXTPHONE),
        "lang": piece.lang,
    }


def _english(text: str) -> dict[str, Any]:
    return _run(Piece(text, lang="en"))


def _plain(runs: list[Piece]) -> str:
    return "".join(piece.text for piece in runs)


def _line(line: Line, document: Document) -> list[dict[str, Any]]:
    return [_run(piece) for piece in document.words.pieces(line.key, **line.facts)]


def _runs(segment: Segment, document: Document) -> list[dict[str, Any]]:
    runs = [_run(piece) for piece in pieces(segment.text, document.facts, document.language)]
    for line in about(segment.text, document):
        runs += [_run(Piece(gap(document.language))), *_line(line, document)]
    return runs


def _status(document: Document) -> list[dict[str, Any]]:
    line = status(document)
    return [_english(PROOF)] if line is None else _line(line, document)


def _talk(document: Document) -> dict[str, Any]:
    lines = [_line(line, document) for line in talk(document.words)]
    if phrase := say(document.language):
        lines.append([*_line(Line("say"), document), _run(Piece(" ")), _english(phrase)])
    return {"heading": _line(Line("talk"), document), "lines": lines}


def _imprint(document: Document) -> list[list[dict[str, Any]]]:
    lines = [_line(line, document) for line in imprint(document)]
    return [[_english(document.organisation)], *lines] if document.organisation else lines


def _blocks(blocks: tuple[Block, ...], document: Document) -> list[dict[str, Any]]:
    """A ### heading before any ## heading becomes ##: PDF/UA refuses a level left out."""
    made: list[dict[str, Any]] = []
    deepest = 1
    for block in blocks:
        if isinstance(block, Heading):
            deepest = min(block.segment.level, deepest + 1)
        made.append(_block(block, document) | ({"level": deepest} if isinstance(block, Heading) else {}))
    return made


def _block(block: Block, document: Document) -> dict[str, Any]:
    match block:
        case Heading(segment):
            return {"kind": "heading", "runs": _runs(segment, document)}
        case Paragraph(segment):
            return {"kind": "paragraph", "runs": _runs(segment, document)}
        case ItemList(ordered, items):
            return {"kind": "items", "ordered": ordered, "items": [_runs(item, document) for item in items]}
        case Table(rows):
            return {"kind": "table", "rows": [[_runs(cell, document) for cell in row] for row in rows]}

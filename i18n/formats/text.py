"""Plain text: UTF-8, LF, one line a paragraph (the reader's program wraps), numbers isolated."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.facts import isolate, render_text
from i18n.formats import Document
from i18n.formats.around import (
    PROOF,
    Line,
    about,
    gap,
    imprint,
    opening,
    refuse_controls,
    say,
    sections,
    status,
    talk,
)
from i18n.leaflet import Block, Heading, ItemList, Paragraph, Segment, Table


def render(document: Document) -> bytes:
    """The whole leaflet. Two empty lines stand before a section.
    Raises MissingWord, UnknownFact, FormatError."""
    refuse_controls(document)
    subtitle, rest = opening(document)
    paragraphs = [_text(document.leaflet.title, document)]
    if subtitle:
        paragraphs.append(_text(subtitle.segment, document))
    paragraphs += [_status(document), "\n".join(_talk(document))]
    for section in sections(rest):
        if section.heading:
            paragraphs.append("\n" + _text(section.heading.segment, document))
        paragraphs += ["\n".join(_block(block, document)) for block in section.blocks]
    paragraphs.append("\n" + "\n".join(_imprint(document)))
    return ("\n\n".join(paragraphs) + "\n").encode()


def _line(line: Line, document: Document) -> str:
    return document.words.text(line.key, **line.facts)


def _text(segment: Segment, document: Document) -> str:
    known = [_line(line, document) for line in about(segment.text, document)]
    return gap(document.language).join([render_text(segment.text, document.facts, document.language), *known])


def _status(document: Document) -> str:
    line = status(document)
    return PROOF if line is None else _line(line, document)


def _talk(document: Document) -> Iterator[str]:
    yield _line(Line("talk"), document)
    for line in talk(document.words):
        yield _line(line, document)
    if phrase := say(document.language):
        yield f"{_line(Line('say'), document)} {isolate(phrase)}"


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading(segment) | Paragraph(segment):
            yield _text(segment, document)
        case ItemList(ordered, items):
            for number, item in enumerate(items, start=1):
                yield f"{f'{number}.' if ordered else '-'} {_text(item, document)}"
        case Table(rows):
            for row in rows:
                yield " | ".join(_text(cell, document) for cell in row)


def _imprint(document: Document) -> Iterator[str]:
    if document.organisation:
        yield document.organisation
    for line in imprint(document):
        yield _line(line, document)

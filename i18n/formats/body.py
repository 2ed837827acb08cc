"""The frozen HTML body of a leaflet's page. The shell around it (head, languages, files) may be renewed."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from i18n.facts import pieces, render_html
from i18n.formats import Document, Words
from i18n.formats.around import (
    PROOF,
    Line,
    Section,
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
from i18n.languages import Language
from i18n.leaflet import Block, Heading, ItemList, Paragraph, Segment, Table

CONTENTS_FROM = 3
"""A list of contents from this many sections on: fewer are seen at a glance."""


def render(document: Document, *, ask_href: str | None = None) -> str:
    """`<article lang dir>` with everything in it. `ask_href` leads to the form that asks for a call, if there
    is one. Sections have the anchors s1, s2 … in every language.
    Raises MissingWord, UnknownFact, FormatError."""
    refuse_controls(document)
    subtitle, rest = opening(document)
    parts = sections(rest)
    language = document.language
    return "\n".join(
        [
            f'<article lang="{escape(language.tag)}" dir="{"rtl" if language.rtl else "ltr"}">',
            f"<h1>{_text(document.leaflet.title, document)}</h1>",
            *([f'<p class="subtitle">{_text(subtitle.segment, document)}</p>'] if subtitle else []),
            _status(document),
            talk_box(document.words, document.language, ask_href),
            *_contents(parts, document),
            *_sections(parts, document),
            *_imprint(document),
            "</article>\n",
        ]
    )


def _line(line: Line, document: Document) -> str:
    return document.words.html(line.key, **line.facts)


def _text(segment: Segment, document: Document) -> str:
    html = render_html(segment.text, document.facts, document.language)
    known = gap(document.language).join(_line(line, document) for line in about(segment.text, document))
    return f'{html} <span class="about">{known}</span>' if known else html


def _status(document: Document) -> str:
    line = status(document)
    if line is None:
        return f'<p class="sample" lang="en" dir="ltr">{escape(PROOF)}</p>'
    return f'<p class="{"sample" if document.sample else "trust"}">{_line(line, document)}</p>'


def talk_box(words: Words, language: Language, ask_href: str | None = None) -> str:
    """The box that leads to a person: the number, what it costs, when it is answered, what to say in English.

    For a leaflet's page and for every page without text."""
    call, *details = [words.html(line.key, **line.facts) for line in talk(words)]
    parts = [
        '<aside class="talk" aria-labelledby="talk">',
        f'<h2 id="talk">{words.html("talk")}</h2>',
        f'<p class="call">{call}</p>',
    ]
    if details:
        parts.append(f"<p>{gap(words.language).join(details)}</p>")
    if phrase := say(language):
        english = f'<span class="say" lang="en" dir="ltr" translate="no">{escape(phrase)}</span>'
        parts.append(f"<p>{words.html('say')} {english}</p>")
    if ask_href is not None:
        parts.append(f'<p><a class="button" href="{escape(ask_href)}">{words.html("ask")}</a></p>')
    return "\n".join([*parts, "</aside>"])


def _contents(parts: list[Section], document: Document) -> Iterable[str]:
    headings = [part.heading for part in parts if part.heading]
    if len(headings) < CONTENTS_FROM:
        return
    yield '<nav class="contents" aria-labelledby="contents">'
    yield f'<h2 id="contents">{_line(Line("contents"), document)}</h2>'
    yield "<ul>"
    for number, heading in enumerate(headings, start=1):
        # Numbers in a heading are links of their own and cannot stand in one: words only here.
        text = escape(_plain(heading.segment, document))
        yield f'<li><a href="#s{number}">{text}</a></li>'
    yield "</ul>\n</nav>"


def _plain(segment: Segment, document: Document) -> str:
    return "".join(piece.text for piece in pieces(segment.text, document.facts, document.language))


def _sections(parts: list[Section], document: Document) -> Iterable[str]:
    number = 0
    for part in parts:
        blocks = [_block(block, document) for block in part.blocks]
        if part.heading is None:
            yield from blocks
            continue
        number += 1
        yield f'<section id="s{number}">'
        yield f"<h2>{_text(part.heading.segment, document)}</h2>"
        yield from blocks
        yield "</section>"


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading(segment):
            return f"<h3>{_text(segment, document)}</h3>"
        case Paragraph(segment):
            return f"<p>{_text(segment, document)}</p>"
        case ItemList(ordered, items):
            tag = "ol" if ordered else "ul"
            lines = "\n".join(f"<li>{_text(item, document)}</li>" for item in items)
            return f"<{tag}>\n{lines}\n</{tag}>"
        case Table(rows):
            return _table(rows, document)


def _table(rows: tuple[tuple[Segment, ...], ...], document: Document) -> str:
    head = "".join(f'<th scope="col">{_text(cell, document)}</th>' for cell in rows[0])
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_text(cell, document)}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _imprint(document: Document) -> Iterable[str]:
    yield '<footer class="imprint">'
    if document.organisation:
        yield f'<p><bdi translate="no">{escape(document.organisation)}</bdi></p>'
    for line in imprint(document):
        yield f"<p>{_line(line, document)}</p>"
    yield "</footer>"

"""A Word file → an outline, through mammoth, which knows Word's styles, lists and tables."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from itertools import groupby
from xml.etree.ElementTree import Element, fromstring

import mammoth

from i18n.convert.archive import read_parts
from i18n.convert.model import ConvertError
from i18n.convert.outline import Outline, heading, item_list, paragraphs
from i18n.leaflet import Block, BlockKind, Segment, Table, tidy

_STYLES = "\n".join(
    [
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        "comment-reference => ",
    ]
)
_MOST_HEADING_WORDS = 12
_PARTS_OUTSIDE = re.compile(r"word/(?:header|footer)\d*\.xml")

Run = tuple[str, bool]
"""A run of text, and whether it is bold. "\\n" is a line break."""


def outline_of(data: bytes) -> Outline:
    """Raises ConvertError, and nothing else, whatever the bytes are."""
    parts = read_parts(data)
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=lambda _image: [],  # never opened: a linked picture would be read from disk
            external_file_access=False,
            include_embedded_style_map=False,
        ).value
        body = fromstring(f"<body>{html}</body>")
        reader = _Reader()
        blocks = reader.blocks(body)
    except (
        Exception
    ) as error:  # a stranger's file can break the parser in any way; the person needs a sentence
        raise ConvertError("The Word file cannot be read: open it in Word and save it anew.") from error
    return Outline(tuple(blocks), (*reader.notes, *_left_out(parts)))


class _Reader:
    """Walks mammoth's HTML; collects notes on what a person should look at."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def blocks(self, parent: Element) -> list[Block]:
        readers: dict[str, Callable[[Element], list[Block]]] = {
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "table": self._table,
        }
        found: list[Block] = []
        for element in parent:
            if re.fullmatch("h[1-6]", element.tag):
                text = _plain(self._runs(element))
                found += [heading(text, int(element.tag[1]))] if text else []
            else:
                found += readers.get(element.tag, self.blocks)(element)
        return found

    def _paragraph(self, element: Element) -> list[Block]:
        runs = list(self._runs(element))
        text = _plain(runs)
        all_bold = all(bold for run, bold in runs if run.strip())
        if text and all_bold and len(text.split()) <= _MOST_HEADING_WORDS and text[-1] not in ".,;:!":
            self.notes.append(f"“{text}” was only bold; it became a heading.")
            return [heading(text, 0)]
        return list(paragraphs(_marked(runs).split("\n")))

    def _list(self, element: Element) -> list[Block]:
        return list(item_list(self._items(element), ordered=element.tag == "ol"))

    def _items(self, element: Element) -> Iterator[str]:
        for item in element:
            inner = [child for child in item if child.tag in ("ul", "ol", "table")]
            for child in inner:
                item.remove(child)
            yield _marked(self._runs(item)).replace("\n", " ")
            for child in inner:
                self._note("A list or table inside a list became part of that list.")
                yield from self._items(child) if child.tag != "table" else self._cells(child)

    def _table(self, element: Element) -> list[Block]:
        rows = [[tidy(_marked(self._runs(cell))) for cell in row] for row in element.iter("tr")]
        rows = [row for row in rows if any(row)]
        if not rows:
            return []
        if any(cell.get(span) for cell in element.iter() for span in ("colspan", "rowspan")):
            self._note("A table had joined cells; compare it with the original.")
        self._note("The first row of each table became its head.")
        width = max(map(len, rows))
        return [Table(tuple(tuple(_cell(text) for text in row + [""] * (width - len(row))) for row in rows))]

    def _cells(self, table: Element) -> Iterator[str]:
        for row in table.iter("tr"):
            yield " ".join(_marked(self._runs(cell)) for cell in row)

    def _runs(self, element: Element, bold: bool = False) -> Iterator[Run]:
        target = element.get("href", "")
        if element.tag == "a" and target.startswith("#footnote-ref"):
            return
        bold = bold or element.tag == "strong"
        yield element.text or "", bold
        for child in element:
            if child.tag in ("br", "p", "li", "td", "th"):
                yield "\n", bold
            yield from self._runs(child, bold)
            yield child.tail or "", bold
        if element.tag == "a" and re.match(r"https?:|mailto:", target):
            shown = tidy("".join(element.itertext()))
            if shown not in target:
                self.notes.append(f"The link of “{shown}” was left out: {target}")

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _cell(text: str) -> Segment:
    return Segment("", text, BlockKind.CELL)


def _plain(runs: Iterator[Run] | list[Run]) -> str:
    return tidy("".join(text for text, _ in runs))


def _marked(runs: Iterator[Run] | list[Run]) -> str:
    """Runs as a segment's text: bold between **, blanks outside of it; bold without a letter is dropped."""
    marked = ""
    for bold, group in groupby(runs, key=lambda run: run[1]):
        for part in re.split(r"(\n)", "".join(text for text, _ in group)):
            core = part.strip()
            if bold and any(char.isalnum() for char in core):
                before, _, after = part.partition(core)
                marked += f"{before}**{core}**{after}"
            else:
                marked += part
    return marked.replace("****", "")


def _left_out(parts: dict[str, bytes]) -> list[str]:
    """What stands in the file but not in its text."""
    notes: list[str] = []
    for name, content in parts.items():
        if _PARTS_OUTSIDE.fullmatch(name):
            text = tidy(
                unescape(
                    " ".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", content.decode("utf-8", "replace")))
                )
            )
            if text:
                notes.append(f"The page's header or footer was left out: “{text[:200]}”.")
    document = parts["word/document.xml"]
    if re.search(rb"<w:(?:ins|del) ", document):
        notes.append("The file has tracked changes; they were taken as accepted.")
    if b"<w:commentReference " in document:
        notes.append("The comments in the file were left out.")
    if b"<w:drawing" in document or b"<w:pict" in document:
        notes.append("Pictures were left out.")
    return notes

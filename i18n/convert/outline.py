"""Blocks as a document had them → a leaflet: a title, headings of two levels, nothing empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from i18n.convert.model import Converted, ConvertError
from i18n.leaflet import (
    TITLE_KEY,
    Block,
    BlockKind,
    Heading,
    ItemList,
    Leaflet,
    Meta,
    Paragraph,
    Segment,
    slug_of,
    tidy,
    to_markdown,
)

MOST_TITLE_WORDS = 15
_WRAPPED = 60
"""A line of at least so many characters was broken to fit, not to end."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Blocks in page order. Headings keep the document's level (1 to 6); 0 means: guessed, the lowest."""

    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def heading(text: str, level: int) -> Heading:
    return Heading(Segment("", tidy(text), BlockKind.HEADING, level=level))


def paragraphs(lines: Sequence[str]) -> list[Paragraph]:
    """Lines that were broken by hand → paragraphs: broken sentences are joined, short lines stay apart."""
    texts: list[str] = []
    previous = ""
    for line in (tidy(line) for line in lines):
        if texts and line and _runs_on(previous, line):
            texts[-1] = f"{texts[-1]} {line}"
        elif line:
            texts.append(line)
        previous = line
    return [Paragraph(Segment("", text, BlockKind.PARAGRAPH)) for text in texts]


def item_list(texts: Iterable[str], *, ordered: bool) -> list[ItemList]:
    """A list of the texts that are not empty; no list at all if all are."""
    items = tuple(Segment("", tidy(text), BlockKind.ITEM) for text in texts if tidy(text))
    return [ItemList(ordered, items)] if items else []


def leaflet_of(outline: Outline, filename: str) -> Converted:
    """Leaflet Markdown with front matter. Raises ConvertError where the document has no text."""
    title, blocks, notes = _title(outline, filename)
    if not blocks:
        raise ConvertError("The document has no text, or only one line; a picture of a text cannot be read.")
    meta = Meta(title=title, slug=slug_of(title) or slug_of(PurePath(filename).stem) or "leaflet")
    leaflet = Leaflet(meta, Segment(TITLE_KEY, title, BlockKind.TITLE), tuple(_levelled(blocks)))
    return Converted(to_markdown(leaflet), (*outline.notes, *notes))


def _title(outline: Outline, filename: str) -> tuple[str, Sequence[Block], list[str]]:
    """The first block if it can be a title, else the file's name."""
    blocks = outline.blocks
    first = blocks[0].segment.text if blocks and isinstance(blocks[0], Heading | Paragraph) else ""
    if first and len(first.split()) <= MOST_TITLE_WORDS:
        return first.replace("**", ""), blocks[1:], []
    stem = tidy(PurePath(filename).stem.replace("_", " ").replace("-", " ")) or "Leaflet"
    return stem, blocks, [f"The document has no title at its head; the file's name was taken: “{stem}”."]


def _levelled(blocks: Sequence[Block]) -> list[Block]:
    """The highest level in use becomes ##, all others ###; none stands before the first ##."""
    levels = [block.segment.level or 7 for block in blocks if isinstance(block, Heading)]
    top, opened = min(levels, default=0), False
    levelled: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            level = 2 if not opened or (block.segment.level or 7) == top else 3
            levelled.append(Heading(replace(block.segment, level=level)))
            opened = True
        else:
            levelled.append(block)
    return levelled


def _runs_on(line: str, following: str) -> bool:
    return len(line) >= _WRAPPED or line.endswith(",") or following[0].islower()

"""Plain text → an outline: blank lines part blocks, “- ” begins an item, a short line above is a heading."""

from __future__ import annotations

import re
from dataclasses import replace

from i18n.convert.outline import Outline, heading, item_list, paragraphs
from i18n.leaflet import Block, BlockKind, Heading, ItemList, Paragraph, tidy

_BULLET = re.compile(r"[ \t]*[-*•·‣▪–][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*\(?(\d{1,2})[.)][ \t]+(?=\S)", re.ASCII)
_NO_HEADING = re.compile(r"[\d@:]|www\.|https?://|[.,;!]$")
_MOST_HEADING_WORDS = 9


def outline_of(text: str) -> Outline:
    """The blocks of a plain text. Hard line breaks inside a paragraph or an item are joined."""
    blocks: list[Block] = []
    for lines in _chunks(text):
        blocks += _blocks_of(lines)
    return Outline(tuple(_settled(_joined_lists(blocks))))


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in re.split(r"\r\n|\r|\n|\f", text):
        if line.strip():
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _blocks_of(lines: list[str]) -> list[Block]:
    """One chunk without blank lines: text, then perhaps items, whose later lines run on."""
    starts = [index for index, line in enumerate(lines) if _BULLET.match(line)]
    marker = _BULLET
    if not starts:
        numbers = [(index, int(m[1])) for index, line in enumerate(lines) if (m := _NUMBER.match(line))]
        starts = [index for index, _ in numbers]
        marker = _NUMBER
        if [number for _, number in numbers] != list(range(1, len(numbers) + 1)):
            starts = []  # numbers that do not count from 1 are part of the text
    if not starts:
        return _text_of(lines)
    ends = [*starts[1:], len(lines)]
    items = [
        " ".join([marker.sub("", lines[start], count=1), *lines[start + 1 : end]])
        for start, end in zip(starts, ends, strict=True)
    ]
    return [*_text_of(lines[: starts[0]]), *item_list(items, ordered=marker is _NUMBER)]


def _joined_lists(blocks: list[Block]) -> list[Block]:
    """Bulleted items with blank lines between them are one list."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            isinstance(block, ItemList)
            and isinstance(last, ItemList)
            and not block.ordered
            and not last.ordered
        ):
            joined[-1] = ItemList(False, last.items + block.items)
        else:
            joined.append(block)
    return joined


def _text_of(lines: list[str]) -> list[Block]:
    """Paragraphs, or a heading where one short line without a full stop stands alone."""
    alone = tidy(lines[0]) if len(lines) == 1 else ""
    short = 0 < len(alone.split()) <= _MOST_HEADING_WORDS
    if short and not alone[0].islower() and not _NO_HEADING.search(alone):
        return [heading(alone, 2)]
    return list(paragraphs(lines))


def _settled(blocks: list[Block]) -> list[Block]:
    """A heading stands above text: what stands above another heading, or above nothing, is a paragraph."""
    return [
        Paragraph(replace(block.segment, kind=BlockKind.PARAGRAPH, level=0))
        if isinstance(block, Heading) and (following is None or isinstance(following, Heading))
        else block
        for block, following in zip(blocks, [*blocks, None][1:], strict=True)
    ]

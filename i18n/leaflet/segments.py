"""Keys for segments, and the way out of the tree and back: `extract` and `assemble` are inverses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from i18n.facts import REF
from i18n.leaflet.front import slug_of
from i18n.leaflet.tree import (
    TITLE_KEY,
    Block,
    BlockKind,
    Heading,
    ItemList,
    Leaflet,
    Paragraph,
    Segment,
    Table,
)


def extract(leaflet: Leaflet) -> list[Segment]:
    """All segments in page order, the title first. Empty table cells are not segments."""
    return [segment for segment in _walk(leaflet) if segment.text]


def assemble(leaflet: Leaflet, texts: Mapping[str, str]) -> Leaflet:
    """The same tree with each segment's text replaced by `texts[key]`. Raises KeyError on a missing key."""
    return _mapped(leaflet, lambda s: replace(s, text=texts[s.key]) if s.text else s)


def assign_keys(leaflet: Leaflet, previous: Leaflet | None = None) -> Leaflet:
    """Every segment gets a stable, unique, readable key; unchanged text keeps the key of `previous`.

    A key that stands in the source is never changed, and a key that `previous` used for another text is never
    given to a new one, since translations hang on it.
    """
    old = extract(previous) if previous else []
    taken = {s.key for s in extract(leaflet)} | {TITLE_KEY}
    kept: dict[tuple[BlockKind, str], list[str]] = {}
    for segment in old:
        if segment.key and segment.key not in taken:
            kept.setdefault((segment.kind, segment.text), []).append(segment.key)
    taken |= {s.key for s in old}

    def keyed(segment: Segment) -> Segment:
        if segment.key or not segment.text:
            return segment
        same = kept.get((segment.kind, segment.text))
        key = same.pop(0) if same else _new_key(segment, taken)
        taken.add(key)
        return replace(segment, key=key)

    return _mapped(leaflet, keyed)


def _new_key(segment: Segment, taken: set[str]) -> str:
    first_words = REF.sub(" ", segment.text).split()[:5]
    stem = slug_of(" ".join(first_words)) or segment.kind.value
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


def _walk(leaflet: Leaflet) -> Iterator[Segment]:
    yield leaflet.title
    for block in leaflet.blocks:
        match block:
            case Heading(segment) | Paragraph(segment):
                yield segment
            case ItemList(_, items):
                yield from items
            case Table(rows):
                for row in rows:
                    yield from row


def _mapped(leaflet: Leaflet, change: Callable[[Segment], Segment]) -> Leaflet:
    """The tree with every segment changed, in page order. The front matter's title follows its segment."""
    title = change(leaflet.title)
    blocks = tuple(_mapped_block(block, change) for block in leaflet.blocks)
    return Leaflet(replace(leaflet.meta, title=title.text), title, blocks)


def _mapped_block(block: Block, change: Callable[[Segment], Segment]) -> Block:
    match block:
        case Heading(segment):
            return Heading(change(segment))
        case Paragraph(segment):
            return Paragraph(change(segment))
        case ItemList(ordered, items):
            return ItemList(ordered, tuple(change(item) for item in items))
        case Table(rows):
            return Table(tuple(tuple(change(cell) for cell in row) for row in rows))

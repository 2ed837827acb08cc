"""The tree as canonical Markdown."""

from __future__ import annotations

from i18n.leaflet.front import write_front
from i18n.leaflet.inline import write_inline
from i18n.leaflet.tree import Block, Heading, ItemList, Leaflet, Paragraph, Segment, Table


def to_markdown(leaflet: Leaflet) -> str:
    """The tree as canonical Markdown; `parse(to_markdown(x)).leaflet == x` (lines aside)."""
    blocks: list[str] = []
    previous_list: ItemList | None = None
    alternate = False
    for block in leaflet.blocks:
        if isinstance(block, ItemList):
            # Two lists of one kind in a row would run together: the other marker keeps them apart.
            follows = previous_list is not None and previous_list.ordered == block.ordered
            alternate = follows and not alternate
            previous_list = block
        else:
            previous_list, alternate = None, False
        blocks.append(_block(block, alternate))
    return "\n".join([write_front(leaflet.meta), *blocks])


def _block(block: Block, alternate: bool) -> str:
    match block:
        case Heading(segment):
            return f"{'#' * segment.level} {_line(segment)}\n{_comment(segment, '')}"
        case Paragraph(segment):
            return f"{_line(segment)}\n{_comment(segment, '')}"
        case ItemList():
            return _items(block, alternate)
        case Table():
            return _table(block)


def _items(block: ItemList, alternate: bool) -> str:
    lines: list[str] = []
    for number, item in enumerate(block.items, start=1):
        marker = f"{number}{')' if alternate else '.'}" if block.ordered else "*" if alternate else "-"
        indent = " " * (len(marker) + 1)
        lines.append(f"{marker} {_line(item)}\n{_comment(item, indent)}")
    return "".join(lines)


def _table(block: Table) -> str:
    lines: list[str] = []
    for row in block.rows:
        cells = (_line(cell).replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(cells)} |\n")
        lines.append(next((_comment(cell, "") for cell in row if cell.comment), ""))
        if row is block.rows[0]:
            lines.insert(1, "| " + " | ".join("---" for _ in row) + " |\n")
    return "".join(lines)


def _line(segment: Segment) -> str:
    key = f" {{#{segment.key}}}" if segment.key else ""
    return write_inline(segment.text) + key


def _comment(segment: Segment, indent: str) -> str:
    return f"{indent}: {segment.comment}\n" if segment.comment else ""

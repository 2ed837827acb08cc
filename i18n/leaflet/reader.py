"""Markdown → a leaflet's tree and the problems of its source, each with its line in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from i18n.leaflet.front import read_front
from i18n.leaflet.inline import read_inline
from i18n.leaflet.notes import Body, take_out_notes
from i18n.leaflet.tree import (
    KEY,
    KEY_LENGTH,
    TITLE_KEY,
    Block,
    BlockKind,
    Heading,
    ItemList,
    Leaflet,
    LeafletError,
    Paragraph,
    Parsed,
    Problem,
    Segment,
    Table,
)

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")
_KEY_AT_END = re.compile(r"\s*(?<!\\)\{#([^{}]*)\}\s*$")
_BAR = re.compile(r"(?<!\\)\|")  # as markdown-it-py splits a row


def parse(markdown: str) -> Parsed:
    """Markdown → tree and problems. Raises LeafletError where no tree can be made (no title, no text)."""
    lines = re.split(r"\r\n|\r|\n", markdown.removeprefix("\ufeff"))
    front = read_front(lines)
    body = take_out_notes(lines[front.body_line :], front.body_line + 1)
    reader = _Reader(body)
    reader.problems += front.problems + _control_characters(lines)
    reader.read(SyntaxTreeNode(_MARKDOWN.parse("\n".join(body.lines))))
    problems = sorted(reader.problems, key=lambda problem: problem.line)
    if not reader.blocks:
        raise LeafletError(
            [*problems, Problem(len(lines), "no-text", "The leaflet has a title but no text.")]
        )
    title = Segment(TITLE_KEY, front.meta.title, BlockKind.TITLE, line=front.title_line)
    return Parsed(Leaflet(front.meta, title, tuple(reader.blocks)), problems)


def _control_characters(lines: list[str]) -> list[Problem]:
    message = "An invisible control character stands here; it was left out."
    return [
        Problem(number, "control-character", message)
        for number, line in enumerate(lines, start=1)
        if any(unicodedata.category(char) == "Cc" and char not in "\t\f\v" for char in line)
    ]


class _Reader:
    """Walks the parser's nodes once; collects blocks and problems."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.section = 0
        self.keys = {TITLE_KEY}

    def read(self, root: SyntaxTreeNode) -> None:
        self._children(root)
        self.body.strays += [self.body.number(index) for index in self.body.notes]
        for line in self.body.strays:
            message = "A note (“: …”) stands directly under the block it explains."
            self.problems.append(Problem(line, "note-alone", message))

    def _children(self, parent: SyntaxTreeNode) -> None:
        readers: dict[str, Callable[[SyntaxTreeNode], None]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "table": self._table,
            "blockquote": self._quote,
            "hr": self._rule,
        }
        for node in parent.children:
            readers.get(node.type, self._code)(node)

    def _heading(self, node: SyntaxTreeNode) -> None:
        level = int(node.tag[1])
        if level not in (2, 3):
            self._problem(node, "heading-level", "Headings in the text are ## or ###; the title is above it.")
        if level == 3 and not self.section:
            self._problem(node, "heading-jump", "A ### heading stands below a ## heading.")
        level = 2 if level < 3 else 3
        if level == 2:
            self.section += 1
        if segment := self._segment(node, BlockKind.HEADING, level):
            self.blocks.append(Heading(segment))
        elif level == 2:  # a heading without text is not kept, and begins nothing
            self.section -= 1

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        if segment := self._segment(node, BlockKind.PARAGRAPH):
            self.blocks.append(Paragraph(segment))

    def _list(self, node: SyntaxTreeNode) -> None:
        if node.attrs.get("start", 1) != 1:
            self._problem(node, "list-start", "A numbered list begins at 1; the numbers are given anew.")
        items = [segment for item in node.children for segment in self._item(item)]
        if items:
            self.blocks.append(ItemList(node.type == "ordered_list", tuple(items)))

    def _item(self, item: SyntaxTreeNode) -> list[Segment]:
        """An item's text; what else it holds is a problem, and becomes items of the same list."""
        if not item.children:
            self._problem(item, "empty-block", "This list item is empty.")
        segments: list[Segment] = []
        for child in item.children:
            if child.type == "paragraph":
                if segments:
                    self._problem(child, "item-paragraphs", "A list item is one paragraph.")
                if segment := self._segment(child, BlockKind.ITEM):
                    segments.append(segment)
            elif child.type in ("bullet_list", "ordered_list"):
                self._problem(child, "nested-list", "A list stands inside a list: make it one list, or two.")
                segments += [segment for inner in child.children for segment in self._item(inner)]
            else:
                self._problem(child, "item-block", "A list item holds only text.")
        return segments

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = [row for part in node.children for row in part.children]
        self.blocks.append(Table(tuple(self._row(row) for row in rows)))

    def _row(self, row: SyntaxTreeNode) -> tuple[Segment, ...]:
        start, end = row.map or (0, 1)
        written = _BAR.split(self.body.lines[start].strip().removeprefix("|"))
        count = len(written) - (not written[-1])
        if count > len(row.children):
            message = f"The row has {count} cells, the table's head only {len(row.children)}."
            self._problem(row, "table-cells", message)
        note = self.body.take_note(start, end)
        return tuple(self._cell(cell, self.body.number(start), note) for cell in row.children)

    def _cell(self, cell: SyntaxTreeNode, line: int, note: str) -> Segment:
        text, key = self._text_and_key(cell, line)
        if not text:
            return Segment("", "", BlockKind.CELL, line=line, section=self.section)
        return Segment(key, text, BlockKind.CELL, line=line, section=self.section, comment=note)

    def _quote(self, node: SyntaxTreeNode) -> None:
        self._problem(node, "quote", "Quotations (>) are not used: write a paragraph.")
        self._children(node)

    def _rule(self, node: SyntaxTreeNode) -> None:
        self._problem(node, "rule", "Dividing lines are not used: begin a new heading.")

    def _code(self, node: SyntaxTreeNode) -> None:
        message = "Code blocks are not used: take out the fence, or the four blanks before the text."
        self._problem(node, "code", message)

    def _segment(self, node: SyntaxTreeNode, kind: BlockKind, level: int = 0) -> Segment | None:
        start, end = node.map or (0, 1)
        line = self.body.number(start)
        text, key = self._text_and_key(node, line)
        comment = self.body.take_note(start, end)
        if not text:
            self._problem(node, "empty-block", "This block has no text.")
            return None
        return Segment(key, text, kind, line=line, section=self.section, level=level, comment=comment)

    def _text_and_key(self, node: SyntaxTreeNode, line: int) -> tuple[str, str]:
        source = node.children[0].content if node.children else ""
        key = ""
        if match := _KEY_AT_END.search(source):
            source = source[: match.start()]
            key = self._key(match[1], line)
        text, faults = read_inline(source)
        self.problems += [Problem(line, code, message) for code, message in faults]
        return text, key

    def _key(self, written: str, line: int) -> str:
        if not KEY.fullmatch(written) or len(written) > KEY_LENGTH:
            message = (
                f"“{written}” is not a key: small letters, digits, single hyphens, at most {KEY_LENGTH}."
            )
            self.problems.append(Problem(line, "key-form", message))
            return ""
        if written in self.keys:
            message = f"The key “{written}” is used twice; each block has its own."
            self.problems.append(Problem(line, "key-twice", message))
            return ""
        self.keys.add(written)
        return written

    def _problem(self, node: SyntaxTreeNode, code: str, message: str) -> None:
        self.problems.append(Problem(self.body.number((node.map or (0, 0))[0]), code, message))

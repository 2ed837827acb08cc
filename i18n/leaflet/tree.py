"""The tree of a leaflet: front matter, blocks, segments; and what is wrong with its source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from i18n.facts import REF

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""A segment's key: small letters and digits, joined by single hyphens."""

KEY_LENGTH = 60
TITLE_KEY = "title"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the source may not contain. `line` is 1-based in the file; `code` is stable."""

    line: int
    code: str
    message: str


class LeafletError(ValueError):
    """The source cannot be used at all; `problems` says why, each with its line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"line {p.line}: {p.message}" for p in problems))


@dataclass(frozen=True, slots=True)
class Meta:
    """Front matter. `kind` is "leaflet" or "words"; `policy` the review policy.

    `law` ("law as at") and `issued` are ISO 8601 dates, a day or only a month (`2010-03`); "" = not given."""

    title: str
    slug: str
    owner: str = ""
    organisation: str = ""
    sensitivity: str = "ordinary"
    policy: str = "two-people"
    law: str = ""
    print_reference: str = ""
    issued: str = ""
    kind: str = "leaflet"
    sample: bool = False


class BlockKind(StrEnum):
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable unit. `key` may be "" before `assign_keys`. `section` counts ## headings, from 0.
    `level` is the heading level (2 or 3), else 0. `comment` is a note for translators: a line that begins
    with `: ` directly under the block; shown in catalogues and at the desk."""

    key: str
    text: str
    kind: BlockKind
    line: int = field(default=0, compare=False)
    section: int = 0
    level: int = 0
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    segment: Segment


@dataclass(frozen=True, slots=True)
class Paragraph:
    segment: Segment


@dataclass(frozen=True, slots=True)
class ItemList:
    ordered: bool
    items: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows[0]` is the head."""

    rows: tuple[tuple[Segment, ...], ...]


Block = Heading | Paragraph | ItemList | Table


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A parsed leaflet. `title` is the segment with key `title`, made from the front matter."""

    meta: Meta
    title: Segment
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    leaflet: Leaflet
    problems: list[Problem]


def words(text: str) -> int:
    """How many words a segment's text has, facts not counted."""
    return len(re.findall(r"\w+(?:['’.,-]\w+)*", REF.sub(" ", text)))

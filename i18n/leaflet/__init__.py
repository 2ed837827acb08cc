"""Leaflet Markdown ⇄ a tree of blocks and segments. `extract` and `assemble` are inverses.

Restricted Markdown, parsed by markdown-it-py with HTML off: front matter, headings (# is the title's level
and is not used in the body; ## opens a section, ### below it), paragraphs, bullet and numbered lists (one
level), tables, **bold**, fact references. `{#key}` at the end of a block is its stable key; a line `: …`
under it is a note for translators. Anything else is a Problem.
"""

from i18n.leaflet.front import slug_of
from i18n.leaflet.inline import tidy
from i18n.leaflet.reader import parse
from i18n.leaflet.segments import assemble, assign_keys, extract
from i18n.leaflet.tree import (
    KEY,
    TITLE_KEY,
    Block,
    BlockKind,
    Heading,
    ItemList,
    Leaflet,
    LeafletError,
    Meta,
    Paragraph,
    Parsed,
    Problem,
    Segment,
    Table,
    words,
)
from i18n.leaflet.writer import to_markdown

__all__ = [
    "KEY",
    "TITLE_KEY",
    "Block",
    "BlockKind",
    "Heading",
    "ItemList",
    "Leaflet",
    "LeafletError",
    "Meta",
    "Paragraph",
    "Parsed",
    "Problem",
    "Segment",
    "Table",
    "assemble",
    "assign_keys",
    "extract",
    "parse",
    "slug_of",
    "tidy",
    "to_markdown",
    "words",
]

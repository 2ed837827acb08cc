"""One segment's text ⇄ inline Markdown.

The rule: in a segment's text `**` around words means bold; every other character is itself. So a text that
shows `*`, `_`, `<`, `[`, `\\`, a backtick or `{#` is escaped with a backslash in Markdown and bare in the
segment. Line breaks and runs of blanks are one blank; a no-break blank is kept.
"""

from __future__ import annotations

import re
import unicodedata

from markdown_it import MarkdownIt
from markdown_it.token import Token

from i18n.facts import STRONG

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("reference")
_BLANK = " \t\n\r\f\v"
_SPECIAL = re.compile(r"[\\`*_\[]|<(?=[A-Za-z/!?])|&(?=[#A-Za-z])|\{(?=#)")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_HTML = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|!--|[!?][^<>]*>)")
_BLOCK_START = re.compile(r"[-+#>=~:]|\d{1,9}(?=[.)])", re.ASCII)

Fault = tuple[str, str]
"""A code and a sentence; the caller knows the line."""

_FAULTS = {
    "em_open": ("italic", "Italic is not used: write **bold**, or \\* for an asterisk itself."),
    "code_inline": ("code", "Code between backticks is not used in a leaflet."),
    "link_open": ("link", "Links are not written in the text: use a fact such as {web:board}."),
    "image": ("image", "Pictures are not used in a leaflet's text."),
}


def tidy(text: str) -> str:
    """One line, single blanks, no control characters, nothing blank at the ends."""
    visible = (char for char in text if char in _BLANK or unicodedata.category(char) not in ("Cc", "Cs"))
    return re.sub(f"[{_BLANK}]+", " ", "".join(visible)).strip()


def read_inline(source: str) -> tuple[str, list[Fault]]:
    """Inline Markdown → the segment's text, and what it may not contain. No words are dropped."""
    faults: list[Fault] = []
    if _has_html(source):
        faults.append(("raw-html", "HTML is not used in a leaflet: write < as \\<, or take the tag out."))
    if "{#" in _ESCAPED.sub("  ", source):
        faults.append(("key-place", "A key such as {#next} stands once, at the end of its block."))
    text = "".join(_text_of(token, faults) for token in _MARKDOWN.parseInline(source)[0].children or [])
    return tidy(text), faults


def write_inline(text: str) -> str:
    """A tidy segment text → Markdown that reads back as the same text, wherever in a block it stands."""
    runs: list[str] = []
    position = 0
    for match in STRONG.finditer(text):
        runs += [_escaped(text[position : match.start()]), f"**{_escaped(match[1])}**"]
        position = match.end()
    line = "".join(runs) + _escaped(text[position:])
    if start := _BLOCK_START.match(line):
        digits = start[0] if start[0].isdigit() else ""
        line = f"{digits}\\{line[len(digits) :]}"
    # A heading drops a last run of "#".
    return f"{line[:-1]}\\#" if line.endswith("#") and line != "\\#" else line


def _text_of(token: Token, faults: list[Fault]) -> str:
    if token.type in _FAULTS:
        faults.append(_FAULTS[token.type])
    if token.type in ("strong_open", "strong_close"):
        return "**"
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return token.content


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _has_html(source: str) -> bool:
    return _HTML.search(_ESCAPED.sub("  ", source)) is not None

"""The lines of a catalogue → comments, keywords and strings, each with its line.

Wider than polib and stricter: gettext lets statements run on (`msgid "a" "b" msgstr "c"`) and comments go
without a space (`#,fuzzy`), and refuses what polib lets pass (an unterminated string, an unknown escape)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from i18n.catalogue.strings import StringError, read_string
from i18n.catalogue.values import CatalogueError

KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\s*\[\s*(\d{1,9})\s*\])?)(?![\w\[])", re.ASCII)
FLAG_MARKS = {"#,", "#="}
"""`#=` is where gettext 0.26 puts the flags that concern work, not format."""


@dataclass(frozen=True, slots=True)
class Comment:
    """`mark` is `#`, `#.`, `#:` or `#,`."""

    line: int
    mark: str
    body: str


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword: `msgctxt`, `msgid`, `msgid_plural`, `msgstr`, or `msgstr[0]` with its form as `index`.
    `obsolete` stands after `#~`, `previous` after `#|`, or after `#~|` both."""

    line: int
    text: str
    index: int | None
    obsolete: bool
    previous: bool


@dataclass(frozen=True, slots=True)
class String:
    """A string with its escapes undone."""

    line: int
    value: str
    obsolete: bool
    previous: bool


Token = Comment | Word | String


def tokens(text: str, charset: str, file: str) -> Iterator[Token]:
    """In file order. Raises CatalogueError at the first line that is no part of a catalogue."""
    for number, raw in enumerate(text.split("\n"), start=1):
        if "\0" in raw:
            raise CatalogueError(file, number, "This line has a NUL character; the file is no text.")
        line = raw.strip()
        if line:
            try:
                yield from _line(number, line, charset)
            except StringError as error:
                raise CatalogueError(file, number, str(error)) from None


def _line(number: int, line: str, charset: str) -> Iterator[Token]:
    if line.startswith("#~|"):
        yield from _statements(number, line[3:], charset, obsolete=True, previous=True)
    elif line.startswith("#~"):
        rest = line[2:].strip()
        if rest.startswith("#"):  # some tools mark the comments of obsolete entries twice
            yield from _line(number, rest, charset)
        else:
            yield from _statements(number, rest, charset, obsolete=True)
    elif line.startswith("#|"):
        yield from _statements(number, line[2:], charset, previous=True)
    elif line.startswith("#"):
        yield _comment(number, line)
    else:
        yield from _statements(number, line, charset)


def _comment(number: int, line: str) -> Comment:
    if line[:2] in FLAG_MARKS:
        return Comment(number, "#,", line[2:].strip())
    if line[:2] in {"#.", "#:"}:
        return Comment(number, line[:2], line[2:].removeprefix(" "))
    return Comment(number, "#", line[1:].removeprefix(" "))


def _statements(
    number: int, line: str, charset: str, *, obsolete: bool = False, previous: bool = False
) -> Iterator[Token]:
    at = 0
    while at < len(line):
        if line[at].isspace():
            at += 1
        elif line[at] == '"':
            value, at = read_string(line, at, charset)
            yield String(number, value, obsolete, previous)
        elif match := KEYWORD.match(line, at):
            at = match.end()
            index = None if match[2] is None else int(match[2])
            text = match[1] if index is None else f"msgstr[{index}]"
            yield Word(number, text, index, obsolete, previous)
        else:
            word = line[at:].split(None, 1)[0][:30]
            raise StringError(f"“{word}” is neither a keyword of a catalogue nor a string.")

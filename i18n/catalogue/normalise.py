"""A stranger's catalogue → the plain shape of PO that polib reads without losing anything.

polib takes what gettext refuses (half an entry, a second copy, `msgstr[10]` as form 1) and loses what does
not stand where it expects it. So each entry is checked here first, and handed on with one statement a line,
comments in one order, previous texts without `#~|`, and the header on top.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polib

from i18n.catalogue.tokens import Comment, String, Word, tokens
from i18n.catalogue.values import EOT, MAX_COMMENT_LINES, MAX_ENTRIES, CatalogueError

COMMENT_ORDER = ("#", "#.", "#:", "#,")
NO_HEADER = 'msgid ""\nmsgstr ""\n'
"""Without a header polib would take the first entry's comments for the file's."""

MAX_FORM = 9
"""The highest plural form that is read: no language has more than six, and polib reads `[10]` as `[1]`."""

MISSING = {
    "msgctxt": "The entry has a msgctxt and no msgid.",
    "msgid": "The entry has a msgid and no msgstr.",
    "msgid_plural": "The entry has a msgid_plural and no msgstr[0].",
}
"""What is wrong with an entry that ends after this keyword."""


@dataclass(slots=True)
class Draft:
    """An entry while its tokens come in: values by keyword. `line` is that of msgid, or of msgctxt before."""

    comments: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    last: str = ""
    line: int = 0
    obsolete: bool = False

    @property
    def header(self) -> bool:
        return not self.obsolete and self.values["msgid"] == "" and "msgctxt" not in self.values


@dataclass(frozen=True, slots=True)
class Normalised:
    """`text` for polib, and the original line of each msgid but the header's, in the order of `text`."""

    text: str
    lines: tuple[int, ...]


def normalise(text: str, charset: str, file: str) -> Normalised:
    """Raises CatalogueError with the line and what is wrong there. Time grows with the length of the text."""
    builder = Builder(file)
    for token in tokens(text, charset, file):
        match token:
            case Comment():
                builder.comment(token)
            case Word(previous=True):
                builder.previous_word(token)
            case Word():
                builder.word(token)
            case String():
                builder.string(token)
    entries = builder.finish()
    header = [entry for entry in entries if entry.header]
    others = [entry for entry in entries if not entry.header]
    blocks = [_block(entry) for entry in (*header, *others)]
    return Normalised(
        "\n".join(blocks if header else [NO_HEADER, *blocks]), tuple(entry.line for entry in others)
    )


def _block(entry: Draft) -> str:
    lines = [f"{mark} {body}" for mark in COMMENT_ORDER for body in entry.comments.get(mark, ())]
    lines += [f'#| {word} "{polib.escape(value)}"' for word, value in entry.previous.items()]
    mark = "#~ " if entry.obsolete else ""
    lines += [f'{mark}{word} "{polib.escape(value)}"' for word, value in entry.values.items()]
    return "\n".join(lines) + "\n"


class Builder:
    """Puts tokens together to entries and refuses what cannot stand where it stands."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._entries: list[Draft] = []
        self._entry = Draft()
        self._waiting = Draft()  # comments and previous texts of the entry that comes next
        self._comment_lines = 0
        self._lines: dict[tuple[str | None, str], int] = {}

    def comment(self, token: Comment) -> None:
        self._comment_lines += 1
        if self._comment_lines > MAX_COMMENT_LINES:
            raise self._error(token.line, f"The entry has more than {MAX_COMMENT_LINES} lines of comment.")
        if token.body or token.mark == "#":
            self._waiting.comments.setdefault(token.mark, []).append(token.body)

    def previous_word(self, word: Word) -> None:
        if word.text.startswith("msgstr"):
            raise self._error(word.line, "A previous text (#|) is of the English and has no msgstr.")
        self._waiting.last = word.text
        self._waiting.values[word.text] = ""

    def word(self, word: Word) -> None:
        if word.text == "msgctxt" or (word.text == "msgid" and self._entry.last != "msgctxt"):
            self._close()
            waiting, self._waiting, self._comment_lines = self._waiting, Draft(), 0
            self._entry = Draft(waiting.comments, waiting.values, obsolete=word.obsolete)
        else:
            self._check_order(word)
        if word.text in MISSING and word.text != "msgid_plural":
            self._entry.line = word.line
        self._entry.last = word.text
        self._entry.values[word.text] = ""

    def string(self, string: String) -> None:
        draft = self._waiting if string.previous else self._entry
        if not draft.last:
            raise self._error(string.line, "This string belongs to no keyword.")
        if not string.previous and string.obsolete != draft.obsolete:
            raise self._error(string.line, "One half of this entry is obsolete (#~) and the other is not.")
        draft.values[draft.last] += string.value

    def finish(self) -> list[Draft]:
        self._close()
        return self._entries

    def _check_order(self, word: Word) -> None:
        last = self._entry.last
        if last and word.obsolete != self._entry.obsolete:
            raise self._error(word.line, "One half of this entry is obsolete (#~) and the other is not.")
        if word.index is not None:
            self._check_form(word, word.index)
        elif word.text == "msgstr" and last == "msgid_plural":
            raise self._error(word.line, "An entry with a plural has msgstr[0], msgstr[1] …, not msgstr.")
        elif last != ("msgctxt" if word.text == "msgid" else "msgid"):
            place = f"after “{last}”" if last else "first"
            raise self._error(word.line, f"“{word.text}” cannot stand {place}.")

    def _check_form(self, word: Word, index: int) -> None:
        if index > MAX_FORM:
            raise self._error(word.line, f"“{word.text}”: no language has so many plural forms.")
        if self._entry.last == "msgid":
            raise self._error(word.line, f"“{word.text}” needs a msgid_plural before it.")
        wanted = f"msgstr[{index - 1}]" if index else "msgid_plural"
        if self._entry.last != wanted:
            sentence = f"“{word.text}” must follow “{wanted}”: a plural form is missing or stands twice."
            raise self._error(word.line, sentence)

    def _close(self) -> None:
        """The entry is over: is it whole, is it possible, is it the only one of its kind?"""
        entry = self._entry
        if not entry.last:
            return
        if entry.last in MISSING:
            raise self._error(entry.line, MISSING[entry.last])
        if len(self._entries) == MAX_ENTRIES:
            raise self._error(entry.line, f"The catalogue has more than {MAX_ENTRIES} entries.")
        self._check_names(entry)
        self._entries.append(entry)

    def _check_names(self, entry: Draft) -> None:
        context, source = entry.values.get("msgctxt"), entry.values["msgid"]
        if any("\0" in value for value in entry.values.values()):
            raise self._error(entry.line, "A text cannot hold the character NUL.")
        if EOT in source or EOT in (context or ""):
            raise self._error(entry.line, "msgid and msgctxt cannot hold the character U+0004.")
        if context == "":
            raise self._error(entry.line, "The msgctxt is empty; name the context or leave the line out.")
        if source == "" and (context or "msgid_plural" in entry.values):
            raise self._error(entry.line, "The msgid is empty, which only the header's may be.")
        first = self._lines.get((context, source))
        if first is not None and not entry.obsolete:
            sentence = f"This entry stands twice, here and in line {first}, with the same msgid and msgctxt."
            raise self._error(entry.line, sentence)
        if not entry.obsolete:
            self._lines[context, source] = entry.line

    def _error(self, line: int, sentence: str) -> CatalogueError:
        return CatalogueError(self._file, line, sentence)

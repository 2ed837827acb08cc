"""What a gettext catalogue is at our border: frozen values, whatever a library calls them inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from i18n.plurals import PluralError, parse_header

MAX_BYTES = 30_000_000
"""A larger file is no leaflet's catalogue; it is refused before it is read."""

MAX_ENTRIES = 100_000
MAX_COMMENT_LINES = 2_000
"""Per entry. polib joins comment lines one by one, so time would grow with their square."""

EOT = "\x04"
"""What gettext puts between context and source in a compiled file, so neither may hold it."""


class CatalogueError(ValueError):
    """A catalogue that cannot be read or written. `sentence` is for a person; `line` is 1-based, 0 = none."""

    def __init__(self, file: str, line: int, sentence: str) -> None:
        self.file = file
        self.line = line
        self.sentence = sentence
        super().__init__(f"{file}:{line}: {sentence}" if line else f"{file}: {sentence}")


@dataclass(frozen=True, slots=True)
class Previous:
    """What the entry's English was before it changed (`#|`)."""

    source: str
    context: str = ""
    source_plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One message. `context` is the segment's key in our catalogues; "" means that there is none.

    `forms` has one text, or one per plural form where `source_plural` is given; "" is an untranslated form.
    `extracted` (`#.`) and `translator` (`#`) are comments, lines joined by newlines. `flags` are without
    `fuzzy`, which has its own field. `references` read `path:line`. `line` is where `msgid` stands.
    """

    context: str
    source: str
    forms: tuple[str, ...] = ("",)
    source_plural: str | None = None
    fuzzy: bool = False
    extracted: str = ""
    translator: str = ""
    flags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    obsolete: bool = False
    previous: Previous | None = None
    line: int = field(default=0, compare=False)

    @property
    def identity(self) -> tuple[str, str]:
        """What makes an entry unique in its catalogue."""
        return (self.context, self.source)

    @property
    def complete(self) -> bool:
        """Every form holds something. Says nothing of `fuzzy`."""
        return all(form.strip() for form in self.forms)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Headers by name, and entries in file order. `comment` stands above the header.

    `charset` is what the file was decoded with; `charset_guessed` says that the file did not name it and was
    not UTF-8, so that every accented letter wants a look. Both do not matter for equality."""

    headers: Mapping[str, str]
    entries: tuple[Entry, ...]
    comment: str = ""
    charset: str = field(default="utf-8", compare=False)
    charset_guessed: bool = field(default=False, compare=False)

    @property
    def language(self) -> str:
        """The `Language` header as it stands; "" if there is none."""
        return self.headers.get("Language", "").strip()

    @property
    def nplurals(self) -> int:
        """The number of plural forms that the header promises; 0 where it is missing or cannot be used."""
        try:
            return parse_header(self.headers.get("Plural-Forms", "")).nplurals
        except PluralError:
            return 0

    @property
    def active(self) -> tuple[Entry, ...]:
        """The entries that are not obsolete."""
        return tuple(entry for entry in self.entries if not entry.obsolete)

    def texts(self) -> dict[str, str]:
        """What may be shown, by context: complete, not fuzzy, not obsolete, without plural."""
        return {
            entry.context: entry.forms[0]
            for entry in self.active
            if entry.complete and not entry.fuzzy and entry.source_plural is None
        }

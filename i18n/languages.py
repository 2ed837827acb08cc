"""The shipped register of languages. Functions take a `Language` value, never a tag to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    WRITTEN = "written"
    SPOKEN = "spoken"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of the register.

    `tag` is BCP 47, as it stands in addresses. `script` is ISO 15924 (`Zxxx` for spoken and signed).
    `digits` is a CLDR numbering system (`latn`, `beng`, `arabext` …), used for dates and counts, never phones.
    `fonts` are family names for print, most wanted first; `css_fonts` the same for screens.
    `plural` is a gettext formula, `nplurals` its number of forms. `reads`: for spoken and signed languages,
    the tags its speakers read. `cldr` is the Babel locale identifier whose dates fit, or "" where CLDR has none.
    """

    tag: str
    english: str
    autonym: str
    script: str = "Latn"
    direction: str = "ltr"
    kind: Kind = Kind.WRITTEN
    digits: str = "latn"
    sentence_ends: str = ".?!"
    fonts: tuple[str, ...] = ("Noto Sans",)
    line_height: float = 1.5
    nplurals: int = 2
    plural: str = "n != 1"
    aliases: tuple[str, ...] = ()
    varieties: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    cldr: str = ""
    source: str = ""

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"

    @property
    def nastaliq(self) -> bool:
        return any("Nastaliq" in family for family in self.fonts)


@dataclass(frozen=True)
class Register:
    """Languages by tag, with their aliases. The database overlays the shipped one with `with_entries`."""

    entries: Mapping[str, Language] = field(default_factory=dict)

    def __iter__(self) -> Iterable[Language]:  # type: ignore[override]
        return iter(self.entries.values())  # type: ignore[return-value]

    def get(self, tag: str) -> Language | None:
        """Exact tag, case-insensitively; no alias, no guess."""
        raise NotImplementedError

    def resolve(self, tag: str) -> Language | None:
        """A tag as a browser or a person writes it → the entry, through aliases, script first. None if unknown."""
        raise NotImplementedError

    def match(self, wanted: Iterable[str], available: Iterable[str]) -> Language | None:
        """The best of `available` tags for the `wanted` ones in order; never one in another script."""
        raise NotImplementedError

    def with_entries(self, entries: Iterable[Language]) -> Register:
        raise NotImplementedError


def shipped() -> Register:
    """The register that the code ships, cached."""
    raise NotImplementedError


def english() -> Language:
    """The source language (`en`)."""
    raise NotImplementedError

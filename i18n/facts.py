"""Typed facts: `{phone:interpreting}` and its kind. Found, compared by value, formatted per language, isolated.

A number is never retyped: texts hold references, the register of facts holds values. Kinds: phone, textphone,
email, web, address, date, name, number (`number` and `name` also carry values that a page supplies, such as
`{number:edition}`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from i18n.languages import Language


class FactKind(StrEnum):
    PHONE = "phone"
    TEXTPHONE = "textphone"
    EMAIL = "email"
    WEB = "web"
    ADDRESS = "address"
    DATE = "date"
    NAME = "name"
    NUMBER = "number"


class Cost(StrEnum):
    """What a call costs the person who calls."""

    FREE = "free"
    STANDARD = "standard"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact. `value`: E.164 for phone and textphone, ISO 8601 for date, plain text else.

    `display` is how people write it (`0161 477 9000`); "" means: as `value`. `hours` is one of
    "" (not known), "always", or `mon-fri 09:00-17:00`. `tested` is the last test call, None = never.
    `note` says where the fact comes from ("from 2010, never test-called").
    """

    kind: FactKind
    purpose: str
    value: str
    display: str = ""
    cost: Cost = Cost.UNKNOWN
    hours: str = ""
    tested: date | None = None
    note: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.purpose}"


Facts = Mapping[str, Fact]
"""Facts by key (`phone:interpreting`)."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference found in a text: `text[start:end] == "{kind:purpose}"`."""

    kind: FactKind
    purpose: str
    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.purpose}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a rendered text. `fact` is None for words; `strong` for **bold** words.

    For a fact, `text` is its display form in the language, without isolates; `href` is `tel:…`, `mailto:…`,
    `https://…` or "". `ltr` says that it must be laid out left to right and kept whole (phones, e-mail, web)."""

    text: str
    fact: Fact | None = None
    href: str = ""
    ltr: bool = False
    strong: bool = False


class UnknownFact(LookupError):
    """A text refers to a fact that the register does not hold. `str()` is one sentence naming it."""


def find(text: str) -> list[Ref]:
    """The references in `text`, in order. Malformed braces are not references (checks report them)."""
    raise NotImplementedError


def keys(text: str) -> Counter[str]:
    """The multiset of fact keys in `text`."""
    raise NotImplementedError


def digits_of(text: str) -> str:
    """Every Unicode decimal digit of `text` as ASCII, everything else dropped: `٠١٦١ ٤٧٧` → `0161477`."""
    raise NotImplementedError


def display(fact: Fact, language: Language) -> str:
    """How the fact is written in `language`, without isolates: dates by CLDR, phone digits always ASCII."""
    raise NotImplementedError


def pieces(text: str, facts: Facts, language: Language) -> list[Piece]:
    """A segment's text (facts and **bold**) → runs for any output format. Raises UnknownFact."""
    raise NotImplementedError


def render_html(text: str, facts: Facts, language: Language) -> str:
    """Escaped HTML of one segment: `<strong>`, facts as `<bdi dir="ltr"><a href="tel:…">…</a></bdi>`."""
    raise NotImplementedError


def render_text(text: str, facts: Facts, language: Language) -> str:
    """Plain text of one segment, each left-to-right fact between U+2066 and U+2069."""
    raise NotImplementedError

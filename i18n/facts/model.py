"""What a fact is, how a text refers to it, and how digits are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    """One fact. `value`: E.164 or a short number for phone and textphone, ISO 8601 (a day or only a month)
    for date, plain text else.

    `display` is how people write it (`0161 477 9000`); "" means: as `value`. `hours` is one of
    "" (not known), "always", or `mon-fri 09:00-17:00`. `tested` is the last test call, None = never.
    `note` says where the fact comes from ("from 2010, never test-called"). `lang` is the language of a name
    or an address; "" means the language of the page (a name of days, say).
    """

    kind: FactKind
    purpose: str
    value: str
    display: str = ""
    cost: Cost = Cost.UNKNOWN
    hours: str = ""
    tested: date | None = None
    note: str = ""
    lang: str = "en"

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


REF = re.compile(r"\{(" + "|".join(FactKind) + r"):([a-z0-9](?:[a-z0-9-]*[a-z0-9])?)\}")


def find(text: str) -> list[Ref]:
    """The references in `text`, in order. Malformed braces are not references (checks report them)."""
    return [Ref(FactKind(m[1]), m[2], m.start(), m.end()) for m in REF.finditer(text)]


def keys(text: str) -> Counter[str]:
    """The multiset of fact keys in `text`."""
    return Counter(ref.key for ref in find(text))


def digits_of(text: str) -> str:
    """Every Unicode decimal digit of `text` as ASCII, everything else dropped: `٠١٦١ ٤٧٧` → `0161477`."""
    return "".join(str(unicodedata.decimal(char)) for char in text if char.isdecimal())


def compare(left: str, right: str) -> bool:
    """Do both texts hold the same digits in the same order, whatever script writes them?"""
    return digits_of(left) == digits_of(right)


def ascii_digits(text: str) -> str:
    """`text` with every Unicode decimal digit as ASCII, all else unchanged."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)

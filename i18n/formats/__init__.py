"""An assembled leaflet → bytes: body (HTML), text, pdf. Knows editions only as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from i18n.facts import Facts
from i18n.languages import Language
from i18n.leaflet import Leaflet


class MissingWord(LookupError):
    """A public word that the words' edition does not hold. English never fills a hole."""


@dataclass(frozen=True)
class Words:
    """The public site's own words in one language: a lookup that raises MissingWord.

    `facts` are the register's; a call may add page facts: `words.html("trust", checked=Fact(...))`."""

    texts: Mapping[str, str]
    language: Language
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a format needs. `leaflet` is already in the target language.

    `stamp` is the deterministic time of the edition. `edition` its number; `checked` the date the trust line
    names; `sample` puts the sample line in place of the trust line; `proof` stamps "not reviewed" (CLI only)."""

    leaflet: Leaflet
    language: Language
    facts: Facts
    words: Words
    edition: int
    checked: date
    print_reference: str
    issued: str
    organisation: str
    sample: bool = False
    proof: bool = False

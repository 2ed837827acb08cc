"""An assembled leaflet → bytes: body (HTML), text, pdf. Knows editions only as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from i18n import facts as registered
from i18n.facts import Fact, FactKind, Facts, Piece
from i18n.languages import Language
from i18n.leaflet import Leaflet

PageFact = Fact | date | int | str
"""What a page tells a word. A date, number or text stands for the reference of the same purpose in it."""


class MissingWord(LookupError):
    """A public word that the words' edition does not hold. English never fills a hole."""


class FormatError(ValueError):
    """Why a format cannot be made, in one sentence for a person."""


@dataclass(frozen=True)
class Words:
    """The public site's own words in one language: a lookup that raises MissingWord.

    `facts` are the register's; a call may add page facts: `words.html("trust", checked=day, edition=3)` fills
    `{date:checked}` and `{number:edition}`. A name given as text is in the page's language."""

    texts: Mapping[str, str]
    language: Language
    facts: Facts = field(default_factory=dict)

    def raw(self, key: str) -> str:
        """The word with its references. Raises MissingWord, also where the text is empty."""
        text = self.texts.get(key, "")
        if not text.strip():
            raise MissingWord(f"The public words in {self.language.english} lack “{key}”.")
        return text

    def text(self, key: str, **page_facts: PageFact) -> str:
        """Plain text, facts isolated. Raises MissingWord, UnknownFact; so do `html` and `pieces`."""
        return registered.render_text(self.raw(key), self._with(key, page_facts), self.language)

    def html(self, key: str, **page_facts: PageFact) -> str:
        """Escaped HTML, facts isolated and linked."""
        return registered.render_html(self.raw(key), self._with(key, page_facts), self.language)

    def pieces(self, key: str, **page_facts: PageFact) -> list[Piece]:
        """Runs for any other format."""
        return registered.pieces(self.raw(key), self._with(key, page_facts), self.language)

    def _with(self, key: str, page_facts: Mapping[str, PageFact]) -> Facts:
        added = {given.key: given for given in page_facts.values() if isinstance(given, Fact)}
        for ref in registered.find(self.raw(key)):
            given = page_facts.get(ref.purpose)
            if given is not None and not isinstance(given, Fact):
                added[ref.key] = page_fact(ref.kind, ref.purpose, given)
        return {**self.facts, **added}


def page_fact(kind: FactKind, purpose: str, value: date | int | str) -> Fact:
    """A fact that only this page knows, in the language of the page."""
    return Fact(kind, purpose, value.isoformat() if isinstance(value, date) else str(value), lang="")


@dataclass(frozen=True, slots=True)
class Document:
    """Everything a format needs. `leaflet` is already in the target language.

    `checked` is the day the trust line names and the time stamp of every file made: the same edition gives
    the same bytes. `edition` is its number, `issued` an ISO day or month or "". `sample` puts the sample line
    in place of the trust line; `proof` stamps "not reviewed" (command line only)."""

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

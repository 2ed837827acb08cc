"""Texts with facts → runs, HTML, plain text. Everything is escaped, every left-to-right fact isolated."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape
from itertools import groupby

from i18n.facts.forms import display, href
from i18n.facts.model import Fact, FactKind, Facts, find
from i18n.languages import Language


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a rendered text. `fact` is None for words; `strong` for **bold** words.

    For a fact, `text` is its display form in the language, without isolates; `href` is `tel:…`, `mailto:…`,
    `https://…` or "". `ltr` says that it must be laid out left to right and kept whole (phones, e-mail, web).
    `lang` is the language of a name or address that is not in the page's language (`en`: mark it, isolate it
    left to right, let it wrap); "" else."""

    text: str
    fact: Fact | None = None
    href: str = ""
    ltr: bool = False
    strong: bool = False
    lang: str = ""


class UnknownFact(LookupError):
    """A text refers to a fact that the register does not hold. `str()` is one sentence naming it."""


LRI, PDI = "\u2066", "\u2069"
ISOLATES = "\u2066\u2067\u2068\u2069"
"""LRI, RLI, FSI, PDI: what isolates a run in plain text (Unicode Standard Annex 9)."""

STRONG = re.compile(r"\*\*(?=\S)((?:(?!\*\*).)+)(?<=\S)\*\*")
"""**bold** in a segment's text. Asterisks that do not pair up are themselves."""

_LTR_KINDS = frozenset({FactKind.PHONE, FactKind.TEXTPHONE, FactKind.EMAIL, FactKind.WEB})
_NAMED_KINDS = frozenset({FactKind.NAME, FactKind.ADDRESS})


def isolate(text: str) -> str:
    """`text` as a left-to-right isolate of plain text."""
    return f"{LRI}{text}{PDI}"


def pieces(text: str, facts: Facts, language: Language) -> list[Piece]:
    """A segment's text (facts and **bold**) → runs for any output format. Raises UnknownFact."""
    runs: list[Piece] = []
    position = 0
    for match in STRONG.finditer(text):
        runs += _plain_pieces(text[position : match.start()], facts, language, strong=False)
        runs += _plain_pieces(match[1], facts, language, strong=True)
        position = match.end()
    return runs + _plain_pieces(text[position:], facts, language, strong=False)


def render_html(text: str, facts: Facts, language: Language) -> str:
    """Escaped HTML of one segment: `<strong>`, facts as `<bdi dir="ltr"><a href="tel:…">…</a></bdi>`."""
    runs = []
    for strong, group in groupby(pieces(text, facts, language), key=lambda piece: piece.strong):
        inner = "".join(_html(piece) for piece in group)
        runs.append(f"<strong>{inner}</strong>" if strong else inner)
    return "".join(runs)


def render_text(text: str, facts: Facts, language: Language) -> str:
    """Plain text of one segment, each left-to-right fact between U+2066 and U+2069."""
    return "".join(
        isolate(piece.text) if piece.ltr or (piece.lang and language.rtl) else piece.text
        for piece in pieces(text, facts, language)
    )


def _plain_pieces(text: str, facts: Facts, language: Language, *, strong: bool) -> list[Piece]:
    runs: list[Piece] = []
    position = 0
    for ref in find(text):
        runs.append(Piece(text[position : ref.start], strong=strong))
        if ref.key not in facts:
            raise UnknownFact(f"The register of facts does not hold {{{ref.key}}}.")
        runs.append(_fact_piece(facts[ref.key], language, strong=strong))
        position = ref.end
    runs.append(Piece(text[position:], strong=strong))
    return [run for run in runs if run.text]


def _fact_piece(fact: Fact, language: Language, *, strong: bool) -> Piece:
    text = display(fact, language)
    return Piece(
        text,
        fact=fact,
        href=href(fact),
        ltr=fact.kind in _LTR_KINDS,
        strong=strong,
        lang=_foreign(fact, text, language),
    )


def _foreign(fact: Fact, text: str, language: Language) -> str:
    """The fact's own language where it differs from the page's, else "". A supplied name that is written in
    another script than Latin cannot be English, whatever its `lang` says."""
    if fact.kind not in _NAMED_KINDS or fact.lang in ("", language.tag):
        return ""
    latin = all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())
    return fact.lang if latin else ""


def _html(piece: Piece) -> str:
    shown = escape(piece.text)
    if piece.fact is None:
        return shown
    if piece.fact.kind in (FactKind.PHONE, FactKind.TEXTPHONE):
        shown = shown.replace(" ", "\u00a0")
    if piece.href:
        shown = f'<a href="{escape(piece.href)}">{shown}</a>'
    if piece.ltr:
        shown = f'<bdi dir="ltr">{shown}</bdi>'
    elif piece.lang:
        shown = f'<bdi lang="{escape(piece.lang)}" dir="ltr" translate="no">{shown}</bdi>'
    elif piece.fact.kind in _NAMED_KINDS:
        shown = f'<bdi translate="no">{shown}</bdi>'
    return shown

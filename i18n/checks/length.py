"""A text far shorter or longer than the English: a sentence is missing, or this is no translation at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial

from i18n.checks.plain import prose
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {"length.short": Severity.WARN, "length.long": Severity.WARN}

# Least and most characters per English character. Languages of one character a word or syllable need fewer.
_BAND = (0.4, 2.6)
_BANDS = {
    "Hans": (0.12, 1.3),
    "Hant": (0.12, 1.3),
    "Jpan": (0.18, 1.6),
    "Kore": (0.2, 1.6),
    "Ethi": (0.3, 2.0),
}
# Short English says little about length: "Send" may need three words.
_SHORT = 25
_ROOM = 30


def check(message: Message, language: Language) -> Iterator[Finding]:
    yield from per_form(message, partial(_compare, *_BANDS.get(language.script, _BAND)))


@lru_cache(maxsize=2048)
def _size(text: str) -> int:
    return len("".join(prose(text).split()))


def _compare(least: float, most: float, source: str, target: str) -> list[Finding]:
    there, here = _size(source), _size(target)
    if there >= _SHORT and here < there * least:
        text = "The translation is much shorter than the English: look for a sentence that is missing."
        return [Finding("length.short", Severity.WARN, text)]
    if here > there * most + _ROOM:
        text = (
            "The translation is much longer than the English: look whether it is a translation of this text."
        )
        return [Finding("length.long", Severity.WARN, text)]
    return []

"""The translation repeats the English: all of it, or four words in a row. Names and signs may stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n.checks.letters import scripts_of
from i18n.checks.plain import prose
from i18n.checks.shapes import Finding, Message, Severity
from i18n.languages import Language

CODES = {"same": Severity.WARN, "same.part": Severity.WARN}

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ROW = 4


def check(message: Message, language: Language) -> Iterator[Finding]:
    if language.tag == "en" or language.tag.startswith("en-"):
        return
    for form, source in zip(message.target, (message.source, message.source_plural), strict=False):
        if not source:
            return
        if form.strip() == source.strip():
            yield from _same(form, language)
        elif "Latn" in scripts_of(language.script):
            yield from _part(source, form)


def _same(text: str, language: Language) -> Iterator[Finding]:
    words = _WORD.findall(prose(text))
    if not words or _is_name(words):
        return
    # One word may be the same in both languages ("Braille", "Radio"), but not in another script.
    alone = len(words) == 1 and "Latn" in scripts_of(language.script)
    sentence = "The translation is the same as the English: translate it, or leave it if it is a name."
    yield Finding("same", Severity.INFORM if alone else Severity.WARN, sentence)


def _is_name(words: list[str]) -> bool:
    """Abbreviations, single letters, and two or more words that all begin with a capital."""
    if all(len(word) == 1 or word.isupper() for word in words):
        return True
    return len(words) > 1 and all(not word[0].islower() for word in words)


@lru_cache(maxsize=2048)
def _rows(text: str) -> frozenset[tuple[str, ...]]:
    """Every four words in a row of which at least three are no names."""
    words = _WORD.findall(prose(text))
    rows = (tuple(words[start : start + _ROW]) for start in range(len(words) - _ROW + 1))
    return frozenset(row for row in rows if sum(word.islower() for word in row) >= _ROW - 1)


def _part(source: str, target: str) -> Iterator[Finding]:
    rows = _rows(source)
    if not rows:
        return
    words = _WORD.findall(prose(target))
    for start in range(len(words) - _ROW + 1):
        row = tuple(words[start : start + _ROW])
        if row in rows:
            text = f"English is left inside (“{' '.join(row)}”): translate it."
            yield Finding("same.part", Severity.WARN, text)
            return

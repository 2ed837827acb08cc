"""The letters are those of the language's script; English words left inside are pointed out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial

from i18n.checks.letters import histogram, script_of, scripts_of
from i18n.checks.plain import prose
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {
    "script.wrong": Severity.BLOCK,
    "script.foreign": Severity.WARN,
    "script.english": Severity.WARN,
    "script.han": Severity.BLOCK,
}

_NAMES = {
    "Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Arab": "Arabic", "Hebr": "Hebrew",
    "Deva": "Devanagari", "Beng": "Bengali", "Guru": "Gurmukhi", "Gujr": "Gujarati", "Taml": "Tamil",
    "Hani": "Chinese", "Hang": "Korean", "Hira": "Japanese", "Kana": "Japanese", "Thai": "Thai",
    "Mlym": "Malayalam", "Telu": "Telugu", "Geor": "Georgian", "Armn": "Armenian", "Ethi": "Ethiopic",
}  # fmt: skip
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A Chinese character says as much as three letters.
_WEIGHT = {"Hani": 3}
# Strangers' catalogues keep words of programs in Latin letters: only three to one is a wrong script there.
_STRANGERS = 3
_LEFT = 2
# The term of the original after its translation: "kontrollues (coroner)".
_GLOSS = re.compile(r"[(（][A-Za-z0-9 ,.'’&-]+[)）]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“(]\s*)([A-Z][a-z]+)")


def check(message: Message, language: Language) -> Iterator[Finding]:
    own = scripts_of(language.script)
    if own:
        yield from per_form(message, partial(_compare, message.registered, language, own))


def _compare(
    registered: bool, language: Language, own: frozenset[str], source: str, target: str
) -> list[Finding]:
    if not registered and source == target:
        return []  # `same` says it; a stranger's catalogue keeps words of its trade
    text = _GLOSS.sub(" ", prose(target))
    letters = histogram(text)
    foreign = sum(number for other, number in letters.items() if other not in own)
    if foreign:
        return _foreign(registered, language.english, own, source, text)
    if language.script in {"Hans", "Hant"}:
        return _han(language.english, language.script, text)
    return []


@lru_cache(maxsize=2048)
def _names_in(source: str) -> frozenset[str]:
    """Words of the English that may stay as they are: names and abbreviations, by their capitals."""
    text = prose(source)
    capital = {word for word in _LATIN_WORD.findall(text) if not word.islower()}
    return frozenset(capital - {word for word in _SENTENCE_START.findall(text) if word.istitle()})


@lru_cache(maxsize=2048)
def _common_in(source: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _LATIN_WORD.findall(prose(source))) - {
        word.lower() for word in _names_in(source)
    }


def _weight(words: list[str]) -> int:
    return sum(len(word) * _WEIGHT.get(script_of(word[0]), 1) for word in words)


def _foreign(registered: bool, name: str, own: frozenset[str], source: str, text: str) -> list[Finding]:
    """Names may stay in Latin letters; anything else of another script is counted."""
    kept = _names_in(source)
    words = [word for word in _WORD.findall(text) if not (word in kept or word.isupper() and word.isascii())]
    other = [word for word in words if script_of(word[0]) not in own | {""}]
    if not other:
        return []
    wrong, right = _weight(other), _weight(words) - _weight(other)
    if wrong > right * (1 if registered else _STRANGERS):
        scripts = sorted({_NAMES.get(script_of(word[0]), script_of(word[0])) for word in other})
        text = f"Most letters are {' and '.join(scripts)}: write this in the letters of {name}."
        return [Finding("script.wrong", Severity.BLOCK, text)]
    return _left_inside(1 if registered else _LEFT, own, source, other)


def _left_inside(least: int, own: frozenset[str], source: str, other: list[str]) -> list[Finding]:
    found = []
    latin = [word for word in other if script_of(word[0]) == "Latn"]
    english = [word for word in latin if len(word) > 2 and word.lower() in _common_in(source)]
    if len(english) >= least and "Latn" not in own:
        text = f"English is left inside (“{' '.join(english[:5])}”): translate it."
        found.append(Finding("script.english", Severity.WARN, text))
    foreign = [word for word in other if word not in latin]
    if foreign:
        text = f"“{foreign[0]}” is in letters of another script: write it in the letters of the language."
        found.append(Finding("script.foreign", Severity.WARN, text))
    return found


def _encodable(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _only(char: str) -> str:
    """Hans for a character of simplified writing only, Hant for one of traditional only, else "".

    The national character sets say it: GB 2312 holds the simplified forms, Big5 the traditional ones."""
    simplified, traditional = _encodable(char, "gb2312"), _encodable(char, "big5")
    if simplified == traditional:
        return ""
    return "Hans" if simplified else "Hant"


def _han(name: str, script: str, text: str) -> list[Finding]:
    """Simplified text for readers of traditional characters, or the reverse."""
    kinds = [_only(char) for char in text if script_of(char) == "Hani"]
    own, other = kinds.count(script), kinds.count("Hant" if script == "Hans" else "Hans")
    if other < 2 or other <= own:
        return []
    text = f"The characters are {'traditional' if script == 'Hans' else 'simplified'}: write this in {name}."
    return [Finding("script.han", Severity.BLOCK, text)]

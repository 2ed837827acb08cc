"""What an answer may not be. An engine that fails often says so in the very place of the translation."""

from __future__ import annotations

import re
import threading
from collections import Counter, OrderedDict
from hashlib import sha256

from i18n.checks.letters import histogram, scripts_of
from i18n.drafts.contract import EngineError
from i18n.drafts.masking import MARK, Masked
from i18n.languages import Language

# deep-translator hands on quota and error lines as if they were translations (MyMemory's wordings first).
_COMPLAINTS = re.compile(
    r"MYMEMORY WARNING|USED ALL AVAILABLE FREE|QUERY LENGTH LIMIT|INVALID (?:TARGET|SOURCE) LANGUAGE|"
    r"SELECT TWO DISTINCT LANGUAGES|NO QUERY SPECIFIED|quota exceeded|too many requests|rate limit|"
    r"daily limit|api[ _]key|service unavailable|bad gateway|gateway time-?out|internal server error|"
    r"access denied|unusual traffic",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<\s*(?:!doctype|html|head|body|title|script)\b", re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z!][^<>]*>|[{}]|\*\*|`|\]\(|https?://|&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});")
# Controls, bidi overrides and isolates, private use, the replacement character; joiners belong to words.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000-\uf8ff\ufffd]")
# Least and most characters per English character; a character of these scripts is a word or a syllable.
_BAND = (0.3, 3.0)
_BANDS = {
    "Hans": (0.08, 1.5),
    "Hant": (0.08, 1.5),
    "Jpan": (0.12, 2.0),
    "Kore": (0.15, 2.0),
    "Ethi": (0.25, 2.0),
}
_SHORT = 25
_ROOM = 30


def inspect(answer: object, masked: Masked, language: Language) -> str:
    """The answer, tidied, if it can be a translation of `masked`; EngineError with the reason if not."""
    if answer is None or not isinstance(answer, str) or not MARK.sub("", answer).strip():
        raise EngineError("empty", "The answer was empty.", retry=True)
    _no_message(answer, masked.words)
    _no_markup(answer, masked.words)
    text = answer.strip() if "\n" in masked.text else " ".join(answer.split())
    words = MARK.sub(" ", text)
    _not_the_same(words, masked.words)
    _same_numbers(words, masked.words)
    _sensible_length(words, masked.words, language)
    _own_letters(words, masked.words, language)
    return text


def _no_message(answer: str, source: str) -> None:
    if _PAGE.search(answer):
        raise EngineError("answer", "The answer was a web page instead of a translation.", retry=True)
    if _COMPLAINTS.search(answer) and not _COMPLAINTS.search(source):
        raise EngineError("quota", "The answer was a warning instead of a translation.", retry=True)


def _no_markup(answer: str, source: str) -> None:
    if Counter(_MARKUP.findall(answer)) - Counter(_MARKUP.findall(source)):
        raise EngineError("markup", "The answer holds markup that the English does not have.")
    if _UNSEEN.search(answer):
        raise EngineError("answer", "The answer holds characters that cannot be seen or read.")


def _not_the_same(answer: str, source: str) -> None:
    here, there = answer.casefold().split(), source.casefold().split()
    if here == there and len(there) > 2:
        raise EngineError("same", "The answer was the English text itself.")


def _numbers(text: str) -> Counter[int]:
    return Counter(int(run) for run in re.findall(r"\d+", text))


def _same_numbers(answer: str, source: str) -> None:
    """Numbers by value: `int` reads the digits of every script."""
    if _numbers(answer) != _numbers(source):
        raise EngineError("numbers", "The answer does not hold the same numbers as the English.")


def _sensible_length(answer: str, source: str, language: Language) -> None:
    least, most = _BANDS.get(language.script, _BAND)
    here, there = len("".join(answer.split())), len("".join(source.split()))
    if here > there * most + _ROOM or (there >= _SHORT and here < there * least):
        raise EngineError("length", "The answer is far too long or too short to be this text.", retry=True)


def _own_letters(answer: str, source: str, language: Language) -> None:
    own = scripts_of(language.script)
    letters = histogram(answer)
    total, right = sum(letters.values()), sum(letters[script] for script in own)
    if not own or source.isupper():  # abbreviations stay as they are
        return
    if right == 0 or right * 2 < total:
        raise EngineError("script", f"The answer is not in the letters of {language.english}.")


class Answers:
    """What an engine has answered lately, to notice one answer to two different texts.

    Without facts in it, a text of another segment looks like any translation; that it was an answer before
    gives it away. English that shares half its words may well have the same translation, so that passes."""

    def __init__(self, size: int = 4096) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._source_of: OrderedDict[bytes, frozenset[str]] = OrderedDict()

    def note(self, source: str, answer: str, language: Language) -> None:
        """Raises EngineError("repeat") if this answer, of four words or more, was given to another text."""
        if len(source.split()) < 4:
            return
        key = sha256(f"{language.tag}\0{answer}".encode()).digest()
        words = frozenset(source.casefold().split())
        with self._lock:
            before = self._source_of.setdefault(key, words)
            if len(before & words) * 2 < len(before | words):
                raise EngineError("repeat", "The answer was given to another text before.", retry=True)
            self._source_of.move_to_end(key)
            if len(self._source_of) > self._size:
                self._source_of.popitem(last=False)

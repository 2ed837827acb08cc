"""Numbers other than telephone numbers: the same values in both texts, in digits of any script.

Written differently is not different: `2pm` and `14:00`, `£1,250.50` and `1250,50`, `9 March` and `9.3.`,
`two` and `2` are the same. A value that changed, went or came is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial

from i18n.checks import figures
from i18n.checks.plain import prose
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {
    "numbers.changed": Severity.BLOCK,
    "numbers.missing": Severity.BLOCK,
    "numbers.extra": Severity.BLOCK,
    "numbers.mixed": Severity.WARN,
}

# English number words: a translation may write their figures.
_ENGLISH: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 1000,
    "once": 1, "first": 1, "single": 1, "twice": 2, "both": 2, "second": 2, "couple": 2, "half": 2,
    "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "week": 7, "weekly": 7, "dozen": 12,
    "fortnight": 14, "noon": 12, "midday": 12, "midnight": 0,
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b")
_WORD = re.compile(r"[a-z]+")
_TIME = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(?:[ap]\.?m\b|o[’']clock)|\b(\d{1,2}):(\d{2})\b", re.IGNORECASE
)
_DATE = re.compile(r"\b\d{1,4}[-./](\d{1,2})[-./]\d{1,4}\b|\b(\d{1,2})[-./]\d{1,2}[-./]\d{4}\b")
_HAN_NUMERALS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2}
# Up to twelve a language often writes a number as a word, which only a person can compare.
_OFTEN_A_WORD = 12


def check(message: Message, language: Language) -> Iterator[Finding]:
    yield from per_form(message, partial(_compare, message.registered))


@lru_cache(maxsize=2048)
def _numerals(text: str) -> tuple[Counter[int], Counter[str]]:
    """Digit groups and values of a text without telephone numbers."""
    text = prose(text)
    if not figures.has_digit(text):
        return Counter(), Counter()
    for run in figures.phones(text).values():
        text = text.replace(run, " ")
    return figures.groups(text), figures.values(text)


def _compare(registered: bool, source: str, target: str) -> list[Finding]:
    if not figures.has_digit(source) and not figures.has_digit(target):
        return []
    if registered:  # `facts` reports a long run that the English does not have
        for run in figures.strays(prose(source), prose(target)):
            target = target.replace(run, " ")
    (groups, values), (own_groups, own_values) = _numerals(source), _numerals(target)
    if groups == own_groups or values == own_values:
        return _mixed(target)
    if figures.values(figures.join_thousands(prose(target))) == values:
        return []
    missing, extra = Counter(groups), Counter(own_groups)
    missing, extra = missing - extra, extra - missing
    _forgive(missing, extra, source, target)
    return _report(sorted(missing.elements()), sorted(extra.elements()))


def _forgive(missing: Counter[int], extra: Counter[int], source: str, target: str) -> None:
    """Takes off both what is only written in another way."""
    del missing[0], extra[0]  # the minutes of a full hour, the pence of a full pound
    for hour in _hours(source):
        for same in (hour + 12, hour - 12):
            if missing[hour] > 0 and extra[same] > 0:
                missing[hour] -= 1
                extra[same] -= 1
    for match in _DATE.finditer(source):
        missing[int(match[1] or match[2])] -= 1  # the month may be a word
    for char in target:
        if char in _HAN_NUMERALS:
            missing[_HAN_NUMERALS[char]] -= 1
    extra.subtract(_said_in_words(source.lower(), extra))


def _said_in_words(source: str, extra: Counter[int]) -> Counter[int]:
    """Figures that stand for words of the English: `two`, `March`, Vietnamese "day 3" for Tuesday."""
    if "illion" in source or _WEEKDAY.search(source):
        return Counter(extra)
    months = [_MONTHS.index(month) + 1 for month in _MONTH.findall(source)]
    return Counter(months + [_ENGLISH[word] for word in _WORD.findall(source) if word in _ENGLISH])


def _hours(source: str) -> list[int]:
    return [int(match[1] or match[3]) for match in _TIME.finditer(source)]


def _report(missing: list[int], extra: list[int]) -> list[Finding]:
    there, here = ", ".join(map(str, missing)), ", ".join(map(str, extra))
    if missing and extra:
        text = f"The English has the number {there}, the translation has {here}: correct the number."
        return [Finding("numbers.changed", Severity.BLOCK, text)]
    if missing:
        text = f"The number {there} of the English is missing: write it in digits, as the English does."
        return [Finding("numbers.missing", _weight(missing), text)]
    if extra:
        text = f"The number {here} is not in the English: take it out, or write it in words."
        return [Finding("numbers.extra", _weight(extra), text)]
    return []


def _weight(numbers: list[int]) -> Severity:
    return Severity.WARN if max(numbers) <= _OFTEN_A_WORD else Severity.BLOCK


def _mixed(target: str) -> list[Finding]:
    """One number in digits of two scripts: `١٢4`. Rare, and people read it wrongly."""
    if target.isascii():
        return []
    for token in re.findall(r"\d{2,}", target):
        if len({ord(digit) - int(digit) for digit in token}) > 1:
            text = f"The number {token} mixes the digits of two scripts: write it in one."
            return [Finding("numbers.mixed", Severity.WARN, text)]
    return []

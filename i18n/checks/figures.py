"""Digits in texts, compared by value over every Unicode decimal digit (Nd): `٠١٦١ ٤٧٧ ٩٠٠٠` is `01614779000`.

Python's `\\d` and `int()` know all of Nd, so no table of digits is needed."""

from __future__ import annotations

import re
from collections import Counter

from i18n.facts import digits_of

# Between the digits of one phone number: spaces, hyphens, dots, brackets, slashes, direction marks.
_GAP = "[\\s\\-\u2010\u2011\u2012\u2013.()/\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
_LONG = re.compile(rf"(?<![\d.,٫٬])\+?\(?\d(?:{_GAP}{{0,4}}\d){{4,}}")
_ANY_DIGIT = re.compile(r"\d")
# At most eighteen digits make one number: `int` refuses thousands of them.
_NUMBER = re.compile(r"\d{1,18}(?:[.,٫٬'’]\d{1,18}){0,6}")
_SEPARATOR = re.compile(r"[.,٫٬'’]")
_GROUP = re.compile(r"\d{1,18}")
_SPACED_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_PHONE_DIGITS = 7


def has_digit(text: str) -> bool:
    return _ANY_DIGIT.search(text) is not None


def long_runs(text: str) -> list[str]:
    """Each run of five or more digits, spaces, hyphens and brackets between them allowed, as written."""
    return [match.group() for match in _LONG.finditer(text)]


def groups(text: str) -> Counter[int]:
    """Each unbroken group of digits as a number: `1,250.50` → 1, 250, 50."""
    return Counter(int(group) for group in _GROUP.findall(text))


def _value(token: str) -> list[str]:
    """One written number → its value(s): `1,250.50` and `1250,50` → `1250.5`; `9.3.2026` → 9, 3, 2026."""
    parts = _SEPARATOR.split(token)
    first, middle, last = parts[0], parts[1:-1], parts[-1]
    if len(parts) == 1:
        return [str(int(first))]
    western = all(len(part) == 3 for part in middle) and len(first) <= 3
    indian = all(len(part) == 2 for part in middle) and len(first) <= 2 and len(last) == 3
    if (western or indian) and len(last) == 3 and int(first):
        return [str(int("".join(parts)))]
    if not middle or western:
        whole, fraction = str(int("".join(parts[:-1]))), digits_of(last).rstrip("0")
        return [f"{whole}.{fraction}" if fraction else whole]
    return [str(int(part)) for part in parts]


def values(text: str) -> Counter[str]:
    """The multiset of number values in `text`."""
    return Counter(value for token in _NUMBER.findall(text) for value in _value(token))


def join_thousands(text: str) -> str:
    """`1 250` → `1250`: a space before exactly three digits."""
    return _SPACED_THOUSANDS.sub("", text)


def _looks_like_date(run: str) -> bool:
    parts = [digits_of(group) for group in _GROUP.findall(run)]
    return any(len(part) == 4 and part[:2] in {"19", "20"} for part in parts[:3])


def _looks_like_amount(run: str) -> bool:
    return re.fullmatch(r"[^0٠۰]\d{0,2}(?:[.\u00a0\u2009\u202f ]\d{3})+", run) is not None


def phone_digits(run: str) -> str:
    """A phone number by value: `+44 161 …`, `0044 161 …` and `0161 …` are the same."""
    digits = digits_of(run)
    if run.startswith("+"):
        digits = "00" + digits
    return "0" + digits[4:].removeprefix("0") if digits.startswith("0044") else digits


def phones(text: str) -> dict[str, str]:
    """Numbers in `text` that look like phone numbers: value → as written."""
    return {
        phone_digits(run): run
        for run in long_runs(text)
        if len(digits_of(run)) >= _PHONE_DIGITS and not _looks_like_date(run) and not _looks_like_amount(run)
    }


def strays(source: str, target: str) -> list[str]:
    """Long runs of digits in `target` that the English does not have, as one number or in pieces."""
    runs = long_runs(target)
    if not runs:
        return []
    known = {phone_digits(run) for run in long_runs(source)}
    amounts = values(source)
    pieces = groups(source)
    return [
        run
        for run in runs
        if phone_digits(run) not in known
        and not groups(run) <= pieces
        and not values(re.sub(r"\s", "", run)) <= amounts
    ]

"""How a fact is written in one language: dates and days by CLDR, digits by the language, phones in ASCII."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time
from urllib.parse import quote

from babel import Locale
from babel.dates import format_date, format_skeleton

from i18n.facts.model import Fact, FactKind, ascii_digits, digits_of
from i18n.languages import Language

RELAY_PREFIX = "18001"
"""Relay UK: dialled before the number by people who type instead of speaking."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = re.compile(r"(\w{3})(?:-(\w{3}))? (\d\d:\d\d)-(\d\d:\d\d)", re.ASCII)

_ZERO = {
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "deva": 0x966,
    "gujr": 0xAE6,
    "guru": 0xA66,
    "khmr": 0x17E0,
    "laoo": 0xED0,
    "mlym": 0xD66,
    "mymr": 0x1040,
    "tamldec": 0xBE6,
    "telu": 0xC66,
    "thai": 0xE50,
    "tibt": 0xF20,
}
"""The code point of nought in CLDR's decimal numbering systems; others are written in ASCII."""


def read_date(value: str) -> tuple[date, bool]:
    """`2010-03-05` → that day and True; `2010-03` → its first day and False. Raises ValueError."""
    has_day = re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) is not None
    if has_day or re.fullmatch(r"\d{4}-\d\d", value, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(value if has_day else f"{value}-01"), has_day
    raise ValueError(f"“{value}” is not a date like 2010-03-25 or a month like 2010-03.")


def read_hours(value: str) -> tuple[int, int, time, time]:
    """`mon-fri 09:00-17:00` → first and last day (Monday is 0), from, to. Raises ValueError."""
    match = HOURS.fullmatch(value)
    if match and {match[1], match[2] or match[1]} <= set(DAYS):
        with suppress(ValueError):
            opens, closes = time.fromisoformat(match[3]), time.fromisoformat(match[4])
            return DAYS.index(match[1]), DAYS.index(match[2] or match[1]), opens, closes
    raise ValueError(f"“{value}” is not a time like “mon-fri 09:00-17:00” or “always”.")


def local_digits(text: str, language: Language) -> str:
    """Every decimal digit of `text` in the digits that the language uses for dates and counts."""
    western = ascii_digits(text)
    zero = _ZERO.get(language.digits)
    if zero is None:
        return western
    return western.translate({ord("0") + n: zero + n for n in range(10)})


def local_date(value: str, language: Language) -> str:
    """An ISO day or month as CLDR writes it, in long form. As ISO where CLDR lacks the language. Raises
    ValueError where `value` is no date."""
    day, has_day = read_date(value)
    if not language.cldr:
        return local_digits(value, language)
    locale = _locale(language)
    shown = format_date(day, "long", locale) if has_day else format_skeleton("yMMMM", day, locale=locale)
    return local_digits(shown, language)


def hours_parts(fact: Fact, language: Language) -> tuple[str, str] | None:
    """Days and times when somebody answers: ("Mon–Fri", "09:00–17:00"), days by CLDR, times on 24 hours.

    None where the hours are unknown or "always" (look at `fact.hours`), or CLDR has no names of days.
    """
    if fact.hours in ("", "always") or not language.cldr:
        return None
    first, last, opens, closes = read_hours(fact.hours)
    # Not "stand-alone": Babel 2.18 hands out another locale's names there once that locale was asked first.
    names = _locale(language).days["format"]["abbreviated"]
    days = names[first] if first == last else f"{names[first]}–{names[last]}"
    return days, local_digits(f"{opens:%H:%M}–{closes:%H:%M}", language)


def display(fact: Fact, language: Language) -> str:
    """How the fact is written in `language`, without isolates: dates by CLDR, phone digits always ASCII."""
    match fact.kind:
        case FactKind.DATE:
            return local_date(fact.value, language)
        case FactKind.NUMBER:
            return local_digits(fact.display or fact.value, language)
        case FactKind.PHONE:
            return ascii_digits(fact.display or fact.value)
        case FactKind.TEXTPHONE:
            return f"{RELAY_PREFIX} {ascii_digits(fact.display or _national(fact.value))}"
        case FactKind.WEB:
            return fact.display or re.sub(r"^https?://", "", fact.value).rstrip("/")
        case _:
            return fact.display or fact.value


def href(fact: Fact) -> str:
    """The link of a fact, or "". Only tel:, mailto:, http: and https: ever come out."""
    match fact.kind:
        case FactKind.PHONE:
            plus = "+" if fact.value.startswith("+") else ""
            return f"tel:{plus}{digits_of(fact.value)}"
        case FactKind.TEXTPHONE:
            return f"tel:{RELAY_PREFIX}{digits_of(_national(fact.value))}"
        case FactKind.EMAIL:
            return "mailto:" + quote(fact.value, safe="@.+-_")
        case FactKind.WEB:
            return fact.value if re.match(r"https?://", fact.value) else f"https://{fact.value}"
        case _:
            return ""


def _locale(language: Language) -> Locale:
    return Locale.parse(language.cldr.replace("-", "_"))


def _national(number: str) -> str:
    """E.164 as it is dialled in the United Kingdom, where Relay UK works: +44161… → 0161…, +33… → 0033…"""
    if number.startswith("+44"):
        return "0" + number[3:]
    return "00" + number[1:] if number.startswith("+") else number

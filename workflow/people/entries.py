"""Languages added in the browser: what an entry has to be, and why one is refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from i18n.languages import check_tag, new_language
from i18n.plurals import PluralError, parse_header
from workflow.people.languages import FIELDS, register
from workflow.people.models import LanguageEntry
from workflow.slugs import RESERVED

SCRIPT = re.compile(r"[A-Z][a-z]{3}")
FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,59}")
DIGITS = re.compile(r"[a-z]{4,12}")
ALLOWED_INVISIBLE = "\u200c\u200d"  # Joiners, which Persian and many Indian languages are spelt with.


def tag_problem(tag: str) -> str | None:
    """Why a language cannot be added under this tag, in one sentence; None if it can."""
    if len(tag) > 35:
        return "A language tag has at most 35 characters."
    return check_tag(tag, register(), reserved=RESERVED)


def suggested(tag: str) -> LanguageEntry:
    """An entry for a new tag, unsaved, filled in as far as CLDR knows the language."""
    known = new_language(tag)
    values = {name: getattr(known, name) for name in FIELDS if name != "font"}
    return LanguageEntry(**values, font=known.fonts[0])


def problems(entry: LanguageEntry) -> Iterator[tuple[str, str]]:
    """Everything wrong with an entry: the field, and a sentence."""
    if entry._state.adding and (fault := tag_problem(entry.tag)):
        yield "tag", fault
    for name, label in (
        ("english", "English name"),
        ("autonym", "own name"),
        ("sentence_ends", "sentence ends"),
    ):
        if hidden := _invisible(getattr(entry, name)):
            yield name, f"The {label} has an invisible character in it ({hidden}): type it afresh."
        elif name != "sentence_ends" and not any(char.isalpha() for char in getattr(entry, name)):
            yield name, f"The {label} has to have letters in it."
    yield from _name_problems(entry)
    yield from _setting_problems(entry)


def _name_problems(entry: LanguageEntry) -> Iterator[tuple[str, str]]:
    for other in register():
        if (
            other.tag.lower() != entry.tag.lower()
            and other.english.casefold() == entry.english.strip().casefold()
        ):
            yield (
                "english",
                f"“{other.tag}” is called {other.english} already: say in the name how this one differs.",
            )
    if not entry.english.isascii() and any(
        unicodedata.bidirectional(char) in {"R", "AL"} for char in entry.english
    ):
        yield "english", "The English name is written in Latin letters."
    runs = _direction(entry.autonym)
    if runs and runs != entry.direction:
        ways = {"ltr": "left to right", "rtl": "right to left"}
        yield "direction", f"The language's own name is written {ways[runs]}, so its texts are too."


def _setting_problems(entry: LanguageEntry) -> Iterator[tuple[str, str]]:
    if not SCRIPT.fullmatch(entry.script):
        yield "script", "A script is named by its ISO 15924 code of four letters, such as Latn, Cyrl or Arab."
    if not FONT.fullmatch(entry.font):
        yield (
            "font",
            "A font is named by its family, such as “Noto Sans”: letters, digits, spaces and hyphens.",
        )
    if any(char.isalnum() or char in "<>&\"'{}" for char in entry.sentence_ends):
        yield "sentence_ends", "Write only the marks that end a sentence, such as .?!"
    if not DIGITS.fullmatch(entry.digits):
        yield "digits", "Digits are named by their CLDR code, such as latn, arab or beng."
    if not 1 <= entry.line_height <= 4:
        yield "line_height", "The line height lies between 1 and 4."
    try:
        parse_header(f"nplurals={entry.nplurals}; plural={entry.plural};")
    except PluralError as error:
        yield "plural", str(error)


def _invisible(text: str) -> str:
    """The name of the first control, formatting or private character, or ""."""
    for char in text:
        if (
            unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
            and char not in ALLOWED_INVISIBLE
        ):
            return unicodedata.name(char, f"U+{ord(char):04X}").lower()
    return ""


def _direction(text: str) -> str:
    """The direction of the first strong letter, "" if there is none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return ""

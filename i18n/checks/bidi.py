"""Characters that deceive: direction overrides, invisible ones, look-alikes of another script.

`U+202E 0009 774 1610` is displayed as `0161 477 9000`; a Cyrillic letter in an address cannot be seen.
Direction is the page's business: a text has no controls. Joiners stay where the script spells with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from i18n.checks.shapes import Finding, Message, Severity
from i18n.languages import Language

CODES = {
    "bidi.control": Severity.BLOCK,
    "bidi.mark": Severity.BLOCK,
    "bidi.invisible": Severity.BLOCK,
    "bidi.private": Severity.BLOCK,
    "bidi.replacement": Severity.BLOCK,
    "bidi.presentation": Severity.BLOCK,
    "bidi.kashida": Severity.WARN,
    "bidi.confusable": Severity.BLOCK,
}

_CONTROL = "\u202a-\u202e\u2066-\u2069"
_EMBEDDING = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u200b"
_MARK = "\u200e\u200f\u061c"
_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d"
    "\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff"
_PRESENTATION = (
    "\ufb1d-\ufd3d\ufd40-\ufdf9\ufdfe\ufe70-\ufefc"  # ﷲ-like words of honour (FDFA, FDFB) may stay
)
_LETTERLIKE = "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb"
_JOINING = frozenset(
    ("Arab", "Aran", "Syrc", "Mong", "Nkoo", "Adlm", "Rohg", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml")
    + ("Telu", "Knda", "Mlym", "Sinh", "Mymr", "Khmr", "Tibt")
)
_NO_SPACES = frozenset(("Thai", "Laoo", "Khmr", "Mymr", "Tibt"))  # U+200B says where a line may break
_EAST_ASIAN = frozenset(("Hans", "Hant", "Hani", "Jpan", "Kore"))

_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
_STRETCHED = re.compile("[\u0620-\u064a\u0671-\u06d3]\u0640+[\u0620-\u064a\u0671-\u06d3]")
_MIXED = re.compile(rf"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_MIXED_WORD = re.compile(rf"[{_LATIN}{_OTHER}]+")
_LOOK_LATIN = frozenset("АВЕЅІЈКМНОРСТУХавеѕіјкмнорстухԁԛԝҺһӀΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικνορτυχγ")
_LOOK_OTHER = frozenset("ABCEHIJKMNOPSTXYZabcehijkmnopstuvxyzdqw")


@cache
def _suspects(script: str) -> re.Pattern[str]:
    """Every character that is reported in a text of this script."""
    chars = _CONTROL + _MARK + _INVISIBLE + _PRIVATE + _PRESENTATION + "\u0640\ufffd"
    if script in _JOINING:
        chars = chars.replace("\u200b-\u200d", "\u200b")
    if script in _NO_SPACES:
        chars = chars.replace("\u200b", "\u2060")
    if script not in _EAST_ASIAN:
        chars += _LETTERLIKE
    return re.compile(f"[{chars}]")


def check(message: Message, language: Language) -> Iterator[Finding]:
    pattern = _suspects(language.script)
    hard = message.registered
    for form in message.target:
        if form.isascii() and form.isprintable():
            continue
        for match in pattern.finditer(form):
            if match.group() != "\u0640" or _STRETCHED.match(form, match.start() - 1):
                yield _finding(match.group(), form[: match.start()], language.rtl, hard)
        if _MIXED.search(form):
            yield from _confusables(form)


_KINDS: tuple[tuple[str, Severity, str, str], ...] = (
    (_CONTROL, Severity.BLOCK, "bidi.control", "turns the direction of the text round: delete it"),
    (_PRIVATE, Severity.BLOCK, "bidi.private", "has no meaning outside one font: write the letter itself"),
    (
        _PRESENTATION,
        Severity.BLOCK,
        "bidi.presentation",
        "is a printer's form of a letter: type the plain letter",
    ),
    (_LETTERLIKE, Severity.BLOCK, "bidi.confusable", "only looks like a letter: type the plain letter"),
    ("\ufffd", Severity.BLOCK, "bidi.replacement", "stands where a letter was lost: write the word again"),
    ("\u0640", Severity.WARN, "bidi.kashida", "stretches the word and breaks search and speech: delete it"),
    ("\u00ad\ufe00-\ufe0f", Severity.WARN, "bidi.invisible", "cannot be seen: delete it"),
    (_INVISIBLE, Severity.BLOCK, "bidi.invisible", "cannot be seen: delete it"),
)
_BY_KIND = tuple((re.compile(f"[{kind[0]}]"), kind[1], kind[2], kind[3]) for kind in _KINDS)


def _finding(char: str, before: str, rtl: bool, hard: bool) -> Finding:
    name = unicodedata.name(char, "no name").lower()
    words = before.split()
    where = f"after “{words[-1]}”" if words else "at the start"
    if char in _MARK:
        # A mark cannot reverse a number, and right-to-left writers need one now and then.
        text = f"A direction mark (U+{ord(char):04X} {name}) stands {where}: delete it unless you need it."
        return Finding(
            "bidi.mark", Severity.INFORM if rtl else Severity.BLOCK if hard else Severity.WARN, text
        )
    for pattern, severity, code, what in _BY_KIND:
        if pattern.match(char):
            # Programs without isolation of their own put embeddings in on purpose.
            weight = Severity.WARN if char in _EMBEDDING and not hard else severity
            return Finding(code, weight, f"The character U+{ord(char):04X} ({name}) {where} {what}.")
    raise AssertionError(char)


def _confusables(form: str) -> Iterator[Finding]:
    for word in _MIXED_WORD.findall(form):
        other = {char for char in word if ord(char) >= 0x370}
        latin = set(word) - other
        if latin and other and (other <= _LOOK_LATIN or latin <= _LOOK_OTHER):
            text = f"The word “{word}” mixes look-alike letters of two scripts: type it again in one."
            yield Finding("bidi.confusable", Severity.BLOCK, text)

"""Which script a letter belongs to, from its Unicode name, and which scripts a language is written in.

The name's first word names the script of every letter there is: no table of ranges can fall out of date."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

_ISO_15924 = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ETHIOPIC": "Ethi", "DEVANAGARI": "Deva", "BENGALI": "Beng",
    "GURMUKHI": "Guru", "GUJARATI": "Gujr", "ORIYA": "Orya", "TAMIL": "Taml", "TELUGU": "Telu",
    "KANNADA": "Knda", "MALAYALAM": "Mlym", "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo",
    "TIBETAN": "Tibt", "MYANMAR": "Mymr", "KHMER": "Khmr", "HANGUL": "Hang", "CJK": "Hani",
    "IDEOGRAPHIC": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana",
    "HALFWIDTH": "Kana", "BOPOMOFO": "Bopo", "MONGOLIAN": "Mong", "THAANA": "Thaa", "SYRIAC": "Syrc",
    "NKO": "Nkoo", "TIFINAGH": "Tfng", "SYLOTI": "Sylo", "CHAKMA": "Cakm", "HANIFI": "Rohg", "OL": "Olck",
    "MEETEI": "Mtei", "ADLAM": "Adlm", "VAI": "Vaii", "YI": "Yiii", "CHEROKEE": "Cher", "LISU": "Lisu",
}  # fmt: skip
_WRITTEN_IN = {
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Hani": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Aran": frozenset({"Arab"}),
}
_KNOWN = frozenset(_ISO_15924.values())


@cache
def script_of(char: str) -> str:
    """ISO 15924 code of a letter's script; "" for what is no letter or belongs to none."""
    if not char.isalpha():
        return ""
    name = unicodedata.name(char, "")
    return _ISO_15924.get(name.split(" ", 1)[0].split("-IDEOGRAPH", 1)[0], "")


@cache
def scripts_of(script: str) -> frozenset[str]:
    """The scripts of the letters of a language; empty where we cannot tell (speech, sign, unknown)."""
    if script in _WRITTEN_IN:
        return _WRITTEN_IN[script]
    return frozenset({script}) & _KNOWN


def histogram(text: str) -> Counter[str]:
    """Letters in `text` by script."""
    counts: Counter[str] = Counter()
    for char, number in Counter(text).items():
        script = script_of(char)
        if script:
            counts[script] += number
    return counts

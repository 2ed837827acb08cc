"""What is hard to read or to translate: long sentences, outdated channels, unexplained letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks import Severity
from i18n.leaflet import words
from i18n.lint.model import LintFinding, Source, prose, sentences

MOST_WORDS = 25
"""Longer sentences are hard to read and worse to translate (GOV.UK content guidance: 25 words)."""

_OBSOLETE = re.compile(
    r"\b(fax(?:es)?|telex|audio ?tapes?|tapes?|cassettes?|floppy|dis[kc]s?|diskettes?|cd-?roms?|textphones?|"
    r"minicoms?|typetalk|pagers?)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?<![\w&.-])[A-Z]{2,6}(?=s?(?![\w-]))")
_KNOWN = frozenset({"UK", "NHS", "PDF", "OK", "GP", "TV", "ID", "BSL", "SMS", "QR"})


def long_sentences(source: Source) -> Iterator[LintFinding]:
    for segment in source.segments:
        for sentence in sentences(prose(segment)):
            count = words(sentence)
            if count > MOST_WORDS:
                start = " ".join(sentence.split()[:6])
                message = f"The sentence “{start} …” has {count} words. Make it two; {MOST_WORDS} is plenty."
                yield LintFinding(segment.line, "long-sentence", Severity.WARN, message)


def obsolete_channels(source: Source) -> Iterator[LintFinding]:
    for segment in source.segments:
        for word in dict.fromkeys(match[1].lower() for match in _OBSOLETE.finditer(prose(segment))):
            message = f"Is “{word}” still offered? Few people can use it; say what they can use today."
            yield LintFinding(segment.line, "obsolete-channel", Severity.WARN, message)


def abbreviations(source: Source) -> Iterator[LintFinding]:
    """Letters that the leaflet explains nowhere, neither as “Full Name (FN)” nor as “FN (Full Name)”."""
    everything = "\n".join(prose(segment) for segment in source.segments)
    seen = set(_KNOWN)
    for segment in source.segments:
        text = prose(segment)
        for letters in _ABBREVIATION.findall(text):
            explained = re.search(rf"\(\s*{letters}s?\s*\)|\b{letters}s? \(", everything)
            if letters in seen or explained or text.isupper():
                continue
            seen.add(letters)
            message = f"“{letters}” is explained nowhere. Write it out, or explain it where it first stands."
            yield LintFinding(segment.line, "abbreviation", Severity.WARN, message)

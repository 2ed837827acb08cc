"""What engines and people leave behind: masks, marks on unknown words, error pages, automatic replies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {
    "markers.mask": Severity.BLOCK,
    "markers.unknown_word": Severity.BLOCK,
    "markers.error_page": Severity.BLOCK,
    "markers.reply": Severity.BLOCK,
}

_MASK = re.compile(
    r"\\?\[\s*\\?<\s*/?\s*\w{1,4}\s*\\?>\s*\\?\]|\[\\<|\\>\]"  # Apertium's superblanks
    r"|\^[^\s^$/]{1,60}/[^\s^$]{0,120}\$"  # Apertium's lexical units
    r"|\u27e6[^\u27e7]{0,40}\u27e7|[\u27e6\u27e7]|__\w{1,12}__|\[\[\s*\d+\s*\]\]|%%\s*\d+\s*%%"
    r"|\bx{2,3}\d+x{2,3}\b"
    r"|\b(?:[A-Z]{1,3}_?PH|PLACEHOLDER|NOTRANSLATE)_?\d+\b",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(r"(?<![\w*/.@#&;%\])])[*#@](?=[^\W\d_])[\w'’-]+")
_ERROR = re.compile(
    r"mymemory warning|you used all available free translations|query length limit ex|invalid (?:source"
    r"|target) language"
    r"|please select two distinct languages|no query specified|<!doctype|<html\b|<head\b|<body\b|<title>"
    r"|\b(?:4\d\d|5\d\d) (?:too many requests|bad gateway|forbidden|not found|service unavailable"
    r"|internal server error"
    r"|gateway time)|\berror [45]\d\d\b|too many requests|internal server error|service unavailable"
    r"|bad gateway"
    r"|(?:quota|rate limit|character limit) (?:was |has been |is )?(?:exceeded|reached)"
    r"|traceback \(most recent call last"
    r"|^\s*\{\s*[\"'](?:error|message|detail|translatedtext|responsedata)[\"']\s*:|invalid api key"
    r"|unusual traffic",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"\bout of (?:the )?office\b|\bnot in the office\b|nid wyf yn y swyddfa|\bautomatic reply\b"
    r"|\bauto-?reply\b"
    r"|\bsee attached\b|\bplease find attached\b|\bas an ai\b|\bhere(?: is|[’']s) (?:the|your"
    r"|a) translation\b"
    r"|^\s*(?:translation|translated text|output)\s*:",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\[\\^\u27e6\u27e7_%*#@<{]|\d")


def check(message: Message, language: Language) -> Iterator[Finding]:
    yield from per_form(message, partial(_compare, message.registered))


def _compare(registered: bool, source: str, target: str) -> list[Finding]:
    found = []
    if _SIGNS.search(target):
        found = [*_masks(source, target), *_unknown(registered, source, target)]
    for pattern, code, sentence in _WHOLE:
        match = pattern.search(target)
        if match and not pattern.search(source):
            found.append(Finding(code, Severity.BLOCK, sentence.format(match.group().strip())))
    return found


_WHOLE = (
    (
        _ERROR,
        "markers.error_page",
        "“{}” is an error message, not a translation: translate by hand or draft again.",
    ),
    (_REPLY, "markers.reply", "“{}” is an answer about the text, not a translation: write the translation."),
)


def _masks(source: str, target: str) -> Iterator[Finding]:
    for match in _MASK.finditer(target):
        piece = match.group()
        if piece and piece not in source:
            text = f"“{piece}” is left over from the engine: take it out, and check what it stood for."
            yield Finding("markers.mask", Severity.BLOCK, text)


def _unknown(registered: bool, source: str, target: str) -> Iterator[Finding]:
    """Apertium marks words that it does not know: `*word`, `@word`, `#word`."""
    known = source.replace("**", "")
    words = [word for word in _UNKNOWN.findall(target) if word[0] not in known]
    if words:
        severity = Severity.BLOCK if registered else Severity.WARN
        text = (
            f"The engine did not know “{words[0]}”: translate the word and take the sign {words[0][0]} out."
        )
        yield Finding("markers.unknown_word", severity, text)

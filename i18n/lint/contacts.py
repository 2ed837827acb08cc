"""Numbers, addresses and dates that stand in the text as figures: they belong into the register of facts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks import Severity
from i18n.facts import REF, FactKind, digits_of, find
from i18n.lint.model import LintFinding, Source, prose

_PHONE = re.compile(r"(?<![\w£$€])[+(]?\d(?:[ \u00a0().\-–/]{0,3}\d){6,15}(?!\w)")
_SHORT_NUMBER = re.compile(
    r"\b(?:call|ring|dial|phone|telephone|text)s?:? (?:\w+ )?(?:on )?(\d{3}(?: ?\d{3})?)(?![\w])",
    re.IGNORECASE,
)
_FIGURE_DATE = re.compile(r"\d{4}[-–/.]\d\d?[-–/.]\d\d?|\d\d?[-–/. ]\d\d?[-–/. ]\d{4}|\d{4} ?[-–/] ?\d{4}")
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,99}@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?<![@\w.-])(?:https?://[^\s…]+|www\.[\w-]+(?:\.[\w-]+)+[^\s…]*"
    r"|(?:[\w-]{1,63}\.){1,9}(?:uk|com|org|net|info|eu|gov|scot|wales|cymru)\b(?:/[^\s…]*)?)",
    re.IGNORECASE,
)
# Royal Mail's form of a postcode: area, district, sector, unit.
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d\d?(?:st|nd|rd|th)? )?(?:{_MONTH}),? \d{{4}}\b|\b\d\d?[/.]\d\d?[/.]\d{{4}}\b")

_SUPPLIED_BY_PAGE = frozenset({FactKind.NAME, FactKind.NUMBER, FactKind.DATE})


def raw_contacts(source: Source) -> Iterator[LintFinding]:
    """Phone numbers, e-mail and web addresses that are typed instead of inserted."""
    for segment in source.segments:
        for code, what, example, value in _contacts(prose(segment)):
            message = (
                f"The {what} “{value}” is typed into the text. Put it into the register of facts and write "
            )
            yield LintFinding(segment.line, code, Severity.BLOCK, f"{message}{{{example}}}.")


def raw_places_and_dates(source: Source) -> Iterator[LintFinding]:
    """Postcodes and dates, which other languages write in other ways or must not change at all."""
    for segment in source.segments:
        text = prose(segment)
        for match in _POSTCODE.finditer(text):
            message = (
                f"An address with the postcode “{match[0]}” is typed into the text; insert it: {{address:…}}."
            )
            yield LintFinding(segment.line, "raw-address", Severity.WARN, message)
        for match in _DATE.finditer(text):
            message = f"The date “{match[0]}” is typed into the text; insert it: {{date:…}}."
            yield LintFinding(segment.line, "raw-date", Severity.WARN, message)


def references(source: Source) -> Iterator[LintFinding]:
    """Braces that are no reference, and references to facts that nobody has recorded."""
    words = source.leaflet.meta.kind == "words"
    for segment in source.segments:
        for match in re.finditer(r"\{[^{}]*\}?|\}", REF.sub("", segment.text)):
            message = f"“{match[0]}” is not a reference to a fact; one looks like {{phone:interpreting}}."
            yield LintFinding(segment.line, "bad-reference", Severity.BLOCK, message)
        for ref in find(segment.text):
            supplied = words and ref.kind in _SUPPLIED_BY_PAGE
            if source.facts is not None and ref.key not in source.facts and not supplied:
                message = f"The register of facts does not hold {{{ref.key}}}. Add it, or correct its name."
                yield LintFinding(segment.line, "unknown-fact", Severity.BLOCK, message)


def _contacts(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(code, what it is, example of a reference, as written) for each contact in `text`."""
    for match in _EMAIL.finditer(text):
        yield "raw-email", "e-mail address", "email:…", match[0].rstrip(".")
    without_emails = _EMAIL.sub(" ", text)
    for match in _WEB.finditer(without_emails):
        yield "raw-web", "web address", "web:…", match[0].rstrip(".,;:!?)")
    without_addresses = _WEB.sub(" ", without_emails)
    for match in _PHONE.finditer(without_addresses):
        if _looks_like_phone(match[0]):
            yield "raw-phone", "phone number", "phone:…", match[0].strip()
    for match in _SHORT_NUMBER.finditer(_PHONE.sub(" ", without_addresses)):
        yield "raw-phone", "phone number", "phone:…", match[1]


def _looks_like_phone(figures: str) -> bool:
    """Years, dates and sums are not. What people dial begins with 0 or +, or has nine digits or more."""
    if _FIGURE_DATE.fullmatch(figures.strip(" ()")):
        return False
    digits = digits_of(figures)
    return figures[0] == "+" or digits.startswith("0") or len(digits) >= 9

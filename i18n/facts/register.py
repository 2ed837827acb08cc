"""The register of facts in a TOML file, one `[kind.purpose]` table per fact."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

from i18n.facts.forms import read_date, read_hours
from i18n.facts.model import REF, Cost, Fact, FactKind, digits_of


class FactsError(ValueError):
    """The register cannot be used. `str()` is one sentence that names the fact's key."""


_FIELDS = frozenset({"value", "display", "cost", "hours", "tested", "note", "lang"})
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")  # ITU-T E.164: at most 15 digits
_SHORT_NUMBER = re.compile(r"[0-9]{3,6}")
_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")
_WEB = re.compile(r"https?://[^\s<>\"]+")


def load(path: Path | str) -> dict[str, Fact]:
    """Facts by key. Raises FactsError, one sentence with the key, or the file's name where it is no TOML."""
    name = Path(path).name
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise FactsError(f"{name} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise FactsError(f"{name} is not a TOML file in UTF-8: {error}.") from error
    facts: dict[str, Fact] = {}
    for kind, group in tables.items():
        if kind not in list(FactKind) or not isinstance(group, dict):
            raise FactsError(f"“{kind}” is not a kind of fact; the kinds are {', '.join(FactKind)}.")
        for purpose, table in group.items():
            fact = _fact(FactKind(kind), purpose, table)
            facts[fact.key] = fact
    return facts


def _fact(kind: FactKind, purpose: str, table: object) -> Fact:
    key = f"{kind}:{purpose}"
    if not REF.fullmatch(f"{{{key}}}"):
        raise FactsError(f"{key}: a purpose has only small letters, digits and hyphens.")
    if not isinstance(table, dict) or "value" not in table:
        raise FactsError(f"{key}: the fact has no value.")
    if unknown := sorted(set(table) - _FIELDS):
        raise FactsError(f"{key}: “{unknown[0]}” is not a field of a fact.")
    values = {field: _text(key, field, given) for field, given in table.items() if field != "tested"}
    if values.get("cost", Cost.UNKNOWN) not in list(Cost):
        raise FactsError(f"{key}: the cost is one of {', '.join(Cost)}.")
    fact = Fact(
        kind,
        purpose,
        values["value"],
        display=values.get("display", ""),
        cost=Cost(values.get("cost", Cost.UNKNOWN)),
        hours=values.get("hours", ""),
        tested=_tested(key, table.get("tested")),
        note=values.get("note", ""),
        lang=values.get("lang", "en"),
    )
    if fault := fault_of(fact):
        raise FactsError(f"{key}: {fault}")
    return fact


def fault_of(fact: Fact) -> str:
    """What is wrong with a fact's value, display form or hours, as one sentence; "" if nothing is."""
    try:
        if fact.hours not in ("", "always"):
            read_hours(fact.hours)
        if fact.kind is FactKind.DATE:
            read_date(fact.value)
    except ValueError as error:
        return str(error)
    if not fact.value.strip():
        return "the value is empty."
    match fact.kind:
        case FactKind.PHONE | FactKind.TEXTPHONE:
            return _fault_of_number(fact)
        case FactKind.EMAIL if not _EMAIL.fullmatch(fact.value):
            return f"“{fact.value}” is not an e-mail address."
        case FactKind.WEB if not _WEB.fullmatch(fact.value):
            return f"“{fact.value}” is not a web address that begins with http:// or https://."
    return ""


def _fault_of_number(fact: Fact) -> str:
    if not (_E164.fullmatch(fact.value) or _SHORT_NUMBER.fullmatch(fact.value)):
        return f"“{fact.value}” is not a number like +441614779000 or 999."
    digits = digits_of(fact.value)
    shown = digits_of(fact.display or fact.value)
    # "0161 …" shows +44161…: the trunk 0 stands for the country's code. The rest must be the same digits.
    if shown != digits and not (shown.startswith("0") and digits.endswith(shown[1:]) and len(shown) > 6):
        return f"“{fact.display}” does not show the digits of {fact.value}."
    return ""


def _text(key: str, field: str, given: object) -> str:
    if isinstance(given, date):
        return given.isoformat()
    if not isinstance(given, str):
        raise FactsError(f"{key}: “{field}” must stand in quotation marks.")
    return given


def _tested(key: str, given: object) -> date | None:
    if given is None or (isinstance(given, date) and type(given) is date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise FactsError(f"{key}: “tested” is not a date like 2010-03-25.") from None

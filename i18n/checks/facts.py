"""Facts: the translation has the references of the English, each as often, and no number written out.

In a stranger's catalogue there are no references; its phone numbers and addresses are compared by value, and
digits of any script count as the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from i18n.checks import figures
from i18n.checks.plain import EMAIL, WEB, without_references
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.facts import FactKind, find, keys
from i18n.languages import Language

CODES = {
    "facts.missing": Severity.BLOCK,
    "facts.extra": Severity.BLOCK,
    "facts.other": Severity.BLOCK,
    "facts.malformed": Severity.BLOCK,
    "facts.order": Severity.WARN,
    "facts.raw_number": Severity.BLOCK,
    "facts.raw_contact": Severity.BLOCK,
    "facts.phone": Severity.BLOCK,
    "facts.contact": Severity.BLOCK,
}

_NAMES = {
    FactKind.PHONE: "phone number",
    FactKind.TEXTPHONE: "textphone number",
    FactKind.EMAIL: "e-mail address",
    FactKind.WEB: "web address",
    FactKind.ADDRESS: "postal address",
    FactKind.DATE: "date",
    FactKind.NAME: "name",
    FactKind.NUMBER: "number",
}
_BRACES = re.compile(r"[{}｛｝]")
_BROKEN = re.compile(r"[{｛][^{}｛｝]{0,60}[}｝]?|[^\s{}｛｝]{0,40}[}｝]")


def check(message: Message, language: Language) -> Iterator[Finding]:
    yield from per_form(message, partial(_references, message.registered))
    yield from per_form(message, _raw if message.registered else _strangers)


def _say(key: str) -> str:
    kind, _, purpose = key.partition(":")
    return f"{_NAMES[FactKind(kind)]} “{purpose}”"


def _references(registered: bool, source: str, target: str) -> list[Finding]:
    wanted = keys(source) if "{" in source else Counter[str]()
    if not wanted and not (registered and _BRACES.search(target)) and "{" not in target:
        return []
    got = keys(target)
    missing, extra = list((wanted - got).elements()), list((got - wanted).elements())
    found = _swapped(missing, extra)
    malformed = _malformed(source, target, missing) if registered or wanted else []
    found += malformed
    # A damaged reference is the missing one: one sentence for one mistake.
    for key in missing[len(malformed) :]:
        text = f"The {_say(key)} is missing: put {{{key}}} where the English has it."
        found.append(Finding("facts.missing", Severity.BLOCK, text))
    for key in extra:
        text = f"The {_say(key)} is not in the English, or not so often: take {{{key}}} out."
        found.append(Finding("facts.extra", Severity.BLOCK, text))
    return found or _order(source, target)


def _swapped(missing: list[str], extra: list[str]) -> list[Finding]:
    """Pairs of the same kind: another purpose stands where the English has this one. Takes them off both."""
    found = []
    for key in list(missing):
        kind = key.partition(":")[0]
        other = next((candidate for candidate in extra if candidate.partition(":")[0] == kind), None)
        if other is None:
            continue
        missing.remove(key)
        extra.remove(other)
        text = (
            f"The {_say(other)} stands where the English has another: put {{{key}}} in place of {{{other}}}."
        )
        found.append(Finding("facts.other", Severity.BLOCK, text))
    return found


def _malformed(source: str, target: str, missing: list[str]) -> list[Finding]:
    rest = without_references(target)
    pieces = [match.group().strip() for match in _BROKEN.finditer(rest)] if _BRACES.search(rest) else []
    broken = [piece for piece in pieces if piece not in source]
    broken += [key for key in missing if key in rest and not any(key in piece for piece in broken)]
    found = []
    for index, piece in enumerate(broken):
        advice = (
            f"write {{{missing[index]}}} exactly as in the English" if index < len(missing) else "take it out"
        )
        text = f"“{piece}” is not a reference that Polyleaf knows: {advice}."
        found.append(Finding("facts.malformed", Severity.BLOCK, text))
    return found


def _order(source: str, target: str) -> list[Finding]:
    """Two references of one kind that changed places may have changed sentences too."""
    refs, got = find(source), find(target)
    if len(refs) < 2:
        return []
    for kind in {ref.kind for ref in refs}:
        there = [ref.key for ref in refs if ref.kind == kind]
        here = [ref.key for ref in got if ref.kind == kind]
        if there != here:
            text = (
                f"The {_NAMES[kind]}s stand in another order than in the English: check each in its sentence."
            )
            return [Finding("facts.order", Severity.WARN, text)]
    return []


def _raw(source: str, target: str) -> list[Finding]:
    """Nobody retypes a number or an address of ours: the reference stands for it."""
    found = []
    target = without_references(target)
    if figures.has_digit(target):
        for run in figures.strays(without_references(source), target):
            text = f"The number {run} is written out: put the reference of the English there, or take it out."
            found.append(Finding("facts.raw_number", Severity.BLOCK, text))
    if "@" in target or "://" in target or "www." in target.lower():
        known = _contacts(source)
        for contact in _contacts(target) - known:
            text = f"{contact} is written out: put the reference of the English there, or take it out."
            found.append(Finding("facts.raw_contact", Severity.BLOCK, text))
    return found


def _contacts(text: str) -> Counter[str]:
    texts = EMAIL.findall(text) + [address.rstrip(".,;:!?") for address in WEB.findall(text)]
    return Counter(texts)


def _strangers(source: str, target: str) -> list[Finding]:
    found = []
    there = figures.phones(source) if figures.has_digit(source) else {}
    here = figures.phones(target) if figures.has_digit(target) else {}
    if there.keys() != here.keys():
        missing = ", ".join(there[digits] for digits in there if digits not in here)
        extra = ", ".join(here[digits] for digits in here if digits not in there)
        found.append(Finding("facts.phone", Severity.BLOCK, _phone_sentence(missing, extra)))
    if "@" in source or "@" in target:
        there_mail, here_mail = set(EMAIL.findall(source)), set(EMAIL.findall(target))
        for address in sorted(here_mail - there_mail):
            text = f"The e-mail address {address} is not in the English: write the one of the English."
            found.append(Finding("facts.contact", Severity.BLOCK, text))
    return found


def _phone_sentence(missing: str, extra: str) -> str:
    if missing and extra:
        return f"The English has the number {missing}, the translation {extra}: correct it digit by digit."
    if missing:
        return f"The number {missing} is missing: write it as the English has it."
    return f"The number {extra} is not in the English: take it out."

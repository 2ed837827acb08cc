"""What the checks take and give: a message in, findings out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from i18n.languages import Language


class Severity(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable and dotted (`facts.missing`); `message` is one plain sentence that says what to do."""

    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a check sees: the English, and the target forms (one, or one per plural category).

    `registered`: the English is a leaflet of ours, whose numbers are facts; False: a stranger's catalogue."""

    source: str
    target: tuple[str, ...]
    key: str = ""
    source_plural: str = ""
    registered: bool = True
    flags: tuple[str, ...] = ()


Rule = Callable[[Message, Language], Iterator[Finding]]
Compare = Callable[[str, str], list[Finding]]


def per_form(message: Message, compare: Compare) -> Iterator[Finding]:
    """The findings of `compare(english, form)` for each form.

    A plural form may follow the English singular or the English plural ("one file", "2 files"): the one that
    fits it better counts."""
    for form in message.target:
        found = compare(message.source, form)
        if found and message.source_plural:
            found = min(found, compare(message.source_plural, form), key=len)
        yield from found

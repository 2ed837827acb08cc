"""What an engine is, what it may be given, what it gives back, and how it says no."""

from __future__ import annotations

import re
from dataclasses import InitVar, dataclass
from typing import Protocol

from i18n.languages import Language

_GATE = object()
_PUBLIC_KINDS = ("leaflet", "words")
_KEY = re.compile(r"\S{1,200}")
_LONGEST = 20_000
# A leaflet names its numbers and addresses as facts, so a raw one is somebody's data.
_EMAIL = re.compile(r"[^\s@{}]+@[^\s@{}]+\.\w")
_PHONE = re.compile(r"(?:\d[\s().-]{0,2}){7,}")


class EngineError(Exception):
    """Why there is no draft, in one sentence for a person. `retry` says whether trying later makes sense.

    `wait` is the pause in seconds that the engine itself asked for, None if it asked for none. The sentence
    never holds a leaflet's words, an address or a key, so it may be stored, shown and logged."""

    def __init__(self, code: str, sentence: str, *, retry: bool = False, wait: float | None = None) -> None:
        self.code = code
        self.retry = retry
        self.wait = wait
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class PublicSourceText:
    """Text of a public leaflet, the only thing an engine may be given. Made by `public_text`, which refuses
    what is no leaflet text; a family's words never have this type."""

    text: str
    key: str
    gate: InitVar[object] = None

    def __post_init__(self, gate: object) -> None:
        if gate is not _GATE:
            raise TypeError("PublicSourceText is made by public_text() only.")


def public_text(text: str, key: str, *, kind: str) -> PublicSourceText:
    """The English of one segment (`key`) of a leaflet whose `kind` is "leaflet" or "words".

    Raises EngineError("private") for anything else, and for a text with a raw number or e-mail address."""
    if kind not in _PUBLIC_KINDS:
        raise EngineError("private", "Only the text of a public leaflet may be given to an engine.")
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST or not _KEY.fullmatch(key):
        raise EngineError("private", "This is not a segment of a leaflet, so no engine may have it.")
    if _EMAIL.search(text) or _PHONE.search(text):
        raise EngineError(
            "private", "The text holds a raw number or e-mail address: make it a fact before it is drafted."
        )
    return PublicSourceText(text, key, _GATE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its provenance: `engine` reads "Apertium 3.8", `engine_code` is "apertium".

    Without an engine, `engine_code` is "memory" (an approved text) or "copy" (nothing there to translate)."""

    text: str
    engine: str
    engine_code: str


class Engine(Protocol):
    """The whole contract of an engine. It may also have `longest`, the characters it takes at once."""

    code: str
    name: str

    def knows(self, language: Language) -> bool:
        """Can it translate English into this language (and script)?"""
        ...

    def translate(self, text: str, language: Language) -> str:
        """Raw translation of one masked chunk. May raise anything; `drafting` turns it into EngineError."""
        ...

"""Machine drafts: memory first, then engines. Facts are masked before and verified after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from i18n.languages import Language


@dataclass(frozen=True, slots=True)
class PublicSourceText:
    """Text of a public leaflet, the only thing an engine may be given. Made by `public_text`, which refuses
    what is no leaflet text; a family's words never have this type."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with its provenance: `engine` reads "Apertium 3.8", `engine_code` is "apertium"."""

    text: str
    engine: str
    engine_code: str


class EngineError(Exception):
    """Why there is no draft, in one sentence for a person. `retry` says whether trying later makes sense."""

    def __init__(self, code: str, sentence: str, *, retry: bool = False) -> None:
        self.code = code
        self.retry = retry
        super().__init__(sentence)


class Engine(Protocol):
    """The whole contract of an engine."""

    code: str
    name: str

    def knows(self, language: Language) -> bool:
        """Can it translate English into this language (and script)?"""
        ...

    def translate(self, text: str, language: Language) -> str:
        """Raw translation of one masked chunk. May raise anything; `drafting` turns it into EngineError."""
        ...


def engines(names: str, settings: dict[str, str]) -> list[Engine]:
    """`DRAFT_ENGINES` ("libretranslate,apertium"; "" = none) → engines that can start here, in that order."""
    raise NotImplementedError


def draft(text: PublicSourceText, language: Language, engine: Engine) -> Draft:
    """One verified draft. Raises EngineError; never returns a text whose facts or markup differ."""
    raise NotImplementedError

"""Engines of the tests: they speak Urdu at once, and fail as they are told."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from i18n.drafts import EngineError
from i18n.languages import Language
from tests.workflow.walk import wording

MARK = re.compile(r"(\[X\d+X\])")
Answer = Callable[[str], str]


def urdu(text: str) -> str:
    """A draft that passes: Urdu words around the marks and numbers as they came in."""
    return " ".join(
        piece if MARK.fullmatch(piece) else _words(piece) for piece in MARK.split(text) if piece.strip()
    )


def _words(piece: str) -> str:
    words = wording(piece, "ur").split()
    numbers = [word for word in words if word.isdigit()]
    return " ".join([*[word for word in words if word not in numbers][: max(1, len(piece) // 5)], *numbers])


@dataclass
class Speaking:
    """Answers every text by `answer`, and remembers what it was asked."""

    answer: Answer = urdu
    code: str = "speaking"
    name: str = "Speaking 1.0"
    asked: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ("ur",)

    def knows(self, language: Language) -> bool:
        return language.tag in self.tags

    def translate(self, text: str, language: Language) -> str:
        self.asked.append(text)
        return self.answer(text)


def slow(text: str) -> str:
    time.sleep(0.05)
    return urdu(text)


def refuse(code: str, sentence: str, *, retry: bool = False) -> Answer:
    def answer(text: str) -> str:
        raise EngineError(code, sentence, retry=retry)

    return answer


def after(count: int, then: Answer) -> Answer:
    """Good answers first, then the other kind."""
    given: list[str] = []

    def answer(text: str) -> str:
        given.append(text)
        return urdu(text) if len(given) <= count else then(text)

    return answer


def die(text: str) -> str:
    """The power goes off."""
    os._exit(9)

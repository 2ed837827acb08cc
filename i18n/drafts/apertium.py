"""Apertium from Debian: translates by rules, on this machine, without a network or a key.

Into Spanish, Catalan and Galician directly; Portuguese and Italian by way of Spanish, French by way of
Catalan. Which of them it knows depends on the packages that are installed.
"""

from __future__ import annotations

import atexit
import re
import shutil
import subprocess
import threading
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

from i18n.drafts.contract import EngineError
from i18n.drafts.masking import MARK
from i18n.drafts.pipeline import Pipeline, PipelineError
from i18n.languages import Kind, Language

MODES = Path("/usr/share/apertium/modes")
ROUTES = {
    "es": ("eng-spa",),
    "ca": ("eng-cat",),
    "gl": ("en-gl",),
    "pt-PT": ("eng-spa", "es-pt"),
    "pt-BR": ("eng-spa", "es-pt_BR"),
    "it": ("eng-spa", "spa-ita"),
    "fr": ("eng-cat", "cat-fra"),
}
# Each running mode is about ten processes and 200 MB together; a route needs two at most.
_RUNNING = 3
_SPECIAL = re.compile(r"[\\\[\]{}^$/<>@*#~+]")
_BLANK = re.compile(r"\[((?:\\.|[^\]\\])*)\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@lru_cache(maxsize=1)
def version() -> str:
    """ "3.8"; "" when Apertium is not installed."""
    program = shutil.which("apertium")
    if program is None:
        return ""
    answer = subprocess.run([program, "-V"], capture_output=True, text=True, timeout=10, check=False).stdout
    found = re.search(r"(\d+\.\d+)", answer)
    return found.group(1) if found else "?"


class Apertium:
    """The engine. Raises EngineError("missing") where Apertium or every one of its pairs is not installed."""

    code = "apertium"
    longest = 4000

    def __init__(self, *, timeout: float = 20.0, modes: Path = MODES) -> None:
        if shutil.which("apertium") is None:
            raise EngineError("missing", "Apertium is not installed on this machine.")
        self._timeout = timeout
        self._modes = modes
        if not any(self._installed(route) for route in ROUTES.values()):
            raise EngineError("missing", "Apertium is here, but none of its language pairs from English is.")
        self.name = f"Apertium {version()}"
        self._running: OrderedDict[str, Pipeline] = OrderedDict()
        self._lock = threading.Lock()
        atexit.register(self.close)

    def _installed(self, route: tuple[str, ...]) -> bool:
        return all((self._modes / f"{mode}.mode").is_file() for mode in route)

    def knows(self, language: Language) -> bool:
        route = ROUTES.get(language.tag)
        return language.kind is Kind.WRITTEN and route is not None and self._installed(route)

    def translate(self, text: str, language: Language) -> str:
        if not self.knows(language):
            raise EngineError("language", f"It does not know {language.english}.")
        stream = to_stream(text)
        try:
            for mode in ROUTES[language.tag]:
                stream = self._pipeline(mode).ask(stream, self._timeout)
        except PipelineError:
            raise EngineError("server", "It stopped in the middle of its work.", retry=True) from None
        return from_stream(stream)

    def _pipeline(self, mode: str) -> Pipeline:
        with self._lock:
            pipeline = self._running.pop(mode, None) or Pipeline(self._modes / f"{mode}.mode")
            self._running[mode] = pipeline
            spare = [self._running.popitem(last=False)[1] for _ in range(len(self._running) - _RUNNING)]
        for each in spare:
            each.close()
        return pipeline

    def close(self) -> None:
        """Ends the running processes; the next translation starts them again."""
        with self._lock:
            pipelines = list(self._running.values())
            self._running.clear()
        for pipeline in pipelines:
            pipeline.close()


def to_stream(text: str) -> str:
    """Masks become blanks, which Apertium carries along untouched; its own special characters are escaped."""
    parts, end = [], 0
    for match in MARK.finditer(text):
        parts += [_escape(text[end : match.start()]), f"[{_escape(match.group())}]"]
        end = match.end()
    return "".join([*parts, _escape(text[end:])])


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def from_stream(stream: str) -> str:
    return _ESCAPED.sub(r"\1", _BLANK.sub(r"\1", stream))

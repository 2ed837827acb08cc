"""The language engine alone: checks, PO files."""

from __future__ import annotations

import tempfile
from itertools import cycle, islice
from pathlib import Path

from i18n import catalogue, checks
from i18n.catalogue import Catalogue, Entry
from i18n.languages import Language, shipped
from tests.architecture.source import ROOT
from tests.bench.figures import say, seconds

TAGS = ("ur", "zh-Hans", "so", "pl", "es", "ar")


def run(messages: int) -> None:
    pairs = [pair for tag in TAGS for pair in _pairs(tag)]
    _checks([_numbered(pair, number) for number, pair in enumerate(islice(cycle(pairs), messages))])
    for size in (1_000, 10_000):
        _files(pairs, size)


def _pairs(tag: str) -> list[tuple[Language, str, str]]:
    """English and translation of everything that the repository has in a language."""
    paths = sorted((ROOT / "locale" / tag / "LC_MESSAGES").glob("*.po"))
    entries = [entry for path in paths for entry in catalogue.read(path).active if entry.forms[0]]
    language = shipped().get(tag)
    assert language is not None
    return [(language, entry.source, entry.forms[0]) for entry in entries]


def _numbered(pair: tuple[Language, str, str], number: int) -> tuple[Language, checks.Message]:
    """No two alike, so that nothing which is remembered from the last one helps."""
    language, source, target = pair
    return language, checks.Message(f"{source} ({number})", (f"{target} ({number})",))


def _checks(work: list[tuple[Language, checks.Message]]) -> None:
    took = seconds(lambda: [checks.run(message, language) for language, message in work])
    say(
        "checks",
        len(work) / took,
        "messages/s",
        messages=len(work),
        languages=len(TAGS),
        orientation=">= 5000",
    )


def _files(pairs: list[tuple[Language, str, str]], size: int) -> None:
    entries = tuple(
        Entry(context=f"key-{number}", source=source, forms=(target,), fuzzy=True, extracted="paragraph")
        for number, (_, source, target) in enumerate(islice(cycle(pairs), size))
    )
    headers = {
        "Project-Id-Version": "bench 1",
        "Plural-Forms": "nplurals=2; plural=n != 1;",
        "Language": "ur",
    }
    whole = Catalogue({**headers, "Content-Type": "text/plain; charset=UTF-8"}, entries)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.po"
        say("PO, write", seconds(lambda: catalogue.write(path, whole)) * 1000, "ms", messages=size)
        say(
            "PO, read",
            seconds(lambda: catalogue.read(path)) * 1000,
            "ms",
            messages=size,
            bytes=path.stat().st_size,
        )

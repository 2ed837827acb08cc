"""The checks over Django's own catalogues: finished work, so nearly every alarm is false.

`python -m tests.bench.checks_on_django [--show N] [tag …]` prints a JSON line per language, a total last."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
import polib

from i18n.checks import Finding, Message, Severity, run
from i18n.languages import Language, shipped

# Folder in Django = tag in our register, but for these.
_TAGS = {"pa": "pa-Guru", "pt": "pt-PT", "zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant"}
_FOLDERS = """
ar bg bn ckb cs cy de el es fa fr hi hu it lt lv ml ne pa pl pt ro ru sk sq ta tr uk ur vi zh_Hans zh_Hant
"""
LANGUAGES = {folder: _TAGS.get(folder, folder) for folder in _FOLDERS.split()}


@dataclass
class Figures:
    """What the checks said of one language: messages, those with a blocker, those with any alarm, seconds."""

    messages: int = 0
    blocked: int = 0
    alarmed: int = 0
    seconds: float = 0.0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Figures) -> None:
        self.messages += other.messages
        self.blocked += other.blocked
        self.alarmed += other.alarmed
        self.seconds += other.seconds
        self.codes += other.codes

    def as_json(self, tag: str) -> str:
        return json.dumps(
            {
                "language": tag,
                "messages": self.messages,
                "blocking_percent": round(100 * self.blocked / max(1, self.messages), 3),
                "alarm_percent": round(100 * self.alarmed / max(1, self.messages), 3),
                "messages_per_second": round(self.messages / max(self.seconds, 1e-9)),
                "codes": dict(self.codes.most_common()),
            }
        )


def messages(folder: str) -> Iterator[Message]:
    """Every finished message of one language in Django's catalogues."""
    for path in sorted(Path(django.__file__).parent.glob(f"**/locale/{folder}/LC_MESSAGES/*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.obsolete or not entry.translated():
                continue
            forms = tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)
            yield Message(
                entry.msgid,
                forms,
                key=entry.msgctxt or "",
                source_plural=entry.msgid_plural,
                registered=False,
                flags=tuple(entry.flags),
            )


def measure(folder: str, language: Language, seen: list[tuple[Message, Finding]]) -> Figures:
    """Runs every check; findings that are alarms are added to `seen`."""
    figures = Figures()
    work = list(messages(folder))
    start = time.perf_counter()
    results = [(message, run(message, language, code_formats=True)) for message in work]
    figures.seconds = time.perf_counter() - start
    for message, found in results:
        alarms = [finding for finding in found if finding.severity is not Severity.INFORM]
        figures.messages += 1
        figures.blocked += any(finding.severity is Severity.BLOCK for finding in alarms)
        figures.alarmed += bool(alarms)
        figures.codes.update(finding.code for finding in alarms)
        seen.extend((message, finding) for finding in alarms)
    return figures


def all_languages(wanted: set[str]) -> Iterator[tuple[str, Figures, list[tuple[Message, Finding]]]]:
    for folder, tag in LANGUAGES.items():
        language = shipped().get(tag)
        if language is not None and (not wanted or tag in wanted):
            seen: list[tuple[Message, Finding]] = []
            yield tag, measure(folder, language, seen), seen


def main(arguments: list[str]) -> None:
    show = int(arguments[1]) if arguments[:1] == ["--show"] else 0
    total = Figures()
    for tag, figures, seen in all_languages(set(arguments[2 if show else 0 :])):
        total.add(figures)
        print(figures.as_json(tag))  # noqa: T201
        for message, finding in seen[:show]:
            print("  ", finding.code, "|", message.source, "|", message.target)  # noqa: T201
            print("     ", finding.severity, finding.message)  # noqa: T201
    print(total.as_json("all"))  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])

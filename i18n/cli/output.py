"""What every verb shares: exit codes, refusals, lines for people or JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from i18n.files import write_atomically


class Exit(IntEnum):
    """0: nothing blocks. 1: something blocks. 2: a file or an option cannot be used."""

    FINE = 0
    BLOCKED = 1
    UNUSABLE = 2


class Refusal(Exception):
    """Why the verb stops, in one sentence for standard error."""

    def __init__(self, sentence: str, code: Exit = Exit.UNUSABLE) -> None:
        self.code = code
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output: a line for a person, or with `--json` an object a line. Always UTF-8."""

    as_json: bool

    def line(self, values: Mapping[str, object], text: str) -> None:
        shown = json.dumps(values, ensure_ascii=False) if self.as_json else text
        self.data(f"{shown}\n".encode("utf-8", "backslashreplace"))

    def data(self, content: bytes) -> None:
        sys.stdout.buffer.write(content)

    def note(self, sentence: str) -> None:
        """Something beside the result, for a person."""
        sys.stderr.write(sentence + "\n")


def write_result(data: bytes, path: Path | None, out: Output) -> None:
    """To the file that `-o` names, whole or not at all, else to standard output. Raises Refusal."""
    if path is None:
        out.data(data)
        return
    try:
        write_atomically(path, data)
    except OSError as error:
        raise Refusal(f"{path}: The file cannot be written: {error.strerror}.") from error


def need_file_for_json(path: Path | None, out: Output) -> None:
    """The result itself is no JSON, so with `--json` it needs another place to go."""
    if out.as_json and path is None:
        raise Refusal("With --json, name the file to write with -o.")

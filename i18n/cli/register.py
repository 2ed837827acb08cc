"""The verb languages: the register as a table or as JSON."""

from __future__ import annotations

import unicodedata
from argparse import Namespace
from dataclasses import asdict

from i18n.cli.output import Exit, Output
from i18n.languages import shipped

COLUMNS = {"tag": 9, "kind": 8, "script": 6, "direction": 9, "english": 28, "autonym": 0}
"""What the table shows, with the width of each column; the last one, in every script, has none."""


def languages(args: Namespace, out: Output) -> Exit:
    """Every language of the shipped register, spoken and signed ones too."""
    if not out.as_json:
        out.line({}, "  ".join(name.upper().ljust(width) for name, width in COLUMNS.items()).rstrip())
    for language in shipped():
        values = {**asdict(language), "kind": language.kind.value}
        cells = [_padded(str(values[name]), width) for name, width in COLUMNS.items()]
        out.line(values, "  ".join(cells).rstrip())
    return Exit.FINE


def _padded(text: str, width: int) -> str:
    """Filled up to a width in terminal columns, where combining marks take none."""
    taken = sum(not unicodedata.combining(char) for char in text)
    return text + " " * (width - taken)

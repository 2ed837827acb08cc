"""Lines that begin with `: ` are notes for translators. They are taken out before the Markdown is parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from i18n.leaflet.inline import tidy

_NOTE = re.compile(r"[ \t]*:[ \t]+(\S.*)")


@dataclass(slots=True)
class Body:
    """Lines for the Markdown parser. `numbers[i]` is line i's number in the file; `notes[i]` stands under
    line i; `strays` are the lines of notes that stand under nothing."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)
    strays: list[int] = field(default_factory=list)

    def number(self, index: int) -> int:
        """The 1-based line in the file of the parser's line `index`."""
        return self.numbers[min(index, len(self.numbers) - 1)]

    def take_note(self, start: int, end: int) -> str:
        """The note under a block that has the parser's lines `start` to before `end`; it is then used up."""
        return " ".join(self.notes.pop(index) for index in range(start, end) if index in self.notes)


def take_out_notes(lines: list[str], first: int) -> Body:
    """`first` is the 1-based line in the file of `lines[0]`. A note leaves an empty line behind, which ends
    its block; inside a table it leaves nothing, or the table would end there."""
    body = Body()
    above: int | None = None
    for number, line in enumerate(lines, start=first):
        match = _NOTE.fullmatch(line)
        if match is None:
            body.lines.append(line)
            body.numbers.append(number)
            above = len(body.lines) - 1 if line.strip() else None
        elif above is None:
            body.strays.append(number)
        else:
            body.notes[above] = f"{body.notes.get(above, '')} {tidy(match[1])}".strip()
            if not body.lines[above].lstrip().startswith("|") and body.lines[-1].strip():
                body.lines.append("")
                body.numbers.append(number)
    return body

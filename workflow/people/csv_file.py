"""A file of people, as a spreadsheet saves it: bytes in, lines with named cells out, or one sentence."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from workflow.people.invitees import ABILITIES
from workflow.refusals import RuleBroken

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 500
COLUMNS = ("name", "email", "roles", *ABILITIES)
BOMS_16 = (b"\xff\xfe", b"\xfe\xff")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SAVE_AS = "save it as “CSV UTF-8” and choose that file."
SEP_LINE = re.compile(r"\s*sep=(.)\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file; `line` is where it begins, counted from 1."""

    line: int
    cells: dict[str, str]


def read(data: bytes) -> list[Row]:
    """Raises RuleBroken with one sentence where the file as a whole cannot be read."""
    if len(data) > MAX_BYTES:
        raise RuleBroken("csv.size", "The file is larger than 5 MB: a list of people is far smaller.")
    text = _decoded(data)
    if not text.strip():
        raise RuleBroken("csv.empty", "The file is empty.")
    found = SEP_LINE.match(text)
    lines = list(_lines(text, found[1] if found else _delimiter(text), skip=1 if found else 0))
    if not lines:
        raise RuleBroken("csv.empty", "The file is empty.")
    columns = _columns(lines[0][1])
    rows = [_row(line, cells, columns) for line, cells in lines[1:]]
    if not rows:
        raise RuleBroken("csv.nobody", "The file names its columns, but nobody stands below them.")
    if len(rows) > MAX_ROWS:
        raise RuleBroken("csv.rows", f"The file has {len(rows)} people: at most {MAX_ROWS} go at a time.")
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith(WORKBOOKS):
        raise RuleBroken("csv.workbook", f"This is a workbook, not a CSV file: {SAVE_AS}")
    nuls = data[:4096].count(0)
    if data.startswith(BOMS_16) or nuls > len(data[:4096]) // 4:
        raise RuleBroken("csv.utf-16", f"The file is in UTF-16 (“Unicode text”), not in UTF-8: {SAVE_AS}")
    if nuls or b"\0" in data:
        raise RuleBroken("csv.binary", f"This is not a text file: in the spreadsheet, {SAVE_AS}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleBroken(
            "csv.encoding", f"Line {line} has letters that are not in UTF-8: {SAVE_AS}"
        ) from None


def _delimiter(text: str) -> str:
    header = text.lstrip().partition("\n")[0]
    return max(",;\t", key=header.count)


def _lines(text: str, delimiter: str, skip: int) -> list[tuple[int, list[str]]]:
    """Each record with the line it begins on; empty ones are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells) and reader.line_num > skip:
                found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise RuleBroken(
            "csv.quotes", f"Line {begins} has a quotation mark that is not closed as it should be."
        ) from None
    return found


def _columns(header: list[str]) -> list[str]:
    columns = [_column(cell) for cell in header]
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        names = ", ".join(f"“{_shown(name)}”" for name in missing)
        raise RuleBroken(
            "csv.columns",
            f"The first line has no column {names}: it has to name {', '.join(map(_shown, COLUMNS))}.",
        )
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        raise RuleBroken("csv.twice", f"The first line names the column “{_shown(twice[0])}” twice.")
    return columns


def _row(line: int, cells: list[str], columns: list[str]) -> Row:
    """Missing cells are empty. A cell beyond the last column is kept as `beyond`: a comma may be unquoted."""
    named = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name in COLUMNS}
    beyond = "".join(cells[len(columns) :]).strip()
    return Row(line, named | ({"beyond": beyond} if beyond else {}))


def _column(cell: str) -> str:
    name = re.sub(r"[\s_-]+", "_", cell.strip().lower())
    return "email" if name == "e_mail" else name


def _shown(name: str) -> str:
    return name.replace("_", " ")

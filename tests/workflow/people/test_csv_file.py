from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from workflow.people.csv_file import MAX_BYTES, read
from workflow.refusals import RuleBroken

SAMPLE = Path(__file__).parents[3] / "sample" / "people.csv"
HEADER = "name,email,roles,reads,writes,speaks,may edit,may revise\n"
LINE = '"Interpreter, Urdu",urdu@example.org,linguist,ur,ur,ur,ur,\n'


def test_read_the_sample() -> None:
    rows = read(SAMPLE.read_bytes())
    assert len(rows) == 13
    assert rows[0].line == 2
    assert rows[0].cells["name"] == "Interpreter, Urdu"
    assert rows[0].cells["may_edit"] == "ur"


@pytest.mark.parametrize(
    "data",
    [
        (HEADER + LINE).encode(),
        codecs.BOM_UTF8 + (HEADER + LINE).encode(),
        (HEADER + LINE).replace("\n", "\r\n").encode(),
        (HEADER + LINE).replace("\n", "\r").encode(),
        (
            HEADER.replace(",", ";") + LINE.replace(",", ";").replace("Interpreter; ", "Interpreter, ")
        ).encode(),
        b"sep=;\r\n"
        + (
            HEADER.replace(",", ";") + LINE.replace(",", ";").replace("Interpreter; ", "Interpreter, ")
        ).encode(),
        (
            HEADER.replace(",", "\t") + LINE.replace(",", "\t").replace("Interpreter\t ", "Interpreter, ")
        ).encode(),
        (HEADER.upper().replace("MAY EDIT", " May_Edit ").replace("EMAIL", "E-mail") + "\n" + LINE).encode(),
        ("phone," + HEADER + "0161," + LINE).encode(),
        (HEADER + LINE + ",,,,,,,\n\n").encode(),
    ],
    ids="plain bom crlf cr semicolon excel-sep tab header-spelt-otherwise another-column empty-lines".split(),
)
def test_read_what_spreadsheets_write(data: bytes) -> None:
    (row,) = read(data)
    assert row.cells["name"] == "Interpreter, Urdu"
    assert row.cells["email"] == "urdu@example.org"
    assert row.cells["may_edit"] == "ur"


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"", "csv.empty", "empty"),
        (b" \r\n\n", "csv.empty", "empty"),
        (codecs.BOM_UTF8, "csv.empty", "empty"),
        (HEADER.encode(), "csv.nobody", "nobody stands"),
        ((HEADER + LINE).encode("utf-16"), "csv.utf-16", "UTF-16"),
        ((HEADER + LINE).encode("utf-16-le"), "csv.utf-16", "UTF-16"),
        ((HEADER + LINE + LINE.replace("Urdu", "Français")).encode("cp1252"), "csv.encoding", "Line 3 has"),
        (b"PK\x03\x04" + bytes(range(256)), "csv.workbook", "workbook"),
        (b"\xd0\xcf\x11\xe0" + bytes(64), "csv.workbook", "workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "csv.binary", "not a text file"),
        (b"x" * (MAX_BYTES + 1), "csv.size", "larger than 5 MB"),
        (b"name,email\nA,a@example.org\n", "csv.columns", "no column “roles”"),
        (b"just some words\nand more\n", "csv.columns", "no column"),
        (("name," + HEADER + LINE).encode(), "csv.twice", "“name” twice"),
        (
            (HEADER + '"Interpreter, Urdu,urdu@example.org\n').encode(),
            "csv.quotes",
            "Line 2 has a quotation mark",
        ),
        ((HEADER + "x" * 200_000).encode(), "csv.quotes", "Line 2"),
        ((HEADER + LINE * 501).encode(), "csv.rows", "at most 500"),
    ],
)
def test_read_refuses_in_one_sentence(data: bytes, code: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence) as caught:
        read(data)
    assert caught.value.code == code
    assert "\n" not in caught.value.sentence


def test_read_counts_lines_through_quoted_breaks() -> None:
    rows = read((HEADER + LINE.replace("Interpreter, ", "Interpreter,\n") + LINE).encode())
    assert [row.line for row in rows] == [2, 4]


def test_read_keeps_cells_beyond_the_columns() -> None:
    (row,) = read((HEADER + LINE.replace('"', "")).encode())
    assert not row.cells.get("beyond")  # One comma too many still fits: the last cell was empty.
    (row,) = read((HEADER + LINE.replace('"', "").replace(",\n", ",ur\n")).encode())
    assert row.cells["beyond"] == "ur"

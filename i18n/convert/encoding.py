"""Bytes of a text file → text, in the few encodings that offices really send."""

from __future__ import annotations

import codecs
import re

from i18n.convert.model import ConvertError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EXPECTED = frozenset("‘’‚“”„–—…•€£©®™°·½¼¾§«»×÷² \u00a0ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜàáâäçèéêëìíîïñòóôöùúûüŵŷßœŒæÆ")
"""What English text in Windows-1252 may hold beside ASCII. Anything else says that it is another encoding."""

_ACCENTS_IN_A_ROW = re.compile(r"[À-ÿ]{3}")
"""“créée” has two; three are Greek or Cyrillic letters read as Latin ones."""


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text and notes. Raises ConvertError with the line of the first byte that cannot be meant."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), []
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        raise ConvertError(f"Line {line} has zero bytes: this is no text file, or UTF-16 without its mark.")
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        return _windows(data, _line(data, error.start))


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise ConvertError(f"Line {line} is not sound {encoding.upper()}: save the file as UTF-8.") from error


def _windows(data: bytes, line: int) -> tuple[str, list[str]]:
    text = data.decode("cp1252", "replace")
    for number, row in enumerate(text.split("\n"), start=1):
        strange = any(not char.isascii() and char not in _EXPECTED for char in row)
        if strange or _ACCENTS_IN_A_ROW.search(row):
            message = f"Line {number} is neither UTF-8 nor English in Windows-1252: save the file as UTF-8."
            raise ConvertError(message)
    return text, [
        f"The file is not in UTF-8 (line {line}); it was read as Windows-1252. Check its “£” and “’”."
    ]


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1

"""The bytes of a stranger's catalogue → text with plain line ends, or a sentence and the line that breaks."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from i18n.catalogue.values import CatalogueError

CHARSET = re.compile(rb'charset=([^\s"\\;]{1,40})')
HEADER_BYTES = 20_000
"""How far into the file its charset is looked for: the header stands first."""

# The charsets that the gettext manual calls portable, as far as Python knows them, and their usual spellings.
# Anything else that Python offers (utf-7, rot13, zlib …) is no charset of a text file.
PORTABLE = re.compile(
    r"utf-?8|(us-)?ascii|iso[-_]?8859[-_]\d{1,2}|latin-?\d{1,2}|koi8-[rut]|(cp|windows-)\d{3,4}"
    r"|gb2312|gbk|gb18030|euc-(jp|kr)|big5(-hkscs)?|shift[-_]jis|sjis|johab|tis-620",
    re.IGNORECASE,
)
UNFILLED = {"", "charset"}
"""What a template has where nobody has named a charset."""

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
C1_CONTROLS = re.compile(rb"[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` has `\\n` line ends and no byte order mark."""

    text: str
    charset: str
    guessed: bool


def decode(data: bytes, file: str) -> Decoded:
    """Raises CatalogueError with the line of the first byte that does not fit."""
    if data.startswith(codecs.BOM_UTF8):
        return _strictly(data.removeprefix(codecs.BOM_UTF8), "utf-8", file)
    if data.startswith(WIDE_MARKS):
        raise CatalogueError(file, 1, "The file is in UTF-16 or UTF-32; save it as UTF-8.")
    named = CHARSET.search(data[:HEADER_BYTES])
    charset = named[1].decode("ascii", "replace").lower() if named else ""
    if charset in UNFILLED:
        return _unnamed(data, file)
    if not PORTABLE.fullmatch(charset):
        raise CatalogueError(file, _line(data, named.start() if named else 0), _unknown(charset))
    try:
        codecs.lookup(charset)
    except LookupError:
        raise CatalogueError(file, _line(data, named.start() if named else 0), _unknown(charset)) from None
    # ASCII is part of UTF-8, and files that say one and are the other are common.
    return _strictly(data, "utf-8" if charset in {"ascii", "us-ascii"} else charset, file)


def _unnamed(data: bytes, file: str) -> Decoded:
    """No charset is named: UTF-8 proves itself; Latin-1 is believed only of bytes that are letters there."""
    try:
        return Decoded(_plain_line_ends(data.decode("utf-8")), "utf-8", guessed=False)
    except UnicodeDecodeError:
        strange = C1_CONTROLS.search(data)
    if strange:
        line = _line(data, strange.start())
        raise CatalogueError(file, line, "The file names no charset, and this line is not UTF-8.")
    return Decoded(_plain_line_ends(data.decode("iso-8859-1")), "iso-8859-1", guessed=True)


def _strictly(data: bytes, charset: str, file: str) -> Decoded:
    try:
        return Decoded(_plain_line_ends(data.decode(charset)), charset, guessed=False)
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        raise CatalogueError(file, line, f"This line has bytes that are not {charset}.") from None


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _line(data: bytes, at: int) -> int:
    """The 1-based line of a byte, whichever of the three line ends the file uses."""
    before = data[:at]
    return before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1


def _unknown(charset: str) -> str:
    return f"The charset “{charset}” is not one that catalogues use; save the file as UTF-8."

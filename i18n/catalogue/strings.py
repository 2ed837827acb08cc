"""The quoted strings of a catalogue: what their escapes mean (gettext's are those of C)."""

from __future__ import annotations

import re

SIMPLE = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "\\": "\\", '"': '"'}
BODY = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*')
ESCAPE = re.compile(r"((?:\\[0-7]{1,3}|\\x[0-9a-fA-F]{1,2})+)|\\(.)")
BYTE = re.compile(r"\\x([0-9a-fA-F]{1,2})|\\([0-7]{1,3})")


class StringError(ValueError):
    """Something on a line that gettext would refuse. `str()` is one sentence."""


def read_string(line: str, start: int, charset: str) -> tuple[str, int]:
    """The string whose opening quote is at `start` → its value, and where the rest of the line begins."""
    found = BODY.match(line, start + 1)
    end = found.end() if found else start
    if end >= len(line) or line[end] != '"':
        raise StringError("This string has no closing quotation mark.")
    return decode_escapes(line[start + 1 : end], charset), end + 1


def decode_escapes(body: str, charset: str) -> str:
    """`\\n`, `\\"`, octal and hexadecimal escapes → characters. Raises StringError on any other escape."""
    if "\\" not in body:
        return body

    def replaced(match: re.Match[str]) -> str:
        if match[1]:
            return _from_bytes(match[1], charset)
        if match[2] not in SIMPLE:
            raise StringError(f"This string has “\\{match[2]}”, which means nothing in a catalogue.")
        return SIMPLE[match[2]]

    return ESCAPE.sub(replaced, body)


def _from_bytes(escapes: str, charset: str) -> str:
    """A run of octal and hexadecimal escapes names bytes of the file's charset, not characters."""
    values = [int(hexa, 16) if hexa else int(octal, 8) for hexa, octal in BYTE.findall(escapes)]
    try:
        return bytes(values).decode(charset)
    except ValueError:
        raise StringError(f"This string has “{escapes}”, which is no character in {charset}.") from None

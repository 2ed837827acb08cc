"""A Word file is an archive that strangers send: it is measured before anything in it is parsed."""

from __future__ import annotations

import io
import zipfile
import zlib

from i18n.convert.model import ConvertError

MOST_ENTRIES = 1000
MOST_UNPACKED = 50_000_000
MOST_XML = 8_000_000
MOST_TAGS = 200_000
"""The parser's tree takes about 1 kB a tag; a leaflet's text is under 1 MB and has some ten thousand."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CHUNK = 1 << 16


def read_parts(data: bytes) -> dict[str, bytes]:
    """The XML parts of a .docx by name. Raises ConvertError for whatever is not a sound, small Word file."""
    if data.startswith(_OLE):
        raise ConvertError("This is an old .doc file, or it has a password: save it as .docx without one.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError) as error:
        if isinstance(error, ConvertError):
            raise
        raise ConvertError(
            "The file is damaged, or not a Word file (.docx): open it in Word and save it anew."
        ) from error
    if "word/document.xml" not in parts:
        raise ConvertError("The file is not a Word document (.docx): open it in Word and save it as .docx.")
    return parts


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise ConvertError(f"The Word file has more than {MOST_ENTRIES} parts; a leaflet has a few dozen.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ConvertError("The Word file has a password: save it without one.")
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _too_large()
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        content = _content(archive, entry, MOST_UNPACKED - total)
        total += len(content)
        if entry.filename.endswith((".xml", ".rels")):
            _check_xml(content)
            parts[entry.filename] = content
    return parts


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """What the entry really holds: the size it declares may be a lie."""
    chunks: list[bytes] = []
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            room -= len(chunk)
            if room < 0:
                raise _too_large()
            chunks.append(chunk)
    return b"".join(chunks)


def _check_xml(content: bytes) -> None:
    if len(content) > MOST_XML or content.count(b"<") > MOST_TAGS:
        raise _too_large()
    # Word writes no document type; entities that grow or read files need one.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ConvertError(
            "The Word file has parts that Word does not write: open it in Word and save it anew."
        )


def _too_large() -> ConvertError:
    limit = MOST_UNPACKED // 1_000_000
    return ConvertError(
        f"The Word file unpacks to more than {limit} MB, or its text is far too long for a leaflet."
    )

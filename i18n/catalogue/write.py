"""Writing PO in one canonical shape: UTF-8, `\\n`, header first, entries in their order, obsolete ones last.

Lines are not wrapped: wrapping counts code points, which are not columns in most of our languages, and a
translator's tool wraps as its user likes. A text with line breaks has one string per line, as gettext has it.
"""

from __future__ import annotations

from pathlib import Path

import polib

from i18n.catalogue.values import EOT, Catalogue, CatalogueError, Entry
from i18n.files import write_atomically

FIXED_HEADERS = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def po_bytes(catalogue: Catalogue, file: str = "catalogue") -> bytes:
    """The same bytes for the same catalogue. Raises CatalogueError for what no PO can hold."""
    for entry in catalogue.entries:
        _check(entry, file)
    _check_unique(catalogue, file)
    book = polib.POFile(wrapwidth=0, encoding="utf-8")
    book.metadata = headers_of(catalogue)
    book.extend(_entry(entry) for entry in catalogue.entries)
    comment = "".join(f"# {line}".rstrip() + "\n" for line in catalogue.comment.splitlines())
    # polib begins with an empty comment line of its own; ours stands in its place.
    text = comment + str(book).removeprefix("#\n")
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        sentence = f"The catalogue holds U+{ord(text[error.start]):04X}, which is half a character."
        raise CatalogueError(file, 0, sentence) from error


def write(path: Path | str, catalogue: Catalogue) -> None:
    """Whole or not at all. Raises CatalogueError, also where the file cannot be written."""
    data = po_bytes(catalogue, str(path))
    try:
        write_atomically(path, data)
    except OSError as error:
        raise CatalogueError(str(path), 0, f"The file cannot be written: {error.strerror}.") from error


def headers_of(catalogue: Catalogue) -> dict[str, str]:
    """The headers as they are written, in gettext's order: whatever came in, UTF-8 goes out."""
    book = polib.POFile()
    book.metadata = {
        name: " ".join(value.split()) for name, value in {**catalogue.headers, **FIXED_HEADERS}.items()
    }
    return dict(book.ordered_metadata())


def _check(entry: Entry, file: str) -> None:
    texts = (entry.context, entry.source, entry.source_plural or "", *entry.forms)
    if any("\0" in text for text in texts):
        raise CatalogueError(file, entry.line, f"“{entry.context}” holds a NUL character.")
    if EOT in entry.context or EOT in entry.source:
        raise CatalogueError(file, entry.line, f"“{entry.context}” holds the character U+0004.")
    if not entry.source and not entry.obsolete:
        raise CatalogueError(file, entry.line, f"“{entry.context}” has no English text.")
    if not entry.forms or (entry.source_plural is None and len(entry.forms) != 1):
        raise CatalogueError(file, entry.line, f"“{entry.context}” has a wrong number of texts.")


def _check_unique(catalogue: Catalogue, file: str) -> None:
    seen = set()
    for entry in catalogue.active:
        if entry.identity in seen:
            raise CatalogueError(file, entry.line, f"“{entry.context}: {entry.source}” stands twice.")
        seen.add(entry.identity)


def _entry(entry: Entry) -> polib.POEntry:
    plural = entry.source_plural is not None
    return polib.POEntry(
        msgctxt=entry.context or None,
        msgid=entry.source,
        msgid_plural=entry.source_plural or "",
        msgstr="" if plural else entry.forms[0],
        msgstr_plural=dict(enumerate(entry.forms)) if plural else {},
        comment=_lines(entry.extracted),
        tcomment=_lines(entry.translator),
        occurrences=[(reference, "") for reference in entry.references],
        flags=[*(["fuzzy"] if entry.fuzzy else []), *entry.flags],
        previous_msgctxt=(entry.previous.context or None) if entry.previous else None,
        previous_msgid=entry.previous.source if entry.previous else None,
        previous_msgid_plural=entry.previous.source_plural if entry.previous else None,
        obsolete=entry.obsolete,
    )


def _lines(comment: str) -> str:
    """Every kind of line break as `\\n`: anything else would end the comment and begin a statement."""
    return "\n".join(line.rstrip() for line in comment.splitlines())

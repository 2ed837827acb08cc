"""Reading any stranger's PO: whole and unchanged in meaning, or refused with its line and one sentence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polib

from i18n.catalogue.decode import decode
from i18n.catalogue.normalise import normalise
from i18n.catalogue.values import MAX_BYTES, Catalogue, CatalogueError, Entry, Previous


def read(path: Path | str) -> Catalogue:
    """The catalogue in a file. Raises CatalogueError, also where the file cannot be opened."""
    name = str(path)
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CatalogueError(name, 0, f"The file cannot be read: {error.strerror}.") from error
    return parse(data, name)


def parse(data: bytes, file: str = "catalogue") -> Catalogue:
    """The catalogue in an uploaded file's bytes; `file` is its name in errors. Raises CatalogueError."""
    if len(data) > MAX_BYTES:
        raise CatalogueError(file, 0, f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    decoded = decode(data, file)
    plain = normalise(decoded.text, decoded.charset, file)
    source = _with_polib(plain.text)
    entries = tuple(_entry(entry, line) for entry, line in zip(source, plain.lines, strict=True))
    catalogue = Catalogue(
        headers={name: " ".join(value.split()) for name, value in source.metadata.items()},
        entries=entries,
        comment=source.header,
        charset=decoded.charset,
        charset_guessed=decoded.guessed,
    )
    if not entries and not source.metadata:
        raise CatalogueError(file, 0, "The file has no entry of a catalogue.")
    _check_forms(catalogue, file)
    return catalogue


def _with_polib(text: str) -> polib.POFile:
    """polib reads from a path only: from a string it would split at U+2028 and lose what stands before."""
    with tempfile.TemporaryDirectory(prefix="catalogue-") as folder:
        path = Path(folder) / "plain.po"
        path.write_bytes(text.encode("utf-8"))
        return polib.pofile(str(path), encoding="utf-8")


def _entry(entry: polib.POEntry, line: int) -> Entry:
    forms: tuple[str, ...] = (entry.msgstr,)
    if entry.msgid_plural:
        forms = tuple(entry.msgstr_plural[index] for index in sorted(entry.msgstr_plural))
    return Entry(
        context=entry.msgctxt or "",
        source=entry.msgid,
        forms=forms,
        source_plural=entry.msgid_plural or None,
        fuzzy="fuzzy" in entry.flags,
        extracted=entry.comment,
        translator=entry.tcomment,
        flags=tuple(flag for flag in entry.flags if flag and flag != "fuzzy"),
        references=tuple(f"{path}:{at}" if at else path for path, at in entry.occurrences),
        obsolete=bool(entry.obsolete),
        previous=_previous(entry),
        line=line,
    )


def _previous(entry: polib.POEntry) -> Previous | None:
    if entry.previous_msgid is None:
        return None
    return Previous(
        entry.previous_msgid,
        context=entry.previous_msgctxt or "",
        source_plural=entry.previous_msgid_plural,
    )


def _check_forms(catalogue: Catalogue, file: str) -> None:
    """A translated plural with fewer forms than the header promises would show English for some counts.
    More forms than promised are read: the header is what is wrong there."""
    wanted = catalogue.nplurals
    for entry in catalogue.active:
        if entry.source_plural is not None and any(entry.forms) and len(entry.forms) < wanted:
            sentence = f"The entry has {len(entry.forms)} of the {wanted} plural forms that the header names."
            raise CatalogueError(file, entry.line, sentence)

"""Documents → leaflet Markdown: Word (.docx), plain text (.txt) and Markdown (.md)."""

from __future__ import annotations

from pathlib import Path, PurePath

from i18n.convert import plain, word
from i18n.convert.encoding import decode
from i18n.convert.markdown import with_front_matter
from i18n.convert.model import MOST_BYTES, Converted, ConvertError
from i18n.convert.outline import Outline, leaflet_of

__all__ = ["MOST_BYTES", "Converted", "ConvertError", "convert"]


def convert(source: bytes | str | Path, filename: str = "") -> Converted:
    """A document's bytes, or the path of one, → leaflet Markdown. The name's ending says what it is.

    Raises ConvertError, one sentence, and nothing else. The result may still hold faults such as raw phone
    numbers: `i18n.lint` tells.
    """
    data = source if isinstance(source, bytes) else _read(Path(source))
    name = filename or ("" if isinstance(source, bytes) else Path(source).name)
    if len(data) > MOST_BYTES:
        raise ConvertError(f"The file is larger than {MOST_BYTES // 1_000_000} MB: send a smaller one.")
    if not data.strip():
        raise ConvertError("The file is empty.")
    match PurePath(name).suffix.lower():
        case ".docx":
            return leaflet_of(word.outline_of(data), name)
        case ".txt" | ".text":
            text, notes = decode(data)
            return leaflet_of(Outline(plain.outline_of(text).blocks, tuple(notes)), name)
        case ".md" | ".markdown":
            text, notes = decode(data)
            converted = with_front_matter(text)
            return Converted(converted.markdown, (*notes, *converted.notes))
        case ".doc" | ".rtf" | ".odt" | ".pages" as ending:
            raise ConvertError(f"A {ending} file cannot be read yet: save it as Word (.docx).")
        case ".pdf":
            raise ConvertError("A PDF file cannot be read: send the Word file (.docx) it was made from.")
        case _:
            raise ConvertError("Only Word (.docx), text (.txt) and Markdown (.md) files can be read.")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ConvertError(f"{path.name} cannot be read: {error.strerror}.") from error

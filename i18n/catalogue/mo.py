"""Compiled catalogues (MO): what may be shown and nothing else, and a lookup that raises.

Written by ourselves because polib's is quadratic and drops or keeps half-filled plurals by accident. The form
is that of the gettext manual, "The Format of GNU MO Files", without the optional hash table.
"""

from __future__ import annotations

import gettext
import io
import struct
from collections.abc import Iterator

from i18n.catalogue.values import EOT, Catalogue, Entry
from i18n.catalogue.write import headers_of

MAGIC = 0x950412DE
HEADER_SIZE = 28  # seven 32-bit numbers


class MissingText(LookupError):
    """The compiled catalogue has no text for this key and English. English never fills the hole."""


def mo_bytes(catalogue: Catalogue) -> bytes:
    """The compiled form of every complete, reviewed entry: not fuzzy, not obsolete, no form empty."""
    table = {_key(entry): "\0".join(entry.forms) for entry in shown(catalogue)}
    table[""] = "".join(f"{name}: {value}\n" for name, value in headers_of(catalogue).items())
    pairs = sorted((key.encode(), text.encode()) for key, text in table.items())
    keys_at = HEADER_SIZE
    texts_at = keys_at + 8 * len(pairs)
    at = texts_at + 8 * len(pairs)
    places: list[int] = []
    blobs: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            places += (len(pair[column]), at)
            blobs.append(pair[column] + b"\0")
            at += len(pair[column]) + 1
    head = struct.pack("<7I", MAGIC, 0, len(pairs), keys_at, texts_at, 0, at)
    return b"".join((head, struct.pack(f"<{len(places)}I", *places), *blobs))


def shown(catalogue: Catalogue) -> Iterator[Entry]:
    """The entries that a compiled catalogue holds."""
    wanted = catalogue.nplurals
    for entry in catalogue.active:
        enough = entry.source_plural is None or len(entry.forms) >= wanted
        if entry.complete and enough and not entry.fuzzy:
            yield entry


class Compiled:
    """A compiled catalogue, opened by Python's own gettext: what any other program would see in it."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError where the bytes are no compiled catalogue."""
        try:
            self._translations = gettext.GNUTranslations(io.BytesIO(data))
        except (OSError, ValueError, struct.error, IndexError) as error:
            raise ValueError(f"This is no compiled catalogue: {error}.") from error
        self._translations.add_fallback(_Refusal())

    @property
    def headers(self) -> dict[str, str]:
        """Header values by small-letter name, as Python's gettext keeps them."""
        return {name: str(value) for name, value in self._translations.info().items()}

    def text(self, key: str, source: str) -> str:
        """The text of a segment. Raises MissingText."""
        if key:
            return self._translations.pgettext(key, source)
        return self._translations.gettext(source)

    def plural(self, key: str, source: str, source_plural: str, count: int) -> str:
        """The text for so many things. Raises MissingText."""
        if key:
            return self._translations.npgettext(key, source, source_plural, count)
        return self._translations.ngettext(source, source_plural, count)


def read_mo(data: bytes) -> Compiled:
    """Raises ValueError where the bytes are no compiled catalogue."""
    return Compiled(data)


class _Refusal(gettext.NullTranslations):
    """What gettext asks when it has no text; it would answer in English."""

    def gettext(self, message: str) -> str:
        raise MissingText(f"There is no text for “{message}”.")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingText(f"There is no text for “{msgid1}”.")

    def pgettext(self, context: str, message: str) -> str:
        raise MissingText(f"There is no text for “{context}”.")

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingText(f"There is no text for “{context}”.")


def _key(entry: Entry) -> str:
    context = f"{entry.context}{EOT}" if entry.context else ""
    plural = "" if entry.source_plural is None else f"\0{entry.source_plural}"
    return f"{context}{entry.source}{plural}"

"""What an owner brings: a Word file, a text, or words pasted into a box → leaflet Markdown, or one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from i18n.convert import ConvertError, convert
from workflow.refusals import RuleBroken

FENCE = "---"
MOST_TITLE_WORDS = 15
_MARKDOWN = re.compile(r"^(?:#{1,6}[ \t]+\S|.*\{#[a-z0-9-]+\}\s*$)", re.MULTILINE)
_NO_TITLE = re.compile(r"[-*•>|]|\d+[.)]\s|##")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The Markdown, a sentence for each thing to look at, and the file as it came where there is one."""

    markdown: str
    notes: tuple[str, ...] = ()
    original: bytes | None = None
    name: str = ""


def data_of(file: UploadedFile[bytes]) -> bytes:
    """What an uploaded file holds. Its size is asked before its bytes, and no more of them is read."""
    if (file.size or 0) <= settings.UPLOAD_LIMIT:
        data: bytes = file.read(settings.UPLOAD_LIMIT + 1)
        if len(data) <= settings.UPLOAD_LIMIT:
            return data
    raise RuleBroken(
        "upload.size", "The file is larger than 20 MB. A leaflet is a few pages: send a smaller file."
    )


def uploaded(file: UploadedFile[bytes]) -> Incoming:
    """Read an uploaded leaflet."""
    data, name = data_of(file), (file.name or "leaflet")[:200]
    markdown, notes = _converted(data, name)
    return Incoming(markdown, notes, data, name)


def pasted(text: str) -> Incoming:
    """Read what was typed or pasted: leaflet Markdown as it is, other Markdown or plain text converted."""
    plain = text.replace("\0", "").lstrip("\ufeff").strip("\r\n")
    if not plain.strip() or plain.lstrip().startswith(FENCE):
        return Incoming(plain)
    first, _, rest = plain.lstrip().partition("\n")
    title = first.removeprefix("# ").strip()
    if not rest.strip() or len(title.split()) > MOST_TITLE_WORDS or _NO_TITLE.match(title):
        raise RuleBroken(
            "leaflet.title",
            "The leaflet has no title: write it alone in the first line, and the text below it.",
        )
    if _MARKDOWN.search(rest) or first.startswith("# "):
        return Incoming(*_converted(f"# {title}\n{rest}".encode(), "pasted.md"))
    return Incoming(*_converted(f"{title}\n\n{rest}".encode(), "pasted.txt"))


def _converted(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    try:
        converted = convert(data, name)
    except ConvertError as error:
        raise RuleBroken("leaflet.unreadable", str(error)) from None
    return converted.markdown, converted.notes

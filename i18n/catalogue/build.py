"""Segments → a template (POT) or a language's catalogue (PO). Nothing is read from the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from i18n.catalogue.values import Catalogue, Entry
from i18n.catalogue.write import FIXED_HEADERS
from i18n.languages import Language
from i18n.leaflet import Segment

GENERATOR = "Polyleaf"


def build_pot(
    segments: Iterable[Segment], project: str, *, created: datetime, path: str = "", contact: str = ""
) -> Catalogue:
    """The template of a leaflet: `msgctxt` is the segment's key, `msgid` its English.

    `project` names leaflet and version ("for-parents 3"); `created` must know its time zone; `path` is the
    leaflet's file for the references; `contact` is where to write about the English. Raises ValueError for a
    segment without a key or a time without a zone.
    """
    headers = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": contact,
        "POT-Creation-Date": po_date(created),
        **FIXED_HEADERS,
        "X-Generator": GENERATOR,
    }
    return Catalogue(headers, tuple(_entry(segment, path) for segment in segments))


def build_po(
    segments: Iterable[Segment],
    texts: Mapping[str, str],
    language: Language,
    *,
    project: str,
    created: datetime,
    revised: datetime,
    fuzzy: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    extra_headers: Mapping[str, str] | None = None,
    path: str = "",
) -> Catalogue:
    """A language's catalogue: `texts` by key, a missing one is empty; the keys in `fuzzy` are not approved.

    `notes` are translators' comments by key; `extra_headers` such as an edition's hash begin with `X-`.
    """
    template = build_pot(segments, project, created=created, path=path)
    entries = tuple(_filled(entry, texts, fuzzy, notes or {}) for entry in template.entries)
    return Catalogue(
        {**template.headers, **language_headers(language, revised), **(extra_headers or {})}, entries
    )


def language_headers(language: Language, revised: datetime) -> dict[str, str]:
    """The headers that make a template into a language's catalogue. The tag is BCP 47, no locale."""
    return {
        "PO-Revision-Date": po_date(revised),
        "Last-Translator": "",
        "Language-Team": language.english,
        "Language": language.tag,
        "Plural-Forms": f"nplurals={language.nplurals}; plural={language.plural};",
    }


def po_date(moment: datetime) -> str:
    """`2026-11-23 14:05+0000`. Raises ValueError for a time without a zone."""
    if moment.utcoffset() is None:
        raise ValueError("The date of a catalogue needs a time zone.")
    return moment.strftime("%Y-%m-%d %H:%M%z")[:21]


def _entry(segment: Segment, path: str) -> Entry:
    if not segment.key:
        raise ValueError(f"The segment in line {segment.line} has no key.")
    return Entry(
        context=segment.key,
        source=segment.text,
        extracted="\n".join(filter(None, (segment.kind.value, segment.comment))),
        references=(f"{path}:{segment.line}",) if path and segment.line else (),
    )


def _filled(
    entry: Entry, texts: Mapping[str, str], fuzzy: Collection[str], notes: Mapping[str, str]
) -> Entry:
    text = texts.get(entry.context, "")
    return Entry(
        context=entry.context,
        source=entry.source,
        forms=(text,),
        fuzzy=bool(text) and entry.context in fuzzy,
        extracted=entry.extracted,
        translator=notes.get(entry.context, ""),
        references=entry.references,
    )

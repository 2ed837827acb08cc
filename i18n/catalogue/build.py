"""Segments → a template (POT) or a language's catalogue (PO). Nothing is read from the clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time

from i18n.catalogue.values import Catalogue, Entry
from i18n.catalogue.write import FIXED_HEADERS
from i18n.languages import Language
from i18n.leaflet import Segment

GENERATOR = "Polyleaf"

Moment = datetime | date | str
"""A time that knows its zone, a day (midnight UTC), or either in ISO 8601."""


def build_pot(
    segments: Iterable[Segment], project: str, *, date: Moment, path: str = "", contact: str = ""
) -> Catalogue:
    """The template of a leaflet: `msgctxt` is the segment's key, `msgid` its English.

    `project` names leaflet and version ("for-parents 3"); `date` is that of the English; `path` is the
    leaflet's file for the references; `contact` is where to write about the English. Raises ValueError for a
    segment without a key or a time without a zone.
    """
    headers = {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": contact,
        "POT-Creation-Date": po_date(date),
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
    date: Moment,
    created: Moment | None = None,
    fuzzy: Collection[str] = (),
    notes: Mapping[str, str] | None = None,
    extra_headers: Mapping[str, str] | None = None,
    path: str = "",
) -> Catalogue:
    """A language's catalogue: `texts` by key, a missing one is empty; the keys in `fuzzy` are not approved.

    `date` is that of the texts, `created` that of the English if it differs. `notes` are translators'
    comments by key; `extra_headers` such as an edition's hash begin with `X-`.
    """
    template = build_pot(segments, project, date=created or date, path=path)
    entries = tuple(_filled(entry, texts, fuzzy, notes or {}) for entry in template.entries)
    return Catalogue(
        {**template.headers, **language_headers(language, date), **(extra_headers or {})}, entries
    )


def language_headers(language: Language, date: Moment) -> dict[str, str]:
    """The headers that make a template into a language's catalogue. The tag is BCP 47, no locale."""
    return {
        "PO-Revision-Date": po_date(date),
        "Last-Translator": "",
        "Language-Team": language.english,
        "Language": language.tag,
        "Plural-Forms": f"nplurals={language.nplurals}; plural={language.plural};",
    }


def po_date(moment: Moment) -> str:
    """`2026-11-23 14:05+0000`. Raises ValueError for a time without a zone and for what is no date."""
    if isinstance(moment, str):
        moment = date.fromisoformat(moment) if len(moment) == 10 else datetime.fromisoformat(moment)
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(), UTC)
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

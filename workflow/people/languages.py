"""The register of languages as this site has it: what the code ships, overlaid by what admins added."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from i18n.languages import Language, Register, new_language, shipped
from workflow.people.models import LanguageEntry
from workflow.refusals import RuleBroken

FIELDS = (
    "tag",
    "english",
    "autonym",
    "script",
    "direction",
    "sentence_ends",
    "font",
    "line_height",
    "digits",
    "nplurals",
    "plural",
)
Row = tuple[str, str, str, str, str, str, str, Decimal, str, int, str]


def register() -> Register:
    """The whole register. One query; the merged value is remembered for as long as the rows are the same."""
    return _merged(tuple(LanguageEntry.objects.order_by("tag").values_list(*FIELDS)))


@lru_cache(maxsize=4)
def _merged(rows: tuple[Row, ...]) -> Register:
    return shipped().with_entries([_language(row) for row in rows])


def _language(row: Row) -> Language:
    """What CLDR knows of the tag, under what the admin wrote. The admin's font comes before the script's."""
    tag, english, autonym, script, direction, ends, font, line_height, digits, nplurals, plural = row
    known = new_language(tag, script=script)
    return replace(
        known,
        english=english,
        autonym=autonym,
        direction=direction,
        sentence_ends=ends,
        fonts=tuple(dict.fromkeys((font, *known.fonts))),
        css_fonts=(),
        line_height=float(line_height),
        digits=digits,
        nplurals=nplurals,
        plural=plural,
        source="added in the browser",
    )


def language(tag: str) -> Language:
    """One entry by its exact tag. Raises RuleBroken where there is none."""
    found = register().get(tag)
    if found is None:
        raise RuleBroken("language.unknown", f"There is no language {tag!r} in the register.")
    return found

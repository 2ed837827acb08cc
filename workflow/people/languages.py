"""The register of languages as this site has it: what the code ships, overlaid by what admins added."""

from __future__ import annotations

from functools import lru_cache

from i18n.languages import Language, Register, shipped
from workflow.people.models import LanguageEntry
from workflow.refusals import RuleBroken


def register() -> Register:
    """The whole register. One query; the merged value is remembered for as long as the rows are the same."""
    rows = LanguageEntry.objects.order_by("tag").values_list(
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
    return _merged(tuple(rows))


@lru_cache(maxsize=4)
def _merged(rows: tuple[tuple[object, ...], ...]) -> Register:
    return shipped().with_entries([_language(*row) for row in rows])  # type: ignore[arg-type]


def _language(
    tag: str,
    english: str,
    autonym: str,
    script: str,
    direction: str,
    sentence_ends: str,
    font: str,
    line_height: float,
    digits: str,
    nplurals: int,
    plural: str,
) -> Language:
    return Language(
        tag=tag,
        english=english,
        autonym=autonym,
        script=script,
        direction=direction,
        sentence_ends=sentence_ends,
        fonts=(font,) if font == "Noto Sans" else (font, "Noto Sans"),
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

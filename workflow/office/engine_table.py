"""Which machine engine knows which language: for `docs/engines.md` and the README, made from the code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from i18n.drafts.apertium import ROUTES
from i18n.drafts.codes import google_code, libretranslate_code
from i18n.languages import Language, shipped

FIRST = 25  # the languages most asked for, which the README shows

ENGINES: dict[str, Callable[[Language], str]] = {
    "Apertium (on the machine itself)": lambda one: _route(one.tag),
    "LibreTranslate (on one's own server)": lambda one: libretranslate_code(one) or "",
    "Google (trial use only)": lambda one: google_code(one) or "",
}


def table(languages: Iterable[Language]) -> list[str]:
    """A Markdown table, one row per written language; an empty cell: it does not know the language."""
    head = ["Language", "Tag", *ENGINES]
    rows = [[one.english, f"`{one.tag}`", *(knows(one) for knows in ENGINES.values())] for one in languages]
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def written() -> list[Language]:
    """The languages that can be translated into, most asked for first."""
    return [one for one in shipped() if one.written and one.tag != "en"]


def _route(tag: str) -> str:
    route = ROUTES.get(tag)
    if route is None:
        return ""
    return "directly" if len(route) == 1 else "by way of another language"

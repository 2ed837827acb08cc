"""The public words that pages use are the ones defined in `locale/public.md`, both ways."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from i18n.facts import Cost
from i18n.leaflet import extract, parse
from tests.architecture.source import ROOT, modules, templates, tree
from workflow.requests.models import CallBack

LOOK_UPS = {"html", "text", "raw", "pieces"}
NAMES_A_WORD = {"FormError": 1, "Line": 0}
"""Calls whose argument at this place is the key of a word."""

MADE_UP = {f"when-{when}" for when in CallBack.When.values} | {f"cost-{cost}" for cost in Cost}
"""Keys that the code puts together."""


def defined() -> set[str]:
    text = (ROOT / "locale" / "public.md").read_text(encoding="utf-8")
    return {segment.key for segment in extract(parse(text).leaflet) if segment.kind != "heading"}


def used() -> set[str]:
    found = set(MADE_UP)
    for path in templates():
        found.update(re.findall(r'{%\s*word(?:_of\s+[\w.]+)?\s+"([^"]+)"', path.read_text(encoding="utf-8")))
    for path in modules("i18n/formats", "workflow/publishing", "workflow/requests", "workflow/families"):
        found.update(_named_in(path))
    return found


def _named_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = NAMES_A_WORD.get(name, 0 if name in LOOK_UPS else None)
            if place is not None and len(node.args) > place:
                yield from _constants(node.args[place])


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _mentioned() -> set[str]:
    """Every text in the code that could be a key, such as `errors["when"] = "error-when"`."""
    return {
        node.value
        for path in modules("i18n/formats", "workflow/publishing", "workflow/requests", "workflow/families")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_word_a_page_uses_is_defined() -> None:
    assert not used() - defined() - {"title"}


def test_every_word_that_is_defined_is_used() -> None:
    assert not defined() - used() - _mentioned()

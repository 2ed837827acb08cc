"""What a template may not hold. Two kinds: pages for families (public words only) and screens for staff."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.source import named, templates

ALL = list(templates())
FOR_FAMILIES = [path for path in ALL if path.parent.name in {"public", "families"}]
FOR_STAFF = [path for path in ALL if path not in FOR_FAMILIES]


def _ids(paths: list[Path]) -> list[str]:
    return [named(path) for path in paths]


def _code(path: Path) -> str:
    """A template without its comments."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", ALL, ids=_ids(ALL))
def test_no_script_stands_in_a_page(path: Path) -> None:
    """The content security policy would stop it."""
    assert not re.search(
        r"<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", _code(path), re.IGNORECASE
    )


@pytest.mark.parametrize("path", FOR_STAFF, ids=_ids(FOR_STAFF))
def test_no_style_stands_in_a_staff_screen(path: Path) -> None:
    assert not re.search(r"<style\b|\sstyle\s*=\s*[\"']", _code(path), re.IGNORECASE)


@pytest.mark.parametrize("path", FOR_FAMILIES, ids=_ids(FOR_FAMILIES))
def test_pages_for_families_take_their_words_from_the_leaflet_of_words(path: Path) -> None:
    """Django's own translations know a dozen of our languages, and fill the rest with English."""
    code = _code(path)

    assert not re.search(
        r"{%\s*(?:trans|translate|blocktrans\w*|get_current_language\w*)\b|{%\s*load[^%]*\bi18n\b", code
    )
    assert "LANGUAGE_BIDI" not in code
    assert "LANGUAGE_CODE" not in code


@pytest.mark.parametrize("path", FOR_FAMILIES, ids=_ids(FOR_FAMILIES))
def test_pages_for_families_load_nothing_from_elsewhere(path: Path) -> None:
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", _code(path), re.IGNORECASE)


@pytest.mark.parametrize("path", ALL, ids=_ids(ALL))
def test_a_template_can_be_read_at_once(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120

"""Reading survives: with no server and no database, what was published is still there to read."""

from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_family import BOXES, NUMBER

pytestmark = pytest.mark.journey


@pytest.fixture
def files(told_story: Path, tmp_path: Path) -> Path:
    """The public files alone, somewhere else: no server ever stood in front of them."""
    shutil.copytree(told_story / "public", tmp_path / "public")
    return tmp_path / "public"


@pytest.mark.parametrize("tag", ["ur", "zh-Hans", "en"])
def test_a_page_reads_from_a_folder(files: Path, page: Page, tag: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((files / tag / "for-parents" / "index.html").as_uri())

    expect(page.locator("article h1")).to_be_visible()
    links = page.locator("a[href='tel:+441614779000']")
    left, middle, right = (box["left"] for box in links.first.evaluate(BOXES, NUMBER))
    assert left < middle < right
    assert page.locator("main").evaluate("main => getComputedStyle(main).maxWidth") != "none", "has its style"
    assert complaints == []
    for link in page.locator(".formats a").all():
        target = Path(unquote(urlsplit(link.evaluate("link => link.href")).path))
        assert target.is_file()
        assert target.is_relative_to(files)


def test_the_picker_and_a_language_without_text_read_from_a_folder(files: Path, page: Page) -> None:
    page.goto((files / "index.html").as_uri())
    expect(page.locator("ul.picker a[hreflang=ur]")).to_be_visible()
    page.goto((files / "ti" / "index.html").as_uri())
    expect(page.locator("a[href='tel:+441614779000']").first).to_be_visible()

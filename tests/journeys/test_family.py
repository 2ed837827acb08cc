"""A family finds its language, reads, prints, telephones; or finds a person where there is no text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import axe
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

NUMBER = ["0161", "477", "9000"]
URDU = "/ur/for-parents/"

# Where each group of digits of the link's text is drawn.
BOXES = """(link, groups) => {
    const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
    const node = walker.nextNode();
    return groups.map(group => {
        const range = document.createRange();
        const at = node.data.indexOf(group);
        range.setStart(node, at);
        range.setEnd(node, at + group.length);
        const boxes = range.getClientRects();
        return {count: boxes.length, left: boxes[0].left, right: boxes[0].right, top: boxes[0].top};
    });
}"""


def given_the_urdu_page_by_way_of_the_picker(family: Visitor) -> None:
    family.open("/")
    family.follow("اردو")
    family.page.wait_for_url("**/ur/")
    family.page.locator("main ul.picker a").first.click()
    family.page.wait_for_url(f"**{URDU}")


def then_the_number_reads_from_left_to_right(family: Visitor) -> None:
    links = family.page.locator('a[href="tel:+441614779000"]')
    expect(links.first).to_be_visible()
    for link in links.all():
        boxes = link.evaluate(BOXES, NUMBER)
        assert [box["count"] for box in boxes] == [1, 1, 1]
        assert len({round(box["top"]) for box in boxes}) == 1, "the number is broken over two lines"
        assert boxes[0]["right"] <= boxes[1]["left"]
        assert boxes[1]["right"] <= boxes[2]["left"]


def then_a_thumb_can_hit_every_link(family: Visitor) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels; links in a line of text are excepted there, but not here where they dial."""
    for link in family.page.locator('a[href^="tel:"], nav a, .formats a, a.button').all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 24, f"{link.inner_text()}: {box}"
        assert box["width"] >= 24, f"{link.inner_text()}: {box}"


def then_nothing_was_left_behind(family: Visitor) -> None:
    hosts = {urlsplit(request.url).netloc for request in family.requests}
    assert hosts == {urlsplit(family.site.url).netloc}
    assert family.page.context.cookies() == []
    assert family.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert family.complaints == []


def test_a_family_reads_the_leaflet_in_urdu(family: Visitor) -> None:
    given_the_urdu_page_by_way_of_the_picker(family)

    assert family.page.locator("html").get_attribute("lang") == "ur"
    assert family.page.locator("html").get_attribute("dir") == "rtl"
    then_the_number_reads_from_left_to_right(family)
    then_a_thumb_can_hit_every_link(family)
    then_nothing_was_left_behind(family)
    axe(family.page)


def test_the_pdf_is_there_and_its_number_reads_from_left_to_right(family: Visitor, tmp_path: Path) -> None:
    family.open(URDU)
    address = family.page.locator(".formats a[href$='.pdf']").evaluate("link => link.href")
    answer = family.page.request.get(address)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")

    if shutil.which("pdftotext") is None:
        missing = "pdftotext is not installed (apt-get install poppler-utils)."
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    leaflet = tmp_path / "leaflet.pdf"
    leaflet.write_bytes(answer.body())
    lines = lines_of(leaflet)
    telling = [line for line in lines if set(NUMBER) <= {word for _, word in line}]
    assert telling
    for line in telling:
        words = [word for _, word in sorted(line)]
        at = words.index(NUMBER[0])
        assert words[at : at + 3] == NUMBER


def lines_of(pdf: Path) -> list[list[tuple[float, str]]]:
    """The words of each line with where they begin, as they are drawn: (x, word)."""
    told = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    ).stdout
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for number, page in enumerate(told.split("<page ")[1:]):
        for x, bottom, word in re.findall(r'xMin="([\d.]+)".*? yMax="([\d.]+)">([^<]*)<', page):
            lines.setdefault((number, round(float(bottom))), []).append((float(x), word))
    return list(lines.values())


def test_the_page_leads_to_the_other_languages(family: Visitor) -> None:
    family.open(URDU)
    others = family.page.locator("nav.others a").all()
    assert {link.get_attribute("hreflang") for link in others} == {"en", "so", "pl", "zh-Hans"}
    family.page.locator("nav.others a[hreflang='so']").click()
    family.page.wait_for_url("**/so/for-parents/")
    expect(family.page.locator("article")).to_be_visible()


@pytest.mark.parametrize("tag", ["ti", "ro"])
def test_a_language_without_text_leads_to_a_person(family: Visitor, tag: str) -> None:
    family.open("/")
    family.page.locator(f"a[hreflang={tag}]").click()
    family.page.wait_for_url(f"**/{tag}/")
    assert "please" in family.page.locator(".say").inner_text()
    then_the_number_reads_from_left_to_right(family)
    then_nothing_was_left_behind(family)
    axe(family.page)
    family.page.locator("main a[href*='ask/call']").click()
    expect(family.page.locator("form.ask")).to_be_visible()


def test_everything_works_without_scripts(visitors: Visitors) -> None:
    family = visitors.family(scripts=False)
    given_the_urdu_page_by_way_of_the_picker(family)
    expect(family.page.locator("article")).to_be_visible()
    family.page.locator("main a[href*='ask/call']").first.click()
    expect(family.page.locator("form.ask")).to_be_visible()
    assert family.page.context.cookies() == []


# 320 pixels are also what 1280 are at 400 % (WCAG 1.4.10); there the text is four times as large to the eye.
@pytest.mark.parametrize("path", ["/", "/ur/", URDU, "/en/for-parents/", "/zh-Hans/for-parents/", "/ti/"])
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(320, 568, 1), (320, 256, 4)], ids=["320 px", "400 per cent"]
)
def test_nothing_has_to_be_moved_sideways(
    visitors: Visitors, path: str, width: int, height: int, scale: int
) -> None:
    window = {"width": width, "height": height}
    family = visitors.new(viewport=window, device_scale_factor=scale)
    family.open(path)
    assert family.overflows() <= 0


def test_paper_has_no_navigation(family: Visitor) -> None:
    family.open(URDU)
    family.page.emulate_media(media="print")
    for what in ("nav", "header.site", ".formats", "form", "a.button", "a.skip"):
        assert not any(one.is_visible() for one in family.page.locator(what).all()), what
    expect(family.page.locator("article")).to_be_visible()
    expect(family.page.locator('a[href="tel:+441614779000"]').first).to_be_visible()

"""The style inside every public page: small, safe, and right in both directions."""

import re
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256

import pytest
from playwright.sync_api import Page

from i18n.formats import body, css
from i18n.languages import Language, shipped
from tests.fixtures.browser import axe
from tests.i18n.formats.samples import document

POSITIONS = (
    "number => {const range = document.createRange(); const text = number.firstChild; const places = [];"
    "for (const start of [0, 5, 9]) {range.setStart(text, start); range.setEnd(text, start + 1);"
    "places.push(range.getBoundingClientRect().x)} return places}"
)


def whole(tag: str) -> str:
    held = document(tag)
    return (
        f'<!DOCTYPE html><html lang="{tag}" dir="{held.language.direction}"><head><title>x</title>'
        f'<meta name="viewport" content="width=device-width"><style>{css.css(held.language)}</style></head>'
        f"<body><main>{body.render(held, ask_href='#')}</main></body></html>"
    )


def test_every_language_has_a_small_style_without_sides_italics_or_outside_things() -> None:
    for language in shipped():
        style = css.css(language)
        assert len(style.encode()) <= 8_000
        assert not re.search(r"(margin|padding|border)-(left|right)|float|italic|url\(|@import|[<\\]", style)
        assert "text-decoration:none" not in re.sub(r"(?<=margin:0 0 1rem;)text-decoration:none", "", style)


def test_urdu_is_set_in_nastaliq_with_room_and_polish_needs_no_font() -> None:
    urdu, polish = shipped().get("ur"), shipped().get("pl")
    assert urdu
    assert polish
    assert css.css(urdu).startswith(':root{--font:"Noto Nastaliq Urdu","Jameel Noori Nastaleeq"')
    assert float(re.findall(r"--leading:([\d.]+)", css.css(urdu))[0]) >= 2
    assert css.css(polish).startswith(":root{--font:system-ui,")


def test_a_font_name_from_the_browser_cannot_leave_the_style() -> None:
    hostile = ('x"}</style><script>alert(1)</script>', "Noto Sans Lao")
    style = css.css(Language("lo", "Lao", "ລາວ", css_fonts=hostile))
    assert "script" not in style
    assert style.startswith(':root{--font:"Noto Sans Lao",')


def test_the_hash_is_that_of_the_style_as_a_browser_computes_it() -> None:
    language = shipped().get("ar")
    assert language
    style = css.css(language)
    method, _, digest = css.css_hash(style).partition("-")
    assert method == "sha256"
    assert b64decode(digest) == sha256(style.encode()).digest()
    assert css.css_hash(style) != css.css_hash(css.css(replace(language, line_height=1.9)))


@pytest.mark.journey
@pytest.mark.parametrize("tag", ["ur", "ar", "zh-Hans", "pl"])
def test_a_page_reflows_at_320_pixels_and_is_accessible(page: Page, tag: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content(whole(tag))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for target in page.locator(".button, .contents a").all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 44
    axe(page)


@pytest.mark.journey
@pytest.mark.parametrize("tag", ["ur", "ar"])
def test_on_a_page_from_right_to_left_the_number_reads_from_left_to_right(page: Page, tag: str) -> None:
    page.set_content(whole(tag))
    numbers = page.locator('a[href="tel:+441614779000"]')
    assert numbers.count() == 2
    for number in numbers.all():
        assert number.inner_text().replace("\u00a0", " ") == "0161 477 9000"
        places = number.evaluate(POSITIONS)
        assert places == sorted(places)
        assert places[0] < places[2]

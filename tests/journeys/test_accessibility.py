"""Every page, as each role meets it: accessible so far as a machine can tell, on a phone, with large text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import axe
from tests.journeys.people import PHONE, SCREEN, Visitor, Visitors

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PUBLIC = [
    "/",
    "/ur/",
    "/ur/for-parents/",
    "/zh-Hans/for-parents/",
    "/en/for-parents/",
    "/es/for-parents/",  # its words are public, the leaflet is not
    "/ti/",  # nothing is public
    "/ti/for-parents/",
    "/ur/ask/call/?from=for-parents",
    "/ti/ask/call/",
]
ROLES = ["Owner", "Coordinator", "Publisher", "Admin", "Editor, Spanish", "Reviser, Spanish", "Editor, Urdu"]
TWICE = {"width": 640, "height": 450}  # 1280 at 200 per cent
LINKS = """[...document.querySelectorAll('main a[href]:not([download]), header a[href]')]
    .map(link => link.href).filter(href => href.startsWith(location.origin + '/desk/'))"""
AT_LEAST = {"Owner": 13, "Coordinator": 17, "Publisher": 12, "Admin": 17}  # kinds of pages


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(visitors: Visitors, path: str) -> None:
    family = visitors.family()
    answer = family.open(path)
    assert answer is not None
    assert answer.ok
    axe(family.page)
    assert family.overflows() <= 0
    when_the_text_is_twice_as_large(family)
    assert family.overflows() <= 0


def test_the_form_with_errors_and_what_follows_it(family: Visitor) -> None:
    family.open("/zh-Hans/ask/call/")
    family.page.locator("main button[type=submit]").click()
    expect(family.page.locator("[role=alert]")).to_be_visible()
    axe(family.page)
    family.page.locator("#phone").fill("0161 496 0123")
    family.page.locator("[name=when]").first.check()
    family.page.locator("[name=say_who]").first.check()
    family.page.locator("main button[type=submit]").click()
    expect(family.page.locator(".reference")).to_be_visible()
    axe(family.page)


@pytest.mark.parametrize("role", ROLES)
def test_staff_pages(visitors: Visitors, role: str) -> None:
    somebody = visitors.staff(role)
    faults: list[str] = []
    somebody.open("/desk/")
    to_see, seen = ["/desk/"], {"/desk/"}
    published = somebody.page.locator(".wall a:has(.stage-published)[href]")
    if published.count():  # a desk from which the sign-off page and an edition can be reached
        to_see.append(published.first.get_attribute("href") or "")
        seen.add(kind_of(to_see[-1]))
    while to_see:
        path = to_see.pop()
        faults += what_is_wrong_at(somebody, path)
        for address in somebody.page.evaluate(LINKS):
            kind = kind_of(urlsplit(address).path)
            if kind not in seen:
                seen.add(kind)
                to_see.append(urlsplit(address).path)
    assert len(seen) >= AT_LEAST.get(role, 1), seen
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("path", "status"), [("/desk/messages/1/save/", 405), ("/desk/calls/", 403)])
def test_pages_that_say_no(visitors: Visitors, path: str, status: int) -> None:
    somebody = visitors.staff("Editor, Spanish", viewport=PHONE)
    answer = somebody.open(path)
    assert answer is not None
    assert answer.status == status
    assert somebody.page.locator("main a").count(), "there is a way on"
    axe(somebody.page)
    assert somebody.overflows() <= 0


def kind_of(path: str) -> str:
    """One desk stands for all desks."""
    return re.sub(r"\d+|(?<=/)(leaflet|organisation):[^/]+", "N", path)


def what_is_wrong_at(somebody: Visitor, path: str) -> list[str]:
    faults = []
    somebody.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
    answer = somebody.open(path)
    if answer is None or not answer.ok:
        return [f"{path}: {answer and answer.status}"]
    somebody.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    try:
        axe(somebody.page)
    except AssertionError as error:
        faults.append(str(error))
    for window in (PHONE, TWICE):
        somebody.page.set_viewport_size(window)  # type: ignore[arg-type]
        if somebody.overflows() > 0:
            faults.append(f"{path}: {somebody.overflows()} pixels wider than {window['width']}")
    return faults


def when_the_text_is_twice_as_large(visitor: Visitor) -> None:
    visitor.page.evaluate("document.documentElement.style.fontSize = '200%'")

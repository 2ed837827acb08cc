"""At the desk nothing is lost: not by two people at once, not by a fault, not by a session that ended."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.fixtures.site import LiveSite
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

KEY = "interpreter"
EDITED = re.compile(r"\bstate-edited\b")
FIRST = "Puede tener un intérprete gratis. Llame al {phone:interpreting}."
SECOND = "El intérprete no le cuesta nada: es gratis. Llame al {phone:interpreting}."


@pytest.fixture
def site(own_site: LiveSite) -> LiveSite:
    return own_site


def given_somebody_at_the_spanish_desk(visitors: Visitors, name: str, *, scripts: bool = True) -> Visitor:
    somebody = visitors.staff(name, scripts=scripts)
    somebody.follow("Español")
    expect(somebody.segment(KEY)).to_be_visible()
    return somebody


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_two_people_at_one_segment_both_keep_their_texts(visitors: Visitors, scripts: bool) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish", scripts=scripts)
    reviser = given_somebody_at_the_spanish_desk(visitors, "Reviser, Spanish", scripts=scripts)

    expect(editor.save(KEY, FIRST)).to_have_class(EDITED)
    segment = reviser.save(KEY, SECOND)

    expect(segment.locator(".refusal")).to_have_text(
        "Editor, Spanish saved this segment meanwhile. Compare both texts, then save the one that is right."
    )
    expect(segment.locator(".conflict .text")).to_have_text(FIRST)
    expect(segment.locator("textarea")).to_have_value(SECOND)

    segment.locator("button.save").click()
    expect(segment.locator(".refusal")).to_have_count(0)
    expect(segment.locator("textarea")).to_have_value(SECOND)
    segment.get_by_role("link", name="earlier texts").click()
    kept = reviser.page.locator("ol.texts p.text").all_inner_texts()
    assert kept[:2] == [SECOND, FIRST]
    assert "libre" in kept[2], "the machine's draft is kept too"


def test_a_save_that_does_not_arrive_says_so_and_keeps_the_text(visitors: Visitors) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish")

    editor.page.route("**/save/", lambda route: route.abort())
    segment = editor.save(KEY, FIRST)
    expect(segment.locator(".refusal")).to_contain_text("not saved")
    expect(segment.locator("textarea")).to_have_value(FIRST)
    editor.complaints.clear()  # the browser's own line about the lost connection

    editor.page.unroute("**/save/")
    segment.locator("button.save").click()
    expect(segment).to_have_class(EDITED)
    expect(segment.locator(".refusal")).to_have_count(0)


def test_a_session_that_ended_says_so_and_keeps_the_text(visitors: Visitors) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish")
    editor.page.context.clear_cookies(name="sessionid")
    segment = editor.save(KEY, FIRST)
    expect(segment.locator(".refusal")).to_contain_text("You are logged out")
    expect(segment.locator("textarea")).to_have_value(FIRST)

    Visitor(editor.site, editor.page.context.new_page()).enter_as("Editor, Spanish")
    segment.locator("button.save").click()
    expect(segment).to_have_class(EDITED)


def test_what_is_typed_while_a_save_is_under_way_stays(visitors: Visitors) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish")
    segment, box = editor.segment(KEY), editor.segment(KEY).locator("textarea")

    def type_on_then_answer(route: Route) -> None:
        box.press_sequentially(" Y más.")
        route.continue_()

    editor.page.route("**/save/", type_on_then_answer)
    editor.save(KEY, FIRST)
    expect(segment).to_have_class(EDITED)
    expect(box).to_have_value(f"{FIRST} Y más.")
    expect(segment).to_contain_text("not saved yet")


def test_approving_does_not_drop_a_text_that_is_not_saved(visitors: Visitors) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish")
    expect(editor.save(KEY, FIRST)).to_have_class(EDITED)
    reviser = given_somebody_at_the_spanish_desk(visitors, "Reviser, Spanish")

    segment = reviser.segment(KEY)
    segment.locator("textarea").fill(SECOND)
    reviser.press("Approve", segment)
    expect(segment.locator("textarea")).to_have_value(SECOND)
    expect(segment.locator(".refusal")).to_contain_text("not saved")
    expect(segment).to_have_class(EDITED)


def test_the_keyboard_is_enough(visitors: Visitors) -> None:
    editor = given_somebody_at_the_spanish_desk(visitors, "Editor, Spanish")
    segment = editor.segment(KEY)
    segment.locator("textarea").focus()
    editor.page.keyboard.press("Control+A")
    editor.page.keyboard.type(FIRST)
    editor.page.keyboard.press("Tab")
    expect(segment.locator("button.save")).to_be_focused()
    outline = segment.locator("button.save").evaluate("button => getComputedStyle(button).outlineStyle")
    assert outline != "none", "where the focus is has to be seen"
    editor.page.keyboard.press("Enter")
    expect(segment).to_have_class(EDITED)

    def where() -> bool:
        inside: bool = segment.evaluate("row => row.contains(document.activeElement)")
        return inside

    assert where(), "the focus stays at the segment that was saved"
    editor.page.keyboard.press("Tab")
    assert where()

    segment.locator("textarea").fill(SECOND)
    editor.page.keyboard.press("Control+Enter")
    expect(segment.locator("form.save input[name=base] + *")).to_be_attached()
    expect(segment.locator("textarea")).to_have_value(SECOND)
    assert where()

"""A family asks to be called, in its own language; the coordinator calls, and says what came of it."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import axe
from tests.fixtures.site import ROOT
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

NUMBER = "+48601234567"
NEEDED = {
    "phone": "error-phone-empty",
    "language": "error-language",
    "when": "error-when",
    "say_who": "error-safe",
}


def word(tag: str, key: str) -> str:
    """A public word as its translators wrote it."""
    path = Path(ROOT, "locale", tag, "LC_MESSAGES", "public.po")
    return str(next(entry.msgstr for entry in polib.pofile(str(path)) if entry.msgctxt == key))


def given_the_form_opened_from_the_leaflet(family: Visitor, tag: str) -> None:
    family.open(f"/{tag}/for-parents/")
    family.page.locator("main a[href*='ask/call/']").first.click()
    expect(family.page.locator("h1")).to_have_text(word(tag, "ask"))


def when_nothing_is_filled_in_then_each_field_says_what_it_needs(family: Visitor, tag: str) -> None:
    family.page.locator("#language").fill("")
    family.page.locator("main button[type=submit]").click()
    for name, key in NEEDED.items():
        error = family.page.locator(f"#{name}-error")
        expect(error).to_have_text(word(tag, key))
        beside = error.locator("xpath=ancestor::*[self::fieldset or contains(@class, 'field')][1]")
        expect(beside.locator(f"[name={name}]").first).to_be_visible()
    assert family.page.locator("html").get_attribute("lang") == tag
    axe(family.page)


def when_the_form_is_filled_in(family: Visitor, phone: str) -> None:
    family.page.locator("#language").fill("Mirpuri")
    family.page.locator("#phone").fill(phone)
    family.page.locator("[name=when][value=evening]").check()
    family.page.locator("[name=say_who][value=no]").check()


def then_a_reference_is_given(family: Visitor, tag: str) -> str:
    expect(family.page.locator("h1")).to_have_text(word(tag, "done"))
    found = re.search(r"\b[A-Z0-9]{6}\b", family.page.locator(".reference").inner_text())
    assert found
    return found[0]


def then_the_coordinator_finds_it_once_calls_and_closes(coordinator: Visitor, reference: str) -> None:
    coordinator.open("/desk/calls/")
    row = coordinator.page.locator("tr").filter(has_text=reference)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Mirpuri")
    coordinator.follow(reference)
    main = coordinator.page.locator("main")
    expect(main).to_contain_text("Say nothing about the leaflet")
    expect(main).not_to_contain_text(NUMBER)
    coordinator.press("Show the number to call it now")
    expect(main.locator(f"a[href='tel:{NUMBER}']")).to_be_visible()

    coordinator.press("Close")
    expect(coordinator.page.locator(".refusal")).to_be_visible()
    coordinator.follow("Back to where you were")
    coordinator.page.get_by_label("Result").select_option("reached")
    coordinator.press("Close")
    expect(coordinator.page.locator(".messages")).to_contain_text("Closed.")
    expect(coordinator.page.locator("main li").filter(has_text=f"{reference}: reached")).to_have_count(1)


# In the second number the digits are Urdu's own, as an Urdu keyboard types them.
@pytest.mark.parametrize(("tag", "phone"), [("pl", "+48 601 234 567"), ("ur", "+۴۸ ۶۰۱ ۲۳۴ ۵۶۷")])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_family_asks_to_be_called(visitors: Visitors, tag: str, phone: str, scripts: bool) -> None:
    family = visitors.family(scripts=scripts)
    given_the_form_opened_from_the_leaflet(family, tag)
    if scripts:
        when_nothing_is_filled_in_then_each_field_says_what_it_needs(family, tag)
    when_the_form_is_filled_in(family, phone)
    family.page.locator("main button[type=submit]").click()
    reference = then_a_reference_is_given(family, tag)
    if scripts:
        axe(family.page)
    assert family.page.context.cookies() == []
    family.follow(word(tag, "back"))
    family.page.wait_for_url(f"**/{tag}/for-parents/")

    then_the_coordinator_finds_it_once_calls_and_closes(visitors.staff("Coordinator"), reference)


def test_a_wrong_number_is_said_in_polish_and_nothing_typed_is_lost(family: Visitor) -> None:
    given_the_form_opened_from_the_leaflet(family, "pl")
    when_the_form_is_filled_in(family, "0909 8790000")
    family.page.locator("main button[type=submit]").click()
    assert family.page.locator("#phone-error").inner_text() in {
        word("pl", "error-phone"),
        word("pl", "error-phone-kind"),
    }
    expect(family.page.locator("#phone")).to_have_value("0909 8790000")
    expect(family.page.locator("#language")).to_have_value("Mirpuri")
    expect(family.page.locator("[name=when][value=evening]")).to_be_checked()
    expect(family.page.locator("[name=say_who][value=no]")).to_be_checked()


def waiting_calls(coordinator: Visitor) -> list[str]:
    coordinator.open("/desk/calls/")
    return coordinator.page.locator("tbody tr").all_inner_texts()


def test_sending_twice_is_one_request(visitors: Visitors) -> None:
    coordinator = visitors.staff("Coordinator")
    before = waiting_calls(coordinator)

    family = visitors.family()
    given_the_form_opened_from_the_leaflet(family, "ur")
    when_the_form_is_filled_in(family, NUMBER)
    family.page.locator("main button[type=submit]").dblclick()
    reference = then_a_reference_is_given(family, "ur")
    family.page.reload()  # the browser sends the form again
    assert then_a_reference_is_given(family, "ur") == reference

    after = waiting_calls(coordinator)
    assert len(after) == len(before) + 1
    assert reference in " ".join(after)

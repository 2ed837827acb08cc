"""The guide of the demo: a machine's Spanish draft becomes a page for families, and comes down again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.fixtures.site import LiveSite
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

WAITING = "interpreter"
NEGATIVE = "not-cause"
PAGE = "/es/for-parents/"
STATE = {name: re.compile(rf"\bstate-{name}\b") for name in ("draft", "edited", "approved")}


@pytest.fixture
def site(own_site: LiveSite) -> LiveSite:
    return own_site


def look_again(family: Visitor) -> None:
    """Browsers may keep a page for half a minute; reloading asks for it anew."""
    family.open(PAGE)
    family.page.reload()


def given_a_page_that_leads_to_a_person(family: Visitor) -> None:
    look_again(family)
    expect(family.page.locator("article")).to_have_count(0)
    expect(family.page.locator(".talk")).to_be_visible()


def when_the_editor_corrects_what_the_machine_wrote(editor: Visitor) -> None:
    segment = editor.segment(WAITING)
    draft = segment.locator("textarea").input_value()
    assert "libre" in draft
    editor.save(WAITING, "Puede tener un intérprete gratis. Llame a la unidad al {phone:interpreting}.")
    expect(segment).to_have_class(STATE["edited"])


def when_the_editor_drops_a_no_then_it_stops_with_a_sentence(editor: Visitor) -> None:
    segment = editor.segment(NEGATIVE)
    whole = segment.locator("textarea").input_value()
    editor.save(NEGATIVE, re.sub(r"\bno ", "", whole, count=1))
    expect(segment).to_have_class(STATE["draft"])
    finding = segment.locator(".finding.block")
    expect(finding).to_have_count(1)
    assert re.search(r"\bnot\b", finding.inner_text())
    editor.save(NEGATIVE, whole)
    expect(segment).to_have_class(STATE["edited"])
    expect(finding).to_have_count(0)


def when_the_editor_approves_own_words_then_one_sentence_refuses(editor: Visitor) -> None:
    segment = editor.segment(WAITING)
    editor.press("Approve", segment)
    refusal = segment.locator(".refusal")
    expect(refusal).to_have_text("You wrote this text yourself. Somebody else has to approve it.")
    expect(segment).to_have_class(STATE["edited"])


def when_the_reviser_approves_and_finishes(reviser: Visitor) -> None:
    reviser.follow("Español")
    for key in (WAITING, NEGATIVE):
        segment = reviser.segment(key)
        reviser.press("Approve", segment)
        expect(segment).to_have_class(STATE["approved"])
    reviser.press("Finish the revision")
    expect(reviser.page.locator(".messages")).to_contain_text("The leaflet's owner signs next.")


def when_the_owner_signs(owner: Visitor) -> None:
    owner.follow("Español")
    expect(owner.page.locator("iframe.preview")).to_be_visible()
    owner.press("Sign off", exact=False)
    expect(owner.page.locator(".messages")).to_contain_text("Signed off.")


def when_the_publisher_publishes(publisher: Visitor) -> None:
    publisher.follow("Español")
    expect(publisher.page.locator(".warning")).to_contain_text("0161 477 9000")
    publisher.press("Publish", exact=False)
    expect(publisher.page.locator(".messages")).to_contain_text("Published: edition 1.")


def then_the_page_is_text(family: Visitor) -> None:
    look_again(family)
    expect(family.page.locator("article")).to_contain_text("intérprete gratis")
    expect(family.page.locator("html")).to_have_attribute("lang", "es")
    family.open("/")
    family.page.reload()
    expect(family.page.locator("ul.picker").first.locator("a[hreflang=es]")).to_have_count(1)


def when_the_publisher_withdraws(publisher: Visitor) -> None:
    publisher.page.get_by_label("Why it comes down").fill("The number changes next week.")
    publisher.press("Withdraw now")
    expect(publisher.page.locator(".messages")).to_contain_text("Withdrawn.")


def then_the_history_names_everyone(publisher: Visitor) -> None:
    publisher.follow("History", exact=True)
    publisher.page.get_by_role("link", name="for-parents").click()
    told = publisher.page.locator("main").inner_text()
    for name in ("Editor, Spanish", "Reviser, Spanish", "Owner", "Publisher"):
        assert name in told
    assert "The number changes next week." in told


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_draft_goes_the_whole_way_and_back(visitors: Visitors, scripts: bool) -> None:
    family = visitors.family()
    given_a_page_that_leads_to_a_person(family)

    editor = visitors.staff("Editor, Spanish", scripts=scripts)
    editor.follow("Español")
    opened = editor.pages_opened()
    when_the_editor_corrects_what_the_machine_wrote(editor)
    when_the_editor_drops_a_no_then_it_stops_with_a_sentence(editor)
    when_the_editor_approves_own_words_then_one_sentence_refuses(editor)
    assert (editor.pages_opened() == opened) is scripts, "saving leaves the page only without scripts"

    when_the_reviser_approves_and_finishes(visitors.staff("Reviser, Spanish", scripts=scripts))
    when_the_owner_signs(visitors.staff("Owner", scripts=scripts))
    given_a_page_that_leads_to_a_person(family)
    publisher = visitors.staff("Publisher", scripts=scripts)
    when_the_publisher_publishes(publisher)
    then_the_page_is_text(family)

    when_the_publisher_withdraws(publisher)
    given_a_page_that_leads_to_a_person(family)
    then_the_history_names_everyone(publisher)

"""An owner brings a Word file, puts right what lint found, answers for the rest, and signs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor, Visitors
from tests.journeys.word import docx

pytestmark = pytest.mark.journey

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONG = "The person who leads the unit reads every letter that comes to us about our work, and then"
PARAGRAPHS = (
    ("", "You can tell us about it. We do not tell anybody else."),
    ("Heading1", "How to tell us"),
    ("", "Call the unit on 0161 477 9000. You can have an interpreter. It is free."),
    ("", f"{LONG} writes to you within two weeks to say what we have found out."),
)


def when_a_file_is_uploaded(owner: Visitor, name: str, data: bytes) -> None:
    owner.open("/desk/leaflets/new/")
    file = {"name": name, "mimeType": WORD, "buffer": data}
    owner.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    owner.press("Add the leaflet")


def when_the_number_is_replaced_by_its_fact(owner: Visitor) -> None:
    owner.follow("Edit the text")
    box = owner.page.get_by_label("The leaflet, in Markdown")
    text = box.input_value()
    assert "## How to tell us" in text
    box.fill(text.replace("0161 477 9000", "{phone:interpreting}"))
    owner.press("Save")


def then_it_cannot_be_signed(owner: Visitor) -> None:
    sign = owner.page.get_by_role("button", name="Sign this English")
    expect(sign).to_be_disabled()
    expect(owner.page.locator("main")).to_contain_text("Answer the findings first.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_word_file_becomes_signed_english(visitors: Visitors, scripts: bool) -> None:
    owner = visitors.staff("Owner", scripts=scripts)
    title = f"If something was not right, {'with' if scripts else 'without'} scripts"
    when_a_file_is_uploaded(owner, "leaflet.docx", docx(("Title", title), *PARAGRAPHS))

    stops = owner.page.locator(".finding.block")
    expect(stops).to_have_count(1)
    expect(stops).to_contain_text("0161 477 9000")
    then_it_cannot_be_signed(owner)
    when_the_number_is_replaced_by_its_fact(owner)
    expect(stops).to_have_count(0)

    expect(owner.page.locator(".finding.warn")).to_have_count(1)
    then_it_cannot_be_signed(owner)
    owner.press("Keep")
    expect(owner.page.locator("main")).not_to_contain_text("Kept:")
    owner.follow("Back to where you were")
    owner.page.get_by_label("Keep it, because").fill("The two halves belong together.")
    owner.press("Keep")
    expect(owner.page.locator(".finding.warn")).to_contain_text("Kept: The two halves belong together.")

    owner.press("Sign this English")
    expect(owner.page.locator(".messages")).to_contain_text("Version 1 is signed.")
    expect(owner.page.locator("ol.segments")).to_contain_text("Call the unit on {phone:interpreting}.")
    expect(owner.page.get_by_role("link", name="Edit the text")).to_have_count(0)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 not a Word file", b"", docx(*PARAGRAPHS)[:500]], ids=["other", "empty", "cut off"]
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(visitors: Visitors, data: bytes) -> None:
    owner = visitors.staff("Owner")
    when_a_file_is_uploaded(owner, "leaflet.docx", data)
    refusal = owner.page.locator(".refusal")
    expect(refusal).to_have_count(1)
    assert refusal.inner_text().strip().count("\n") == 0
    expect(owner.page.get_by_label("The leaflet, in Markdown")).to_be_visible()

"""An admin adds a language that the program does not know, and it goes public: nothing is installed or restarted.

Its texts are the English ones in Ethiopic letters: nonsense, but in the right script, with every fact in place."""

from __future__ import annotations

import re

import polib
import pytest
from playwright.sync_api import expect

from tests.fixtures.browser import axe
from tests.journeys.mail import link_in_the_last_letter
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

TAG, ENGLISH, AUTONYM = "tig", "Tigre", "ትግረ"
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "አበከደኤፈገሀኢጀቀለመነኦፐቸረሰተኡቨወጸየዘ")
KEPT = re.compile(r"(\{[^}]*\}|\*+)")
PEOPLE = """name,email,roles,reads,writes,speaks,may edit,may revise
"Editor, Tigre",editor.tig@example.org,linguist,tig,tig,tig,tig,
"Reviser, Tigre",reviser.tig@example.org,linguist,tig,tig,tig,,tig
"""
# As a person would press the button of each, but without waiting for the eye.
SEND_EACH = """async selector => {
    for (const form of document.querySelectorAll(selector)) {
        const sent = {method: "POST", body: new FormData(form), headers: {"HX-Request": "true"}};
        const answer = await fetch(form.action, sent);
        if (!answer.ok || (await answer.text()).includes('class="refusal"')) throw new Error(form.action);
    }
}"""


def in_other_letters(english: str) -> str:
    parts = KEPT.split(english)
    return "".join(part if KEPT.fullmatch(part) else part.lower().translate(LETTERS) for part in parts)


def given_the_language_in_the_register(admin: Visitor) -> None:
    admin.follow("Languages", exact=True)
    admin.follow("Add a language")
    admin.page.get_by_label("Language tag").fill(TAG)
    admin.press("Go on")
    expect(admin.page.get_by_label("The language's own name")).to_have_value(AUTONYM)
    expect(admin.page.get_by_label("English name")).to_have_value(ENGLISH)
    admin.page.get_by_label("Why it is added").fill("Families ask for it.")
    admin.press("Add the language")
    expect(admin.page.locator(".messages")).to_contain_text(f"{ENGLISH} is in the register.")


def given_two_people_for_it(visitors: Visitors, coordinator: Visitor) -> tuple[Visitor, Visitor]:
    coordinator.follow("People", exact=True)
    coordinator.follow("Invite a whole list")
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()}
    coordinator.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    coordinator.press("Check the file")
    coordinator.press("Invite these 2")
    expect(coordinator.page.locator(".messages")).to_contain_text("2 invitations on the way.")
    return tuple(joined(visitors, f"{role}.tig@example.org") for role in ("editor", "reviser"))  # type: ignore[return-value]


def joined(visitors: Visitors, address: str) -> Visitor:
    visitor = visitors.new()
    visitor.open(link_in_the_last_letter(visitors.site, address))
    for box in visitor.page.locator("main input[type=password]").all():
        box.fill("seven green bicycles")
    visitor.press("Open my account")
    expect(visitor.page.locator(".me")).to_contain_text(ENGLISH)
    return visitor


def when_the_coordinator_opens_it(coordinator: Visitor, leaflet: str) -> str:
    """Open, name the two, read the texts in from a catalogue. Returns the desk's address."""
    coordinator.open("/desk/")
    coordinator.page.locator("h3 a").filter(has_text=leaflet).click()
    coordinator.page.get_by_label("Open a language").select_option(TAG)
    coordinator.press("Open")
    desk = coordinator.page.url
    coordinator.page.get_by_label("Editor").select_option(label="Editor, Tigre")
    coordinator.page.get_by_label("Reviser").select_option(label="Reviser, Tigre")
    coordinator.press("Name them")

    coordinator.page.locator("summary").filter(has_text="Catalogue file").click()
    empty = coordinator.page.request.get(
        coordinator.page.get_by_role("link", name="Download what stands now").evaluate("link => link.href")
    )
    catalogue = polib.pofile(empty.text())
    for entry in catalogue:
        entry.msgstr = in_other_letters(entry.msgid)
    file = {"name": "tig.po", "mimeType": "text/x-gettext-translation", "buffer": str(catalogue).encode()}
    coordinator.page.get_by_label("Read texts from a PO file").set_input_files(file)  # type: ignore[arg-type]
    coordinator.press("Read it")
    expect(coordinator.page.locator("main")).to_contain_text(f"{len(catalogue)} texts are drafts now")
    return desk.removeprefix(coordinator.site.url)


def when_two_people_accept_every_text(editor: Visitor, reviser: Visitor, desk: str) -> None:
    editor.open(desk)
    first = editor.page.locator("li.segment").first
    first.locator("button.save").click()
    expect(first).to_have_class(re.compile(r"\bstate-edited\b"))
    editor.page.evaluate(SEND_EACH, "li.state-draft form.save")
    editor.open(desk)
    editor.press("Hand over to the reviser")
    reviser.open(desk)
    reviser.page.evaluate(SEND_EACH, "li.state-edited form[action$='/approve/']")
    reviser.open(desk)
    reviser.press("Finish the revision")
    expect(reviser.page.locator(".messages")).to_contain_text("The leaflet's owner signs next.")


def when_it_is_signed_and_published(owner: Visitor, publisher: Visitor) -> None:
    owner.open("/desk/")
    owner.follow(AUTONYM)
    owner.press("Sign off", exact=False)
    publisher.open("/desk/")
    publisher.follow(AUTONYM)
    publisher.press("Publish", exact=False)
    expect(publisher.page.locator(".messages")).to_contain_text("Published: edition 1.")


def then_families_can_read_it(family: Visitor) -> None:
    family.open("/")
    family.page.locator("ul.picker").first.locator(f"a[hreflang={TAG}]").click()
    family.page.wait_for_url(f"**/{TAG}/")
    family.page.locator("main ul.picker a").first.click()
    family.page.wait_for_url(f"**/{TAG}/for-parents/")
    article = family.page.locator("article")
    expect(article).to_have_attribute("lang", TAG)
    expect(article).to_contain_text(in_other_letters("the review asks what can be learnt"))
    assert family.page.locator("a[href='tel:+441614779000']").count() > 1
    assert family.page.request.get(f"{family.site.url}/{TAG}/for-parents/leaflet.pdf").status == 200
    axe(family.page)


def test_a_language_is_added_in_the_browser_and_goes_public(visitors: Visitors) -> None:
    admin, coordinator = visitors.staff("Admin"), visitors.staff("Coordinator")
    given_the_language_in_the_register(admin)
    editor, reviser = given_two_people_for_it(visitors, coordinator)
    owner, publisher = visitors.staff("Owner"), visitors.staff("Publisher")

    for leaflet in ("Information for families", "When a child dies"):
        desk = when_the_coordinator_opens_it(coordinator, leaflet)
        when_two_people_accept_every_text(editor, reviser, desk)
        when_it_is_signed_and_published(owner, publisher)

    then_families_can_read_it(visitors.family())


@pytest.mark.parametrize("tag", ["ask", "api", "e"])
def test_a_tag_that_an_address_needs_is_refused_in_one_sentence(visitors: Visitors, tag: str) -> None:
    admin = visitors.staff("Admin")
    admin.open("/desk/people/languages/add/")
    admin.page.get_by_label("Language tag").fill(tag)
    admin.press("Go on")
    refusal = admin.page.locator(".refusal")
    expect(refusal).to_have_count(1)
    assert f"“{tag}” is" in refusal.inner_text()
    expect(admin.page.get_by_label("Language tag")).to_have_value(tag)

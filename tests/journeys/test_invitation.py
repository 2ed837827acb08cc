"""A coordinator invites an interpreter, who comes by a link, logs in, and once forgets the password."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.mail import link_in_the_last_letter
from tests.journeys.people import Visitor, Visitors

pytestmark = pytest.mark.journey

ADDRESS = "somali@example.org"
NAME = "Interpreter, Somali"
FIRST = "seven green bicycles"
SECOND = "eight yellow tandems"


def when_the_coordinator_invites(coordinator: Visitor) -> None:
    coordinator.follow("People", exact=True)
    coordinator.follow("Invite somebody")
    page = coordinator.page
    page.get_by_label("Name", exact=True).fill(NAME)
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Linguist").check()
    page.get_by_label("Language", exact=True).first.select_option("so")
    for ability in ("Reads", "Writes", "May edit"):
        page.get_by_label(ability, exact=True).first.check()
    coordinator.press("Send the invitation")
    expect(page.locator(".messages")).to_contain_text(ADDRESS)


def when_the_link_is_followed(interpreter: Visitor, password: str) -> None:
    interpreter.open(link_in_the_last_letter(interpreter.site, ADDRESS))
    for box in interpreter.page.locator("main input[type=password]").all():
        box.fill(password)
    interpreter.page.locator("main button").click()


def when_logging_in(interpreter: Visitor, password: str) -> None:
    interpreter.open("/desk/")
    interpreter.page.get_by_label("Email").fill(ADDRESS)
    interpreter.page.get_by_label("Password").fill(password)
    interpreter.press("Log in")


def then_this_is_their_desk(interpreter: Visitor) -> None:
    expect(interpreter.page.locator(".me")).to_contain_text(NAME)
    assert interpreter.page.url == f"{interpreter.site.url}/desk/"


def test_an_interpreter_comes_by_invitation(visitors: Visitors) -> None:
    when_the_coordinator_invites(visitors.staff("Coordinator"))
    invitation = link_in_the_last_letter(visitors.site, ADDRESS)

    interpreter = visitors.new()
    when_the_link_is_followed(interpreter, FIRST)
    then_this_is_their_desk(interpreter)

    interpreter.press("Log out")
    when_logging_in(interpreter, "something else altogether")
    expect(interpreter.page.locator("main")).to_contain_text("not right")
    when_logging_in(interpreter, FIRST)
    then_this_is_their_desk(interpreter)

    stranger = visitors.new()
    stranger.open(invitation)
    expect(stranger.page.locator(".refusal")).to_contain_text("used already")


def test_a_forgotten_password_is_replaced_by_e_mail(visitors: Visitors) -> None:
    interpreter = visitors.new(scripts=False)
    interpreter.open("/desk/")
    interpreter.follow("Forgot your password?")
    interpreter.page.get_by_label("Email").fill(ADDRESS)
    interpreter.press("Send me the link")
    when_the_link_is_followed(interpreter, SECOND)
    expect(interpreter.page.locator("h1")).to_have_text("Your password is changed")

    when_logging_in(interpreter, FIRST)
    expect(interpreter.page.locator("main")).to_contain_text("not right")
    when_logging_in(interpreter, SECOND)
    then_this_is_their_desk(interpreter)

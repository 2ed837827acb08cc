"""The pages about people and languages as a browser shows them: accessible, on a phone, without scripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.browser import axe
from tests.fixtures.site import LiveSite
from tests.workflow.cast import person
from workflow.people import actions, queries
from workflow.people.invitees import Invitee
from workflow.people.models import Role

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SAMPLE = Path(__file__).parents[3] / "sample" / "people.csv"
PASSWORD = "a long sentence nobody knows"
BAD = "name,email,roles,reads,writes,speaks,may edit,may revise\nA,no,boss,,,,,\nB,b@example.org,linguist,,,,,\n"


def looked_at(page: Page, name: str) -> None:
    """Accessible, and no wider than the phone."""
    page.wait_for_load_state("load")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_pages_are_accessible_on_a_phone(live_site: LiveSite, browser: Browser, tmp_path: Path) -> None:
    both = person(
        Role.COORDINATOR, Role.ADMIN, email="both@example.org", password=PASSWORD, name="Coordinator"
    )
    home = queries.organisations_for(both, queries.Act.INVITE)[0]
    linguist = person(Role.LINGUIST, name="Interpreter, Urdu")
    tokens: list[str] = []
    new = Invitee("new@example.org", "Interpreter, Somali", ("linguist",))
    actions.invite(new, organisation=home, by=both, address=lambda token: tokens.append(token) or "")
    context = browser.new_context(java_script_enabled=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    for path in (
        "/desk/log-in/password/forgotten/",
        "/desk/log-in/sign-up/",
        f"/desk/people/accept/{tokens[0]}/",
        "/desk/log-in/",
    ):
        page.goto(live_site.url + path)
        looked_at(page, path.strip("/").replace("/", "-")[:30])
    page.get_by_label("Email").fill("both@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    looked_at(page, "log-in-wrong")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    pages = ("", "invite/", "invite/file/", f"{linguist.pk}/", "languages/", "languages/add/", "languages/add/?tag=ask",
             "languages/add/?tag=oc")  # fmt: skip
    for path in pages:
        page.goto(f"{live_site.url}/desk/people/{path}")
        looked_at(page, f"people-{path.strip('/').replace('/', '-')}")
    page.goto(f"{live_site.url}/desk/people/invite/")
    page.get_by_role("button", name="Send the invitation").evaluate("button => button.form.noValidate = true")
    page.get_by_role("button", name="Send the invitation").click()
    looked_at(page, "invite-wrong")
    bad = tmp_path / "bad.csv"
    bad.write_text(BAD, encoding="utf-8")
    for file in (SAMPLE, bad):
        page.goto(f"{live_site.url}/desk/people/invite/file/")
        page.get_by_label("CSV file").set_input_files(file)
        page.get_by_role("button", name="Check the file").click()
        looked_at(page, f"dry-run-{file.stem}")
    context.close()


def test_a_list_is_invited_without_scripts(live_site: LiveSite, browser: Browser) -> None:
    person(Role.COORDINATOR, email="coordinator@example.org", password=PASSWORD)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_site.url}/desk/people/invite/file/")
    page.get_by_label("Email").fill("coordinator@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_label("CSV file").set_input_files(SAMPLE)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Invite these 13").click()
    expect(page.get_by_role("status")).to_have_text("13 invitations on the way.")
    expect(page.get_by_role("button", name="Send again")).to_have_count(13)
    context.close()

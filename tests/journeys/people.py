"""Who walks the journeys: each person has a browser, and what that browser saw is kept."""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response

from tests.fixtures.site import LiveSite

PHONE = {"width": 360, "height": 740}
SCREEN = {"width": 1280, "height": 900}
REFUSED = "the server responded with a status of 4"  # a refusal is an answer; the journey reads its sentence


@dataclass
class Visitor:
    """One person at one page. Nothing a journey does may show a fault of the program."""

    site: LiveSite
    page: Page
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note)
        self.page.on("response", self._look_at)
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, request: Request) -> None:
        self.requests.append(request)

    def _look_at(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and REFUSED not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str) -> Response | None:
        return self.page.goto(self.site.url + path)

    def press(self, name: str, within: Locator | None = None, *, exact: bool = True) -> None:
        (within or self.page).get_by_role("button", name=name, exact=exact).click()

    def follow(self, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role("link", name=name, exact=exact).first.click()

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def enter_as(self, name: str) -> Visitor:
        """By the demo's doors."""
        self.open("/start/")
        self.page.locator("form.doors").get_by_role("button", name=name, exact=True).click()
        return self

    def segment(self, key: str) -> Locator:
        """A segment of the open desk."""
        label = self.page.get_by_label(re.compile(f": {re.escape(key)}$"))
        return self.page.locator("li.segment").filter(has=label)

    def save(self, key: str, text: str) -> Locator:
        """Write a text at the desk and save it. The segment's state is for the caller to look at."""
        segment = self.segment(key)
        segment.locator("textarea").fill(text)
        segment.locator("button.save").click()
        return segment

    def pages_opened(self) -> int:
        """How many whole pages this browser asked for."""
        return sum(request.is_navigation_request() for request in self.requests)

    def overflows(self) -> int:
        """By how many pixels the page is wider than its window."""
        wide: int = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wide


@dataclass
class Visitors:
    site: LiveSite
    browser: Browser
    _open: ExitStack

    def new(self, *, scripts: bool = True, **options: Any) -> Visitor:
        context = self.browser.new_context(
            locale="en-GB", java_script_enabled=scripts, **({"viewport": SCREEN} | options)
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(self.site, context.new_page())
        self._open.callback(self._leave, visitor)
        return visitor

    def family(self, **options: Any) -> Visitor:
        phone: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
        return self.new(**phone | options)

    def staff(self, name: str, **options: Any) -> Visitor:
        return self.new(**options).enter_as(name)

    @staticmethod
    def _leave(visitor: Visitor) -> None:
        visitor.page.context.close()
        assert not visitor.faults, visitor.faults
        assert not visitor.complaints, visitor.complaints

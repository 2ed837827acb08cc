"""The pictures of docs/screenshots: a demo of its own, shown by Chromium. From the root:

.venv/bin/python -m scripts.screenshots
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.fixtures.browser import ARGUMENTS, programme

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
SIZES = {360: (740, 2), 1280: (860, 1)}  # width: height, device pixels for each
COLOURS = 128
LARGEST = 150_000  # bytes
PAGES = {
    "picker": "/",
    "page-en": "/en/for-parents/",
    "page-ur": "/ur/for-parents/",
    "page-zh-Hans": "/zh-Hans/for-parents/",
    "person-ti": "/ti/",
}


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, _demo(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programme(), args=ARGUMENTS)
        for name, path in PAGES.items():
            for width in SIZES:
                _take(_window(browser, width), address + path, f"{name}-{width}")
        desk = _prepare_desk(_window(browser, 1280), address)
        for width in SIZES:
            page = _window(browser, width)
            _enter_as(page, address, "Reviser, Urdu")
            _take(page, desk, f"desk-ur-{width}", at="li.segment:has(.finding.block)")
        browser.close()
    return 0


@contextmanager
def _demo(folder: Path) -> Iterator[str]:
    """A demo until the block ends. Gives its address."""
    command = [sys.executable, "manage.py", "demo"]
    environment = os.environ | {"DEBUG": "1", "VAR_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    demo = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert demo.stdout
    try:
        yield next(found[1] for line in demo.stdout if (found := re.search(r"(http://\S+)/start/", line)))
    finally:
        demo.send_signal(signal.SIGINT)
        demo.communicate(timeout=30)


def _window(browser: Browser, width: int) -> Page:
    height, pixels = SIZES[width]
    return browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=pixels)


def _enter_as(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/start/")
    page.locator("form.doors").get_by_role("button", name=name, exact=True).click()


def _prepare_desk(page: Page, address: str) -> str:
    """Take the Urdu page down, and let its editor break one text. Returns the desk's address."""
    _enter_as(page, address, "Publisher")
    page.locator(".wall").first.locator("a", has_text="اردو").click()
    desk = page.url
    page.get_by_role("link", name="Sign-off and publishing").click()
    page.get_by_role("link", name="edition 1").click()
    page.get_by_label("Why it comes down").fill("Two sentences can be clearer.")
    page.get_by_role("button", name="Withdraw now").click()
    _enter_as(page, address, "Editor, Urdu")
    page.goto(desk)
    box = page.get_by_label(re.compile(": not-cause$"))
    box.fill(box.input_value().replace("نہیں ", "", 1))
    with page.expect_response("**/save/"):
        page.locator("li.segment").filter(has=box).locator("button.save").click()
    return desk


def _take(page: Page, address: str, name: str, *, at: str = "") -> None:
    page.goto(address)
    if at:
        page.locator(at).first.evaluate("one => window.scrollTo(0, one.offsetTop - innerHeight / 3)")
    page.wait_for_timeout(300)
    _write(page.screenshot(), PICTURES / f"{name}.png")
    page.context.close()


def _write(data: bytes, path: Path) -> None:
    """As few colours as still look the same."""
    held = BytesIO()
    picture = Image.open(BytesIO(data)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(held, "PNG", optimize=True)
    if held.tell() > LARGEST:
        sys.exit(f"{path.name} has {held.tell():,} bytes: more than {LARGEST:,}.")
    path.write_bytes(held.getvalue())
    print(f"{held.tell():7,} {path.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())

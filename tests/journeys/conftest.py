"""The demo's story, told once; every module of journeys has a site of its own over a copy of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.fixtures.site import GUNICORN, LiveSite, free_port, running, wait_until_it_answers
from tests.journeys.people import Visitor, Visitors

TELL = "from workflow.office.demo import story; list(story.tell())"


def _environment(folder: Path) -> dict[str, str]:
    outside = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return outside | {
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "VAR_DIR": str(folder),
        "PUBLIC_DIR": str(folder / "public"),
        "CATALOGUE_DIR": str(folder / "catalogues"),
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "mail"),
    }


@pytest.fixture(scope="session")
def told_story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database and the public files of the demo."""
    folder = tmp_path_factory.mktemp("story")
    site = LiveSite("", _environment(folder))
    try:
        site.manage("migrate", "--verbosity", "0")
        site.manage("shell", "-c", TELL)
    except subprocess.CalledProcessError as error:
        pytest.fail(f"The story could not be told:\n{error.stderr}")
    return folder


@contextmanager
def _site(story: Path, folder: Path) -> Iterator[LiveSite]:
    shutil.copytree(story, folder, dirs_exist_ok=True)
    environment = _environment(folder)
    address = f"127.0.0.1:{free_port()}"
    with running([*GUNICORN, "--bind", address], environment, folder / "web.log") as process:
        wait_until_it_answers(f"http://{address}/readyz", process, folder / "web.log")
        yield LiveSite(f"http://{address}", environment)


@pytest.fixture(scope="module")
def site(told_story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A running site that has just been told the story. The tests of a module run in order, and share it."""
    with _site(told_story, tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def own_site(told_story: Path, tmp_path: Path) -> Iterator[LiveSite]:
    """The same for one test alone: a module that wants it calls it `site`."""
    with _site(told_story, tmp_path) as site:
        yield site


@pytest.fixture
def visitors(site: LiveSite, browser: Browser) -> Iterator[Visitors]:
    """People with browsers of their own; at the end none of them may have met a fault."""
    with ExitStack() as open_browsers:
        yield Visitors(site, browser, open_browsers)


@pytest.fixture
def family(visitors: Visitors) -> Visitor:
    """Somebody with a phone, whose browser was never here before."""
    return visitors.family()

"""Resident memory of the web server and the worker, as processes of their own over the same database."""

from __future__ import annotations

import os
import random
import re
import subprocess
import time
import urllib.request
from pathlib import Path

from django.conf import settings
from django.test import Client

from tests.bench.figures import say
from tests.fixtures.site import GUNICORN, free_port, running, wait_until_it_answers
from tests.workflow.cast import Cast
from workflow.review.models import Stage, Translation


def run(people: Cast) -> None:
    folder = Path(settings.VAR_DIR)
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "workflow.settings", "DEBUG": "0"}
    url = f"http://127.0.0.1:{free_port()}"
    with (
        running([*GUNICORN, "--bind", url.removeprefix("http://")], env, folder / "web.log") as web,
        running(["manage.py", "worker"], env, folder / "worker.log") as worker,
    ):
        wait_until_it_answers(f"{url}/healthz", web, folder / "web.log")
        _read(people, url)
        time.sleep(5)
        for pid in _children(web.pid):
            say("resident memory, web process", _resident(pid), "MB", orientation="<= 150")
        say("resident memory, gunicorn's master", _resident(web.pid), "MB")
        say("resident memory, worker", _resident(worker.pid), "MB")


def _read(people: Cast, url: str) -> None:
    """An afternoon at the desk, and families in between."""
    client = Client()
    client.force_login(people.editor("ur"))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    mine = Translation.objects.filter(tag="ur", stage=Stage.EDITING).values_list("pk", flat=True)
    paths = [f"/desk/translations/{pk}/" for pk in random.choices(list(mine), k=100)]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for path in [*paths, *["/", "/ur/", "/desk/"] * 10]:
        opener.open(urllib.request.Request(url + path, headers={"Cookie": cookie}), timeout=30).read()


def _children(pid: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True
    )
    return [int(line) for line in found.stdout.split()]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0

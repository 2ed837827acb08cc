"""The bench runs, and says what it should."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

WANTED = (
    "checks",
    "PO, read",
    "PO, write",
    "a version into 25 languages",
    "desk page, p50",
    "desk page, p99",
    "save of a message with its checks, p50",
    "publish a core edition, site and all",
    "resident memory, web process",
    "resident memory, worker",
)


@pytest.mark.slow
def test_every_figure_is_one_line_of_json() -> None:
    command = [sys.executable, "-m", "tests.bench", "--messages", "1200"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(line["value"] > 0 and line["unit"] for line in lines)
    assert set(WANTED) <= {line["figure"] for line in lines}

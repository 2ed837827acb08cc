"""A site whose environment is wrong does not start, and says why in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fixtures.site import ROOT

SECRETS = {"SECRET_KEY": "a long random text", "FIELD_KEY": "another one"}


def _check(var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = plain | {"VAR_DIR": str(var)} | environment
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "a long random text"}, "Set FIELD_KEY"),
        (SECRETS | {"DEBUG": "perhaps"}, "Write DEBUG=1 or DEBUG=0."),
        (SECRETS | {"DATABASE_URL": "mysql://nowhere/"}, "Use sqlite:///path or postgres://"),
    ],
)
def test_a_wrong_environment_is_refused(environment: dict[str, str], sentence: str, tmp_path: Path) -> None:
    done = _check(tmp_path, **environment)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_secrets_may_come_from_files(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("a long random text\n", encoding="utf-8")

    done = _check(tmp_path, SECRET_KEY_FILE=str(tmp_path / "key"), FIELD_KEY_FILE=str(tmp_path / "key"))

    assert done.returncode == 0, done.stderr

"""A real site does not start over the demonstration's files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from tests.fixtures.site import ROOT
from tests.workflow.cast import cast
from tests.workflow.walk import published
from workflow.publishing import building


def codes(**options: object) -> set[str | None]:
    return {message.id for message in run_checks(**options)}  # type: ignore[arg-type]


@pytest.mark.django_db
def test_publishing_a_sample_marks_the_folder_for_good(settings: Settings) -> None:
    settings.DEBUG = True
    published(cast(), sample=True)
    assert building.sample_mark().exists()
    assert "polyleaf.E002" not in codes()
    settings.DEBUG = False
    assert "polyleaf.E002" in codes()
    assert "polyleaf.E003" in codes(include_deployment_checks=False, databases=["default"])
    settings.PUBLIC_DIR = Path(settings.VAR_DIR) / "another"
    assert "polyleaf.E002" not in codes()


@pytest.mark.django_db
def test_a_real_leaflet_leaves_no_mark(settings: Settings) -> None:
    settings.DEBUG = True
    published(cast())
    settings.DEBUG = False
    assert not codes(databases=["default"]) & {"polyleaf.E002", "polyleaf.E003"}


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["manage.py", "worker"],
        ["-c", "import workflow.wsgi"],
        ["-m", "gunicorn", "workflow.wsgi", "--bind", "127.0.0.1:0"],
    ],
)
@pytest.mark.slow
def test_a_real_site_over_sample_files_refuses_to_start(
    command: list[str], real_database: dict[str, str]
) -> None:
    public = Path(real_database["PUBLIC_DIR"])
    public.mkdir(parents=True, exist_ok=True)
    (public / building.SAMPLE_MARK).write_text("sample")
    real = real_database | {"DEBUG": "0", "SECRET_KEY": "x" * 60, "FIELD_KEY": "y" * 60}
    refused = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=real, text=True, capture_output=True, timeout=60
    )
    assert refused.returncode != 0
    assert "holds the demonstration's files" in refused.stderr

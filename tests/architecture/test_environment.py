"""`.env.example` and the settings name the same variables; packages are bounded on both sides."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from tests.architecture.source import ROOT, modules, named, tree

OURS_TO_READ = {"workflow/environment.py", "workflow/wsgi.py"}
PASSED_ON = {"i18n/drafts/google.py", "workflow/office/demo/servers.py"}  # to a process of their own
READERS = {"text", "flag", "listed", "secret"}


def _read_by_settings() -> set[str]:
    return {
        node.args[0].value
        for node in ast.walk(tree(ROOT / "workflow" / "settings.py"))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READERS
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def _read_by_scripts() -> set[str]:
    return set(re.findall(r"\$\{([A-Z_]+):-", (ROOT / "scripts" / "run.sh").read_text(encoding="utf-8")))


def test_the_example_lists_every_variable() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    listed = re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE)

    assert len(listed) == len(set(listed))
    assert set(listed) == _read_by_settings() | _read_by_scripts()


def test_nothing_else_reads_the_environment() -> None:
    readers = {
        named(path)
        for path in modules("i18n", "workflow")
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text(encoding="utf-8"))
    }

    # SOURCE_DATE_EPOCH is a standard of reproducible building, not a setting of ours.
    assert readers <= OURS_TO_READ | PASSED_ON | {"i18n/cli/inputs.py"}


def _requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["dependencies"] + [
        one for extra in project["optional-dependencies"].values() for one in extra
    ]


@pytest.mark.parametrize("requirement", _requirements())
def test_every_package_has_a_lower_and_an_upper_bound(requirement: str) -> None:
    assert re.fullmatch(r"[\w.\[\],-]+?>=[\w.]+,<[\w.]+", requirement)

"""House rules that no linter knows. Each is decided in `docs/adr/`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, modules, named, tree

LATE_IMPORTS = "apps.py"  # Django's own way: models are not there before `ready()`
WRITES = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}
NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py"}


def _views() -> Iterator[Path]:
    for path in modules("workflow"):
        if path.name in {"views.py", "api.py"} or {"views", "commands"} & set(path.parts):
            yield path


def _functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_nothing_happens_by_signal() -> None:
    heard = re.compile(r"@receiver\b|\bsignals?\.\w+\.connect\(|\b(?:pre|post)_(?:save|delete)\b")

    assert not [named(path) for path in modules("workflow") if heard.search(path.read_text(encoding="utf-8"))]


def test_no_model_does_more_than_save_itself() -> None:
    wrong = [
        f"{named(path)}: {function.name}"
        for path in modules("workflow")
        if path.name == "models.py"
        for function in _functions(path)
        if function.name in {"save", "delete"}
    ]

    assert not wrong


def test_views_and_commands_write_through_actions() -> None:
    wrong = [
        f"{named(path)}:{node.lineno} .{node.func.attr}("
        for path in _views()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]

    assert not wrong


def test_imports_stand_at_the_head() -> None:
    wrong = [
        f"{named(path)}:{node.lineno}"
        for path in modules("i18n", "workflow")
        if path.name != LATE_IMPORTS
        for function in _functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not wrong


def test_modules_are_named_by_what_they_hold() -> None:
    assert not [named(path) for path in modules("i18n", "workflow", "tests") if path.name in NAMELESS]


def test_nothing_is_too_long_to_read() -> None:
    long = [
        f"{named(path)}: {len(path.read_text(encoding='utf-8').splitlines())} lines"
        for path in modules("i18n", "workflow")
        if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ] + [
        f"{named(path)}:{function.lineno} {function.name}: {function.end_lineno - function.lineno + 1} lines"
        for path in modules("i18n", "workflow")
        for function in _functions(path)
        if function.end_lineno and function.end_lineno - function.lineno >= 60
    ]

    assert not long


def test_every_decision_says_what_holds_it() -> None:
    records = sorted((ROOT / "docs" / "adr").glob("*.md"))
    numbers = [path.name[:4] for path in records]
    assert len(numbers) == len(set(numbers))
    for path in records:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 40, path.name
        held = re.search(r"^Held by: (.+)$", text, re.MULTILINE)
        assert held, path.name
        missing = [name for name in re.findall(r"`([^`]+)`", held[1]) if not (ROOT / name).exists()]
        assert not missing, f"{path.name}: {missing}"

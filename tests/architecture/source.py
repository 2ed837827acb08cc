"""The repository as text and syntax trees, for the tests of its shape."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

WINGS = ("history", "notices", "people", "leaflets", "review", "publishing", "requests", "families", "office")
"""Imports and foreign keys run from right to left."""


def modules(*folders: str) -> Iterator[Path]:
    """Python files below these folders, without migrations."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def templates() -> Iterator[Path]:
    yield from sorted((ROOT / "workflow").rglob("templates/**/*.html"))

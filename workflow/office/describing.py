"""Pages of the documentation that are made from the code: what they say is what the program does."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import CheckConstraint, UniqueConstraint

from i18n import checks
from workflow.history.guards import collected
from workflow.office import engine_table
from workflow.people.models import Role
from workflow.people.rules import TABLE
from workflow.publishing.models import Edition
from workflow.requests.models import CallBack
from workflow.review.models import Freshness, Origin, Stage, State
from workflow.review.states import ACTS, MESSAGE_MOVES, MOVES, NEEDS_REASON

MADE = "Made by `manage.py describe` from the code. Do not edit.\n"
ENGINES_BEGIN, ENGINES_END = "<!-- engines: made by manage.py describe -->", "<!-- end of engines -->"
REFUSALS = {"RuleBroken", "NotYours"}


def pages() -> dict[Path, str]:
    """Each generated page's path and text."""
    root = Path(settings.BASE_DIR)
    docs = root / "docs"
    return {
        docs / "states.md": states(),
        docs / "rules.md": rules(),
        docs / "engines.md": engines(),
        root / "README.md": readme((root / "README.md").read_text(encoding="utf-8")),
    }


def stale() -> list[Path]:
    return [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def write() -> None:
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def engines() -> str:
    lines = [
        "# Machine engines",
        "",
        MADE,
        "What an engine says it knows is no promise that it knows it well.",
        "",
    ]
    return "\n".join([*lines, *engine_table.table(engine_table.written()), ""])


def readme(text: str) -> str:
    """The README with its table of engines as the code has it."""
    before, rest = text.split(ENGINES_BEGIN)
    _, after = rest.split(ENGINES_END)
    rows = engine_table.table(engine_table.written()[: engine_table.FIRST])
    return "\n".join([before + ENGINES_BEGIN, "", *rows, "", ENGINES_END]) + after


def states() -> str:
    moves = (
        (stage.label, move.value, to.label, ACTS[move].value, "yes" if move in NEEDS_REASON else "")
        for (stage, move), to in MOVES.items()
    )
    steps = (
        (state.label, ", ".join(to.label for to in State if to in MESSAGE_MOVES[state])) for state in State
    )
    return "\n".join(
        [
            "# States",
            "",
            MADE,
            "## A translation",
            "",
            *_diagram((stage, to, move.value) for (stage, move), to in MOVES.items()),
            "",
            *_table(("From", "Move", "To", "Who: may …", "Reason"), moves),
            "",
            "## A message",
            "",
            *_table(("State", "May become"), steps),
            "",
            f"Freshness, apart from that: {', '.join(Freshness.values)}.",
            f"Origin of each wording: {', '.join(Origin.values)}.",
            "",
            "## An edition",
            "",
            *_diagram(
                (Edition.State.PUBLISHED, to, "")
                for to in (Edition.State.SUPERSEDED, Edition.State.WITHDRAWN)
            ),
            "",
            "One that has ended does not come back.",
            "",
            "## A request for a call",
            "",
            *_diagram([(CallBack.State.NEW, CallBack.State.CLOSED, "")]),
            "",
            f"Closed with a result: {', '.join(CallBack.Result.values)}.",
            "",
        ]
    )


def rules() -> str:
    roles = list(Role)
    who = ((act.value, *("yes" if role in TABLE[act] else "" for role in roles)) for act in TABLE)
    guards = ((guard.table, guard.event, guard.sentence) for guard in collected())
    codes = ((f"`{code}`", severity.value) for code, severity in sorted(checks.codes().items()))
    return "\n".join(
        [
            "# Rules",
            "",
            MADE,
            "## Who may do what",
            "",
            "By role, in the organisation it is held in. Beyond this table, `rules.py` of each wing asks more:"
            " only the two people assigned write and approve, only the owner signs.",
            "",
            *_table(("May …", *(role.label for role in roles)), who),
            "",
            "## What is refused, and in which words",
            "",
            "One sentence with one code, the same on the screen, in the command line and in the history.",
            "",
            *_table(("Code", "Sentence", "Where"), sorted(set(refusals()))),
            "",
            "## What the database refuses",
            "",
            "By trigger, on SQLite and PostgreSQL alike, whoever asks:",
            "",
            *_table(("Table", "On", "Sentence"), sorted(set(guards))),
            "",
            "By constraint:",
            "",
            *_table(("Table", "Constraint"), sorted(_constraints())),
            "",
            "## What the checks of a translation find",
            "",
            "`block` stops approving and publishing. `python -m i18n check --codes` prints the same.",
            "",
            *_table(("Code", "Severity"), codes),
            "",
        ]
    )


def refusals() -> Iterator[tuple[str, str, str]]:
    """Code, sentence and place of every refusal in the workflow. `…` stands for what differs."""
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "workflow").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                code, sentence = (_text_of(argument) for argument in node.args[:2])
                yield f"`{code}`", sentence, f"`{path.relative_to(root)}`"


def _text_of(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text_of(part) for part in parts)
        case _:
            return "…"


def _constraints() -> Iterator[tuple[str, str]]:
    for model in apps.get_models():
        if model.__module__.startswith("workflow."):
            for constraint in model._meta.constraints:
                if isinstance(constraint, CheckConstraint | UniqueConstraint):
                    yield model._meta.db_table, f"`{constraint.name}`"


def _diagram(moves: Iterable[tuple[Stage | Edition.State | CallBack.State, object, str]]) -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for from_, to, name in moves:
        label = f" : {name}" if name else ""
        yield f"    {_node(from_)} --> {_node(to)}{label}"
    yield "```"


def _node(state: object) -> str:
    return str(state).replace("-", "_")


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"

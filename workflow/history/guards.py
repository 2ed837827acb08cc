"""What the database itself refuses, as triggers on SQLite and PostgreSQL alike.

Each app may have a module `guards` with a tuple `GUARDS`. They are put in place after every `migrate`, since on
SQLite altering one field silently drops a table's triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True, slots=True)
class Guard:
    """`event` is INSERT, UPDATE or DELETE; `condition` is SQL over NEW and OLD that names what is refused.

    Write `IS DISTINCT FROM` for null-safe comparison; it is spelt `IS NOT` on SQLite."""

    name: str
    table: str
    event: str
    sentence: str
    condition: str = "1 = 1"


def append_only(table: str, what: str, *unique: tuple[str, ...]) -> tuple[Guard, Guard, Guard]:
    """Rows are added, and that is all. `unique` are the columns that are unique together, beside the id."""
    return (
        Guard(f"{table}_no_update", table, "UPDATE", f"{what} is never changed."),
        Guard(f"{table}_no_delete", table, "DELETE", f"{what} is never deleted."),
        not_replaced(table, what, *unique),
    )


def not_replaced(table: str, what: str, *unique: tuple[str, ...], pk: str = "id") -> Guard:
    """SQLite's `INSERT OR REPLACE` deletes the row in its way, and asks no trigger about that."""
    same = " OR ".join(
        " AND ".join(f'o."{column}" = NEW."{column}"' for column in columns) for columns in ((pk,), *unique)
    )
    condition = f"EXISTS (SELECT 1 FROM {table} o WHERE {same})"
    return Guard(f"{table}_no_replace", table, "INSERT", f"{what} is never replaced.", condition)


def frozen(table: str, columns: Iterable[str], what: str) -> Guard:
    """Only the columns not named may change."""
    changed = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns)
    return Guard(f"{table}_frozen", table, "UPDATE", f"{what} is never changed.", changed)


HEAD = "A chain's head"
GUARDS = (
    *append_only("history_event", "A line of the history", ("stream", "number")),
    Guard(
        "history_stream_grows",
        "history_stream",
        "UPDATE",
        f"{HEAD} only moves on by one line.",
        "NEW.name IS DISTINCT FROM OLD.name OR NEW.length <> OLD.length + 1",
    ),
    Guard("history_stream_no_delete", "history_stream", "DELETE", f"{HEAD} is never deleted."),
    not_replaced("history_stream", HEAD, pk="name"),
)


def collected() -> Iterator[Guard]:
    for config in apps.get_app_configs():
        if config.name.startswith("workflow.") and find_spec(f"{config.name}.guards"):
            yield from import_module(f"{config.name}.guards").GUARDS


def install(connection: BaseDatabaseWrapper) -> int:
    """Put every guard in place (idempotent). Returns how many."""
    tables = set(connection.introspection.table_names())
    guards = [guard for guard in collected() if guard.table in tables]
    with connection.cursor() as cursor:
        for guard in guards:
            for statement in _statements(guard, connection.vendor):
                cursor.execute(statement)
    return len(guards)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take them away for a migration: SQLite renames no table that a trigger of another speaks of."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {name for (name,) in cursor.fetchall()}
        for guard in collected():
            if guard.name in present:
                cursor.execute(f"DROP TRIGGER {guard.name}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of guards that are not in place as written here."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
                " WHERE NOT t.tgisinternal AND t.tgenabled = 'O'"
            )
        found = dict(cursor.fetchall())
    expected = {guard.name: _body(guard, connection.vendor) for guard in collected()}
    return [name for name, body in expected.items() if body not in (found.get(name) or "")]


def _body(guard: Guard, vendor: str) -> str:
    sentence = guard.sentence.replace("'", "''")
    if vendor == "sqlite":
        condition = guard.condition.replace("IS DISTINCT FROM", "IS NOT")
        return f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    result = "OLD" if guard.event == "DELETE" else "NEW"
    return (
        f"BEGIN IF {guard.condition} THEN RAISE EXCEPTION '{sentence}'"
        f" USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {result}; END"
    )


def _statements(guard: Guard, vendor: str) -> list[str]:
    body = _body(guard, vendor)
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {guard.name}",
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {body}",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ {body} $guard$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION guard_{guard.name}()",
    ]

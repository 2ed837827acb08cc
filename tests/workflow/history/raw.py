"""Raw SQL past all of our code, with the guards and without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from workflow.history.guards import collected, install


def execute(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> str:
    """What the database says, in its own transaction; fails where it lets the statement pass."""
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        execute(statement, *values)
    return str(error.value)


def drop_guards(*tables: str) -> int:
    """Take the tables' triggers away, as an altered field does on SQLite. Returns how many."""
    names = [(guard.name, guard.table) for guard in collected() if not tables or guard.table in tables]
    for name, table in names:
        execute(
            f"DROP TRIGGER {name}" if connection.vendor == "sqlite" else f"DROP TRIGGER {name} ON {table}"
        )
    return len(names)


@contextmanager
def without_guards(*tables: str) -> Iterator[None]:
    drop_guards(*tables)
    yield
    install(connection)

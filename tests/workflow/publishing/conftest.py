"""What tests of publishing share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from workflow.history.guards import collected


@pytest.fixture
def drop_guards(db: None) -> Callable[[], None]:
    """Take every guard away, as somebody with the database's password could."""

    def drop() -> None:
        with connection.cursor() as cursor:
            for guard in collected():
                on = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")

    return drop


@pytest.fixture
def unguarded(drop_guards: Callable[[], None]) -> None:
    """The database refuses nothing."""
    drop_guards()

"""`manage.py check --database default` says when a guard is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from workflow.history.guards import missing


@register(Tags.database)
def guards_in_place(
    *, app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    return [
        Error(
            f"The database does not refuse what {name} should refuse.",
            hint="Run manage.py migrate.",
            id="polyleaf.E001",
        )
        for alias in databases or []
        if "history_event" in connections[alias].introspection.table_names()
        for name in missing(connections[alias])
    ]

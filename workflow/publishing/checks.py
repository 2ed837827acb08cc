"""A real site (DEBUG off) does not start over demonstration material."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from workflow.publishing.building import sample_mark
from workflow.publishing.models import Edition


def fault() -> str:
    """One sentence where this site would show families sample files; "" where all is well."""
    if settings.DEBUG or not sample_mark().exists():
        return ""
    return (
        f"{settings.PUBLIC_DIR} holds the demonstration's files, which a real site never shows."
        " Set PUBLIC_DIR to an empty folder."
    )


def refuse_samples() -> None:
    """For the web server's start, which runs no checks. Raises ImproperlyConfigured."""
    sentence = fault()
    if sentence:
        raise ImproperlyConfigured(sentence)


@register()
def no_sample_files(**kwargs: Any) -> list[CheckMessage]:
    sentence = fault()
    return [Error(sentence, id="polyleaf.E002")] if sentence else []


@register(Tags.database)
def no_sample_editions(
    *, app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """They are not shown, but whoever sees the desk of a real site should not find them either."""
    found = [
        alias
        for alias in databases or []
        if not settings.DEBUG
        and Edition._meta.db_table in connections[alias].introspection.table_names()
        and Edition.objects.using(alias).filter(sample=True, state=Edition.State.PUBLISHED).exists()
    ]
    sentence = "The database holds published samples. A real site starts with a database of its own."
    return [Error(sentence, id="polyleaf.E003") for _ in found]

from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "workflow.history"

    def ready(self) -> None:
        from workflow.history import checks  # noqa: F401, PLC0415 - registers the system check

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "workflow.publishing"

    def ready(self) -> None:
        from workflow.publishing import checks  # noqa: F401, PLC0415 - registers the system checks

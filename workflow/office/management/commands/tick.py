"""What happens because time passes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from workflow.office.actions import tick


class Command(BaseCommand):
    help = (
        "Do everything that is due: sweeps, e-mail, expiry. For a timer, each minute, where no worker runs."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in tick().items():
            if count or options["verbosity"] > 1:
                self.stdout.write(f"{name}: {count}")

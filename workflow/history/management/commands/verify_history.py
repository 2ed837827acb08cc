"""Prove that no line of the history was changed, added or taken away."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.history import queries


class Command(BaseCommand):
    help = "Prove that no line of the history was changed, added or taken away. Run it before an inspection."

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(queries.broken_links())
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"The history does not hold: {len(faults)} faults.")
        streams, lines = queries.counts()
        self.stdout.write(f"The history holds: {lines} lines in {streams} streams.")

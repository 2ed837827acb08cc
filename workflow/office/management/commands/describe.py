"""Write the pages of the documentation that are made from the code."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.office import describing


class Command(BaseCommand):
    help = "Write docs/states.md and docs/rules.md from the code. Run it after changing a state or a rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether they are up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = describing.stale()
        if options["check"] and stale:
            names = " and ".join(path.name for path in stale)
            raise CommandError(f"{names} no longer say what the code does. Run manage.py describe.")
        if not options["check"]:
            describing.write()

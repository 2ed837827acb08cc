"""Django's migrate, then the database's guards and the cache table."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections

from workflow.history.guards import install, remove


class Command(migrate.Command):
    help = f"{migrate.Command.help} Puts the guards of the history in place afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("plan") or options.get("check_unapplied"):
            super().handle(*args, **options)
            return
        connection = connections[options["database"]]
        if connection.vendor == "sqlite":
            remove(connection)
        try:
            super().handle(*args, **options)
        finally:
            count = install(connection)
        call_command("createcachetable", database=options["database"], verbosity=0)
        if options["verbosity"] >= 1:
            self.stdout.write(f"  {count} guards in place.")

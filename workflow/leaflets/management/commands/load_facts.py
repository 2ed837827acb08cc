"""A register of facts from a file."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from i18n import facts
from i18n.facts import FactsError
from workflow.leaflets import loading
from workflow.people.naming import named
from workflow.refusals import RuleBroken


class Command(BaseCommand):
    help = "Add the facts of a TOML file (as sample/facts.toml) to an organisation's register. Changes none."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.toml")
        parser.add_argument("--organisation", required=True, metavar="NAME")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="an owner or admin, for the history")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organisation, person = named(options["organisation"], options["by"])
            loaded = loading.load_facts(facts.load(options["file"]), organisation=organisation, by=person)
        except (FactsError, RuleBroken) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(loaded.added)} facts added, {len(loaded.there)} were there already.")

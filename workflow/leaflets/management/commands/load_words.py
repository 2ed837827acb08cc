"""The public site's own words."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workflow.leaflets import loading
from workflow.leaflets.models import Version
from workflow.people.naming import named
from workflow.refusals import RuleBroken


class Command(BaseCommand):
    help = (
        "Add the words of the public site (buttons, forms, the trust line), or a new version of them after an"
        " upgrade, as a draft. An owner signs it in the browser, or here with --sign."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="NAME")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the owner of the words")
        parser.add_argument("--sign", action="store_true", help="sign them too, as that owner")
        parser.add_argument(
            "--because", default="", metavar="REASON", help="with --sign: why warnings about the English stay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            organisation, person = named(options["organisation"], options["by"])
            markdown = loading.built_in_words().read_text(encoding="utf-8")
            version = loading.load_words(markdown, organisation=organisation, by=person)
            if options["sign"] and version.state == Version.State.DRAFT:
                version = loading.sign_words(version, because=options["because"], by=person)
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"The public words, version {version.number}: {version.get_state_display()}.")

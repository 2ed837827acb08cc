"""The first act on a real site."""

from __future__ import annotations

import argparse
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from workflow.office import actions
from workflow.people.models import Person
from workflow.refusals import RuleBroken


class Command(BaseCommand):
    help = "Create an organisation and its first admin, and print the link with which they choose a password."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="NAME")
        parser.add_argument("--email", required=True, metavar="ADDRESS", help="the first admin's")
        parser.add_argument("--name", default="", help='how others see the first admin; "Admin" if not given')
        parser.add_argument("--site", default="", metavar="URL", help="where staff reach the site")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            admin = actions.begin(
                options["organisation"].strip(),
                email=options["email"].strip().lower(),
                name=options["name"].strip(),
            )
        except RuleBroken as refusal:
            raise CommandError(refusal.sentence) from None
        if admin.has_usable_password():
            self.stdout.write(f"{admin.email} is an admin already, and logs in with the password they have.")
            return
        days = settings.PASSWORD_RESET_TIMEOUT // 86_400
        self.stdout.write(f"Open this address within {days} days, once, to choose a password:")
        self.stdout.write(_link(admin, options["site"] or settings.PUBLIC_URL or "http://localhost:8000"))


def _link(person: Person, site: str) -> str:
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)},
    )
    return site.rstrip("/") + path

"""How fast and how large: one line of JSON for each figure, on data made here and thrown away.

`python -m tests.bench [--messages N]`; the database is SQLite in a temporary folder, or DATABASE_URL's server
(through `python -m tests.postgres python -m tests.bench`)."""

from __future__ import annotations

import argparse
import os
import random

import django
from django.core.management import call_command
from django.test.utils import override_settings


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument(
        "--messages", type=int, default=250_000, help="in the database, where the desk is measured"
    )
    messages = parser.parse_args().messages
    random.seed(1)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    measure(messages)


def measure(messages: int) -> None:
    from tests.bench import desk, editions, engine, memory
    from tests.workflow.cast import cast

    engine.run(min(20_000, messages))
    call_command("migrate", verbosity=0)
    # As a real site: nothing is collected for a developer's eyes.
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
        people = cast()
        editions.run(people)
        desk.run(people, messages)
        memory.run(people)


if __name__ == "__main__":
    main()

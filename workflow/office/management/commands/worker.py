"""The background worker: jobs from the queue, and `tick` each minute."""

from __future__ import annotations

import logging
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from workflow.office.actions import tick

MINUTE = 60
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Make drafts and other jobs, and do each minute what is due. Run one or more beside the web server."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        clock = threading.Thread(target=_tick_until, args=(stop,), daemon=True)
        clock.start()
        try:
            call_command("db_worker", interval=1, reload=False, verbosity=options["verbosity"])
        finally:
            stop.set()
            clock.join(timeout=10)


def _tick_until(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            tick()
        except Exception:  # such as a database that is away: it comes back, and the clock must go on
            logger.exception("tick failed; it is tried again in a minute")
        finally:
            connection.close()
        stop.wait(MINUTE)

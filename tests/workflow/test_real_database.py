"""The copy of the database that tests with real commits, threads and processes work on."""

from __future__ import annotations

import subprocess
import sys
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from tests.fixtures.site import ROOT
from workflow.history.actions import record
from workflow.history.models import Event


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_starts_with_an_empty_copy(real_database: dict[str, str], turn: int) -> None:
    assert not Event.objects.exists()
    with transaction.atomic():
        record("stream:1", "thing.done", actor=None, role="program")
    assert Event.objects.count() == 1


def test_threads_and_processes_see_what_was_committed(real_database: dict[str, str]) -> None:
    def work(number: int) -> None:
        with transaction.atomic():
            record("stream:1", f"thing.done-{number}", actor=None, role="program")
        connection.close()

    threads = [Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Event.objects.count() == 8

    command = [sys.executable, "manage.py", "verify_history"]
    proof = subprocess.run(command, cwd=ROOT, env=real_database, capture_output=True, text=True, check=True)
    assert "8 lines in 1 streams" in proof.stdout


def test_the_guards_are_in_the_copy(real_database: dict[str, str]) -> None:
    with transaction.atomic():
        record("stream:1", "thing.done", actor=None, role="program")
    with pytest.raises(DatabaseError, match="never deleted"):
        Event.objects.all().delete()

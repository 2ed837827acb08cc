"""The chain: one line for each change, in its transaction; whatever is done to it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from tests.workflow.cast import cast
from tests.workflow.history.raw import without_guards
from tests.workflow.walk import leaflet_text, translation_at
from workflow.history.actions import digest, record
from workflow.history.guards import GUARDS, install
from workflow.history.models import Event, Stream
from workflow.history.queries import broken_links, counts
from workflow.leaflets import actions as leaflets
from workflow.leaflets.models import Leaflet, Version
from workflow.review.models import Stage

pytestmark = pytest.mark.django_db


def lines(stream: str, number: int) -> list[Event]:
    with transaction.atomic():
        return [
            record(stream, f"thing.done-{n}", actor=n, role="editor", data={"n": n, "why": "Ünïcode – يعني"})
            for n in range(1, number + 1)
        ]


def test_lines_follow_each_other_in_each_stream() -> None:
    one, two = lines("leaflet:1", 3), lines("leaflet:2", 2)

    assert [event.number for event in (*one, *two)] == [1, 2, 3, 1, 2]
    assert [event.previous for event in one] == ["", one[0].hash, one[1].hash]
    assert len({event.hash for event in (*one, *two)}) == 5
    assert list(broken_links()) == []
    assert counts() == (2, 5)


def test_a_whole_translation_holds() -> None:
    translation_at(Stage.SIGN_OFF)

    assert list(broken_links()) == []
    assert Event.objects.count() > 20


TAMPERING = {
    "a changed verb": ("UPDATE history_event SET verb = 'thing.undone' WHERE number = 2", "line 2: was changed"),
    "a changed actor": ("UPDATE history_event SET actor = NULL WHERE number = 3", "line 3: was changed"),
    "a changed reason": ("UPDATE history_event SET data = '{\"n\": 2}' WHERE number = 2", "line 2: was changed"),
    "a changed time": ("UPDATE history_event SET at = '2020-01-01 00:00:00+00:00'", "line 1: was changed"),
    "a deleted line": ("DELETE FROM history_event WHERE number = 2", "line 2 is missing"),
    "a cut end": ("DELETE FROM history_event WHERE number = 4", "4 lines were written, 3 are here"),
    "all cut off": ("DELETE FROM history_event", "4 lines were written, 0 are here"),
    "a lost head": ("DELETE FROM history_stream", "its head is gone"),
    "a head set back": ("UPDATE history_stream SET length = 3", "3 lines were written, 4 are here"),
    "two lines changed places": ("UPDATE history_event SET number = 14 - number WHERE number > 2", "is missing"),
    "an added line": (
        "INSERT INTO history_event (stream, number, at, actor, role, verb, subject, data, previous, hash)"
        " SELECT stream, 5, at, actor, role, verb, subject, data, hash, hash FROM history_event WHERE number = 4",
        "line 5: was changed",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERING)
def test_whatever_is_done_to_the_lines_shows(name: str) -> None:
    statement, sentence = TAMPERING[name]
    lines("leaflet:1", 4)

    with without_guards("history_event", "history_stream"), connection.cursor() as cursor:
        cursor.execute(statement)

    faults = list(broken_links())
    assert any(sentence in fault for fault in faults), faults
    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_history")


def test_a_forged_line_with_a_right_hash_of_its_own_breaks_the_next() -> None:
    events = lines("leaflet:1", 3)
    events[1].verb = "thing.forged"

    with without_guards("history_event"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE history_event SET verb = 'thing.forged', hash = %s WHERE number = 2", [digest(events[1])]
        )

    assert list(broken_links()) == ["leaflet:1, line 3: does not follow the line before it."]


def test_verify_history_says_what_holds(capsys: pytest.CaptureFixture[str]) -> None:
    lines("leaflet:1", 4)

    call_command("verify_history")

    assert capsys.readouterr().out == "The history holds: 4 lines in 1 streams.\n"


@contextmanager
def no_history() -> Iterator[None]:
    """The database takes no further line."""
    name = "refuse_every_line"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON history_event BEGIN SELECT RAISE(ABORT, 'disk full'); END"
            )
        else:
            cursor.execute(
                "ALTER TABLE history_event ADD CONSTRAINT refuse_every_line CHECK (FALSE) NOT VALID"
            )
    yield


def test_a_change_whose_line_cannot_be_written_is_not_made() -> None:
    people = cast()
    with no_history(), pytest.raises(Exception, match="disk full|refuse_every_line"), transaction.atomic():
        leaflets.add_leaflet(leaflet_text(), organisation=people.organisation, by=people.owner)

    assert not Leaflet.objects.exists()
    assert not Version.objects.exists()
    assert not Stream.objects.exists()


def test_history_is_not_written_outside_a_transaction(real_database: dict[str, str]) -> None:
    with pytest.raises(RuntimeError, match="same transaction"):
        record("leaflet:1", "thing.done", actor=None, role="program")


def test_the_guards_are_put_in_place_twice_without_harm() -> None:
    assert install(connection) == install(connection) >= len(GUARDS)

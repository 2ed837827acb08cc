"""What the database refuses by itself, by raw SQL, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from tests.fixtures.site import ROOT
from tests.workflow.cast import cast
from tests.workflow.history.raw import drop_guards, execute, refused
from tests.workflow.walk import draft_version, signed_version, translation_at
from workflow.history.guards import collected, missing
from workflow.review.models import Stage, Text

pytestmark = pytest.mark.django_db

CHANGES = {
    "review_text": [
        "SET forms = '[\"x\"]'",
        "SET digest = 'x'",
        "SET written_by_id = NULL",
        "SET written_at = '2020-01-01 00:00:00+00:00'",
        "SET origin = 'engine'",
        "SET source_note = 'x'",
        "SET message_id = message_id + 1",
        "SET approved_by_id = NULL, approved_at = NULL",
        "SET approved_at = '2020-01-01 00:00:00+00:00'",
    ],
    "history_event": ["SET verb = 'x'", "SET role = role", "SET actor = NULL"],
    "history_stream": ["SET length = length - 1", "SET hash = 'x'", "SET length = length + 2", "SET name = 'x'"],
    "leaflets_version": ["SET markdown = 'x'", "SET title = 'x'",
        "SET state = 'draft', signed_by_id = NULL, signed_at = NULL"],
    "leaflets_segment": ["SET text = 'x'", "SET position = position + 100", "SET key = key"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change"), [(table, one) for table, all_ in CHANGES.items() for one in all_]
)
def test_no_row_that_is_kept_for_ever_is_changed(table: str, change: str) -> None:
    translation_at(Stage.REVISION, approved=True)

    said = refused(f"UPDATE {table} {change}")

    assert "never changed" in said or "moves on by one line" in said or "own wording" in said


@pytest.mark.parametrize("table", CHANGES)
def test_no_row_that_is_kept_for_ever_is_deleted(table: str) -> None:
    translation_at(Stage.REVISION, approved=True)

    assert "never deleted" in refused(f"DELETE FROM {table}")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="Only SQLite has INSERT OR REPLACE.")
@pytest.mark.parametrize("table", CHANGES)
def test_no_row_that_is_kept_for_ever_is_replaced(table: str) -> None:
    translation_at(Stage.REVISION, approved=True)

    assert "never replaced" in refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="Only SQLite has INSERT OR REPLACE.")
def test_no_line_is_replaced_under_another_id() -> None:
    translation_at(Stage.OPEN)
    columns = "stream, number, at, actor, role, verb, subject, data, previous, hash"

    said = refused(f"INSERT OR REPLACE INTO history_event ({columns}) SELECT {columns} FROM history_event")

    assert "never replaced" in said


def test_a_draft_of_the_english_may_still_change_and_go() -> None:
    version = draft_version(cast())

    execute("UPDATE leaflets_version SET title = 'Better' WHERE id = %s", version.pk)
    execute("DELETE FROM leaflets_version WHERE id = %s", version.pk)


def test_a_sample_stays_a_sample() -> None:
    version = signed_version(cast())

    said = refused("UPDATE leaflets_leaflet SET sample = NOT sample WHERE id = %s", version.leaflet_id)

    assert "stays demonstration material" in said


def guards_missing() -> list[str]:
    found = run_checks(databases=["default"])
    return [message.msg for message in found if message.id == "polyleaf.E001"]


def test_guards_that_vanished_are_reported_and_migrate_restores_them() -> None:
    assert guards_missing() == []
    translation_at(Stage.REVISION)
    dropped = drop_guards()
    assert len(guards_missing()) == dropped == len(list(collected()))
    with pytest.raises(CommandError, match=r"polyleaf\.E001|does not refuse"):
        call_command("check", databases=["default"])

    call_command("migrate", verbosity=0)

    assert guards_missing() == []
    assert "never deleted" in refused("DELETE FROM review_text")


def test_a_guard_that_was_weakened_is_reported() -> None:
    name = "history_event_no_delete"
    if connection.vendor == "sqlite":
        execute(f"DROP TRIGGER {name}")
        execute(f"CREATE TRIGGER {name} BEFORE DELETE ON history_event WHEN 1 = 0 BEGIN SELECT 1; END")
    else:
        execute(f"ALTER TABLE history_event DISABLE TRIGGER {name}")

    assert missing(connection) == [name]


LATER = """
from django.db import migrations, models

class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [migrations.AlterField("text", "source_note", models.CharField(max_length=121, {more}))]
"""


def test_a_later_migration_alters_a_guarded_table(
    real_database: dict[str, str], tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite the table is made anew, and its triggers go with it."""
    migrations = tmp_path / "later_review"
    shutil.copytree(ROOT / "workflow" / "review" / "migrations", migrations)
    later = LATER.format(more="blank=True, db_default='none'")
    (migrations / "0002_later.py").write_text(later, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"review": "later_review"}

    call_command("migrate", verbosity=0)

    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "review_text")
    assert any("none" in str(column.default) for column in columns)
    assert missing(connection) == []


def test_an_approval_is_given_once_by_somebody_else() -> None:
    translation = translation_at(Stage.REVISION)
    text = Text.objects.filter(message__translation=translation).first()
    assert text is not None
    at = "2026-01-01 00:00:00+00:00"
    approve = "UPDATE review_text SET approved_by_id = %s, approved_at = %s WHERE id = %s"

    refused(approve, text.written_by_id, at, text.pk)
    execute(approve, translation.reviser_id, at, text.pk)
    refused(approve, translation.version.signed_by_id, at, text.pk)

"""What the database itself refuses of editions, by raw SQL, on both databases."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.workflow.cast import Cast, cast
from tests.workflow.walk import message_of, published, signed_version, translation_at, write
from workflow.publishing import actions
from workflow.publishing.models import Edition
from workflow.review.models import Stage, Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def edition(people: Cast) -> Edition:
    return published(people)


def refused(sql: str, *values: object) -> None:
    sentences = pytest.raises(DatabaseError, match=r"never|nothing but")
    with sentences, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "digest = 'x'",
        "manifest = '{}'",
        "number = 7",
        "tag = 'pl'",
        "sample = NOT sample",
        "not_built = '{\"a\": 1}'",
        "published_by_id = NULL",
        "published_at = NULL",
        "id = id + 1000",
    ],
)
def test_an_edition_is_never_changed(change: str, edition: Edition) -> None:
    refused(f"UPDATE publishing_edition SET {change} WHERE id = %s", edition.pk)


@pytest.mark.parametrize("table", ["publishing_editionline", "publishing_editionfile"])
def test_its_lines_and_files_are_never_changed(table: str, edition: Edition) -> None:
    refused(f"UPDATE {table} SET id = id WHERE edition_id = %s", edition.pk)
    refused(f"DELETE FROM {table} WHERE edition_id = %s", edition.pk)


def test_an_edition_is_never_deleted(edition: Edition) -> None:
    refused("DELETE FROM publishing_edition WHERE id = %s", edition.pk)


@pytest.mark.parametrize("state", ["withdrawn", "superseded"])
def test_an_edition_that_ended_stays_as_it_ended(state: str, edition: Edition, people: Cast) -> None:
    if state == "withdrawn":
        actions.withdraw(edition, reason="Wrong.", by=people.publisher)
    else:
        Edition.objects.filter(pk=edition.pk).update(state="superseded", ended_at=edition.published_at)
    for change in ("state = 'published'", "ended_because = 'Another reason.'", "ended_at = NULL"):
        sentence = pytest.raises(DatabaseError, match="does not come back")
        with sentence, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE publishing_edition SET {change} WHERE id = %s", [edition.pk])


LINE = "INSERT INTO publishing_editionline (edition_id, position, key, text_id, digest) VALUES (%s, 99, 'x', %s, %s)"


def test_a_text_that_nobody_approved_is_no_line_of_an_edition(edition: Edition, people: Cast) -> None:
    translation = translation_at(Stage.EDITING, "so", people, signed_version(people, MORE))
    text = message_of(translation, "one").text
    assert text
    refused(LINE, edition.pk, text.pk, text.digest)


def test_an_approved_text_under_another_hash_is_no_line_of_an_edition(edition: Edition) -> None:
    text = message_of(edition.translation, "home").text
    assert text
    refused(LINE, edition.pk, text.pk, "0" * 64)


def test_a_text_that_was_replaced_is_no_line_unless_it_was_approved(people: Cast, edition: Edition) -> None:
    """Every wording there ever was, tried one by one: only approved ones go in."""
    translation = translation_at(Stage.REVISION, "so", people, signed_version(people, MORE))
    write(translation, "one", "Waxaan la akhrinaynaa qoraalkan.", people.editor("so"))
    for text in Text.objects.filter(message__translation=translation):
        assert not text.approved
        refused(LINE, edition.pk, text.pk, text.digest)


MORE = "---\ntitle: More for families\nslug: more\n---\n\n## One {#s}\n\n- We read this text. {#one}\n"

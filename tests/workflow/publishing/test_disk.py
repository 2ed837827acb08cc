"""A full disk and a folder that cannot be written: one sentence, and nothing half-published."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from pytest_django import Settings

from tests.workflow.cast import Cast, cast
from tests.workflow.publishing import intact
from tests.workflow.walk import fresh, translation_at, words_published
from workflow.publishing import actions
from workflow.publishing.models import Edition
from workflow.refusals import RuleBroken
from workflow.review.models import Stage, Translation

pytestmark = pytest.mark.django_db


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process can grow beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def ready(people: Cast) -> Translation:
    words_published(people)
    return translation_at(Stage.READY, "ur", people)


def files() -> set[Path]:
    return set(Path(site_settings.PUBLIC_DIR).rglob("*"))


@pytest.mark.parametrize("size", [0, 100, 5000, 9000])
def test_a_full_disk_publishes_nothing(size: int, ready: Translation, people: Cast) -> None:
    before = files()
    with (
        room_for(size),
        pytest.raises(RuleBroken, match=r"could not be written.*Nothing was published\.") as no,
    ):
        actions.publish(ready, by=people.publisher)
    assert no.value.code == "publish.disk"
    assert files() == before
    assert not Edition.objects.filter(translation=ready).exists()
    assert fresh(ready).stage == Stage.READY
    assert list(intact.faults(Path(site_settings.PUBLIC_DIR))) == []
    assert actions.publish(ready, by=people.publisher).number == 1


def test_a_public_folder_that_cannot_be_made_publishes_nothing(
    ready: Translation, people: Cast, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    settings.PUBLIC_DIR = tmp_path / "file" / "public"
    client = Client()
    client.force_login(people.publisher)
    answer = client.post(f"/desk/translations/{ready.pk}/publish/")
    assert answer.status_code == 409
    assert "could not be written" in answer.content.decode()
    assert not Edition.objects.filter(translation=ready).exists()


def test_a_page_that_cannot_be_written_is_told_and_finished_later(ready: Translation, people: Cast) -> None:
    """Something stands in the way of one page only: the edition is published, and the page follows."""
    root = Path(site_settings.PUBLIC_DIR)
    (root / "ur" / "for-families").write_text("in the way")
    with pytest.raises(RuleBroken, match="It is published, but"):
        actions.publish(ready, by=people.publisher)
    (root / "ur" / "for-families").unlink()
    actions.sweep()
    assert "<article" in (root / "ur" / "for-families" / "index.html").read_text()
    assert list(intact.faults(root)) == []


def test_withdrawing_on_a_full_disk_takes_the_text_away_all_the_same(
    ready: Translation, people: Cast
) -> None:
    edition = actions.publish(ready, by=people.publisher)
    page = Path(site_settings.PUBLIC_DIR) / "ur" / "for-families" / "index.html"
    with room_for(3000), pytest.raises(RuleBroken, match="could not be replaced") as no:
        actions.withdraw(edition, reason="A number was wrong.", by=people.publisher)
    assert str(page) in no.value.sentence
    assert not page.exists()
    actions.sweep()
    edition.refresh_from_db()
    assert edition.state == Edition.State.WITHDRAWN
    assert "tel:+441614779000" in page.read_text()
    assert "<article" not in page.read_text()

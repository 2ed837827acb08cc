"""Publishers that are killed, and publishers that work at the same moment."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from tests.fixtures.site import ROOT
from tests.workflow.cast import Cast, cast
from tests.workflow.publishing import intact
from tests.workflow.walk import (
    fresh,
    leaflet_text,
    next_version,
    translation_at,
    walk_on,
    words_published,
)
from workflow.history.queries import broken_links
from workflow.leaflets.models import Version
from workflow.publishing import actions, marks
from workflow.publishing.models import Edition
from workflow.review.models import Stage, Translation

KILLS = 20

Publisher = subprocess.Popen[str]


def publisher(what: str, pk: int, person: int, env: dict[str, str]) -> Publisher:
    """A process that waits to be told to begin."""
    command = [sys.executable, "-m", "tests.workflow.publishing.publish_one", what, str(pk), str(person)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert _pipe(process.stdout).readline() == "ready\n"
    return process


def go(process: Publisher) -> None:
    _pipe(process.stdin).write("go\n")
    _pipe(process.stdin).flush()


def said(process: Publisher) -> str:
    return process.communicate(timeout=120)[0].strip()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def whole(public: Path) -> None:
    assert list(intact.faults(public)) == []


def consistent(public: Path) -> None:
    """Disk and database say the same, and nothing is left over."""
    whole(public)
    standing = set(Edition.objects.exclude(state="withdrawn").values_list("digest", flat=True))
    assert {path.name for path in (public / "e").iterdir()} == standing
    assert list(public.rglob(".*.tmp")) == []
    assert list(marks.standing()) == []
    for edition in Edition.objects.filter(leaflet__kind="leaflet"):
        page = public / edition.tag / edition.leaflet.slug / "index.html"
        assert (edition.digest in page.read_text()) == (edition.state == "published")
    assert list(broken_links()) == []


@pytest.fixture
def public(real_database: dict[str, str]) -> Path:
    return Path(real_database["PUBLIC_DIR"])


@pytest.fixture
def people(real_database: dict[str, str]) -> Cast:
    return cast()


@pytest.fixture
def ready(people: Cast) -> Translation:
    words_published(people)
    return translation_at(Stage.READY, "ur", people)


@pytest.mark.slow
def test_a_publisher_killed_at_any_moment_leaves_every_page_whole(
    real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    process = publisher("publish", ready.pk, people.publisher.pk, real_database)
    began = time.perf_counter()
    go(process)
    assert said(process) == "done"
    lasts = time.perf_counter() - began
    consistent(public)
    moments = random.Random(20261123)
    committed = 0
    for turn in range(KILLS):
        edition = Edition.objects.get(leaflet__kind="leaflet", state="published")
        actions.withdraw(edition, reason="Once more.", by=people.publisher)
        ready = walk_on(fresh(edition.translation), Stage.READY, people)
        process = publisher("publish", ready.pk, people.publisher.pk, real_database)
        go(process)
        time.sleep(lasts * (turn + moments.random()) / KILLS)
        process.kill()
        process.communicate()
        whole(public)
        committed += fresh(ready).stage == Stage.PUBLISHED
        actions.sweep()
        consistent(public)
        if fresh(ready).stage != Stage.PUBLISHED:
            actions.publish(ready, by=people.publisher)
        consistent(public)
    assert 0 < committed < KILLS, "some died before the database knew, some after"


@pytest.mark.slow
def test_somebody_withdrawing_who_is_killed_at_any_moment_leaves_no_text_for_long(
    real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    lasts = 0.4
    for turn in range(5):
        edition = actions.publish(ready, by=people.publisher)
        process = publisher("withdraw", edition.pk, people.publisher.pk, real_database)
        go(process)
        time.sleep(lasts * turn / 5)
        process.kill()
        process.communicate()
        assert all("leads to" not in fault for fault in intact.faults(public))
        actions.sweep()
        consistent(public)
        edition.refresh_from_db()
        if edition.state == Edition.State.PUBLISHED:
            actions.withdraw(edition, reason="Once more.", by=people.publisher)
        ready = walk_on(fresh(ready), Stage.READY, people)


def test_four_who_publish_the_same_make_one_edition(
    real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    processes = [publisher("publish", ready.pk, people.publisher.pk, real_database) for _ in range(4)]
    for process in processes:
        go(process)
    assert {said(process) for process in processes} == {"done"}
    assert Edition.objects.filter(translation=ready).count() == 1
    consistent(public)


def test_publishing_while_somebody_sweeps_loses_no_file(
    real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    process = publisher("publish", ready.pk, people.publisher.pk, real_database)
    go(process)
    while process.poll() is None:
        actions.sweep()
    assert said(process) == "done"
    consistent(public)


@pytest.mark.parametrize("head_start", [0.0, 0.1, 0.3])
def test_publishing_the_next_version_while_somebody_withdraws_this_one_agrees(
    head_start: float, real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    edition = actions.publish(ready, by=people.publisher)
    version = signed_version_after(edition, people)
    following = translation_at(Stage.READY, "ur", people, version)
    publishes = publisher("publish", following.pk, people.publisher.pk, real_database)
    withdraws = publisher("withdraw", edition.pk, people.admin.pk, real_database)
    go(publishes)
    time.sleep(head_start)
    go(withdraws)
    assert said(publishes) == "done"
    assert said(withdraws) in {"done", "withdraw.replaced", "withdraw.state"}
    consistent(public)
    assert Edition.objects.get(translation=following).state == "published"


def signed_version_after(edition: Edition, people: Cast) -> Version:
    text = leaflet_text().replace("{#home}", "Tell us when. {#home}")
    return next_version(edition.translation.version, text, people)


def test_two_who_withdraw_at_once_agree(
    real_database: dict[str, str], public: Path, people: Cast, ready: Translation
) -> None:
    edition = actions.publish(ready, by=people.publisher)
    both = [
        publisher("withdraw", edition.pk, who.pk, real_database) for who in (people.publisher, people.admin)
    ]
    for process in both:
        go(process)
    assert {said(process) for process in both} <= {"done", "withdraw.state"}
    consistent(public)
    edition.refresh_from_db()
    assert edition.state == Edition.State.WITHDRAWN

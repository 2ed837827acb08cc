"""Drafts in the background: whatever an engine or a worker does, nothing is lost, doubled or stored wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from pytest_django import Settings

from tests.fixtures.site import ROOT
from tests.workflow.cast import Cast, cast
from tests.workflow.review.engines import Speaking, after, refuse, slow, urdu
from tests.workflow.walk import (
    KEYS,
    leaflet_text,
    message_of,
    opened,
    published,
    signed_version,
    wording,
    write,
    write_all,
)
from workflow.history.models import Event
from workflow.refusals import RuleBroken
from workflow.review import drafting, queries
from workflow.review.models import DraftRun, Origin, State, Text, Translation

pytestmark = pytest.mark.django_db
RunState = DraftRun.State


@pytest.fixture(autouse=True)
def queue() -> Iterator[DummyBackend]:
    """A queue without a worker: tests take what is wanted into their own hands."""
    before = task_backends["default"]
    dummy = DummyBackend("default", {})
    task_backends["default"] = dummy
    yield dummy
    task_backends["default"] = before


def start(people: Cast | None = None, tag: str = "ur") -> tuple[Translation, DraftRun]:
    people = people or cast()
    translation = opened(tag, people, signed_version(people))
    return translation, drafting.want_drafts(translation, by=people.coordinator)


def again(run: DraftRun) -> DraftRun:
    return DraftRun.objects.get(pk=run.pk)


def free(run: DraftRun) -> None:
    """Time passes, until nobody holds the run."""
    past = timezone.now() - timedelta(seconds=1)
    DraftRun.objects.filter(pk=run.pk).update(lease_until=past, wanted_at=past - timedelta(hours=1))


def states(translation: Translation) -> dict[str, str]:
    return {message.segment.key: message.state for message in queries.messages_of(translation)}


def test_every_empty_message_gets_a_draft_with_its_provenance() -> None:
    translation, run = start()

    drafting.work_on(run.pk, [Speaking()])

    run = again(run)
    assert (run.state, run.made, run.total, run.problems) == (RunState.DONE, len(KEYS), len(KEYS), {})
    assert set(states(translation).values()) == {State.DRAFT}
    text = message_of(translation, "interpreter").text
    assert text
    assert (text.origin, text.source_note, text.written_by) == (Origin.ENGINE, "Speaking 1.0", None)
    assert "{phone:interpreting}" in str(text)
    made = Event.objects.get(verb="drafts.made")
    assert (made.actor, made.data) == (None, {"tag": "ur", "made": len(KEYS), "problems": 0})


def test_what_a_person_wrote_is_left_alone() -> None:
    people = cast()
    translation, run = start(people)
    write(translation, "home", None, people.editor())
    engine = Speaking()

    drafting.work_on(run.pk, [engine])

    assert message_of(translation, "home").text.written_by == people.editor()  # type: ignore[union-attr]
    assert len(engine.asked) == len(KEYS) - 1


def test_what_a_person_writes_while_the_engine_thinks_stands() -> None:
    people = cast()
    translation, run = start(people)

    def meanwhile(text: str) -> str:
        if not message_of(translation, "home").text_id and "home" in text:
            write(translation, "home", None, people.editor())
        return urdu(text)

    drafting.work_on(run.pk, [Speaking(meanwhile)])

    message = message_of(translation, "home")
    assert message.state == State.EDITED
    assert message.texts.count() == 1
    assert again(run).made == len(KEYS) - 1


def test_memory_comes_before_any_engine() -> None:
    people = cast()
    published(people, "ur")
    version = signed_version(people, leaflet_text("another", title="Another leaflet"))
    translation = opened("ur", people, version)
    run = drafting.want_drafts(translation, by=people.coordinator)
    engine = Speaking()

    drafting.work_on(run.pk, [engine])

    text = message_of(translation, "home").text
    assert text
    assert (text.origin, text.forms) == (Origin.MEMORY, [wording("We can meet you at home.", "ur")])
    assert engine.asked == ["Another leaflet"]
    client = Client()
    client.force_login(people.editor())
    assert "From the memory" in client.get(reverse("review:desk", args=[translation.pk])).content.decode()


FAILURES = {
    "busy": (refuse("busy", "The server is busy.", retry=True), "The server is busy.", True),
    "quota": (lambda text: "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS", "a warning", True),
    "a page": (lambda text: "<html><body>502 Bad Gateway</body></html>", "a web page", True),
    "empty": (lambda text: "", "empty", True),
    "English": (lambda text: text, "English text itself", False),
    "facts lost": (lambda text: "ہم یہ تحریر آپ کے ساتھ پڑھتے ہیں اور بتاتے ہیں", "", False),
    "other letters": (lambda text: "we speak of something else", "not in the letters of Urdu", False),
    "a fault": (lambda text: str(1 / 0), "", True),
}


@pytest.mark.parametrize("name", FAILURES)
def test_an_engine_that_fails_at_one_text_is_told_and_the_rest_is_made(name: str) -> None:
    answer, sentence, passing = FAILURES[name]
    translation, run = start()

    def failing_once(text: str) -> str:
        return answer(text) if "You can have an interpreter" in text else urdu(text)

    drafting.work_on(run.pk, [Speaking(failing_once)])

    run = again(run)
    assert set(run.problems) == {"interpreter"}
    assert sentence in run.problems["interpreter"]
    assert run.problems["interpreter"].startswith("Speaking 1.0 gave no draft.")
    assert run.made == len(KEYS) - 1
    assert message_of(translation, "interpreter").state == State.EMPTY
    assert run.state == (RunState.WANTED if passing else RunState.STOPPED)


def test_a_passing_failure_is_tried_again_with_growing_pauses_and_then_told() -> None:
    translation, run = start()
    engine = Speaking(refuse("busy", "The server is busy.", retry=True))
    pauses = []
    for _ in range(drafting.ATTEMPTS):
        drafting.work_on(run.pk, [engine])
        run = again(run)
        pauses.append(run.lease_until and round((run.lease_until - timezone.now()).total_seconds()))
        drafting.work_on(run.pk, [engine])  # too early: nothing happens
        free(run)

    assert pauses == [60, 120, 240, None]
    assert (run.state, run.attempts, run.made) == (RunState.STOPPED, drafting.ATTEMPTS, 0)
    assert len(engine.asked) == drafting.ATTEMPTS * len(KEYS)
    assert set(states(translation).values()) == {State.EMPTY}


def test_an_engine_that_recovers_makes_only_what_is_missing() -> None:
    translation, run = start()
    drafting.work_on(run.pk, [Speaking(after(2, refuse("busy", "Busy.", retry=True)))])
    free(run)
    engine = Speaking()

    drafting.work_on(run.pk, [engine])

    run = again(run)
    assert (run.state, run.made, run.problems) == (RunState.DONE, len(KEYS), {})
    assert len(engine.asked) == len(KEYS) - 2
    assert Text.objects.filter(message__translation=translation).count() == len(KEYS)


def test_the_second_engine_helps_where_the_first_fails() -> None:
    translation, run = start()
    first = Speaking(refuse("server", "It is out of order."), code="first", name="First")

    drafting.work_on(run.pk, [first, Speaking(name="Second 2.0")])

    assert again(run).state == RunState.DONE
    assert message_of(translation, "home").text.source_note == "Second 2.0"  # type: ignore[union-attr]


@pytest.mark.parametrize("engines", ["", "no-such-engine"])
def test_without_an_engine_the_desk_is_there_to_translate_by_hand(engines: str, settings: Settings) -> None:
    settings.DRAFT_ENGINES = engines
    people = cast()
    translation, run = start(people)

    drafting.make_drafts.func(run.pk)

    assert again(run).state == RunState.STOPPED
    for by in (people.editor(), people.coordinator):
        client = Client()
        client.force_login(by)
        page = client.get(reverse("review:desk", args=[translation.pk])).content.decode()
        assert page.count("No engine is set up here: a person translates this text.") == 1
    write_all(translation)
    assert set(states(translation).values()) == {State.EDITED}


def test_an_engine_that_does_not_know_the_language_says_so() -> None:
    translation, run = start(tag="pl")

    drafting.work_on(run.pk, [Speaking()])

    assert queries.problems(again(run)) == [("Speaking 1.0 does not know Polish.", list(KEYS))]
    assert set(states(translation).values()) == {State.EMPTY}


def test_wanting_drafts_twice_is_one_run() -> None:
    people = cast()
    translation, run = start(people)

    assert drafting.want_drafts(translation, by=people.coordinator) == run
    drafting.work_on(run.pk, [Speaking()])
    with pytest.raises(RuleBroken, match="nothing to draft"):
        drafting.want_drafts(translation, by=people.coordinator)
    assert DraftRun.objects.count() == Event.objects.filter(verb="drafts.wanted").count() == 1


def test_a_sweep_wakes_a_worker_for_what_is_wanted_and_not_being_made(queue: DummyBackend) -> None:
    _, run = start()
    assert [len(queue.results), drafting.sweep()] == [1, 0]  # a worker was woken just now
    free(run)
    assert [drafting.sweep(), len(queue.results)] == [1, 2]
    drafting.work_on(run.pk, [Speaking()])
    free(run)
    assert drafting.sweep() == 0
    drafting.work_on(run.pk, [Speaking()])
    assert again(run).attempts == 1


def test_a_run_that_kills_every_worker_is_given_up() -> None:
    _, run = start()
    DraftRun.objects.filter(pk=run.pk).update(state=RunState.WORKING, attempts=drafting.MOST_ATTEMPTS)
    free(run)

    drafting.work_on(run.pk, [Speaking()])

    assert again(run).state == RunState.STOPPED


def test_the_page_says_how_far_it_is() -> None:
    people = cast()
    translation, run = start(people)
    client = Client()
    client.force_login(people.coordinator)
    url = reverse("review:progress", args=[translation.pk])
    seen = []

    def look(text: str) -> str:
        seen.append(client.get(url).content.decode())
        return urdu(text)

    drafting.work_on(run.pk, [Speaking(look)])

    for made, page in enumerate(seen):
        assert f"{made} of {len(KEYS)}" in page
        assert 'hx-trigger="every' in page
    done = client.get(url).content.decode()
    assert f"{len(KEYS)} drafts were made" in done
    assert "hx-trigger" not in done


def test_a_worker_that_lost_its_run_stops_and_closes_nothing() -> None:
    translation, run = start()

    def overtaken(text: str) -> str:
        free(run)
        drafting.work_on(run.pk, [Speaking(after(1, refuse("busy", "Busy.", retry=True)))])
        return urdu(text)

    first = Speaking(overtaken)
    drafting.work_on(run.pk, [first])

    assert len(first.asked) == 1
    assert again(run).state == RunState.WANTED
    assert Text.objects.filter(message__translation=translation).count() == again(run).made == 1


@pytest.mark.slow
def test_a_run_killed_half_way_goes_on_and_repeats_nothing(real_database: dict[str, str]) -> None:
    translation, run = start()
    command = [sys.executable, "-m", "tests.workflow.review.dying_worker", str(run.pk)]

    died = subprocess.run(command, cwd=ROOT, env=real_database, capture_output=True, text=True)

    assert died.returncode == 9, died.stderr
    half = again(run)
    assert (half.state, half.made) == (RunState.WORKING, 2)
    engine = Speaking()
    drafting.work_on(run.pk, [engine])
    assert engine.asked == []  # the dead worker's lease has not run out
    free(run)
    drafting.work_on(run.pk, [engine])

    run = again(run)
    assert (run.state, run.made, run.attempts) == (RunState.DONE, len(KEYS), 2)
    assert len(engine.asked) == len(KEYS) - 2
    assert [message.texts.count() for message in queries.messages_of(translation)] == [1] * len(KEYS)


@pytest.mark.slow
def test_of_eight_workers_one_makes_the_drafts(real_database: dict[str, str]) -> None:
    translation, run = start()
    engine, faults = Speaking(slow), []

    def work() -> None:
        try:
            drafting.work_on(run.pk, [engine])
        except Exception as fault:
            faults.append(fault)
        connection.close()

    workers = [Thread(target=work) for _ in range(8)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()

    assert faults == []
    assert len(engine.asked) == len(KEYS)
    assert again(run).attempts == 1
    assert Text.objects.filter(message__translation=translation).count() == len(KEYS)

"""Drafting in the background: resumable, with progress, and nothing lost where an engine fails.

The `DraftRun` row says what is wanted. A job claims it by a lease; each text is stored in a transaction of its
own, so a job that is killed half-way has kept what it made, and the next one goes on with what is still empty.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from i18n import drafts
from i18n.drafts import Draft, Engine, EngineError
from i18n.languages import Language
from workflow.history.actions import record
from workflow.people.languages import language
from workflow.people.models import Person, Role
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken
from workflow.review import queries, rules
from workflow.review.actions import put
from workflow.review.models import DraftRun, Message, Origin, State, Translation

_log = logging.getLogger(__name__)
LEASE = timedelta(minutes=3)  # longer than the slowest engine may take for one text
ATTEMPTS = 4  # where engines fail for a time
MOST_ATTEMPTS = 12  # where the worker itself dies each time
PAUSE = timedelta(seconds=30)


@transaction.atomic
def want_drafts(translation: Translation, *, by: Person) -> DraftRun:
    """Ask for drafts of every empty message. Asking again while they are being made changes nothing."""
    check_may(by, Act.OPEN_LANGUAGE, translation.version.leaflet.organisation)
    Translation.objects.select_for_update().get(pk=translation.pk)
    under_way = [DraftRun.State.WANTED, DraftRun.State.WORKING]
    run = DraftRun.objects.filter(translation=translation, state__in=under_way).first()
    if run:
        return run
    empty = translation.messages.filter(state=State.EMPTY).count()
    if not empty:
        raise RuleBroken("drafts.none", "Every segment has a text already, so there is nothing to draft.")
    run = DraftRun.objects.create(translation=translation, wanted_by=by, total=empty)
    record(
        translation.version.leaflet.stream,
        "drafts.wanted",
        actor=by.pk,
        role=Role.COORDINATOR,
        subject=f"translation:{translation.pk}",
        data={"tag": translation.tag, "messages": empty},
    )
    make_drafts.enqueue(run.pk)
    return run


@task()
def make_drafts(run_pk: int) -> None:
    """The background job: one run, until it is done or its engines stop answering."""
    try:
        work_on(run_pk, _engines())
    finally:
        drafts.release()


def _engines() -> list[Engine]:
    """The engines of the settings. One that is named wrongly leaves the desk to people, as having none does."""
    try:
        return drafts.engines(settings.DRAFT_ENGINES, settings.ENGINE_SETTINGS)
    except ValueError as error:
        _log.error("%s", error)
        return []


def work_on(run_pk: int, engines: list[Engine]) -> None:
    """Make every draft still missing in a run, unless somebody else holds its lease."""
    run = _claim(run_pk)
    if run is None:
        return
    target = language(run.translation.tag)
    passing = False
    for pk in (
        run.translation.messages.filter(state=State.EMPTY)
        .order_by("segment__position")
        .values_list("pk", flat=True)
    ):
        if not _ours(run):
            return
        problem = _draft_one(run, pk, target, engines)
        passing = passing or (problem is not None and problem.retry)
    _finish(run, again=passing and run.attempts < ATTEMPTS)


def _ours(run: DraftRun) -> bool:
    """Nobody else has claimed the run since: each claim counts as an attempt."""
    return DraftRun.objects.filter(pk=run.pk, attempts=run.attempts, state=DraftRun.State.WORKING).exists()


def _claim(run_pk: int) -> DraftRun | None:
    now = timezone.now()
    with transaction.atomic():
        run = DraftRun.objects.select_for_update().filter(pk=run_pk).first()
        if run is None or run.state not in {DraftRun.State.WANTED, DraftRun.State.WORKING}:
            return None
        if run.lease_until and run.lease_until > now:
            return None
        if run.attempts >= MOST_ATTEMPTS:
            run.state, run.lease_until, run.finished_at = DraftRun.State.STOPPED, None, now
            run.save(update_fields=["state", "lease_until", "finished_at"])
            return None
        run.state, run.lease_until, run.attempts = DraftRun.State.WORKING, now + LEASE, run.attempts + 1
        run.problems = {}
        run.save(update_fields=["state", "lease_until", "attempts", "problems"])
    return DraftRun.objects.select_related("translation__version__leaflet").get(pk=run_pk)


def _draft_one(run: DraftRun, message_pk: int, target: Language, engines: list[Engine]) -> EngineError | None:
    """Draft one message. The engine is asked outside any transaction; the answer is stored if still wanted."""
    message = Message.objects.select_related("segment", "translation__version__leaflet").get(pk=message_pk)
    answer = _asked(message, target, engines)
    with transaction.atomic():
        held = DraftRun.objects.select_for_update().get(pk=run.pk)
        held.lease_until = timezone.now() + LEASE
        if isinstance(answer, EngineError):
            held.problems[message.segment.key] = str(answer)
        message = Message.objects.select_for_update().select_related("segment").get(pk=message_pk)
        if isinstance(answer, Draft) and message.state == State.EMPTY:
            origin = Origin.MEMORY if answer.engine_code == "memory" else Origin.ENGINE
            put(message, [answer.text], origin=origin, note=answer.engine, by=None, state=State.DRAFT)
            held.made += 1
        held.save(update_fields=["lease_until", "problems", "made"])
    return answer if isinstance(answer, EngineError) else None


def _asked(message: Message, target: Language, engines: list[Engine]) -> Draft | EngineError:
    segment = message.segment
    try:
        source = drafts.public_text(segment.text, segment.key, kind=message.translation.version.leaflet.kind)
        draft = drafts.drafting(source, target, recall=queries.recall, engines=engines)
        return replace(draft, text=rules.readable(draft.text))
    except EngineError as error:
        return error
    except RuleBroken as error:
        return EngineError("unreadable", error.sentence)


def _finish(run: DraftRun, *, again: bool) -> None:
    """Close the run, or leave it wanted for a later attempt, with growing pauses."""
    with transaction.atomic():
        held = DraftRun.objects.select_for_update().get(pk=run.pk)
        if held.attempts != run.attempts:
            return
        if again:
            held.state = DraftRun.State.WANTED
            held.lease_until = timezone.now() + PAUSE * 2**held.attempts
        else:
            held.state = DraftRun.State.STOPPED if held.problems else DraftRun.State.DONE
            held.lease_until, held.finished_at = None, timezone.now()
        held.save(update_fields=["state", "lease_until", "finished_at"])
        if not again:
            record(
                run.translation.version.leaflet.stream,
                "drafts.made",
                actor=None,
                role="program",
                subject=f"translation:{run.translation_id}",
                data={"tag": run.translation.tag, "made": held.made, "problems": len(held.problems)},
            )


def sweep() -> int:
    """Wake a worker for every run that is wanted and not being made. Returns how many."""
    now = timezone.now()
    stalled = DraftRun.objects.filter(state__in=[DraftRun.State.WANTED, DraftRun.State.WORKING]).exclude(
        lease_until__gt=now
    )
    pks = list(stalled.filter(wanted_at__lt=now - timedelta(seconds=20)).values_list("pk", flat=True))
    for pk in pks:
        make_drafts.enqueue(pk)
    return len(pks)

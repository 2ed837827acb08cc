"""The outbox: in the transaction of what it tells of, sent once, tried again with growing pauses."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from workflow.notices.actions import ATTEMPTS, queue, send_due
from workflow.notices.models import Notice

pytestmark = pytest.mark.django_db
State = Notice.State


def put(key: str = "invitation:1", *, to: str = "editor@example.org", subject: str = "Come") -> Notice:
    queue(key, to=to, subject=subject, body="Come and translate.")
    return Notice.objects.get(key=key)


@contextmanager
def no_mail_server(settings: Settings) -> Iterator[None]:
    """Mail goes to a port where nobody listens."""
    before = settings.EMAIL_BACKEND
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = probe.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    yield
    settings.EMAIL_BACKEND = before


def due_now(notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(due_at=timezone.now())


def test_a_notice_is_sent_once() -> None:
    notice = put()

    assert [send_due(), send_due(), send_due()] == [1, 0, 0]

    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.problem) == (State.SENT, 1, "")
    assert notice.sent_at is not None
    assert [(one.to, one.subject, one.body) for one in mail.outbox] == [
        (["editor@example.org"], "Come", "Come and translate.")
    ]


def test_the_same_news_twice_is_one_notice() -> None:
    put()
    send_due()
    queue("invitation:1", to="somebody@example.org", subject="Other", body="Other")

    assert send_due() == 0
    assert Notice.objects.count() == len(mail.outbox) == 1


def test_news_of_what_did_not_happen_is_not_sent() -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            put()
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()

    assert send_due() == 0


def test_pauses_grow_until_it_is_given_up(settings: Settings) -> None:
    notice, pauses = put(), []
    with no_mail_server(settings):
        for _ in range(ATTEMPTS):
            due_now(notice)
            asked: datetime = timezone.now()
            assert send_due() == 0
            notice.refresh_from_db()
            pauses.append(round((notice.due_at - asked) / timedelta(minutes=1)))
            assert send_due() == 0  # not due yet

    assert pauses == [2, 4, 8, 16, 32, 64]
    assert (notice.state, notice.attempts) == (State.FAILED, ATTEMPTS)
    assert notice.problem == "ConnectionRefusedError: the mail server did not take it."
    due_now(notice)
    assert send_due() == 0


def test_it_goes_out_once_the_server_is_back(settings: Settings) -> None:
    notice = put()
    with no_mail_server(settings):
        send_due()
    due_now(notice)

    assert send_due() == 1

    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.problem) == (State.SENT, 2, "")


def test_one_that_cannot_be_sent_does_not_keep_the_others() -> None:
    bad = put("bad", subject="two\nlines")
    put("good")

    assert send_due() == 1

    bad.refresh_from_db()
    assert bad.state == State.QUEUED
    assert bad.problem.startswith("BadHeaderError")


def test_a_sender_that_dies_each_time_gives_up_in_the_end() -> None:
    notice = put()
    Notice.objects.filter(pk=notice.pk).update(attempts=ATTEMPTS)

    assert send_due() == 0

    notice.refresh_from_db()
    assert (notice.state, mail.outbox) == (State.FAILED, [])


def test_eight_senders_at_once_send_it_once(real_database: dict[str, str]) -> None:
    for number in range(5):
        put(f"news:{number}")
    sent: list[int] = []

    def send() -> None:
        sent.append(send_due())
        connection.close()

    senders = [Thread(target=send) for _ in range(8)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()

    assert sum(sent) == len(mail.outbox) == 5

"""Queueing and sending notices."""

from __future__ import annotations

from datetime import timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from workflow.notices.models import Notice

ATTEMPTS = 6
PAUSE = timedelta(minutes=2)  # doubled at each attempt: 2, 4, 8, 16, 32 minutes


def queue(key: str, *, to: str, subject: str, body: str) -> None:
    """Put one e-mail into the outbox. The same key twice is one e-mail."""
    Notice.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "due_at": timezone.now()}
    )


def send_due(limit: int = 50) -> int:
    """Send what is due, each in its own transaction. Returns how many went out."""
    due = Notice.objects.filter(state=Notice.State.QUEUED, due_at__lte=timezone.now()).order_by("due_at")
    return sum(_send(pk) for pk in due.values_list("pk", flat=True)[:limit])


def _send(pk: int) -> bool:
    """Claim by counting the attempt first: a sender that dies costs a pause, never a second copy at once."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().get(pk=pk)
        if notice.state != Notice.State.QUEUED or notice.due_at > timezone.now():
            return False
        if notice.attempts >= ATTEMPTS:  # each try ended before it could say how
            notice.state, notice.problem = Notice.State.FAILED, "Every try to send it broke off."
            notice.save(update_fields=["state", "problem"])
            return False
        notice.attempts += 1
        notice.due_at = timezone.now() + PAUSE * 2 ** (notice.attempts - 1)
        notice.save(update_fields=["attempts", "due_at"])
    try:
        EmailMessage(notice.subject, notice.body, to=[notice.to]).send()
    except (OSError, ValueError) as error:
        notice.problem = f"{type(error).__name__}: the mail server did not take it."
        notice.state = Notice.State.FAILED if notice.attempts >= ATTEMPTS else Notice.State.QUEUED
        notice.save(update_fields=["problem", "state"])
        return False
    notice.state, notice.sent_at, notice.problem = Notice.State.SENT, timezone.now(), ""
    notice.body = ""  # it may hold a way in
    notice.save(update_fields=["state", "sent_at", "problem", "body"])
    return True

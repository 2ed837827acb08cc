"""The outbox. A notice is written in the transaction of what it tells of, and sent once."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """One e-mail, its text already made. `key` keeps the same news from being sent twice."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return self.key

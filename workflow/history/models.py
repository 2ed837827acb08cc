"""Events: one append-only, hash-chained line per move. `guards.py` has the triggers that refuse the rest."""

from __future__ import annotations

from django.db import models


class Stream(models.Model):
    """The head of one chain: a leaflet, a request, an account. Locked while a line is added."""

    name = models.CharField(max_length=80, primary_key=True)
    length = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One line. `actor` is an account's id (null: the program itself or a family), `role` what they acted as.

    `data` holds digests, codes and reasons, never a family's words."""

    stream = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    role = models.CharField(max_length=20)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="event_once")]
        indexes = [models.Index(fields=["subject"], name="event_subject")]

    def __str__(self) -> str:
        return f"{self.stream} {self.number} {self.verb}"

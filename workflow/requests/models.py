"""What families ask for. What identifies them is encrypted and has a date on which it goes."""

from __future__ import annotations

from django.db import models

from workflow.leaflets.models import Leaflet
from workflow.people.models import Organisation, Person
from workflow.requests.secrets import EncryptedField


class CallBack(models.Model):
    """A family asks to be called. `language` is what they speak, in their own words."""

    class State(models.TextChoices):
        NEW = "new", "waiting"
        CLOSED = "closed", "closed"

    class When(models.TextChoices):
        ANY = "any", "any time"
        MORNING = "morning", "morning, 9 to 12"
        AFTERNOON = "afternoon", "afternoon, 12 to 5"
        EVENING = "evening", "evening, 5 to 8"

    class Result(models.TextChoices):
        REACHED = "reached", "reached, and helped"
        NO_ANSWER = "no-answer", "no answer, after trying on different days"
        WRONG_NUMBER = "wrong-number", "the number is wrong"
        NOT_WANTED = "not-wanted", "no longer wanted"

    reference = models.CharField(max_length=12, unique=True)
    # One sending of the form, however often it arrives.
    once = models.CharField(max_length=64, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, null=True)
    tag = models.CharField(max_length=35)
    edition = models.CharField(max_length=64, blank=True)
    language = EncryptedField()
    phone = EncryptedField()
    when = models.CharField(max_length=10, choices=When.choices)
    say_who = models.BooleanField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    asked_at = models.DateTimeField(auto_now_add=True)
    result = models.CharField(max_length=20, choices=Result.choices, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    purge_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "asked_at"], name="callback_waiting"),
            models.Index(fields=["purge_at"], name="callback_purge"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="new", result="", closed_at__isnull=True)
                | (models.Q(state="closed", closed_at__isnull=False) & ~models.Q(result="")),
                name="callback_closed_with_result",
            )
        ]

    def __str__(self) -> str:
        return self.reference

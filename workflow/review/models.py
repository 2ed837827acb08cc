"""Translations, their messages, and every wording each message ever had."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from workflow.leaflets.models import Segment, Version
from workflow.people.models import Person


class Stage(models.TextChoices):
    OPEN = "open", "open"
    EDITING = "editing", "editing"
    REVISION = "revision", "revision"
    SIGN_OFF = "sign-off", "sign-off"
    READY = "ready", "ready to publish"
    PUBLISHED = "published", "published"


class State(models.TextChoices):
    EMPTY = "empty", "empty"
    DRAFT = "draft", "draft"
    EDITED = "edited", "edited"
    APPROVED = "approved", "approved"
    RETURNED = "returned", "returned"


class Freshness(models.TextChoices):
    CURRENT = "current", "current"
    TYPO = "typo", "typo corrected"
    WORDING = "wording", "wording changed"
    MEANING = "meaning", "meaning changed"
    SAFETY = "safety", "safety"


class Origin(models.TextChoices):
    MEMORY = "memory", "memory"
    ENGINE = "engine", "machine"
    FILE = "file", "file"
    PERSON = "person", "person"
    ACCEPTED = "accepted", "accepted as it was"
    SOURCE = "source", "the English itself"
    CARRIED = "carried", "carried from an earlier version"


class Translation(models.Model):
    """A version in a language. `tag` names an entry of the register."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="translations")
    tag = models.CharField(max_length=35)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.OPEN)
    editor = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="edits")
    reviser = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="revises")
    due = models.DateField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "tag"], name="translation_once"),
            models.CheckConstraint(
                condition=Q(editor__isnull=True) | Q(reviser__isnull=True) | ~Q(editor=F("reviser")),
                name="translation_two_people",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True, signed_at__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False),
                name="translation_signed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["stage"], name="translation_stage")]

    def __str__(self) -> str:
        return f"{self.version} {self.tag}"


class Message(models.Model):
    """A segment in a translation; `text` is its current wording."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="messages")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="messages")
    text = models.ForeignKey("Text", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.EMPTY)
    freshness = models.CharField(max_length=10, choices=Freshness.choices, default=Freshness.CURRENT)
    returned_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["translation", "segment"], name="message_once"),
            models.CheckConstraint(
                condition=Q(state="empty", text__isnull=True) | (~Q(state="empty") & Q(text__isnull=False)),
                name="message_text_unless_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.segment_id}"


class Text(models.Model):
    """One wording of a message: append-only, save that it is approved once.

    `forms` holds one string, or one per plural category. A machine is nobody: `written_by` is null."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="texts")
    forms = models.JSONField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    source_note = models.CharField(max_length=120, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="wrote")
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="approved")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False, written_by__isnull=False)
                    & ~Q(approved_by=F("written_by"))
                ),
                name="text_two_people",
            )
        ]

    def __str__(self) -> str:
        return " | ".join(self.forms)

    @property
    def approved(self) -> bool:
        return self.approved_by_id is not None


class CatalogueFile(models.Model):
    """A PO file that somebody uploaded, kept as it came. `taken` texts became drafts; `left` says which did
    not and why: a list of [sentence, keys]."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    data = models.BinaryField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    taken = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class DraftRun(models.Model):
    """Drafts are wanted for a translation. The row says what is wanted; the queue only wakes a worker."""

    class State(models.TextChoices):
        WANTED = "wanted"
        WORKING = "working"
        DONE = "done"
        STOPPED = "stopped"

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="draft_runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WANTED)
    wanted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wanted_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["translation"],
                condition=Q(state__in=["wanted", "working"]),
                name="draft_run_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.state}"


class MemoryEntry(models.Model):
    """An approved wording, recalled where the same English stands again. Never sample text."""

    tag = models.CharField(max_length=35)
    source_digest = models.CharField(max_length=64)
    source = models.TextField()
    target = models.TextField()
    text = models.OneToOneField(Text, on_delete=models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["tag", "source_digest"], name="memory_exact")]

    def __str__(self) -> str:
        return self.source

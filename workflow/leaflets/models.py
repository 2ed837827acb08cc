"""Leaflets, their frozen English versions and segments, and the register of facts."""

from __future__ import annotations

import hashlib

from django.db import models

from workflow.people.models import Organisation, Person


def digest_of(*parts: str) -> str:
    """SHA-256 (hex) over texts, unambiguous about where one ends."""
    return hashlib.sha256("\x00".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


class Leaflet(models.Model):
    """A thing families may need. `sample` marks demonstration material for ever."""

    class Kind(models.TextChoices):
        LEAFLET = "leaflet", "Leaflet"
        WORDS = "words", "Public words"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT)
    slug = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LEAFLET)
    sensitivity = models.CharField(max_length=40, default="ordinary")
    policy = models.CharField(max_length=40, default="two-people")
    sample = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # One site has one set of buttons and forms.
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(kind="words"), name="leaflet_words_once"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def stream(self) -> str:
        return f"leaflet:{self.pk}"


class Version(models.Model):
    """One English text of a leaflet. A draft may be edited; signed, it is frozen.

    `issued` and `law` are ISO 8601 dates, a day or only a month."""

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        SIGNED = "signed", "signed"

    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=300)
    markdown = models.TextField()
    print_reference = models.CharField(max_length=40, blank=True)
    issued = models.CharField(max_length=10, blank=True)
    law = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    original = models.BinaryField(null=True)
    original_name = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leaflet", "number"], name="version_once"),
            models.CheckConstraint(
                condition=models.Q(state="draft", signed_by__isnull=True, signed_at__isnull=True)
                | models.Q(state="signed", signed_by__isnull=False, signed_at__isnull=False),
                name="version_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaflet_id} v{self.number}"


class Segment(models.Model):
    """One translatable unit of a signed version. `key` is gettext's msgctxt, `text` its msgid."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="segments")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(default=0)
    section = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    comment = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="segment_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="segment_position_once"),
        ]

    def __str__(self) -> str:
        return self.key


class LintAnswer(models.Model):
    """The owner keeps something that lint found, and says why. Bound to the finding's own words."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="answers")
    finding = models.CharField(max_length=64)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(Person, on_delete=models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "finding"], name="lint_answer_once")]

    def __str__(self) -> str:
        return self.because


class Fact(models.Model):
    """A typed fact, held once. Fields as in `i18n.facts.Fact`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    kind = models.CharField(max_length=12)
    purpose = models.CharField(max_length=60)
    value = models.CharField(max_length=300)
    display = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=10, default="unknown")
    hours = models.CharField(max_length=60, blank=True)
    tested = models.DateField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["kind", "purpose"]
        constraints = [models.UniqueConstraint(fields=["organisation", "kind", "purpose"], name="fact_once")]

    def __str__(self) -> str:
        return f"{{{self.kind}:{self.purpose}}}"


class FactChange(models.Model):
    """A new value for a fact, proposed by one person; another one confirms or refuses it. `was` is the value it
    is to take the place of."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="changes")
    was = models.CharField(max_length=300)
    value = models.CharField(max_length=300)
    display = models.CharField(max_length=300, blank=True)
    cost = models.CharField(max_length=10, default="unknown")
    hours = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    accepted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | (
                    models.Q(accepted__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="factchange_two_people",
            ),
            models.UniqueConstraint(
                fields=["fact"],
                condition=models.Q(accepted__isnull=True),
                name="factchange_one_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact}: {self.value}"

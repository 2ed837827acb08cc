"""Editions: published translations, frozen. What families see is built from these and from nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from workflow.leaflets.models import Leaflet
from workflow.people.models import Person
from workflow.review.models import Text, Translation


class Edition(models.Model):
    """A translation as it was published. `manifest` holds everything its files were made from; `digest` is the
    SHA-256 over it, names its folder, and is the promise that nothing changed."""

    class State(models.TextChoices):
        PUBLISHED = "published", "published"
        SUPERSEDED = "superseded", "superseded"
        WITHDRAWN = "withdrawn", "withdrawn"

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="editions")
    leaflet = models.ForeignKey(Leaflet, on_delete=models.PROTECT, related_name="editions")
    tag = models.CharField(max_length=35)
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    sample = models.BooleanField()
    manifest = models.JSONField()
    not_built = models.JSONField(default=dict)  # format → why, in one sentence
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leaflet", "tag", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["leaflet", "tag"], condition=Q(state="published"), name="edition_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaflet} {self.tag} {self.number}"


class EditionLine(models.Model):
    """One text of an edition, approved, with the hash it was approved under."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_line_once")]

    def __str__(self) -> str:
        return self.key


class EditionFile(models.Model):
    """One format of an edition: added, never replaced. `path` is relative to PUBLIC_DIR."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "format"], name="edition_file_once")]

    def __str__(self) -> str:
        return self.path

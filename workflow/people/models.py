"""Accounts, organisations, roles, what linguists can do, and languages added in the browser."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property


class Role(models.TextChoices):
    OWNER = "owner", "Owner"
    COORDINATOR = "coordinator", "Coordinator"
    LINGUIST = "linguist", "Linguist"
    PUBLISHER = "publisher", "Publisher"
    ADMIN = "admin", "Admin"


class Organisation(models.Model):
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody who works here. Families have no accounts. `name` may be a role ("Interpreter, Urdu")."""

    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name

    def roles(self, organisation: Organisation | None = None) -> frozenset[str]:
        """The roles held, in one organisation or in any. Remembered for this object's life."""
        return frozenset(
            post.role
            for post in self._posts
            if organisation is None or post.organisation_id == organisation.pk
        )

    def organisations(self) -> list[int]:
        return sorted({post.organisation_id for post in self._posts})

    @cached_property
    def _posts(self) -> list[Post]:
        return list(self.post_set.all())


class Post(models.Model):
    """A role held in an organisation."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation", "role"], name="post_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


class Competence(models.Model):
    """What a linguist can do in one language of the register: reading, writing and speaking are apart."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE)
    tag = models.CharField(max_length=35)
    reads = models.BooleanField(default=False)
    writes = models.BooleanField(default=False)
    speaks = models.BooleanField(default=False)
    may_edit = models.BooleanField(default=False)
    may_revise = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "tag"], name="competence_once"),
            models.CheckConstraint(
                condition=models.Q(may_edit=False) | models.Q(writes=True, reads=True),
                name="competence_edit_writes",
            ),
            models.CheckConstraint(
                condition=models.Q(may_revise=False) | models.Q(reads=True), name="competence_revise_reads"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.tag}"


class Invitation(models.Model):
    """A way in for one person, by a link that is good once and for a fortnight; its hash alone is kept."""

    email = models.EmailField()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    roles = models.JSONField(default=list)
    competences = models.JSONField(default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invited")
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="invitations")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "email"], name="invitation_email")]

    def __str__(self) -> str:
        return self.email

    @property
    def lapsed(self) -> bool:
        return self.expires_at <= timezone.now()


class LanguageEntry(models.Model):
    """A language that the shipped register does not have, added in the browser."""

    tag = models.CharField(max_length=35, unique=True)
    english = models.CharField(max_length=100)
    autonym = models.CharField(max_length=100)
    script = models.CharField(max_length=4)
    direction = models.CharField(max_length=3, choices=[("ltr", "left to right"), ("rtl", "right to left")])
    sentence_ends = models.CharField(max_length=20, default=".?!")
    font = models.CharField(max_length=100, default="Noto Sans")
    line_height = models.DecimalField(max_digits=3, decimal_places=2, default=1.5)
    digits = models.CharField(max_length=12, default="latn")
    nplurals = models.PositiveSmallIntegerField(default=2)
    plural = models.CharField(max_length=200, default="n != 1")
    reason = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.tag

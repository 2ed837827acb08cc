"""Whole files: a register of facts, and the public words that come with the code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from i18n import leaflet as source
from i18n.facts import Facts
from i18n.lint import Severity
from workflow.leaflets import actions, queries
from workflow.leaflets.models import Version
from workflow.leaflets.rules import questions
from workflow.people.models import Organisation, Person
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken


def built_in_words() -> Path:
    return Path(settings.BASE_DIR) / "locale" / "public.md"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Keys of facts."""

    added: list[str]
    there: list[str]


@transaction.atomic
def load_facts(register: Facts, *, organisation: Organisation, by: Person) -> Loaded:
    """Add every fact that is not held yet: all of them, or none where one is held with another value."""
    check_may(by, Act.CHANGE_FACT, organisation)
    held = queries.facts_of(organisation)
    for key, fact in register.items():
        if key in held and held[key].value != fact.value:
            raise RuleBroken(
                "fact.differs",
                f"{{{key}}} is held as {held[key].value!r}, and the file says {fact.value!r}. Nothing was loaded:"
                " a fact that pages may speak of is changed on the page of facts, by two people.",
            )
    added = [key for key in register if key not in held]
    for key in added:
        actions.add_fact(register[key], organisation=organisation, by=by)
    return Loaded(added, [key for key in register if key in held])


@transaction.atomic
def load_words(markdown: str, *, organisation: Organisation, by: Person) -> Version:
    """The public words as a draft: a new leaflet, or a new version where the file says something new. The newest
    version as it is, where the file says nothing new."""
    check_may(by, Act.WRITE_LEAFLET, organisation)
    leaflet = queries.words_leaflet()
    if leaflet and leaflet.organisation_id != organisation.pk:
        raise RuleBroken("words.elsewhere", f"The public words belong to {leaflet.organisation}.")
    if leaflet is None:
        return actions.add_leaflet(markdown, organisation=organisation, by=by)
    newest = queries.newest_version(leaflet)
    if newest is not None and _segments(newest.markdown) == _segments(markdown):
        return newest
    if newest is None or newest.state == Version.State.SIGNED:
        newest = actions.start_version(leaflet, by=by)
    return actions.change_draft(newest, markdown, by=by)


def _segments(markdown: str) -> list[tuple[str | None, str]]:
    return [(one.key, one.text) for one in source.extract(source.parse(markdown).leaflet)]


@transaction.atomic
def sign_words(version: Version, *, because: str, by: Person) -> Version:
    """Sign, and keep what lint only warns of, for the reason given."""
    for question in questions(version) if because else ():
        if question.open and question.finding.severity != Severity.BLOCK:
            actions.keep_finding(version, question.mark, because=because, by=by)
    return actions.sign(version, by=by)

"""The gate for the English, before anyone translates it."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.lint import LintFinding, Severity, lint
from workflow.leaflets import queries
from workflow.leaflets.models import Leaflet, Version, digest_of
from workflow.people.models import Organisation, Person
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken
from workflow.slugs import RESERVED


@dataclass(frozen=True, slots=True)
class Question:
    """A finding of lint, and the owner's answer to it if there is one. `mark` names the finding."""

    finding: LintFinding
    mark: str
    because: str

    @property
    def open(self) -> bool:
        return not self.because or self.finding.severity == Severity.BLOCK


def questions(version: Version) -> list[Question]:
    """What lint finds in a version, with the owner's answers."""
    answers = dict(version.answers.values_list("finding", "because"))
    found = []
    for finding in lint(version.markdown, facts=queries.facts_of(version.leaflet.organisation)):
        mark = digest_of(finding.code, finding.message)
        found.append(Question(finding, mark, answers.get(mark, "")))
    return found


def check_slug(slug: str, kind: str) -> None:
    if slug in RESERVED and kind != Leaflet.Kind.WORDS:
        raise RuleBroken(
            "slug.reserved", f"The site needs the address {slug!r} for itself. Choose another slug."
        )
    if Leaflet.objects.filter(slug=slug).exists():
        raise RuleBroken(
            "slug.taken", f"There is already a leaflet with the slug {slug!r}. Choose another one."
        )


def check_write(by: Person, organisation: Organisation) -> None:
    check_may(by, Act.WRITE_LEAFLET, organisation)


def check_draft(version: Version) -> None:
    if version.state != Version.State.DRAFT:
        raise RuleBroken(
            "version.signed", "This version is signed and frozen. Start a new version to change it."
        )


def check_sign(version: Version, by: Person) -> None:
    check_write(by, version.leaflet.organisation)
    check_draft(version)
    if version.leaflet.owner_id != by.pk:
        raise RuleBroken("sign.owner", f"Only the leaflet's owner, {version.leaflet.owner}, can sign it.")
    waiting = [question for question in questions(version) if question.open]
    if waiting:
        first = waiting[0].finding
        raise RuleBroken(
            "sign.lint",
            f"{len(waiting)} findings wait for an answer. The first, line {first.line}: {first.message}",
        )

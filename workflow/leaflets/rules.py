"""The gate for the English, before anyone translates it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n import facts
from i18n.formats.around import CONTROLS
from i18n.leaflet import Meta
from i18n.lint import LintFinding, Severity, lint
from workflow.leaflets import queries
from workflow.leaflets.models import Fact, FactChange, Leaflet, Version, digest_of
from workflow.people.models import Organisation, Person
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken, check_reason
from workflow.slugs import RESERVED

CHANGES = ("value", "display", "cost", "hours", "note")  # what of a fact may change


class Conflict(RuleBroken):
    """Another text was saved meanwhile: `theirs` stands."""

    def __init__(self, theirs: str) -> None:
        self.theirs = theirs
        super().__init__(
            "version.conflict",
            "Another text was saved meanwhile, perhaps in another window. Compare both, then save the one that is"
            " right.",
        )


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
    """The words have no address of their own, so theirs may be a reserved one; but there is one set of them."""
    if kind == Leaflet.Kind.WORDS:
        if Leaflet.objects.filter(kind=kind).exists():
            raise RuleBroken(
                "words.once", "The public words are here already. Start their next version instead."
            )
    elif slug in RESERVED:
        raise RuleBroken(
            "slug.reserved", f"The site needs the address {slug!r} for itself. Choose another slug."
        )
    if Leaflet.objects.filter(slug=slug).exists():
        raise RuleBroken(
            "slug.taken", f"There is already a leaflet with the slug {slug!r}. Choose another one."
        )


def home_of(homes: Sequence[Organisation], chosen: int | None) -> Organisation:
    """Whose leaflet it will be, of those that its owner writes for; asked only where there are several."""
    for one in homes:
        if one.pk == chosen or len(homes) == 1:
            return one
    raise RuleBroken("leaflet.organisation", "Choose the organisation whose leaflet this is.")


def check_write(by: Person, organisation: Organisation) -> None:
    check_may(by, Act.WRITE_LEAFLET, organisation)


def check_draft(version: Version) -> None:
    if version.state != Version.State.DRAFT:
        raise RuleBroken(
            "version.signed", "This version is signed and frozen. Start a new version to change it."
        )


def check_change(version: Version, by: Person) -> None:
    check_write(by, version.leaflet.organisation)
    check_draft(version)


def check_base(version: Version, markdown: str, base: str | None) -> None:
    """Nobody saves over a text that they have not seen; the same text once more is no conflict."""
    same = version.markdown.splitlines() == markdown.splitlines()
    if base is not None and base != digest_of(version.markdown) and not same:
        raise Conflict(version.markdown)


def check_same_leaflet(leaflet: Leaflet, meta: Meta) -> None:
    """What pages and editions already hang on stays as it was."""
    if meta.slug != leaflet.slug:
        raise RuleBroken("slug.fixed", f"The slug stays {leaflet.slug!r}: pages already have that address.")
    if meta.sample != leaflet.sample or meta.kind != leaflet.kind:
        raise RuleBroken(
            "leaflet.fixed",
            "Whether a leaflet is a sample, and its kind, stay as they are. Add a new leaflet.",
        )


def check_fits(row: Leaflet | Version, meta: Meta, names: tuple[str, ...]) -> None:
    """No line of the front matter is longer than what is kept of it."""
    for name in names:
        longest = getattr(row._meta.get_field(name), "max_length", None)
        if longest and len(getattr(meta, name)) > longest:
            raise RuleBroken("leaflet.long", f"“{name}” is longer than {longest} characters. Shorten it.")


def check_keep(version: Version, mark: str, because: str, by: Person) -> str:
    """The reason as it is kept."""
    check_change(version, by)
    reason = check_reason(because)
    found = {question.mark: question for question in questions(version)}.get(mark)
    if found is None:
        raise RuleBroken("lint.gone", "The text has changed, and this is no longer found in it.")
    if found.finding.severity == Severity.BLOCK:
        raise RuleBroken("lint.block", "This has to be corrected in the text; it cannot be kept.")
    return reason


def check_sign(version: Version, by: Person) -> None:
    check_change(version, by)
    if version.leaflet.owner_id != by.pk:
        raise RuleBroken("sign.owner", f"Only the leaflet's owner, {version.leaflet.owner}, can sign it.")
    waiting = [question for question in questions(version) if question.open]
    if waiting:
        first = waiting[0].finding
        raise RuleBroken(
            "sign.lint",
            f"{len(waiting)} findings wait for an answer. The first, line {first.line}: {first.message}",
        )


def check_fact(fact: facts.Fact) -> None:
    """A fact that every page can show as it is."""
    if not facts.REF.fullmatch(f"{{{fact.key}}}"):
        raise RuleBroken("fact.purpose", "A purpose has only small letters, digits and hyphens.")
    for name in ("value", "display", "hours", "note", "purpose"):
        longest = getattr(Fact._meta.get_field(name), "max_length", None)
        if longest and len(getattr(fact, name)) > longest:
            raise RuleBroken("fact.long", f"“{name}” is longer than {longest} characters. Shorten it.")
    hidden = (
        CONTROLS.search(f"{fact.value}{fact.display}") or "\0" in f"{fact.value}{fact.display}{fact.note}"
    )
    if hidden:
        raise RuleBroken("fact.hidden", "The fact holds a character that cannot be seen. Type it anew.")
    fault = facts.fault_of(fact)
    if fault:
        raise RuleBroken("fact.fault", f"{fault[0].upper()}{fault[1:]}")


def check_propose(row: Fact, wanted: facts.Fact, by: Person) -> None:
    check_may(by, Act.CHANGE_FACT, row.organisation)
    check_fact(wanted)
    if row.changes.filter(accepted=None).exists():
        raise RuleBroken(
            "fact.waiting",
            f"A new value for {row} waits already: somebody has to confirm or refuse that one first.",
        )
    if all(getattr(row, name) == getattr(wanted, name) for name in CHANGES):
        raise RuleBroken("fact.same", f"This is what {row} says already. Nothing was proposed.")


def check_decide(change: FactChange, by: Person) -> None:
    check_may(by, Act.CHANGE_FACT, change.fact.organisation)
    if change.proposed_by_id == by.pk:
        raise RuleBroken(
            "fact.own", "You proposed this value yourself. Somebody else has to confirm or refuse it."
        )
    if change.accepted is not None:
        raise RuleBroken(
            "fact.decided",
            f"This was {'confirmed' if change.accepted else 'refused'} by {change.decided_by} already.",
        )

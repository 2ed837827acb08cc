"""What only the whole leaflet shows: several names for one body, text of another leaflet, no interpreter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks import Severity
from i18n.facts import REF, FactKind, find
from i18n.leaflet import TITLE_KEY
from i18n.lint.model import LintFinding, Source, prose

_CAPITALISED = r"[A-Z][\w’'-]+"
_PHRASE = re.compile(rf"{_CAPITALISED}(?: (?:(?:and|of|for|the|&) )?{_CAPITALISED})+")
_BODIES = frozenset(
    {
        "Agency",
        "Association",
        "Authority",
        "Board",
        "Committee",
        "Council",
        "Department",
        "Group",
        "Hospital",
        "Office",
        "Panel",
        "Partnership",
        "Police",
        "Service",
        "Services",
        "Team",
        "Trust",
        "Unit",
    }
)
_ARTICLES = frozenset(
    {"The", "A", "An", "Our", "Your", "This", "Each", "Telephone", "Call", "Contact", "Ask"}
)
_ABOUT_ITSELF = re.compile(r"\bThis (?:leaflet|booklet|guide|page|sheet|information) [^.!?]*[.!?]?")
_SMALL_WORDS = frozenset(
    {
        "this",
        "that",
        "what",
        "when",
        "where",
        "which",
        "your",
        "yours",
        "have",
        "been",
        "with",
        "from",
        "they",
        "them",
        "their",
        "about",
        "says",
        "tells",
        "explains",
        "explain",
        "leaflet",
        "booklet",
        "guide",
        "page",
        "sheet",
        "information",
        "does",
        "will",
        "would",
        "into",
        "also",
        "more",
        "some",
        "there",
        "designed",
    }
)


def names_of_one_body(source: Source) -> Iterator[LintFinding]:
    """Names that end on the same word and share another, such as “Children Board” with and without a town."""
    bodies: dict[str, int] = {}
    for segment in source.segments:
        for phrase in _phrases(_with_names(segment.text, source)):
            if name := _up_to_body(phrase):
                bodies.setdefault(name, segment.line)
    told: set[str] = set()
    for name in bodies:
        same = [other for other in bodies if other == name or _same_body(name, other)]
        if len(same) > 1 and name not in told:
            told.update(same)
            listed = ", ".join(f"“{other}”" for other in same)
            message = f"One body seems to have {len(same)} names: {listed}. Use one, as a fact {{name:…}}."
            yield LintFinding(bodies[same[1]], "several-names", Severity.WARN, message)


def text_of_another_leaflet(source: Source) -> Iterator[LintFinding]:
    """A sentence “This leaflet …” that names a thing, or is made of words, that stand nowhere else."""
    title = source.leaflet.meta.title
    for segment in source.segments:
        for sentence in _ABOUT_ITSELF.findall(prose(segment)) if segment.key != TITLE_KEY else ():
            rest = _everything_but(sentence, source)
            if _names_something_new(sentence, rest) or _is_about_something_else(sentence, rest, source):
                start = " ".join(sentence.split()[:8])
                message = f"“{start} …” does not fit the title “{title}”. Is it from another leaflet?"
                yield LintFinding(segment.line, "title-mismatch", Severity.WARN, message)


def no_interpreter(source: Source) -> Iterator[LintFinding]:
    """Whoever cannot read a leaflet needs a number to ask at (NSW guide to translation: say so in each)."""
    phones = (ref for s in source.segments for ref in find(s.text) if ref.kind is FactKind.PHONE)
    if not any("interpret" in ref.purpose for ref in phones):
        message = "The leaflet gives no number for an interpreter: add a line with {phone:interpreting}."
        yield LintFinding(1, "no-interpreter", Severity.WARN, message)


def _with_names(text: str, source: Source) -> str:
    """The text with {name:…} written out where the register knows it, else as a gap."""
    facts = source.facts or {}
    return REF.sub(
        lambda m: facts[key].value if m[1] == "name" and (key := m[0][1:-1]) in facts else "…", text
    )


def _phrases(text: str) -> Iterator[str]:
    for match in _PHRASE.finditer(text.replace("**", "")):
        phrase = match[0].split()
        while phrase and phrase[0] in _ARTICLES:
            phrase.pop(0)
        if len(phrase) > 1:
            yield " ".join(phrase)


def _up_to_body(phrase: str) -> str:
    """“Children Board Performance Manager” → “Children Board”; "" where no body is named."""
    parts = phrase.split()
    end = next((i for i, part in enumerate(parts) if part in _BODIES), 0)
    return " ".join(parts[: end + 1]) if end else ""


def _same_body(one: str, other: str) -> bool:
    """The same last word, and all the words of the shorter name but one stand in the longer."""
    first, second = one.split(), other.split()
    shorter, longer = sorted((set(first), set(second)), key=len)
    return first[-1] == second[-1] and len(shorter & longer) >= max(2, len(shorter) - 1)


def _everything_but(sentence: str, source: Source) -> str:
    texts = [_with_names(segment.text, source) for segment in source.segments]
    return "\n".join([source.leaflet.meta.organisation, *texts]).replace(sentence, "").casefold()


def _names_something_new(sentence: str, rest: str) -> bool:
    return any(phrase.casefold() not in rest for phrase in _phrases(sentence))


def _is_about_something_else(sentence: str, rest: str, source: Source) -> bool:
    """No word of the title, and most of the sentence's content words stand nowhere else."""
    content = _stems(sentence)
    if not content or content & _stems(source.leaflet.meta.title):
        return False
    known = content & _stems(rest)
    return len(known) * 2 < len(content)


def _stems(text: str) -> set[str]:
    """The beginnings of the longer words: enough to see “offer” in “offered”."""
    return {w[:5] for w in re.findall(r"[a-z]{4,}", text.casefold()) if w not in _SMALL_WORDS}

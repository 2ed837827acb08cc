"""What stands around a leaflet's own text in every format: trust line, the person to talk to, the imprint.

Values only, so that page, text and PDF say the same: a `Line` is a public word with the facts it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from i18n.facts import Cost, Fact, FactKind, digits_of, find, hours_parts
from i18n.formats import Document, FormatError, PageFact, Words
from i18n.languages import Language
from i18n.leaflet import Block, Heading, Paragraph, extract

PROOF = "Proof. Nobody has reviewed this text. Do not give it to families."
"""In English: only the people who make leaflets see a proof."""

CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows. A format puts in its own; a text may not have any."""

WRITING = re.compile(r"\((?:Simplified|Traditional|Gurmukhi|Shahmukhi|Latin|Cyrillic|Arabic)\)")
"""A way of writing in a language's English name: nobody says it on the telephone."""


NO_SPACES = {"Hans", "Hant", "Jpan"}
"""Scripts that put nothing between two sentences."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of the public words, by key, and the page facts that fill it."""

    key: str
    facts: Mapping[str, PageFact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A ## heading and what follows it; `heading` is None for what stands before the first one."""

    heading: Heading | None
    blocks: tuple[Block, ...]


def refuse_controls(document: Document) -> None:
    """Raises FormatError where a text or fact could turn a number round. The checks say so long before."""
    texts = [(segment.key, segment.text) for segment in extract(document.leaflet)]
    facts = [(key, f"{fact.value}{fact.display}") for key, fact in document.facts.items()]
    for key, text in [*texts, *facts, *document.words.texts.items()]:
        if found := CONTROLS.search(text):
            raise FormatError(f"“{key}” holds the invisible character U+{ord(found[0]):04X}; take it out.")


def status(document: Document) -> Line | None:
    """The trust line, or in its place the sample line, or that it is the original; None for a proof, which
    says `PROOF`."""
    if document.proof:
        return None
    key = "sample" if document.sample else "original" if document.language.tag == "en" else "trust"
    return Line(key, {"checked": document.checked, "edition": document.edition})


def imprint(document: Document) -> list[Line]:
    """Print reference and date of issue of the English leaflet, as far as they are given."""
    lines = []
    if document.print_reference:
        lines.append(Line("reference", {"reference": document.print_reference}))
    if document.issued:
        lines.append(Line("matches", {"issued": document.issued}))
    return lines


def talk(words: Words) -> list[Line]:
    """How to reach a person: the call, then for each number in it what it costs and when it is answered."""
    lines = [Line("call")]
    for fact in talk_phones(words):
        lines += [cost(fact), *hours(fact, words.language, unknown=True)]
    return lines


def talk_phones(words: Words) -> list[Fact]:
    """The numbers that the call line names."""
    facts = words.facts
    refs = find(words.raw("call"))
    return [facts[ref.key] for ref in refs if ref.kind is FactKind.PHONE and ref.key in facts]


def about(text: str, document: Document) -> Iterator[Line]:
    """What is known of the numbers in a text, free or not and when, except of those in the talk box."""
    told = {digits_of(fact.value) for fact in talk_phones(document.words)}
    for ref in find(text):
        fact = document.facts.get(ref.key)
        if fact is None or fact.kind is not FactKind.PHONE or digits_of(fact.value) in told:
            continue
        told.add(digits_of(fact.value))
        if fact.cost is not Cost.UNKNOWN:
            yield cost(fact)
        yield from hours(fact, document.language, unknown=False)


def cost(fact: Fact) -> Line:
    return Line(f"cost-{fact.cost}")


def hours(fact: Fact, language: Language, *, unknown: bool) -> list[Line]:
    """When somebody answers. Nothing where CLDR cannot name the days; where the hours are not known, a line
    says so if `unknown`."""
    if fact.hours == "always":
        return [Line("hours-always")]
    if not fact.hours:
        return [Line("hours-unknown")] if unknown else []
    parts = hours_parts(fact, language)
    return [Line("hours", {"days": parts[0], "times": parts[1]})] if parts else []


def gap(language: Language) -> str:
    """What stands between two sentences."""
    return "" if language.script in NO_SPACES else " "


def say(language: Language) -> str:
    """The English sentence that asks for an interpreter; "" where the reader has English."""
    if language.tag == "en":
        return ""
    spoken = WRITING.sub("", language.english)
    return f"“{' '.join(re.sub(r'[()]', ' ', spoken).split())}, please.”"


def opening(document: Document) -> tuple[Paragraph | None, tuple[Block, ...]]:
    """The subtitle, if the leaflet begins with one (a paragraph before the first heading), and the rest."""
    blocks = document.leaflet.blocks
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return None, blocks


def sections(blocks: tuple[Block, ...]) -> list[Section]:
    """Blocks by ## heading. What stands before the first one, if anything, has no heading."""
    found: list[Section] = []
    for block in blocks:
        if isinstance(block, Heading) and block.segment.level == 2:
            found.append(Section(block, ()))
        elif found:
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, block))
        else:
            found.append(Section(None, (block,)))
    return found

"""Memory: what was said before for the same English; and for similar English, only to look at.

An exact recall may become a draft. A similar one is never a draft, only a suggestion with its difference: a
lost "not" leaves two sentences 95 % alike. Values in, values out: who may remember what is decided elsewhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import Indel, Levenshtein

from i18n.facts import REF, ascii_digits, keys


@dataclass(frozen=True, slots=True)
class MemoryEntry:
    """An approved text of an English one. `context` is the segment's key; `origin` says where it stands."""

    source: str
    text: str
    context: str = ""
    origin: str = ""


class Part(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a difference: in both texts, only in the remembered one, or only in the new one."""

    part: Part
    text: str


class Caution(StrEnum):
    """What makes two similar sentences say different things."""

    NEGATION = "negation"
    FACTS = "facts"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A remembered text of similar English. `score` is from 0 to 1, with `cautions` already taken off.

    `difference` leads from the remembered English to the new one, word by word."""

    entry: MemoryEntry
    score: float
    difference: tuple[Run, ...]
    cautions: tuple[Caution, ...] = ()


PENALTIES = {Caution.NEGATION: 0.15, Caution.FACTS: 0.1, Caution.NUMBERS: 0.1}
"""Taken off the likeness (0 to 1), so that a harmless difference stands above one that turns the meaning."""

NEGATION = re.compile(r"\b(?:not|never|cannot|no|nobody|nothing|none|neither|nor|without|unless|\w+n[’']t)\b")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
WORD = re.compile(r"\s+|\{[^{}\s]*\}|[\w’'-]+|.", re.DOTALL)


def normalised(source: str) -> str:
    """What counts as the same English: one form of each character (NFC), one space between words."""
    return " ".join(unicodedata.normalize("NFC", source).split())


def fingerprint(source: str, context: str = "") -> str:
    """SHA-256 in hexadecimal of the normalised English and its key: what an exact recall is found by."""
    return hashlib.sha256(f"{context}\x04{normalised(source)}".encode()).hexdigest()


def index(entries: Iterable[MemoryEntry]) -> dict[str, MemoryEntry]:
    """Entries by fingerprint, each with its key and without; of two for the same, the later one counts."""
    found: dict[str, MemoryEntry] = {}
    for entry in entries:
        found[fingerprint(entry.source)] = entry
        found[fingerprint(entry.source, entry.context)] = entry
    return found


def recall(memory: Mapping[str, MemoryEntry], source: str, context: str = "") -> MemoryEntry | None:
    """The text of exactly this English: under this key, else under any. `memory` comes from `index`."""
    return memory.get(fingerprint(source, context)) or memory.get(fingerprint(source))


def suggest(
    source: str, entries: Sequence[MemoryEntry], *, limit: int = 5, floor: float = 0.7
) -> list[Suggestion]:
    """Texts of English that is alike, the likeliest first; none below `floor`, at most `limit`.

    Compares with every entry: 7 ms for 10,000. Of entries with the same English and text only one is given.
    """
    wanted = normalised(source)
    alike = process.extract_iter(
        wanted,
        [normalised(entry.source) for entry in entries],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=floor,
    )
    found: dict[tuple[str, str], Suggestion] = {}
    for other, likeness, position in alike:
        cautions = _cautions(other, wanted)
        score = max(0.0, likeness - sum(PENALTIES[caution] for caution in cautions))
        if score >= floor:
            entry = entries[position]
            runs = difference(other, wanted)
            found.setdefault((other, entry.text), Suggestion(entry, round(score, 4), runs, cautions))
    return sorted(found.values(), key=lambda suggestion: -suggestion.score)[:limit]


def difference(old: str, new: str) -> tuple[Run, ...]:
    """The way from one text to the other in whole words: all runs but the added make `old`, all but the
    removed make `new`."""
    before, after = WORD.findall(old), WORD.findall(new)
    runs: list[Run] = []
    for step in Indel.opcodes(before, after):
        removed = "".join(before[step.src_start : step.src_end])
        if step.tag == "equal":
            runs.append(Run(Part.SAME, removed))
            continue
        if removed:
            runs.append(Run(Part.REMOVED, removed))
        if step.tag in {"insert", "replace"}:
            runs.append(Run(Part.ADDED, "".join(after[step.dest_start : step.dest_end])))
    return tuple(runs)


def _cautions(old: str, new: str) -> tuple[Caution, ...]:
    found = []
    if _negations(old) != _negations(new):
        found.append(Caution.NEGATION)
    if keys(old) != keys(new):
        found.append(Caution.FACTS)
    if _numbers(old) != _numbers(new):
        found.append(Caution.NUMBERS)
    return tuple(found)


def _negations(text: str) -> int:
    return len(NEGATION.findall(text.lower()))


def _numbers(text: str) -> list[str]:
    return sorted(NUMBER.findall(ascii_digits(REF.sub(" ", text))))

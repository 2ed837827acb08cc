"""A "not" that was lost, or one that came: the fault that turns a sentence round and still reads well.

English is read for its negators; the target for those of its language. Where a language has no lexicon yet,
nothing is reported: two linguists answer for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from i18n.checks.negators import LEXICONS, Lexicon
from i18n.checks.plain import prose
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {
    "negation.lost": Severity.BLOCK,
    "negation.unsure": Severity.WARN,
    "negation.fewer": Severity.WARN,
    "negation.added": Severity.WARN,
    "negation.separate": Severity.WARN,
}

# Held by no negation: "yes or no", "whether or not", "not only", "No. 5".
_IDLE = (
    r"\bwithout (?:charge|cost|payment|paying)\b|\byes or no\b|\b(?:whether )?or not\b|\bnot only\b"
    r"|\bnot just\b|\bno matter\b|\bno\.?\s*\d|\bwhy not\b"
    r"|\bno-(?!one)\w+"
)
_HARD = (
    r"\b(?:not|never|cannot|nobody|nothing|none|nowhere|neither|no[ -]one|no(?!-))\b"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|ca|could|wo|would|should|must|need|might|ought)n[’']t\b"
)
_SOFT = r"\b(?:without|unless|nor)\b"
# "not more than": other languages say "at most" as well.
_MILD = r"\bno(?:t (?:any )?)? ?(?:more|less|fewer|greater|bigger|smaller|larger|longer|later|earlier) than\b"
_ENGLISH = re.compile(f"(?:{_IDLE})|(?P<mild>{_MILD})|(?P<hard>{_HARD})|(?P<soft>{_SOFT})")
# Said with a negator in many languages, though English has none here.
_HIDDEN = re.compile(
    r"\byes or no\b|\bwithout\b|\bun(?!der|i|til)[a-z]{3,}|\bnon-?[a-z]{3,}|\bmis(?!s)[a-z]{4,}"
    r"|\b\w{3,}less\b"
    r"|\b(?:il|ir|im)(?:legal|legib|relev|regul|possib|proper|perfect)[a-z]*"
    r"|\bin(?:valid|correct|complete|active|suffici|appropr|accura|capab|consist|visib|adequa|ab|exact"
    r"|depend)[a-z]*"
    r"|\bdis(?:ab|allow|agree|appro|connect|contin|miss|regard|lik)[a-z]*"
    r"|\b(?:fail|refus|den[iy]|prevent|avoid|stop|lack|miss|wrong|forbid|exclud|except|ignor|reject"
    r"|separate|skip"
    r"|violat|chang|confidential|secret)\w*"
    r"|\b(?:only|but|just|until|few|little|hard|empty|blank|null|lost|instead|rather|no longer|blind|deaf"
    r"|alone|optional|private|hidden|at most|at least|up to|maximum|minimum|within|0)\b"
)
_END = re.compile(r"[.!?؟۔。！？।]+(?:\s+|$)|[。！？]")
# "el doctor No": a name, not an answer.
_NAMED_NO = re.compile(r"(?<=[\w,;] )No\b")
_SEPARATE = re.compile(r"\b(?:separate(?:ly)? from|independent(?:ly)? (?:of|from))\b")


def check(message: Message, language: Language) -> Iterator[Finding]:
    lexicon = LEXICONS.get(language.tag.partition("-")[0].lower())
    if lexicon is not None:
        found = per_form(message, partial(_compare, language.english, lexicon))
        # "No results" is how Arabic says the plural form for none.
        plural = bool(message.source_plural)
        yield from (finding for finding in found if not (plural and finding.code == "negation.added"))


@dataclass(frozen=True, slots=True)
class Denial:
    """How an English text denies: its negators, and whether any is hard ("not") or soft ("without").

    Mild ones ("no more than") have positive twins in every language."""

    words: tuple[str, ...] = ()
    hard: bool = False
    soft: bool = False


@lru_cache(maxsize=2048)
def denial(source: str) -> Denial:
    text = prose(source)
    if "False" in text:
        text = text.replace("None", " ")  # values of a program
    matches = [match for match in _ENGLISH.finditer(text.lower()) if match.lastgroup]
    kinds = {match.lastgroup for match in matches}
    return Denial(tuple(match.group() for match in matches), "hard" in kinds, "soft" in kinds)


def _count(lexicon: Lexicon, target: str) -> tuple[int, int]:
    """How many sure and how many possible negators a text has."""
    text = prose(target)
    if " No" in text:
        text = _NAMED_NO.sub(" ", text)
    text = text.lower()
    if lexicon.strip is not None:
        text = lexicon.strip.sub("", text)
    kinds = [match.lastgroup for match in lexicon.pattern.finditer(text)]
    return kinds.count("sure"), kinds.count("maybe")


def _compare(name: str, lexicon: Lexicon, source: str, target: str) -> list[Finding]:
    if denial(source).words:
        return _lost(name, lexicon, source, target)
    sure, maybe = _count(lexicon, target)
    lowered = prose(source).lower()
    if not sure:
        return _separate(lexicon, lowered, target, maybe)
    if _HIDDEN.search(lowered):
        return []
    text = f"The {name} says “not” and the English does not: check that the sentence says the same."
    return [Finding("negation.added", Severity.WARN, text)]


def _lost(name: str, lexicon: Lexicon, source: str, target: str) -> list[Finding]:
    english = denial(source)
    sure, maybe = _count(lexicon, target)
    word = english.words[0]
    if not sure and not maybe and (english.hard or english.soft):
        text = f"The English says “{word}” and the {name} does not: make the sentence deny the same."
        return [Finding("negation.lost", Severity.BLOCK, text)]
    if not sure and english.hard:
        text = f"The English says “{word}”: check that the {name} denies it just as clearly."
        return [Finding("negation.unsure", Severity.WARN, text)]
    if english.hard and sure + maybe < len(english.words):
        words = "”, “".join(english.words)
        text = f"The English denies with “{words}”, the {name} only {sure + maybe} times: check each."
        return [Finding("negation.fewer", Severity.WARN, text)]
    return _by_sentence(name, lexicon, source, target)


def _by_sentence(name: str, lexicon: Lexicon, source: str, target: str) -> list[Finding]:
    """Where both texts have as many sentences, each sentence that denies has its twin."""
    there, here = _sentences(source), _sentences(target)
    if len(there) != len(here) or len(there) < 2:
        return []
    for sentence, twin in zip(there, here, strict=True):
        english = denial(sentence)
        if (english.hard or english.soft) and not any(_count(lexicon, twin)):
            text = f"The English denies in “{sentence.strip()}”: check that the {name} does in that sentence."
            return [Finding("negation.fewer", Severity.WARN, text)]
    return []


@lru_cache(maxsize=2048)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in _END.split(prose(text)) if sentence.strip())


def _separate(lexicon: Lexicon, source: str, target: str, maybe: int) -> list[Finding]:
    match = _SEPARATE.search(source)
    if match is None or maybe or lexicon.apart.search(target.lower()):
        return []
    text = f"The English says “{match.group()}”: check that the translation says it too."
    return [Finding("negation.separate", Severity.WARN, text)]

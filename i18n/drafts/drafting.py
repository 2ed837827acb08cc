"""From a public text to a draft: memory first, then one engine after the other, each answer checked."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence

from i18n.drafts.chunking import chunks
from i18n.drafts.contract import Draft, Engine, EngineError, PublicSourceText
from i18n.drafts.guard import inspect
from i18n.drafts.masking import mask, unmask
from i18n.drafts.resilience import CarefulEngine, explained
from i18n.languages import Kind, Language

_log = logging.getLogger(__name__)
_LONGEST = 2000
# Scripts that set no space between sentences.
_NO_SPACES = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})

Recall = Callable[[str, str], str | None]
"""English text and language tag → the approved translation of exactly this text, or None."""


def draft(text: PublicSourceText, language: Language, engine: Engine) -> Draft:
    """One verified draft. Raises EngineError; never returns a text whose facts or markup differ."""
    if not isinstance(text, PublicSourceText):
        raise TypeError("An engine may only be given a PublicSourceText.")
    if language.kind is not Kind.WRITTEN:
        raise EngineError("language", f"{language.english} is not written, so no engine can draft it.")
    if not any(char.isalpha() for char in mask(text.text).words):
        return Draft(text.text, "Nothing to translate", "copy")
    if not engine.knows(language):
        raise EngineError("language", f"{engine.name} does not know {language.english}.")
    started = time.monotonic()
    try:
        translated = _translated(text.text, language, engine)
    except Exception as error:
        problem = explained(error)
        _log.warning("no draft: %s, %s, %s", engine.code, language.tag, problem.code)
        sentence = f"{engine.name} gave no draft. {problem}"
        raise EngineError(problem.code, sentence, retry=problem.retry, wait=problem.wait) from None
    taken = time.monotonic() - started
    _log.info("draft: %s, %s, %d characters, %.3f s", engine.code, language.tag, len(translated), taken)
    return Draft(translated, engine.name, engine.code)


def _translated(source: str, language: Language, engine: Engine) -> str:
    pieces = chunks(source, getattr(engine, "longest", _LONGEST))
    inside = [_chunk(piece, language, engine) for piece in pieces[::2]]
    between = [""] * len(pieces[1::2]) if language.script in _NO_SPACES else pieces[1::2]
    text = "".join(part for pair in zip(inside, [*between, ""], strict=True) for part in pair)
    if isinstance(engine, CarefulEngine):
        engine.answers.note(source, text, language)
    return text


def _chunk(source: str, language: Language, engine: Engine) -> str:
    masked = mask(source)
    if not any(char.isalpha() for char in masked.words):
        return source
    answer = engine.translate(masked.text, language)
    return unmask(inspect(answer, masked, language), masked)


def drafting(
    text: PublicSourceText, language: Language, *, recall: Recall, engines: Sequence[Engine]
) -> Draft:
    """The approved text that `recall` knows, else the draft of the first engine that makes a good one.

    Raises EngineError whose sentence gives every engine's reason; `retry` if one of them was passing."""
    remembered = recall(text.text, language.tag)
    if remembered is not None and _same_facts(text.text, remembered):
        return Draft(remembered, "Memory of approved texts", "memory")
    problems = []
    for engine in engines:
        try:
            return draft(text, language, engine)
        except EngineError as problem:
            problems.append(problem)
    if not problems:
        raise EngineError("none", "No engine is set up here: a person translates this text.")
    code = problems[0].code if len({problem.code for problem in problems}) == 1 else "several"
    sentence = " ".join(str(problem) for problem in problems)
    raise EngineError(code, sentence, retry=any(problem.retry for problem in problems))


def _same_facts(source: str, target: str) -> bool:
    return bool(target.strip()) and sorted(mask(source).kept) == sorted(mask(target).kept)

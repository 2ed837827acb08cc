"""Long texts are cut between sentences, facts are never cut, and the white space between stays as it was."""

from __future__ import annotations

import re

from i18n.drafts.contract import EngineError

_SENTENCE_END = re.compile(r"(?<=[.!?])(\s+)(?=\S)")
_BETWEEN_WORDS = re.compile(r"(\s+)(?![^{}]*\})")


def chunks(text: str, longest: int) -> list[str]:
    """Pieces of at most `longest` characters, alternating with the white space between them; joined,
    they are the text. Raises EngineError("length") when a single word is longer."""
    if len(text) <= longest:
        return [text]
    pieces: list[str] = []
    for index, part in enumerate(_SENTENCE_END.split(text)):
        if index % 2 or len(part) <= longest:
            pieces.append(part)
        else:
            pieces.extend(_gather(_BETWEEN_WORDS.split(part), longest))
    return _gather(pieces, longest)


def _gather(parts: list[str], longest: int) -> list[str]:
    """Joins neighbours as long as they fit; `parts` alternates text and white space."""
    gathered = [parts[0]]
    for space, part in zip(parts[1::2], parts[2::2], strict=True):
        if len(gathered[-1]) + len(space) + len(part) <= longest:
            gathered[-1] += space + part
        else:
            gathered += [space, part]
    if any(len(part) > longest for part in gathered[::2]):
        raise EngineError("length", "One word of the text is longer than the engine can take.")
    return gathered

"""Facts and markup are taken out before an engine sees a text, and put back and counted afterwards.

Each becomes a mark such as `[X4071X]`: 407 is new for every call, 1 counts the marks of the text. So a mark
that comes back tells which fact it stands for, and that the answer belongs to this very call.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from dataclasses import dataclass

from i18n.drafts.contract import EngineError

# Engines put spaces inside, change the case, write the digits or the X of their own script.
MARK = re.compile(r"\[\s*[XxХх×]\s*(\d(?:\s?\d){2,5})\s*[XxХх×]\s*\]")
# {fact}, **, printf, tags, web addresses, and what looks like a mark already
_KEPT = re.compile(
    rf"\{{[^{{}}]*\}}|\*\*|%\(\w+\)[sdif]|%[sdif]\b|</?[a-zA-Z][^<>]*>|https?://[^\s<>{{}}]+|{MARK.pattern}"
)
_BOLD = re.compile(r"\*\*(.*?)\*\*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` is what the engine gets: no white space at its ends, `kept[i]` stands behind mark number i."""

    text: str
    kept: tuple[str, ...]
    nonce: int
    before: str
    after: str

    @property
    def words(self) -> str:
        """What is left to translate, without marks."""
        return MARK.sub(" ", self.text)


def mask(text: str) -> Masked:
    core = text.strip()
    start = text.index(core)
    nonce = 100 + secrets.randbelow(900)
    kept: list[str] = []

    def take(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"[X{nonce}{len(kept) - 1}X]"

    masked = _KEPT.sub(take, core)
    return Masked(masked, tuple(kept), nonce, text[:start], text[start + len(core) :])


def unmask(answer: str, masked: Masked) -> str:
    """The answer with its facts and markup back. EngineError("facts") unless every mark came back once."""
    found = [_number(match.group(1), masked.nonce) for match in MARK.finditer(answer)]
    if None in found or any(number is not None and number >= len(masked.kept) for number in found):
        raise EngineError("facts", "The answer holds marks of another text.", retry=True)
    _counted(Counter(masked.kept[number] for number in found if number is not None), Counter(masked.kept))
    text = MARK.sub(lambda match: masked.kept[_number(match.group(1), masked.nonce) or 0], answer)
    text = _BOLD.sub(lambda match: f"**{match.group(1).strip()}**", text)
    if any(not inner.strip() for inner in _BOLD.findall(text)):
        raise EngineError("facts", "The answer lost the words that stand in bold.")
    return masked.before + text.strip() + masked.after


def _number(digits: str, nonce: int) -> int | None:
    """The mark's index; None if it was made for another call. `int` reads the digits of every script."""
    plain = "".join(str(int(char)) for char in digits if not char.isspace())
    return int(plain[3:]) if plain.startswith(str(nonce)) and plain[3:] else None


def _counted(found: Counter[str], wanted: Counter[str]) -> None:
    lost, doubled = wanted - found, found - wanted
    if lost:
        raise EngineError("facts", f"The answer lost {_named(lost)}.")
    if doubled:
        raise EngineError("facts", f"The answer has {_named(doubled)} more than once.")


def _named(facts: Counter[str]) -> str:
    return " and ".join("the bold marks" if fact == "**" else fact for fact in sorted(facts))

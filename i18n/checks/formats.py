"""Placeholders of programs, `%(name)s` and `{name}`: the same in the translation, or the program stops.

Run only on request (`code_formats`). A message's flags (`python-format`, `c-format`, `python-brace-format`,
`no-…`) decide; without flags, what the English shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from i18n.checks.shapes import Finding, Message, Severity
from i18n.languages import Language

CODES = {
    "formats.missing": Severity.BLOCK,
    "formats.extra": Severity.BLOCK,
    "formats.broken": Severity.BLOCK,
}

_PERCENT = re.compile(
    r"%(?:%|(?P<name>\([^)]{0,80}\))?(?P<place>\d+\$)?[-+#0 ]*(?:\*|\d+)?(?:\.(?:\*|\d+))?"
    r"(?:hh|ll|[hlLqjzt])?(?P<type>[diouxXeEfFgGcrsap]))"
)
_CERTAIN = re.compile(r"%\([^)]{0,80}\)[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|%(?:\d+\$)?[sdif](?![a-zA-Z])")
_BRACE = re.compile(r"\{\{|\}\}|\{(?P<field>[A-Za-z0-9_.\[\]]*)(?:![rsa])?(?::[^{}]*)?\}")
_FACT = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")
_INTEGERS = dict.fromkeys("iu", "d")
_Reader = Callable[[str], Counter[str]]


def check(message: Message, language: Language) -> Iterator[Finding]:
    english = message.source + message.source_plural
    if _wanted("%", english, message.flags, ("python-format", "c-format")):
        yield from _forms(message, _percents)
        yield from _broken(message)
    if _wanted("{", english, message.flags, ("python-brace-format",)) and not _FACT.search(english):
        yield from _forms(message, _braces)


def _wanted(sign: str, english: str, flags: tuple[str, ...], names: tuple[str, ...]) -> bool:
    if any(f"no-{name}" in flags for name in names):
        return False
    if any(name in flags for name in names):
        return True
    if sign not in english:
        return False
    if sign == "%":
        return _CERTAIN.search(english) is not None
    return any(match["field"] is not None for match in _BRACE.finditer(english))


def _percents(text: str) -> Counter[str]:
    """`%(name)s`, `%1$s` by name or place; plain `%s`, `%d` by place in the text."""
    found: Counter[str] = Counter()
    place = 0
    for match in _PERCENT.finditer(text):
        if match["type"] is None:
            continue
        kind = _INTEGERS.get(match["type"], match["type"])
        if match["name"]:
            found[f"%{match['name']}{kind}"] += 1
            continue
        place += 1
        number = match["place"][:-1] if match["place"] else str(place)
        found[f"%{kind} (number {number})"] += 1
    return found


def _braces(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    place = 0
    for match in _BRACE.finditer(text):
        field = match["field"]
        if field is None:
            continue
        found[f"{{{field or place}}}"] += 1
        place += not field
    return found


def _forms(message: Message, read: _Reader) -> Iterator[Finding]:
    """Each form against the English; a plural form may follow the singular, which may leave the count out."""
    sources = [read(message.source)]
    if message.source_plural:
        sources.append(read(message.source_plural))
    allowed = set().union(*sources)
    for form in message.target:
        got = read(form)
        for name in sorted(set(got) - allowed):
            text = f"The placeholder {name} is not in the English: take it out, it stops the program."
            yield Finding("formats.extra", Severity.BLOCK, text)
        lost = min((set(source) - set(got) for source in sources), key=len)
        if len(message.target) > 1 and len(lost) == 1:
            continue  # "one file": a form for a single number may say it in words
        # "nothing was changed": a form for none at all may say no value, if another form says them.
        severity = Severity.BLOCK if len(message.target) == 1 else Severity.WARN
        for name in sorted(lost):
            text = f"The placeholder {name} of the English is missing: put it where the value belongs."
            yield Finding("formats.missing", severity, text)


def _broken(message: Message) -> Iterator[Finding]:
    """A `%` that begins nothing stops a program, unless the English has one too."""
    if "%" in _PERCENT.sub("", message.source):
        return
    for form in message.target:
        rest = _PERCENT.sub("", form)
        if "%" in rest:
            piece = rest[rest.index("%") :][:12]
            text = (
                f"“{piece}” is not a whole placeholder: write it exactly as in the English, a plain % as %%."
            )
            yield Finding("formats.broken", Severity.BLOCK, text)

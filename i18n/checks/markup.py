"""Markup: **bold** in pairs and as often as in the English; no tag, script, entity or list of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, partial
from urllib.parse import urlsplit

from i18n.checks.plain import ENTITY, TAG
from i18n.checks.shapes import Finding, Message, Severity, per_form
from i18n.languages import Language

CODES = {
    "markup.bold": Severity.BLOCK,
    "markup.tag": Severity.BLOCK,
    "markup.tag_missing": Severity.BLOCK,
    "markup.attribute": Severity.WARN,
    "markup.danger": Severity.BLOCK,
    "markup.entity": Severity.BLOCK,
    "markup.structure": Severity.BLOCK,
}

_DANGER = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|svg|math|link|meta|base|form|template)\b"
    r"|\b(?:javascript|vbscript)\s*:|\bdata\s*:\s*text/html|\bon[a-z]{3,20}\s*=\s*[\"']",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"</?(?:b|bdi|br|code|em|i|kbd|q|small|span|strong|sub|sup|wbr)>", re.IGNORECASE)
_ADDRESS = re.compile(r"[\"'\s=]((?:[a-z]+:)?//[^\"'\s>]+|[a-z]+:[^\"'\s>]+)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s{0,9}=")
_LINK = re.compile(r"!?\[[^\[\]\n]{0,200}\]\([^()\n]{0,300}\)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d{1,3}[.)]\s|>|```|~~~|---|\|)")
_SIGNS = re.compile(r"[<&:=`\[\n]|\*\*|^\s*[#\-+*>|~\d]")


def check(message: Message, language: Language) -> Iterator[Finding]:
    yield from per_form(message, partial(_compare, message.registered))


def _compare(registered: bool, source: str, target: str) -> list[Finding]:
    if not _SIGNS.search(target) and not _SIGNS.search(source):
        return []
    found = [*_dangers(source, target), *_tags(registered, source, target)]
    found += _entities(registered, source, target)
    if registered:
        found += [*_bold(source, target), *_structure(source, target)]
    return found


def _bold(source: str, target: str) -> Iterator[Finding]:
    wanted, got = source.count("**"), target.count("**")
    if got % 2:
        text = "The ** for bold are not in pairs: put ** before and after the bold words."
        yield Finding("markup.bold", Severity.BLOCK, text)
    elif got != wanted:
        text = f"The English has {wanted // 2} bold places, the translation {got // 2}: make them the same."
        yield Finding("markup.bold", Severity.BLOCK, text)


@lru_cache(maxsize=2048)
def _tags_of(text: str) -> Counter[str]:
    """Tags with their attributes, spaces and letter case of the name aside."""
    return Counter(re.sub(r" ?/?>$", ">", re.sub(r"\s+", " ", tag)) for tag in TAG.findall(text))


def _tags(registered: bool, source: str, target: str) -> Iterator[Finding]:
    if "<" not in target and "<" not in source:
        return
    wanted, got = _tags_of(source), _tags_of(target)
    if wanted == got:
        return
    missing, extra = list((wanted - got).elements()), list((got - wanted).elements())
    for tag in list(extra):
        twin = next((other for other in missing if _alike(tag, other)), None)
        if twin is not None and not registered:
            extra.remove(tag)
            missing.remove(twin)
            text = f"The tag {tag} is {twin} in the English: check the change."
            yield Finding("markup.attribute", Severity.WARN, text)
    for tag in extra:
        text = f"The tag {tag} is not in the English: take it out."
        yield Finding("markup.tag", _weight(registered, tag), text)
    for tag in missing:
        text = f"The tag {tag} of the English is missing: put it round the same words."
        yield Finding("markup.tag_missing", _weight(registered, tag), text)


def _weight(registered: bool, tag: str) -> Severity:
    """Tags that only set letters apart can do no harm in a stranger's catalogue."""
    return Severity.WARN if not registered and _HARMLESS.fullmatch(tag) else Severity.BLOCK


def _alike(tag: str, other: str) -> bool:
    """The same element with the same attributes, leading to the same host: `/en/` became `/fr/`."""
    name, twin = tag.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    hosts = [[urlsplit(address).netloc for address in _ADDRESS.findall(text)] for text in (tag, other)]
    attributes = [sorted(_ATTRIBUTE.findall(text)) for text in (tag, other)]
    return (
        name == twin and hosts[0] == hosts[1] and attributes[0] == attributes[1] and not _DANGER.search(tag)
    )


def _dangers(source: str, target: str) -> Iterator[Finding]:
    extra = Counter(_lowered(_DANGER, target)) - Counter(_lowered(_DANGER, source))
    for piece in extra:
        text = f"“{piece}” could run as a program on the reader's device: take it out."
        yield Finding("markup.danger", Severity.BLOCK, text)


def _lowered(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group().lower() for match in pattern.finditer(text)]


def _entities(registered: bool, source: str, target: str) -> Iterator[Finding]:
    """`&quot;` stands in a leaflet as it is: the reader would see the code."""
    if "&" not in target:
        return
    for entity in sorted(set(ENTITY.findall(target)) - set(ENTITY.findall(source))):
        severity = Severity.BLOCK if registered else Severity.WARN
        text = f"“{entity}” is a code, not a letter: write the letter or sign itself."
        yield Finding("markup.entity", severity, text)


def _structure(source: str, target: str) -> Iterator[Finding]:
    """A segment is one paragraph: a translation cannot open a new one, a list, a heading or a link."""
    if "\n" in target.strip() and "\n" not in source:
        text = "The translation has a line break that the English has not: write it as one paragraph."
        yield Finding("markup.structure", Severity.BLOCK, text)
    start = _LINE_START.match(target)
    if start and not _LINE_START.match(source):
        text = f"The sign “{start.group().strip()}” at the start makes a list or a heading: take it out."
        yield Finding("markup.structure", Severity.BLOCK, text)
    for link in Counter(_LINK.findall(target)) - Counter(_LINK.findall(source)):
        text = f"“{link}” is a link that the English has not: take it out."
        yield Finding("markup.structure", Severity.BLOCK, text)
    if target.count("`") > source.count("`"):
        text = "The sign ` is not in the English: use the quotation marks of your language."
        yield Finding("markup.structure", Severity.BLOCK, text)

"""Language tags (BCP 47, RFC 5646): grammar, the script that one implies, and Accept-Language (RFC 9110).

Which subtags exist is not checked: new codes appear every year, and our register is what counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from babel.core import get_global

MAX_TAG = 64
MAX_HEADER = 2000
MAX_WANTED = 20

TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)(?P<private>(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
QUALITY = re.compile(r"q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)", re.IGNORECASE)

SCRIPT_BY_REGION = {
    ("ku", "IQ"): "Arab",
    ("ku", "IR"): "Arab",
    ("kmr", "IQ"): "Arab",
    ("kmr", "IR"): "Arab",
}
"""Ours, where CLDR's likely subtags are silent: Iraq and Iran write any Kurdish in Arabic letters."""


@dataclass(frozen=True, slots=True)
class Tag:
    """The subtags that choose a language to read, in canonical case; `more` holds the rest (`-u-…`)."""

    language: str
    script: str = ""
    region: str = ""
    more: str = ""

    def __str__(self) -> str:
        return self._joined(self.script, self.region) + self.more

    @property
    def core(self) -> Tag:
        """The tag without variants and extensions."""
        return replace(self, more="")

    @property
    def bare(self) -> bool:
        """A language and nothing else: says nothing about the script."""
        return not (self.script or self.region)

    def forms(self) -> list[str]:
        """Ways to look this tag up, the most telling first."""
        parts = [(self.script, self.region), ("", self.region), (self.script, ""), ("", "")]
        return list(dict.fromkeys(self._joined(script, region) for script, region in parts))

    def _joined(self, script: str, region: str) -> str:
        return "-".join(part for part in (self.language, script, region) if part)


def parse(text: str) -> Tag | None:
    """`pa_pk`, `zh-hant-HK`, `zh_TW.UTF-8`, `zh-yue` → a Tag. None if it is not well formed."""
    tag = text.strip().partition(".")[0].replace("_", "-")
    found = TAG.fullmatch(tag) if len(tag) <= MAX_TAG and tag.isascii() else None
    if found is None:
        return None
    more = "".join(found[part] for part in ("variants", "extensions", "private"))
    return Tag(
        language=(found["extended"] or found["language"]).lower(),
        script=(found["script"] or "").title(),
        region=(found["region"] or "").upper(),
        more=more.lower(),
    )


def script_of(tag: Tag, home: str = "") -> str:
    """The script (ISO 15924) of a text in this tag: its own, the one CLDR finds likely in its region, `home`
    (what the register writes the language in), or the likely one of the language. "" if not known."""
    if tag.script:
        return tag.script
    ours = SCRIPT_BY_REGION.get((tag.language, tag.region))
    if ours:
        return ours
    likely = get_global("likely_subtags")
    full = likely.get(f"{tag.language}_{tag.region}") or home or likely.get(tag.language, "")
    return next((part for part in full.split("_") if len(part) == 4), "")


def current(tag: Tag) -> Tag:
    """The tag with a code that CLDR has replaced put right: `iw` → `he`, `arb` → `ar`, `drw` → `fa-AF`."""
    replaced = parse(get_global("language_aliases").get(tag.language, ""))
    if replaced is None:
        return tag
    return Tag(replaced.language, tag.script or replaced.script, tag.region or replaced.region, tag.more)


def parse_accept_language(header: str) -> list[str]:
    """An Accept-Language header → tags, most wanted first. What is malformed or refused (`q=0`) is left out,
    and so is `*`. Reads at most 2,000 characters and gives at most 20 tags."""
    parts = header[:MAX_HEADER].split(",")
    if len(header) > MAX_HEADER:
        parts.pop()
    wanted: list[tuple[float, str]] = []
    for part in parts:
        text, _, parameter = part.partition(";")
        tag, quality = parse(text), QUALITY.fullmatch(parameter.strip() or "q=1")
        if tag is not None and quality is not None and float(quality[1]) > 0:
            wanted.append((float(quality[1]), str(tag)))
    wanted.sort(key=lambda pair: -pair[0])
    return list(dict.fromkeys(tag for _, tag in wanted))[:MAX_WANTED]

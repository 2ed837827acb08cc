"""The shipped register of languages. Functions take a `Language` value, never a tag to look up."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from weblate_language_data.languages import LANGUAGES as WEBLATE

from i18n.register import tags
from i18n.register.tags import parse_accept_language as parse_accept_language

UNWRITTEN = "Zxxx"
CAPITALS = {"Latn", "Cyrl", "Grek", "Armn"}


class Kind(StrEnum):
    WRITTEN = "written"
    SPOKEN = "spoken"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class Language:
    """One entry of the register.

    `tag` is BCP 47, as it stands in addresses. `script` is ISO 15924 (`Zxxx` for spoken and signed).
    `digits` is a CLDR numbering system (`latn`, `beng`, `arabext` …) for dates and counts, never for phones.
    `sentence_ends` are the marks that may end a sentence, "" where the script has none (Thai) or nothing is
    written. `fonts` are family names for print, most wanted first; `css_fonts` the same for screens
    (`fonts` where none are given).
    `plural` is a gettext formula, `nplurals` its number of forms. `reads`: for spoken and signed languages,
    the tags its speakers read; their `direction` and `fonts` are those of the autonym. `cldr` is the Babel
    locale identifier whose dates fit, or "" where CLDR has none. `varieties` are what an interpreter booking
    asks about. `source` says where the data comes from.
    """

    tag: str
    english: str
    autonym: str
    script: str = "Latn"
    direction: str = "ltr"
    kind: Kind = Kind.WRITTEN
    digits: str = "latn"
    sentence_ends: str = ".?!"
    fonts: tuple[str, ...] = ("Noto Sans",)
    line_height: float = 1.5
    nplurals: int = 2
    plural: str = "n != 1"
    aliases: tuple[str, ...] = ()
    varieties: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    cldr: str = ""
    source: str = ""
    css_fonts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.css_fonts:
            object.__setattr__(self, "css_fonts", self.fonts)

    @property
    def gloss(self) -> str:
        """The English name as it stands in brackets: `Kurdish (Sorani)` → `Kurdish, Sorani`."""
        return self.english.replace(" (", ", ").rstrip(")")

    @property
    def rtl(self) -> bool:
        return self.direction == "rtl"

    @property
    def nastaliq(self) -> bool:
        return any("Nastaliq" in family for family in self.fonts)

    @property
    def written(self) -> bool:
        return self.kind is Kind.WRITTEN


@dataclass(frozen=True)
class Register:
    """Languages by tag, with their aliases. The database overlays the shipped one with `with_entries`."""

    entries: Mapping[str, Language] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Language]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, tag: object) -> bool:
        return isinstance(tag, str) and self.get(tag) is not None

    def get(self, tag: str) -> Language | None:
        """Exact tag, case-insensitively; no alias, no guess."""
        return self._tags.get(tag.lower())

    def resolve(self, tag: str) -> Language | None:
        """A tag as a browser or a person writes it → the entry, through aliases, script first. None if it is
        unknown, or if all we have is in a script that a reader of this tag does not read."""
        wanted = tags.parse(tag)
        return (self._find(wanted) or self._find(self._current(wanted))) if wanted else None

    def candidates(self, tag: str) -> tuple[Language, ...]:
        """All that somebody who asks by this tag may mean, likeliest first: `zh` → both Chinese scripts,
        `ku` → Kurmanji and Sorani, a spoken language → itself and what its speakers read. () if unknown."""
        entry, wanted = self.resolve(tag), tags.parse(tag)
        if entry is None or wanted is None:
            return ()
        others = [self.get(read) for read in entry.reads]
        if wanted.bare and entry.written:
            codes = {wanted.language, self._current(wanted).language}
            others += [other for other in self if codes & _primary(other.tag, *other.aliases)]
        return tuple(dict.fromkeys([entry, *(other for other in others if other is not None)]))

    def match(self, wanted: Iterable[str], available: Iterable[str]) -> Language | None:
        """The best of `available` tags for the `wanted` ones in order; never one in another script.

        A bare tag behind a telling one adds nothing: browsers send `zh-TW,zh`, and that reader's `zh` is not
        simplified Chinese."""
        on_offer = {entry.tag for tag in available if (entry := self.get(tag))}
        scripts: dict[str, str] = {}
        for tag in wanted:
            asked, entry = tags.parse(tag), self.resolve(tag)
            if asked is None or entry is None:
                continue
            readable = self._readable(entry)
            for other in readable:
                scripts.setdefault(min(_primary(other.tag)), other.script)
            script = scripts.setdefault(asked.language, entry.script)
            if asked.bare and entry.script != script:
                continue
            for other in readable:
                if other.tag in on_offer:
                    return other
        return None

    def with_entries(self, entries: Iterable[Language]) -> Register:
        """A register in which these entries replace those of the same tag, or stand at the end."""
        merged = dict(self.entries)
        for entry in entries:
            shipped_one = self.get(entry.tag)
            merged[shipped_one.tag if shipped_one else entry.tag] = entry
        return Register(merged)

    @cached_property
    def _tags(self) -> dict[str, Language]:
        return {entry.tag.lower(): entry for entry in self}

    @cached_property
    def _index(self) -> dict[str, Language]:
        """Tags and aliases in lower case; a tag beats an alias."""
        return {alias.lower(): entry for entry in self for alias in entry.aliases} | self._tags

    def _current(self, wanted: tags.Tag) -> tags.Tag:
        """CLDR's replacement of an old or narrower code (`iw` → `he`, `cmn` → `zh`), unless our own tags use
        the code: Kurmanji in Arabic letters (`kmr-Arab`) is not Sorani, though CLDR folds `kmr` into `ku`."""
        return wanted if wanted.language in _primary(*self._tags) else tags.current(wanted)

    def _find(self, wanted: tags.Tag) -> Language | None:
        if str(wanted.core).lower() in self._index:
            return self._index[str(wanted.core).lower()]
        home = self.get(wanted.language)
        script = tags.script_of(wanted, home.script if home and home.written else "")
        for form in (*wanted.forms(), *replace(wanted, script=script).forms()):
            entry = self._index.get(form.lower())
            if entry is None:
                continue
            if script in ("", entry.script) or (not entry.written and not wanted.script):
                return entry
        return None

    def _reads(self, entry: Language) -> list[Language]:
        return [read for tag in entry.reads if (read := self.get(tag))]

    def _readable(self, entry: Language) -> list[Language]:
        """What a reader of `entry` can read, best first: itself, what its speakers read, its sisters in the
        same script (Dari and Persian, the two Portugueses)."""
        family = _primary(entry.tag)
        sisters = [other for other in self if other.script == entry.script and _primary(other.tag) == family]
        return [entry, *self._reads(entry), *(other for other in sisters if other is not entry)]


def _primary(*names: str) -> set[str]:
    return {name.split("-")[0].lower() for name in names}


@cache
def shipped() -> Register:
    """The register that the code ships, cached."""
    rows = _data("languages")
    return Register({tag: _entry(tag, row) for tag, row in rows.items()})


def english() -> Language:
    """The source language (`en`)."""
    return shipped().entries["en"]


def new_language(tag: str, kind: Kind = Kind.WRITTEN, script: str = "") -> Language:
    """An entry for a language that the register lacks, filled in as far as CLDR and weblate-language-data
    know it; `english` or `autonym` is "" where they do not. An admin's corrections go over it with
    `dataclasses.replace`. Raises ValueError for a malformed tag."""
    parsed = tags.parse(tag)
    if parsed is None:
        raise ValueError(f"“{tag}” is not a language tag.")
    code = tags.script_of(parsed) if kind is Kind.WRITTEN else UNWRITTEN
    code = script or code or "Latn"
    locale = _locale(parsed)
    english, nplurals, plural = _weblate(parsed)
    autonym, digits, cldr = "", "latn", ""
    if locale is not None:
        english = locale.english_name or english
    if locale is not None and _script(locale) == code:
        autonym = (
            locale.get_display_name() if parsed.region else locale.languages.get(locale.language)
        ) or ""
        digits, cldr = locale.default_numbering_system, str(locale)
    ends = {} if kind is Kind.WRITTEN else {"sentence_ends": ""}
    return Language(
        tag=str(parsed),
        english=english,
        autonym=_capital(autonym, code),
        script=code,
        kind=kind,
        digits=digits,
        nplurals=nplurals,
        plural=plural,
        cldr=cldr,
        source="CLDR, to be checked" if cldr else "",
        **{**_lettering(code), **ends},
    )


def check_tag(tag: str, register: Register, reserved: Collection[str] = ()) -> str | None:
    """Why a new language cannot have this tag, in one sentence; None if it can. `reserved` are names that the
    site's addresses use (`api`, `ask` and the like are language codes too)."""
    parsed = tags.parse(tag)
    if parsed is None or "_" in tag or "." in tag:
        return f"“{tag[:40]}” is not a language tag; write a code such as “rom”, or with a script, “pa-Arab”."
    known = register.get(tag)
    if known is not None:
        return f"“{known.tag}” is in the register already: {known.english}."
    meant = register.resolve(tag)
    plain = not parsed.region and not parsed.more
    if meant is not None and (plain or tag.lower() in {alias.lower() for alias in meant.aliases}):
        return f"“{tag}” means {meant.english}, which is in the register already as “{meant.tag}”."
    if tag != str(parsed):
        return f"Write this tag as “{parsed}”."
    if tag.lower() in {name.lower() for name in reserved}:
        return f"“{tag}” is a word of the site's own addresses; add a script or a region to it."
    return None


@cache
def _data(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "register" / f"{name}.toml").read_text("utf-8"))


def _entry(tag: str, row: dict[str, Any]) -> Language:
    """A line of languages.toml, completed from its script's lettering and its plural rule."""
    kind = Kind(row.get("kind", "written"))
    script = row.get("script", "Latn") if kind is Kind.WRITTEN else UNWRITTEN
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    values: dict[str, Any] = {
        **_lettering(row.get("lettering", script)),
        "script": script,
        "kind": kind,
        "cldr": tag.replace("-", "_") if kind is Kind.WRITTEN else "",
        "source": "CLDR",
    }
    if kind is not Kind.WRITTEN:
        values["sentence_ends"] = ""
    rule = _data("plurals")[row.get("plural", "one")]
    rest = {key: value for key, value in given.items() if key not in {"kind", "lettering", "plural"}}
    return Language(tag=tag, **{**values, **rest, **rule})


def _lettering(script: str) -> dict[str, Any]:
    """Direction, sentence ends, fonts and line height of a script; Latin's where we do not know it."""
    row = _data("lettering").get(script) or _data("lettering")["Latn"]
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _locale(tag: tags.Tag) -> Locale | None:
    for form in tag.forms():
        try:
            return Locale.parse(form, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _script(locale: Locale) -> str:
    return tags.script_of(tags.Tag(locale.language, locale.script or "", locale.territory or ""))


def _weblate(tag: tags.Tag) -> tuple[str, int, str]:
    """English name, number of plural forms and formula by weblate-language-data; names nothing if unknown."""
    known = {code: (english, nplurals, plural) for code, english, nplurals, plural in WEBLATE}
    return known.get(tag.language, ("", 2, "n != 1"))


def _capital(name: str, script: str) -> str:
    return name[:1].upper() + name[1:] if script in CAPITALS else name

"""What verbs read: sources, facts, languages, dates. Each fault is a Refusal of one sentence."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from i18n.catalogue import Catalogue
from i18n.catalogue.build import Moment
from i18n.cli.output import Exit, Refusal
from i18n.facts import Fact, load
from i18n.languages import Language, shipped
from i18n.leaflet import Leaflet, LeafletError, assign_keys, parse

MAX_SOURCE_BYTES = 5_000_000
"""A larger text is no leaflet."""


def read_text(path: Path) -> str:
    """A source in UTF-8, with or without byte order mark. Raises Refusal."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SOURCE_BYTES + 1)
    except OSError as error:
        raise Refusal(f"{path}: The file cannot be read: {error.strerror}.") from error
    if len(data) > MAX_SOURCE_BYTES:
        raise Refusal(f"{path}: The file is larger than {MAX_SOURCE_BYTES // 1_000_000} MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(f"{path}:{line}: This line is not UTF-8.") from error


def read_leaflet(path: Path) -> Leaflet:
    """The leaflet in a file, every segment with its key. Raises Refusal: 2 where there is no leaflet in it,
    1 where it holds what a leaflet may not, since text would be lost."""
    try:
        parsed = parse(read_text(path))
    except LeafletError as error:
        first = error.problems[0]
        raise Refusal(f"{path}:{first.line}: {first.message}") from error
    if parsed.problems:
        first, count = parsed.problems[0], len(parsed.problems)
        more = f" (`lint` shows {count - 1} more.)" if count > 1 else ""
        raise Refusal(f"{path}:{first.line}: {first.message}{more}", Exit.BLOCKED)
    return assign_keys(parsed.leaflet)


def read_facts(path: Path | None) -> dict[str, Fact] | None:
    return None if path is None else load(path)


def find_language(tag: str) -> Language:
    language = shipped().resolve(tag)
    if language is None:
        raise Refusal(f"“{tag}” is not a language of the register; `languages` lists them.")
    return language


def language_of(book: Catalogue, path: Path, given: str | None) -> Language:
    """The language that `--language` names, else the file itself."""
    if given:
        return find_language(given)
    if not book.language:
        raise Refusal(f"{path}: The file names no language; name it with --language.")
    language = shipped().resolve(book.language)
    if language is None:
        raise Refusal(f"{path}: “{book.language}” is not a language of the register; use --language.")
    return language


def read_moment(given: str | None) -> Moment:
    """`--date`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else today. Raises Refusal."""
    try:
        if given:
            return datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).date()
    except (ValueError, OverflowError) as error:
        raise Refusal(f"This is no date: {error}.") from error

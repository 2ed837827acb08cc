"""Catalogues are built from segments, written in one canonical shape, and come back the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalogue import (
    Catalogue,
    CatalogueError,
    Entry,
    Previous,
    build_po,
    build_pot,
    parse,
    po_bytes,
    read,
)
from i18n.catalogue import write as write_catalogue
from i18n.catalogue.build import po_date
from i18n.files import write_atomically
from i18n.languages import Language
from i18n.leaflet import BlockKind, Segment

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
POLISH = Language(
    tag="pl",
    english="Polish",
    autonym="polski",
    nplurals=3,
    plural="(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
)
SEGMENTS = [
    Segment("title", "When a child dies or is badly hurt", BlockKind.TITLE, 2),
    Segment("not-cause", "The review is not an investigation.", BlockKind.ITEM, 26, comment='"Not" decides.'),
    Segment("call", "Telephone {phone:meeting}.", BlockKind.PARAGRAPH, 30),
]


def polish(**texts: str) -> Catalogue:
    return build_po(SEGMENTS, texts, POLISH, project="p 1", date=NOON, fuzzy={"call"})


def test_a_template_is_written_like_this() -> None:
    pot = build_pot(
        SEGMENTS[:2], "for-parents 1", date=NOON, path="for-parents.md", contact="unit@example.org"
    )
    assert po_bytes(pot).decode() == (
        'msgid ""\nmsgstr ""\n"Project-Id-Version: for-parents 1\\n"\n'
        '"Report-Msgid-Bugs-To: unit@example.org\\n"\n"POT-Creation-Date: 2026-11-23 12:00+0000\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n"X-Generator: Polyleaf\\n"\n\n'
        '#. title\n#: for-parents.md:2\nmsgctxt "title"\n'
        'msgid "When a child dies or is badly hurt"\nmsgstr ""\n\n'
        '#. item\n#. "Not" decides.\n#: for-parents.md:26\nmsgctxt "not-cause"\n'
        'msgid "The review is not an investigation."\nmsgstr ""\n'
    )


def test_a_languages_catalogue_has_its_headers_and_says_what_is_not_approved() -> None:
    catalogue = polish(title="Tytuł", call="Telefon {phone:meeting}.")
    assert catalogue.language == "pl"
    assert catalogue.nplurals == 3
    assert [(entry.forms[0], entry.fuzzy) for entry in catalogue.entries] == [
        ("Tytuł", False),
        ("", False),
        ("Telefon {phone:meeting}.", True),
    ]
    assert catalogue.texts() == {"title": "Tytuł"}


def test_the_file_is_read_back_by_ourselves_and_passes_gettexts_own_gate(tmp_path: Path) -> None:
    path = tmp_path / "pl.po"
    write_catalogue(path, polish(title="Tytuł", call="Telefon."))
    assert read(path) == polish(title="Tytuł", call="Telefon.")
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], check=True, timeout=60)


def test_dates_need_a_time_zone() -> None:
    assert (
        po_date(datetime(2026, 11, 23, 9, 5, tzinfo=timezone(timedelta(hours=-3.5))))
        == "2026-11-23 09:05-0330"
    )
    with pytest.raises(ValueError, match="time zone"):
        po_date(datetime(2026, 11, 23))


def test_a_day_is_a_date_too() -> None:
    assert po_date("2026-11-23") == po_date(date(2026, 11, 23)) == "2026-11-23 00:00+0000"
    assert po_date("2026-11-23T09:05:00+01:00") == "2026-11-23 09:05+0100"


def test_a_segment_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="line 7 has no key"):
        build_pot([Segment("", "x", BlockKind.ITEM, 7)], "p", date=NOON)


@pytest.mark.parametrize(
    "entry",
    [
        Entry("k", "a\0b"),
        Entry("k", "a\x04b"),
        Entry("k\x04", "a"),
        Entry("k", ""),
        Entry("k", "a", ()),
        Entry("k", "a", ("x", "y")),
        Entry("k", "a", ("\ud800",)),
    ],
)
def test_what_no_catalogue_can_hold_is_refused_before_anything_is_written(
    entry: Entry, tmp_path: Path
) -> None:
    path = tmp_path / "a.po"
    path.write_text("what was there")
    with pytest.raises(CatalogueError):
        write_catalogue(path, Catalogue({}, (entry,)))
    assert path.read_text() == "what was there"
    assert os.listdir(tmp_path) == ["a.po"]


def test_two_entries_of_one_name_are_refused() -> None:
    with pytest.raises(CatalogueError, match="stands twice"):
        po_bytes(Catalogue({}, (Entry("k", "a"), Entry("k", "a", ("x",)))))


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be written"):
        write_catalogue(tmp_path / "no" / "a.po", polish())


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    write_atomically(path, b"old")

    def power_cut(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", power_cut)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.po"]


def test_writing_keeps_permissions_and_links(tmp_path: Path) -> None:
    path, link = tmp_path / "a.po", tmp_path / "link.po"
    write_atomically(path, b"1")
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o640)
    link.symlink_to(path)
    write_atomically(link, b"2")
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o640)


characters = st.characters(exclude_characters="\0\x04", exclude_categories=("Cs",))
texts = st.text(characters, max_size=30)
names = texts.filter(bool)
comments = st.lists(st.text(st.characters(categories=("L", "N", "P")), max_size=9), max_size=3).map(
    lambda lines: "\n".join(line for line in lines if line)
)
words = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=8).filter(
    lambda word: word != "fuzzy"
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    plural = draw(st.none() | names)
    count = draw(st.integers(1, 6)) if plural is not None else 1
    before = st.builds(Previous, texts, context=texts, source_plural=st.none() | names)
    return Entry(
        context=draw(texts),
        source=draw(names),
        forms=tuple(draw(st.lists(texts, min_size=count, max_size=count))),
        source_plural=plural,
        fuzzy=draw(st.booleans()),
        extracted=draw(comments),
        translator=draw(comments),
        flags=tuple(draw(st.lists(words, max_size=2))),
        references=tuple(draw(st.lists(words.map(lambda word: f"{word}.md:7"), max_size=2))),
        previous=draw(st.none() | before),
    )


unique = st.lists(entries(), max_size=6, unique_by=lambda entry: entry.identity)


@given(active=unique, obsolete=unique, title=words)
def test_what_is_written_is_read_back_the_same(
    active: list[Entry], obsolete: list[Entry], title: str
) -> None:
    gone = [Entry(e.context, e.source, e.forms, e.source_plural, e.fuzzy, obsolete=True) for e in obsolete]
    catalogue = Catalogue({"Project-Id-Version": title}, (*active, *gone))
    data = po_bytes(catalogue)
    back = parse(data)
    assert back.entries == catalogue.entries
    assert back.headers["Project-Id-Version"] == title
    assert po_bytes(back) == data

"""A compiled catalogue holds what may be shown; its lookup raises; it equals msgfmt's."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalogue import Catalogue, Entry, MissingText, mo_bytes, read_mo, write

HEADERS = {
    "Language": "pl",
    "Plural-Forms": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
CALLS = Entry(
    "calls", "{n} call", ("{n} telefon", "{n} telefony", "{n} telefonów"), source_plural="{n} calls"
)
ENTRIES = (
    Entry("ż", "Z", ("Ż",)),
    Entry("a", "A", ("Ą",)),
    Entry("", "Bare", ("Goły",)),
    CALLS,
    Entry("fuzzy", "F", ("Niepewne",), fuzzy=True),
    Entry("blank", "B", (" ",)),
    Entry("gone", "G", ("Stare",), obsolete=True),
    Entry("part", "{n} part", ("część", "części", ""), source_plural="{n} parts"),
    Entry("few", "{n} few", ("mało", "mało"), source_plural="{n} fews"),
)


def test_what_is_approved_and_whole_is_found() -> None:
    compiled = read_mo(mo_bytes(Catalogue(HEADERS, ENTRIES)))
    assert compiled.text("a", "A") == "Ą"
    assert compiled.text("ż", "Z") == "Ż"
    assert compiled.text("", "Bare") == "Goły"
    assert [compiled.plural("calls", "{n} call", "{n} calls", n) for n in (1, 2, 5)] == list(CALLS.forms)
    assert compiled.headers["language"] == "pl"


@pytest.mark.parametrize(
    ("key", "source"),
    [("fuzzy", "F"), ("blank", "B"), ("gone", "G"), ("a", "Other English"), ("", "A"), ("zz", "A")],
)
def test_nothing_else_is_and_english_never_fills_the_hole(key: str, source: str) -> None:
    compiled = read_mo(mo_bytes(Catalogue(HEADERS, ENTRIES)))
    with pytest.raises(MissingText):
        compiled.text(key, source)


@pytest.mark.parametrize("name", ["part", "few"])
@pytest.mark.parametrize("count", [1, 5])
def test_a_partly_filled_plural_is_left_out_whole(name: str, count: int) -> None:
    compiled = read_mo(mo_bytes(Catalogue(HEADERS, ENTRIES)))
    with pytest.raises(MissingText):
        compiled.plural(name, f"{{n}} {name}", f"{{n}} {name}s", count)


def test_bytes_that_are_no_compiled_catalogue() -> None:
    for data in (
        b"",
        b"PK\x03\x04 and more than thirty bytes of it",
        mo_bytes(Catalogue(HEADERS, ENTRIES))[:90],
    ):
        with pytest.raises(ValueError, match="no compiled catalogue"):
            read_mo(data)


texts = st.text(
    st.characters(exclude_characters="\0\x04", exclude_categories=("Cs",)), min_size=1, max_size=12
)


@given(st.dictionaries(st.tuples(texts, texts), texts.filter(str.strip), max_size=12))
def test_every_text_comes_back(pairs: dict[tuple[str, str], str]) -> None:
    entries = tuple(Entry(key, source, (text,)) for (key, source), text in pairs.items())
    compiled = read_mo(mo_bytes(Catalogue(HEADERS, entries)))
    assert all(compiled.text(key, source) == text for (key, source), text in pairs.items())


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
def test_msgfmt_makes_the_same_catalogue(tmp_path: Path) -> None:
    whole = tuple(entry for entry in ENTRIES if entry.context not in {"part", "few", "blank"})
    write(tmp_path / "pl.po", Catalogue(HEADERS, whole))
    subprocess.run(
        ["msgfmt", "-c", "-o", str(tmp_path / "pl.mo"), str(tmp_path / "pl.po")], check=True, timeout=60
    )
    theirs = gettext.GNUTranslations(io.BytesIO((tmp_path / "pl.mo").read_bytes()))
    ours = gettext.GNUTranslations(io.BytesIO(mo_bytes(Catalogue(HEADERS, whole))))
    assert vars(ours)["_catalog"] == vars(theirs)["_catalog"]

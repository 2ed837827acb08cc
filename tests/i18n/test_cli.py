"""`python -m i18n` as people and programs call it: output, one sentence per fault, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from i18n.catalogue import Catalogue, Entry, read, write
from i18n.cli.main import main
from i18n.languages import shipped

ROOT = Path(__file__).parents[2]
LEAFLET = ROOT / "sample" / "for-parents.md"
FACTS = ROOT / "sample" / "facts.toml"
POLISH = ROOT / "locale" / "pl" / "LC_MESSAGES"
SMALL = "---\ntitle: Help\nslug: help\nowner: O\norganisation: P\n---\n\nYou are not alone. {#alone}\n"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: object, **environment: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "i18n", *map(str, words)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def polish(path: Path, *entries: Entry) -> Path:
    write(path, Catalogue({"Language": "pl", "Plural-Forms": "nplurals=1; plural=0;"}, entries))
    return path


def approved(path: Path, source: Path) -> Path:
    """The file as it would be if people had approved it all."""
    book = read(source)
    write(path, replace(book, entries=tuple(replace(entry, fuzzy=False) for entry in book.entries)))
    return path


def test_check_writes_an_object_per_finding(tmp_path: Path) -> None:
    path = polish(tmp_path / "pl.po", Entry("alone", "You are not alone.", ("Jest Pan sam.",)))
    done = run("check", path, "--json")
    assert (done.code, done.err) == (1, "")
    (lost,) = [found for found in done.objects if found["code"] == "negation.lost"]
    assert lost.pop("message").endswith(".")
    assert lost == {
        "file": str(path),
        "line": read(path).entries[0].line,
        "context": "alone",
        "msgid": "You are not alone.",
        "code": "negation.lost",
        "severity": "block",
    }


def test_check_is_fine_when_nothing_blocks_and_says_it_to_people_in_lines(tmp_path: Path) -> None:
    good = Entry("alone", "You are not alone.", ("Nie jest Pan sam.",), fuzzy=True)
    done = run("check", polish(tmp_path / "pl.po", good))
    assert done.code == 0
    assert done.out.startswith(f"{tmp_path}/pl.po:")
    assert "inform catalogue.fuzzy [alone]: " in done.out


def test_check_of_an_unreadable_file_says_where_and_reads_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "broken.po"
    broken.write_text('msgid "a\nmsgstr "b"\n')
    empty = polish(tmp_path / "pl.po", Entry("alone", "You are not alone."))
    done = run("check", broken, empty, "--json")
    assert done.code == 2
    assert done.err == f"{broken}:1: This string has no closing quotation mark.\n"
    assert [found["code"] for found in done.objects] == ["empty"]


def test_check_needs_a_language_that_the_register_knows(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    write(path, Catalogue({}, (Entry("alone", "Hello", ("Cześć",)),)))
    assert "names no language" in run("check", path).err
    assert run("check", path, "--language", "pl").code == 0
    done = run("check", path, "--language", "xx")
    assert (done.code, "“xx” is not a language" in done.err) == (2, True)


def test_check_tells_a_strangers_catalogue_by_its_keys(tmp_path: Path) -> None:
    entry = Entry("", "Call 0161 477 9000.", ("Telefon 0161 477 9001.",))
    codes = {found["code"] for found in run("check", polish(tmp_path / "a.po", entry), "--json").objects}
    assert "facts.phone" in codes
    ours = polish(tmp_path / "b.po", replace(entry, context="call"))
    codes = {found["code"] for found in run("check", ours, "--json").objects}
    assert "facts.raw_number" in codes


def test_check_looks_facts_up(tmp_path: Path) -> None:
    text = "{phone:nowhere} {date:checked}"
    path = polish(tmp_path / "pl.po", Entry("call", f"Telephone {text}", (f"Telefon {text}",)))
    done = run("check", path, "--facts", FACTS, "--json")
    assert (done.code, [found["code"] for found in done.objects]) == (1, ["facts.unknown"])
    assert run("check", path, "--facts", tmp_path / "none.toml").code == 2


def test_check_says_what_is_odd_about_a_file(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    forms = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "día"\nmsgstr[1] "días"\nmsgstr[2] "días"\n'
    path.write_bytes(
        f'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n{forms}'.encode("latin-1")
    )
    codes = [found["code"] for found in run("check", path, "--language", "es", "--json").objects]
    assert codes[:2] == ["catalogue.charset", "catalogue.plurals"]


def test_code_formats_are_checked_on_request_only(tmp_path: Path) -> None:
    entry = Entry("", "Open %(name)s", ("Otwórz",), flags=("python-format",))
    path = polish(tmp_path / "pl.po", entry)
    plain = {found["code"] for found in run("check", path, "--json").objects}
    more = {found["code"] for found in run("check", path, "--code-formats", "--json").objects}
    assert more - plain == {"formats.missing"}


def test_codes_are_listed_with_their_severity() -> None:
    done = run("check", "--codes", "--json")
    known = {found["code"]: found["severity"] for found in done.objects}
    assert done.code == 0
    assert (known["negation.lost"], known["catalogue.fuzzy"]) == ("block", "inform")
    assert "block   facts.missing\n" in run("check", "--codes").out


def test_the_sample_catalogues_have_nothing_that_blocks() -> None:
    done = run("check", *sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po")), "--facts", FACTS, "--json")
    assert [found for found in done.objects if found["severity"] == "block"] == []
    assert done.code == 0


def test_lint_finds_a_raw_number_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "help.md"
    path.write_text(SMALL + "\nCall 0161 477 9000. {#call}\n")
    done = run("lint", path, "--json")
    found = next(found for found in done.objects if found["severity"] == "block")
    assert (done.code, found["file"], found["line"]) == (1, str(path), 10)
    assert run("lint", LEAFLET, "--facts", FACTS).code == 0


def test_lint_of_what_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "help.md"
    path.write_bytes(b"---\ntitle: caf\xe9\n---\n")
    assert run("lint", path) == Done(2, "", f"{path}:2: This line is not UTF-8.\n")
    assert run("lint", tmp_path / "none.md").err.endswith(
        "The file cannot be read: No such file or directory.\n"
    )


def test_extract_makes_a_template_that_merge_brings_to_a_catalogue(tmp_path: Path) -> None:
    source, pot, po = tmp_path / "help.md", tmp_path / "help.pot", tmp_path / "pl.po"
    source.write_text(SMALL + "\nBring a friend. {#friend}\n")
    assert run("extract", source, "--date", "2026-11-23", "-o", pot) == Done(0, "", "")
    assert [entry.context for entry in read(pot).entries] == ["title", "alone", "friend"]
    assert run("extract", source, "--language", "pl", "-o", po).code == 0
    assert (read(po).language, read(po).nplurals) == ("pl", shipped().entries["pl"].nplurals)
    translated = replace(read(po), entries=tuple(replace(e, forms=("tekst",)) for e in read(po).entries))
    write(po, translated)
    source.write_text(SMALL.replace("not ", ""))
    run("extract", source, "-o", pot)
    done = run("merge", po, pot, "-o", po, "--json")
    assert done.code == 0
    assert done.objects == [
        {"file": str(po), "kept": 1, "changed": 1, "added": 0, "revived": 0, "removed": 1}
    ]
    assert [(e.context, e.forms[0], e.fuzzy) for e in read(po).active] == [
        ("title", "tekst", False),
        ("alone", "", True),
    ]


def test_the_same_leaflet_gives_the_same_template() -> None:
    first = run("extract", LEAFLET, SOURCE_DATE_EPOCH="1700000000")
    assert first == run("extract", LEAFLET, SOURCE_DATE_EPOCH="1700000000", LC_ALL="C", TZ="Asia/Tokyo")
    assert '"POT-Creation-Date: 2023-11-14 22:13+0000\\n"' in first.out
    assert run("extract", LEAFLET, "--date", "soon").code == 2


def test_extract_lists_segments_as_json() -> None:
    segments = run("extract", LEAFLET, "--json").objects
    assert segments[0] == {
        "file": str(LEAFLET),
        "line": 2,
        "key": "title",
        "kind": "title",
        "text": "When a child dies or is badly hurt",
        "comment": "",
    }
    assert len({segment["key"] for segment in segments}) == len(segments)


def test_extract_refuses_what_would_lose_text(tmp_path: Path) -> None:
    path = tmp_path / "help.md"
    path.write_text(SMALL + "\n> A quotation\n")
    done = run("extract", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"{path}:10: ")
    path.write_text("Only a text\n")
    assert run("extract", path).code == 2


def test_merge_writes_to_standard_output_and_counts_beside_it(tmp_path: Path) -> None:
    old = polish(tmp_path / "pl.po", Entry("a", "A", ("Ą",)))
    new = polish(tmp_path / "new.pot", Entry("a", "A"))
    done = run("merge", old, new)
    assert (done.code, done.err) == (0, "1 kept, 0 changed, 0 added, 0 revived, 0 removed.\n")
    assert 'msgstr "Ą"' in done.out
    assert run("merge", old, new, "--json").code == 2


def test_render_refuses_fuzzy_and_missing_texts_and_a_proof_says_what_it_is(tmp_path: Path) -> None:
    words = approved(tmp_path / "words.po", POLISH / "public.po")
    options = ("--words", words, "--facts", FACTS, "--date", "2026-11-23", "--format", "text")
    refused = run("render", LEAFLET, POLISH / "for-parents.po", *options)
    assert (refused.code, refused.out) == (1, "")
    assert "is fuzzy, so nobody has approved it." in refused.err
    proof = run("render", LEAFLET, POLISH / "for-parents.po", *options, "--proof")
    assert proof.code == 0
    assert "Nobody has reviewed this text" in proof.out
    book = read(POLISH / "for-parents.po")
    write(tmp_path / "short.po", replace(book, entries=book.entries[:-1]))
    holes = run("render", LEAFLET, tmp_path / "short.po", *options, "--proof")
    assert f"[{book.entries[-1].context}]" in holes.out
    assert book.entries[-1].source[:30] not in holes.out


def test_render_makes_page_text_and_pdf_of_approved_texts(tmp_path: Path) -> None:
    texts = approved(tmp_path / "texts.po", POLISH / "for-parents.po")
    words = approved(tmp_path / "words.po", POLISH / "public.po")
    options = ("--words", words, "--facts", FACTS, "--date", "2026-11-23")
    page = run("render", LEAFLET, texts, *options)
    assert page.code == 0
    assert page.out.startswith('<!doctype html>\n<html lang="pl" dir="ltr">')
    assert 'href="tel:+441614779000"' in page.out
    assert "Nobody has reviewed" not in page.out
    made = run("render", LEAFLET, texts, *options, "-o", tmp_path / "pl.pdf", "--json")
    if made.code == 0:  # without the fonts it says which is missing
        assert (tmp_path / "pl.pdf").read_bytes().startswith(b"%PDF")
        assert made.objects[0]["bytes"] == (tmp_path / "pl.pdf").stat().st_size
    else:
        assert made.err.count("\n") == 1


def test_render_refuses_a_text_whose_english_has_changed_and_words_of_another_language(
    tmp_path: Path,
) -> None:
    texts = approved(tmp_path / "texts.po", POLISH / "for-parents.po")
    words = approved(tmp_path / "words.po", POLISH / "public.po")
    changed = tmp_path / "changed.md"
    changed.write_text(LEAFLET.read_text().replace("You do not have to come alone.", "Come alone."))
    done = run("render", changed, texts, "--words", words, "--facts", FACTS)
    assert (done.code, "English of “not-alone” has changed" in done.err) == (1, True)
    other = ROOT / "locale" / "ur" / "LC_MESSAGES" / "public.po"
    done = run("render", LEAFLET, texts, "--words", other, "--facts", FACTS)
    assert (done.code, "in “ur”" in done.err) == (2, True)
    assert (
        run("render", LEAFLET, texts, "--words", words).code == 1
    )  # no register of facts: no number to show


def test_convert_writes_markdown_that_lint_can_read(tmp_path: Path) -> None:
    text, leaflet = tmp_path / "help.txt", tmp_path / "help.md"
    text.write_text("Help for parents\n\nYou are not alone.\n")
    assert run("convert", text, "-o", leaflet).code == 0
    assert "You are not alone." in leaflet.read_text()
    assert run("lint", leaflet).code in (0, 1)
    (found,) = run("convert", text, "--json").objects
    assert found["markdown"] == leaflet.read_text()
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(b"PK\x03\x04 no zip at all")
    done = run("convert", bomb)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(str(bomb))


def test_languages_lists_the_register() -> None:
    table = run("languages", LC_ALL="C").out.splitlines()
    assert table[0].split() == ["TAG", "KIND", "SCRIPT", "DIRECTION", "ENGLISH", "AUTONYM"]
    assert len(table) == len(shipped()) + 1
    urdu = next(found for found in run("languages", "--json").objects if found["tag"] == "ur")
    assert (urdu["autonym"], urdu["direction"], urdu["kind"]) == ("اردو", "rtl", "written")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("dance",),
        ("check",),
        ("check", "none.po"),
        ("check", "."),
        ("check", "--no-such-option"),
        ("merge", "none.po", "none.pot"),
        ("render", "none.md", "none.po", "--words", "none.po"),
        ("extract", str(LEAFLET), "-o", "/no/such/folder/x.pot"),
        ("convert", "none.docx"),
        ("lint", "--facts", str(LEAFLET), str(LEAFLET)),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_two(
    words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_reader_that_leaves_early_is_no_fault() -> None:
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m i18n languages --json | head -c 1"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")

"""Any stranger's PO is read whole, or refused with its line and one sentence."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalogue import CatalogueError, Previous, parse, read
from i18n.catalogue.values import MAX_BYTES

HEADER = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURALS = '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"\n'


def refused(text: str | bytes) -> CatalogueError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(CatalogueError) as caught:
        parse(data, "x.po")
    return caught.value


def test_everything_that_an_entry_has_is_read() -> None:
    catalogue = parse(
        (
            "# Leaflet\n"
            + HEADER
            + "\n# said by phone\n#. paragraph\n#. a note\n#: a.md:3 b.md:4\n#, fuzzy, python-format\n"
            '#| msgctxt "before"\n#| msgid "Old"\n'
            'msgctxt "key"\nmsgid "One\\n"\n"two"\nmsgstr "Jeden\\n"\n"\\"dwa\\"\\t"\n'
        ).encode()
    )
    entry = catalogue.entries[0]
    assert (catalogue.comment, catalogue.language) == ("Leaflet", "pl")
    assert (entry.context, entry.source, entry.forms) == ("key", "One\ntwo", ('Jeden\n"dwa"\t',))
    assert (entry.translator, entry.extracted) == ("said by phone", "paragraph\na note")
    assert (entry.references, entry.flags, entry.fuzzy) == (("a.md:3", "b.md:4"), ("python-format",), True)
    assert entry.previous == Previous("Old", context="before")
    assert entry.line == 15


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbf" + HEADER.encode() + 'msgid "a"\nmsgstr "zażółć"\n'.encode(), "zażółć"),
        ((HEADER + 'msgid "a"\nmsgstr "x\\n"\n"y"\n').replace("\n", "\r\n").encode(), "x\ny"),
        ((HEADER + 'msgid "a"\nmsgstr "x"\n').replace("\n", "\r").encode(), "x"),
        ((HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "a"\nmsgstr "niño"\n').encode("latin-1"), "niño"),
        ((HEADER.replace("UTF-8", "CHARSET") + 'msgid "a"\nmsgstr "niño"\n').encode("latin-1"), "niño"),
        ((HEADER.replace("UTF-8", "CHARSET") + 'msgid "a"\nmsgstr "niño"\n').encode(), "niño"),
        ('msgid "a"\nmsgstr "niño"\n'.encode("latin-1"), "niño"),
        ((HEADER.replace("UTF-8", "Shift_JIS") + 'msgid "a"\nmsgstr "表示"\n').encode("shift_jis"), "表示"),
        ((HEADER.replace("UTF-8", "ASCII") + 'msgid "a"\nmsgstr "ż"\n').encode(), "ż"),
    ],
    ids=["bom", "crlf", "cr", "latin-1", "latin-1 unfilled", "utf-8 unfilled", "bare", "shift_jis", "ascii"],
)
def test_encodings_and_line_ends(data: bytes, text: str) -> None:
    assert parse(data).entries[0].forms == (text,)


def test_a_guessed_charset_is_said() -> None:
    assert parse('msgid "a"\nmsgstr "niño"\n'.encode("latin-1")).charset_guessed
    assert not parse('msgid "a"\nmsgstr "niño"\n'.encode()).charset_guessed


@pytest.mark.parametrize(
    ("statement", "source", "form"),
    [
        ('msgid "a" "b" msgstr "c"', "ab", "c"),
        ('msgid\n"a"\n\n"b"\nmsgstr\n"c"', "ab", "c"),
        ('msgid"a"\nmsgstr"c"', "a", "c"),
        ('msgid "a"\nmsgstr "\\303\\251\\x21\\a"', "a", "é!\a"),
        ('msgid "a"\n# between\nmsgstr "c"', "a", "c"),
        ('msgid "a\u2028b"\nmsgstr "\u2029c\x85d\x1ce"', "a\u2028b", "\u2029c\x85d\x1ce"),
        ('msgid "\\\\\\""\nmsgstr "\\\\n"', '\\"', "\\n"),
    ],
)
def test_what_gettext_takes_and_polib_does_not(statement: str, source: str, form: str) -> None:
    entry = parse((HEADER + "\n" + statement).encode()).entries[0]
    assert (entry.source, entry.forms) == (source, (form,))


def test_comments_without_a_space() -> None:
    text = '#hand\n#,fuzzy\n#.block\n#:a.md:1\n#!odd\nmsgid "a"\nmsgstr "b"\n'
    for head in ("", HEADER):  # without a header polib would give the first comment to the file
        entry = parse((head + text).encode()).entries[0]
        assert entry.fuzzy
        assert (entry.translator, entry.extracted, entry.references) == ("hand\n!odd", "block", ("a.md:1",))


def test_obsolete_entries_keep_their_previous_text_and_may_repeat_an_active_one() -> None:
    text = '\nmsgid "a"\nmsgstr "b"\n\n#, fuzzy\n#~| msgid "was"\n#~ msgid "a"\n#~ msgstr "x"\n#~ "y"\n'
    active, obsolete = parse((HEADER + text).encode()).entries
    assert not active.obsolete
    assert (obsolete.obsolete, obsolete.fuzzy, obsolete.forms) == (True, True, ("xy",))
    assert obsolete.previous == Previous("was")


def test_a_header_further_down_is_the_header() -> None:
    catalogue = parse(('# mine\nmsgid "a"\nmsgstr "b"\n\n# top\n' + HEADER).encode())
    assert (catalogue.language, catalogue.comment) == ("pl", "top")
    assert (catalogue.entries[0].translator, catalogue.entries[0].line) == ("mine", 2)


@pytest.mark.parametrize(
    "value", ["2026-13-45 99:99", "2026-11-23T10:00:01+01:00", "YEAR-MO-DA", "", "yesterday"]
)
def test_odd_dates_are_kept_as_they_stand(value: str) -> None:
    catalogue = parse((HEADER + f'"PO-Revision-Date: {value}\\n"\n').encode())
    assert catalogue.headers["PO-Revision-Date"] == value


def test_more_forms_than_the_header_says_are_read() -> None:
    entry = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "x"\nmsgstr[1] "y"\nmsgstr[2] "z"\nmsgstr[3] "w"\n'
    assert parse((HEADER + PLURALS + entry).encode()).entries[0].forms == ("x", "y", "z", "w")
    unfilled = HEADER + '"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"\n'
    catalogue = parse((unfilled + entry).encode())
    assert (catalogue.nplurals, len(catalogue.entries[0].forms)) == (0, 4)


@pytest.mark.parametrize(
    ("statement", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', 8, "line 5"),
        (HEADER, 5, "line 1"),
        ('msgid "a\nmsgstr "b"', 5, "no closing quotation mark"),
        ('msgid "a\\"\nmsgstr "b"', 5, "no closing quotation mark"),
        ('msgid "a"b"\nmsgstr "b"', 5, "neither a keyword"),
        ('msgid "a"\nmsgstr "b\\q"', 6, "“\\q”"),
        ('msgid "a"\nmsgstr "\\377"', 6, "no character in utf-8"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"', 5, "no msgstr"),
        ('msgid "a"', 5, "no msgstr"),
        ('msgctxt "a"', 5, "no msgid"),
        ('msgid "a"\nmsgid_plural "b"', 5, "no msgstr[0]"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"', 7, "not msgstr"),
        ('msgid "a"\nmsgstr[0] "c"', 6, "needs a msgid_plural"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"', 8, "plural form is missing"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[0] "d"', 8, "stands twice"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[10] "c"', 7, "no language"),
        ('msgstr "a"', 5, "cannot stand"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', 7, "cannot stand"),
        ('msgctxt ""\nmsgid "a"\nmsgstr "b"', 6, "msgctxt is empty"),
        ('msgctxt "k"\nmsgid ""\nmsgstr "b"', 6, "msgid is empty"),
        ('msgid "a\\004b"\nmsgstr "b"', 5, "U+0004"),
        ('msgid "a"\nmsgstr "b\\000"', 5, "NUL"),
        ('msgid "a\0"\nmsgstr "b"', 5, "NUL"),
        ('msgid "a"\n#~ msgstr "b"', 6, "obsolete"),
        ('domain "other"', 5, "neither a keyword"),
        ("<html>", 5, "neither a keyword"),
        ('#| "a"\nmsgid "a"\nmsgstr "b"', 5, "no keyword"),
        ('#| msgstr "a"\nmsgid "a"\nmsgstr "b"', 5, "has no msgstr"),
    ],
)
def test_what_is_refused_and_where(statement: str, line: int, words: str) -> None:
    error = refused(HEADER + statement)
    assert (error.file, error.line) == ("x.po", line)
    assert words in error.sentence
    assert str(error) == f"x.po:{line}: {error.sentence}"


def test_too_few_plural_forms_are_refused_and_an_untranslated_entry_is_not() -> None:
    entry = 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "{}"\nmsgstr[1] ""\n'
    error = refused(HEADER + PLURALS + entry.format("x"))
    assert (error.line, "2 of the 3" in error.sentence) == (6, True)
    assert parse((HEADER + PLURALS + entry.format("")).encode()).entries[0].forms == ("", "")


def test_wrong_bytes_are_refused_with_their_line() -> None:
    assert refused(HEADER.encode() + b'msgid "a"\nmsgstr "ni\xf1o"\n').line == 6
    assert refused(b'msgid "a"\nmsgstr "\x93b\x94"\n').line == 2
    assert refused(HEADER.encode("utf-16")).sentence.endswith("save it as UTF-8.")
    assert refused(HEADER.replace("UTF-8", "rot13")).line == 4
    assert refused(HEADER.replace("UTF-8", "koi9-x")).line == 4


def test_files_that_are_no_catalogue(tmp_path: Path) -> None:
    assert "cannot be read" in str(pytest.raises(CatalogueError, read, tmp_path / "none.po").value)
    assert "cannot be read" in str(pytest.raises(CatalogueError, read, tmp_path).value)
    assert "no entry" in refused(b"").sentence
    assert "no entry" in refused("# only a comment\n").sentence


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "big.po"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(CatalogueError, match=f"larger than {MAX_BYTES // 1_000_000} MB"):
        read(path)


def test_a_flood_of_comments_is_refused() -> None:
    assert "lines of comment" in refused("#\n" * 1_000_000 + 'msgid "a"\nmsgstr "b"\n').sentence


def big(messages: int, extra: str = "") -> bytes:
    entries = [
        f'#: a.md:{n}\nmsgctxt "k{n}"\nmsgid "Sentence {n}"\nmsgstr "Zdanie {n}"\n' for n in range(messages)
    ]
    return "\n".join([HEADER, *entries[: messages // 2], extra, *entries[messages // 2 :]]).encode()


def test_an_error_in_the_middle_of_ten_thousand_messages_has_its_line() -> None:
    error = refused(big(10_000, 'msgctxt "k17"\nmsgid "Sentence 17"\nmsgstr "x"\n'))
    assert (error.line, "line 93" in error.sentence) == (6 + 5 * 5000 + 1, True)


@pytest.mark.slow
def test_time_grows_with_the_length_of_the_file() -> None:
    seconds = []
    for messages in (2_000, 20_000):
        data = big(messages)
        start = time.process_time()
        assert len(parse(data).entries) == messages
        seconds.append(time.process_time() - start)
    assert seconds[1] < 30 * seconds[0]


lines = st.sampled_from(
    [
        "msgid",
        "msgstr",
        "msgctxt",
        "msgid_plural",
        "msgstr[0]",
        "msgstr[1]",
        '"',
        '"a"',
        "\\",
        "#",
        "#~",
        "#|",
        "#,",
    ]
    + ["fuzzy", "\n", "\n", " ", "é", "\u2028", "\x00", "[", ":"]
)


@given(st.lists(lines, max_size=40).map("".join))
def test_whatever_stands_in_a_file_it_is_read_or_refused(text: str) -> None:
    try:
        catalogue = parse(text.encode())
    except CatalogueError:
        return
    assert all(entry.line for entry in catalogue.entries)


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_has_it_is_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(CatalogueError):
        assert parse(HEADER.encode() + data).language == "pl"

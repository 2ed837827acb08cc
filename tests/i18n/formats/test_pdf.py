"""The printed leaflet: numbers from left to right, tagged, the same bytes, refused rather than wrong."""

import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from i18n.formats import Document, FormatError, MissingWord, pdf
from i18n.languages import Language, shipped
from tests.i18n.formats.samples import TAGS, document, small

HOSTILE = (
    '#let x = 1; @foo *a* `b` $c$ _d_ <e> "f" \\n // /* = g <script>alert(1)</script> #import "@preview/x:1"'
)

missing = [tag for tag in TAGS if (held := shipped().get(tag)) is None or pdf.available(held)]
printable = pytest.mark.skipif(
    bool(missing), reason="The fonts are not here (apt-get install fonts-noto-core fonts-noto-cjk)."
)
extractable = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not here (apt-get install poppler-utils)."
)


def read(made: bytes, *options: str) -> str:
    return subprocess.run(
        ["pdftotext", *options, "-", "-"], input=made, capture_output=True, check=True
    ).stdout.decode()


@printable
@extractable
@pytest.mark.parametrize("tag", TAGS)
def test_a_number_reads_from_left_to_right(tag: str) -> None:
    made = pdf.render(document(tag))
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)".*?>[^<]*?(0161|477|9000)[^<]*<', read(made, "-bbox"))
    number = [(float(y), float(x), digits) for x, y, digits in words]
    at = next(place for place, (_, _, digits) in enumerate(number) if digits == "477")
    group = number[at - 1 : at + 2]
    assert [digits for _, _, digits in group] == ["0161", "477", "9000"]
    assert [x for _, x, _ in group] == sorted(x for _, x, _ in group)
    assert max(y for y, _, _ in group) - min(y for y, _, _ in group) < 5  # points: on one line


@printable
@extractable
@pytest.mark.parametrize("tag", TAGS)
def test_every_fact_is_printed_and_each_page_names_its_edition(tag: str) -> None:
    made = pdf.render(document(tag))
    printed = " ".join(read(made).split())
    for value in ("0161 477 9000", "0161 474 5974", "0161 474 4813", "18001 0161 474 4619"):
        assert value in printed
    for value in ("eds.admin@stockport.gov.uk", "www.safeguardingchildreninstockport.org.uk", "SK3 0RF"):
        assert value in printed
    with pikepdf.open(BytesIO(made)) as opened:
        pages = len(opened.pages)
    assert printed.count("C140") == pages + 1
    assert printed.count("2026") >= pages + 1


@printable
@pytest.mark.parametrize("tag", TAGS)
def test_it_is_tagged_and_small_and_names_its_language(tag: str) -> None:
    held = document(tag)
    made = pdf.render(held)
    assert len(made) < 300_000
    with pikepdf.open(BytesIO(made)) as opened:
        root = opened.Root
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(root.Lang).split("-")[0] == tag.split("-", maxsplit=1)[0]
        assert str(opened.docinfo["/Title"]) == held.leaflet.title.text
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"


@printable
def test_the_same_edition_gives_the_same_bytes_in_many_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(pdf.render, [document(tag) for tag in ("ur", "pl") * 3]))
    assert len(set(made)) == 2


@printable
@extractable
def test_markup_in_a_text_is_text() -> None:
    assert HOSTILE in " ".join(read(pdf.render(small(HOSTILE)), "-layout").split())


@printable
@extractable
def test_headings_lists_and_tables_are_tagged() -> None:
    made = pdf.render(small())
    with pikepdf.open(BytesIO(made)) as opened:
        kinds = {str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one}
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Table", "/TH", "/TD", "/P", "/Link"} <= kinds


@printable
def test_a_character_that_no_font_has_refuses_and_is_named() -> None:
    with pytest.raises(
        FormatError, match=r"^No font for Urdu \(Noto Nastaliq Urdu, .*\) has the character U\+E000\.$"
    ):
        pdf.render(small("\ue000", "ur"))


def test_a_language_whose_font_is_not_here_is_refused_in_one_sentence() -> None:
    language = Language("xx", "Testish", "Testish", fonts=("Noto Sans Testish", "Noto Sans"))
    reason = pdf.available(language)
    assert reason is not None
    assert reason.startswith("A PDF in Testish needs the font Noto Sans Testish")
    held: Document = replace(document("en"), language=language)
    with pytest.raises(FormatError, match="Noto Sans Testish"):
        pdf.render(held)


@printable
def test_a_missing_word_is_never_filled_with_english() -> None:
    held = document("ur")
    texts = {key: text for key, text in held.words.texts.items() if key != "say"}
    with pytest.raises(MissingWord, match="say"):
        pdf.render(replace(held, words=replace(held.words, texts=texts)))


@printable
@pytest.mark.slow
def test_every_written_language_of_the_register_can_be_set() -> None:
    for language in shipped():
        if language.written and not pdf.available(language):
            held = small(language.autonym)
            assert pdf.render(replace(held, language=language)).startswith(b"%PDF")

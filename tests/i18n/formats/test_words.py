"""Public words: found or refused, with the facts that a page adds."""

from dataclasses import replace
from datetime import date

import pytest

from i18n.facts import Fact, FactKind, UnknownFact
from i18n.formats import MissingWord
from tests.i18n.formats.samples import words


def test_a_page_fills_a_words_references_in_the_pages_language() -> None:
    assert words("pl").text("trust", checked=date(2026, 3, 9), edition=3).endswith("9 marca 2026. Wydanie 3.")
    assert "2010" in words("ur").html("matches", issued="2010-03")
    assert words("en").text("reference", reference="C140") == "Print reference: C140"


def test_a_fact_of_the_page_stands_in_for_one_of_the_register() -> None:
    other = Fact(FactKind.PHONE, "interpreting", "+441614000000", "0161 400 0000")
    assert '<a href="tel:+441614000000">' in words("ar").html("call", phone=other)


def test_a_name_given_by_the_page_is_escaped_and_isolated() -> None:
    html = words("ur").html("done-reference", reference="<b>A-1</b>")
    assert "<b>" not in html
    assert '<bdi translate="no">&lt;b&gt;A-1&lt;/b&gt;</bdi>' in html


def test_pieces_give_the_number_to_call() -> None:
    (phone,) = [piece for piece in words("so").pieces("call") if piece.fact]
    assert (phone.text, phone.href, phone.ltr) == ("0161 477 9000", "tel:+441614779000", True)


@pytest.mark.parametrize("text", [None, "", "  "])
def test_a_word_that_is_missing_or_empty_is_never_filled_with_english(text: str | None) -> None:
    held = words("ur")
    texts = {key: value for key, value in held.texts.items() if key != "talk"} | (
        {} if text is None else {"talk": text}
    )
    with pytest.raises(MissingWord, match="Urdu lack “talk”"):
        replace(held, texts=texts).html("talk")


def test_a_reference_that_nobody_fills_is_refused() -> None:
    with pytest.raises(UnknownFact, match="name:reference"):
        words("ur").text("reference")

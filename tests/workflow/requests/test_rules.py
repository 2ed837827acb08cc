"""Which numbers can be called, in whatever digits somebody types."""

from __future__ import annotations

import pytest

from workflow.requests.rules import FormError, phone

GOOD = [
    ("0161 477 9000", "+441614779000"),
    ("01614779000", "+441614779000"),
    ("+44 161 477 9000", "+441614779000"),
    ("0044 161 477 9000", "+441614779000"),
    ("(0161) 477-9000", "+441614779000"),
    ("07400 123456", "+447400123456"),
    ("+44 (0)7400 123456", "+447400123456"),
    ("+48 512 345 678", "+48512345678"),
    ("0048 512 345 678", "+48512345678"),
    ("+92 301 2345678", "+923012345678"),
    ("+252 61 5123456", "+252615123456"),
    ("০৭৪০০ ১২৩৪৫৬", "+447400123456"),
    ("٠٧٤٠٠ ١٢٣٤٥٦", "+447400123456"),
    ("۰۷۴۰۰ ۱۲۳۴۵۶", "+447400123456"),
    ("०७४०० १२३४५६", "+447400123456"),
    ("０７４００　１２３４５６", "+447400123456"),
    ("\u2066+44 7400 123456\u2069", "+447400123456"),
    ("  07400\u00a0123456  ", "+447400123456"),
    ("0800 1111", "+448001111"),
    ("0161 477 9000 ext 12", "+441614779000;ext=12"),
]
BAD = [
    ("", "error-phone-empty"),
    ("   ", "error-phone-empty"),
    ("12", "error-phone"),
    ("999", "error-phone"),
    ("112", "error-phone"),
    ("hello", "error-phone"),
    ("07400 12345", "error-phone"),
    ("07400 1234564", "error-phone"),
    ("+999 123456789", "error-phone"),
    ("+44", "error-phone"),
    ("me@example.org", "error-phone"),
    ("1" * 200, "error-phone"),
    ("<script>07400123456</script>x" * 3, "error-phone"),
    ("0909 879 0123", "error-phone-kind"),
    ("0871 200 0300", "error-phone-kind"),
    ("+48 700 123 456", "error-phone-kind"),
    ("+870 773 123 456", "error-phone-kind"),
    ("+881 612 345 678", "error-phone-kind"),
    ("+883 510 012 345", "error-phone-kind"),
]


@pytest.mark.parametrize(("typed", "e164"), GOOD)
def test_a_number_that_can_be_called_becomes_e164(typed: str, e164: str) -> None:
    assert phone(typed) == e164


@pytest.mark.parametrize(("typed", "word"), BAD)
def test_a_number_that_cannot_be_called_names_the_sentence_to_show(typed: str, word: str) -> None:
    with pytest.raises(FormError) as error:
        phone(typed)
    assert (error.value.field, error.value.word) == ("phone", word)


def test_what_stands_for_a_number_in_the_database_is_a_number_again() -> None:
    """A stored extension can be typed again."""
    assert phone("+441614779000;ext=12") == "+441614779000;ext=12"

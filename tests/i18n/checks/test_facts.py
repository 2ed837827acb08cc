"""References of the English, each as often and of the same purpose; numbers of strangers by value."""

import pytest

from tests.i18n.checks.verbs import finds, silent

CALL = "Telephone {phone:interpreting}. It is free."
CALL_UR = "{phone:interpreting} پر فون کریں۔ یہ مفت ہے۔"


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ur", CALL_UR),
        ("pl", "Proszę zadzwonić pod numer {phone:interpreting}. To jest bezpłatne."),
        ("zh-Hans", "请致电 {phone:interpreting}。通话免费。"),
        ("so", "Soo wac {phone:interpreting}. Waa lacag la'aan."),
    ],
)
def test_references_kept(tag: str, target: str) -> None:
    silent(tag, CALL, target)


def test_missing_says_what_to_put_where() -> None:
    found = finds("facts.missing", "ur", CALL, "فون کریں۔ یہ مفت ہے۔", severity="block")
    assert "phone number “interpreting”" in found.message
    assert "{phone:interpreting}" in found.message


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("facts.extra", "{phone:interpreting} {phone:interpreting} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.extra", "{phone:interpreting} {email:board} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.other", "{phone:meeting} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "{phone interpreting} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "{فون:interpreting} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "{telefono:interpreting} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "{phone:interpreting پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "phone:interpreting پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "｛phone:interpreting｝ پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.malformed", "{phone:intérprete} پر فون کریں۔ یہ مفت ہے۔"),
        ("facts.raw_number", CALL_UR + " 0161 477 9000"),
        ("facts.raw_number", CALL_UR + " ۰۱۶۱۴۷۷۹۰۰۰"),
        ("facts.raw_number", CALL_UR + " ০১৬১-৪৭৭-৯০০০"),
        ("facts.raw_contact", CALL_UR + " help@example.org"),
        ("facts.raw_contact", CALL_UR + " www.example.org"),
    ],
)
def test_damage_blocks(code: str, target: str) -> None:
    finds(code, "ur", CALL, target, severity="block")


def test_one_sentence_for_one_damaged_reference() -> None:
    found = finds("facts.malformed", "es", CALL, "Llame al {phone:intérprete}. Es gratis.")
    assert "write {phone:interpreting}" in found.message


def test_numbers_of_one_kind_that_changed_places() -> None:
    english = "To meet us: {phone:meeting}. For an interpreter: {phone:interpreting}."
    finds(
        "facts.order",
        "es",
        english,
        "Para vernos: {phone:interpreting}. Para un intérprete: {phone:meeting}.",
        severity="warn",
    )


def test_amounts_and_years_of_the_english_are_no_raw_numbers() -> None:
    silent("pl", "It costs £12,500.50 from 2010 to 2012.", "Kosztuje 12 500,50 funtów w latach 2010-2012.")


STRANGER = "Call 0161 477 9000 for help."


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ar", "اتصلوا بالرقم ٠١٦١ ٤٧٧ ٩٠٠٠ للمساعدة."),
        ("fa", "برای کمک با ۰۱۶۱ ۴۷۷ ۹۰۰۰ تماس بگیرید."),
        ("bn", "সাহায্যের জন্য ০১৬১ ৪৭৭ ৯০০০ নম্বরে ফোন করুন।"),
        ("ne", "मद्दतका लागि ०१६१ ४७७ ९००० मा फोन गर्नुहोस्।"),
        ("pl", "Pomoc pod numerem 01614779000."),
        ("es", "Para ayuda, llame al +44 161 477 9000."),
        ("zh-Hans", "如需帮助，请致电 0161-477-9000。"),
    ],
)
def test_a_right_phone_number_in_any_digits_is_no_alarm(tag: str, target: str) -> None:
    silent(tag, STRANGER, target, registered=False)


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ar", "اتصلوا بالرقم ٠١٦١ ٤٧٧ ٩٠٠٩ للمساعدة."),
        ("bn", "সাহায্যের জন্য ০১৬১ ৪৭৪ ৪৮৩১ নম্বরে ফোন করুন।"),
        ("ur", "مدد کے لیے 9000 477 0161 پر فون کریں۔"),
        ("pl", "Pomoc pod numerem telefonu."),
    ],
)
def test_another_phone_number_blocks(tag: str, target: str) -> None:
    finds("facts.phone", tag, STRANGER, target, registered=False, severity="block")


def test_a_phone_number_that_the_english_has_not() -> None:
    finds("facts.phone", "pl", "Call us.", "Telefon: 0161 477 9000.", registered=False)


def test_another_e_mail_address_blocks() -> None:
    finds("facts.contact", "pl", "Write to a@b.org.", "Pisz na x@b.org.", registered=False, severity="block")

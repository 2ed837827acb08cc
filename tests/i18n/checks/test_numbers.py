"""Numbers by value, in every script's digits and every country's way of writing them."""

import pytest

from tests.i18n.checks.verbs import finds, quiet


@pytest.mark.parametrize(
    ("tag", "english", "target"),
    [
        ("pl", "Come at 2pm.", "Prosimy przyjść o 14:00."),
        ("de", "Come at 2.30pm.", "Kommen Sie um 14.30 Uhr."),
        ("pl", "From 14:00 to 16:00", "Od 14.00 do 16.00"),
        ("es", "It costs £1,250.50.", "Cuesta 1250,50 libras."),
        ("pl", "It costs £1,250.50.", "Kosztuje 1 250,50 funta."),
        ("de", "1,000 families", "1.000 Familien"),
        ("hi", "100,000 people", "1,00,000 लोग"),
        ("ar", "30 days", "٣٠ يومًا"),
        ("fa", "30 days", "۳۰ روز"),
        ("bn", "30 days", "৩০ দিন"),
        ("zh-Hans", "9 March 2026", "2026年3月9日"),
        ("zh-Hans", "You have 7 days.", "您有七天时间。"),
        ("hu", "9 March 2026", "2026. március 9."),
        ("pl", "On 09/03/2026", "9 marca 2026 r."),
        ("ur", "two people", "2 افراد"),
        ("vi", "Tuesday", "Thứ 3"),
        ("es", "Children under 18", "Menores de 18 años"),
        ("pl", "Morning, 9 to 12", "Rano, od 9 do 12"),
    ],
)
def test_written_differently_is_not_different(tag: str, english: str, target: str) -> None:
    quiet("numbers", tag, english, target)
    quiet("numbers", tag, english, target, registered=False)
    quiet("facts", tag, english, target, registered=False)


@pytest.mark.parametrize(
    ("tag", "english", "target"),
    [
        ("pl", "We delete it after 30 days.", "Usuwamy to po 13 dniach."),
        ("ar", "We delete it after 30 days.", "نحذفه بعد ٣ أيام."),
        ("bn", "We delete it after 30 days.", "আমরা ১৩ দিন পরে মুছে ফেলি।"),
        ("zh-Hans", "Come at 2pm.", "请于15:00前来。"),
        ("es", "It costs £1,250.50.", "Cuesta 1.350,50 libras."),
        ("pl", "Children under 16", "Dzieci poniżej 18 lat"),
        ("pl", "On 9 March 2026", "9 marca 2027 r."),
    ],
)
def test_another_value_blocks(tag: str, english: str, target: str) -> None:
    finds("numbers.changed", tag, english, target, severity="block")


def test_lost_and_added() -> None:
    finds("numbers.missing", "pl", "You have 30 days.", "Mają Państwo czas.", severity="block")
    finds("numbers.missing", "pl", "You have 7 days.", "Mają Państwo siedem dni.", severity="warn")
    finds("numbers.extra", "pl", "You have time.", "Mają Państwo 30 dni.", severity="block")


def test_a_retyped_short_number() -> None:
    english = "In an emergency, call {phone:emergency}."
    finds("numbers.extra", "pl", english, "W nagłym wypadku: {phone:emergency} (999).", severity="block")


def test_digits_of_two_scripts_in_one_number() -> None:
    finds("numbers.mixed", "ar", "124 people", "١٢4 شخصًا")

"""Characters that turn, hide or look like others."""

import pytest

from tests.i18n.checks.verbs import finds, quiet, silent

UR = "یہ مفت ہے۔"


@pytest.mark.parametrize(
    ("code", "char"),
    [
        ("bidi.control", "\u202e"),
        ("bidi.control", "\u202a"),
        ("bidi.control", "\u202c"),
        ("bidi.control", "\u2066"),
        ("bidi.control", "\u2069"),
        ("bidi.invisible", "\u200b"),
        ("bidi.invisible", "\ufeff"),
        ("bidi.invisible", "\u2060"),
        ("bidi.invisible", "\u2028"),
        ("bidi.invisible", "\x07"),
        ("bidi.invisible", "\U000e0041"),
        ("bidi.private", "\ue001"),
        ("bidi.private", "\U000f0001"),
        ("bidi.replacement", "\ufffd"),
        ("bidi.presentation", "\ufed3"),
    ],
)
@pytest.mark.parametrize("tag", ["ur", "pl", "zh-Hans"])
def test_banned_everywhere(code: str, char: str, tag: str) -> None:
    words = {"ur": UR, "pl": "To jest bezpłatne.", "zh-Hans": "这是免费的。"}[tag]
    middle = len(words) // 2
    found = finds(code, tag, "It is free.", words[:middle] + char + words[middle:], severity="block")
    assert f"U+{ord(char):04X}" in found.message


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("fa", "می\u200cتوانید بخوانید."),
        ("ur", "آپ پڑھ سکتے\u200cہیں۔"),
        ("ckb", "دە\u200cتوانن بخوێننەوە."),
        ("si", "ඔබට ක්\u200dරියා කළ හැකිය."),
        ("ml", "നിങ്ങള്\u200dക്ക് വായിക്കാം."),
        ("hi", "आप पढ़ सकते हैं क्\u200dष।"),
        ("ar", "الطبعة: لـ {number:edition}"),
        ("ar", "قال النبي ﷺ"),
        ("es", "Puede leerlo…\u00a0¿Sí?"),
    ],
)
def test_joiners_where_the_script_spells_with_them(tag: str, target: str) -> None:
    quiet("bidi", tag, "You can read it.", target)


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_nowhere_else(joiner: str) -> None:
    finds("bidi.invisible", "pl", "It is free.", f"To jest bez{joiner}płatne.", severity="block")


def test_marks_only_where_text_runs_right_to_left() -> None:
    finds("bidi.mark", "ar", "It is free.", "إنه مجاني\u200f.", severity="inform")
    finds("bidi.mark", "pl", "It is free.", "To jest\u200e bezpłatne.", severity="block")


def test_kashida_inside_a_word() -> None:
    finds("bidi.kashida", "ar", "It is free.", "إنه مجـــاني.", severity="warn")


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("pl", "Adres: eds.\u0430dmin"),
        ("pl", "b\u0435zpłatne"),
        ("uk", "безкоштовн\u043e t\u043e"),
        ("bg", "безплатн\u006f"),
        ("el", "δωρεάν εκατομμύρι\u006f"),
        ("pl", "𝐛𝐞𝐳𝐩łatne"),
    ],
)
def test_look_alike_letters(tag: str, target: str) -> None:
    finds("bidi.confusable", tag, "It is free.", target, severity="block")


def test_words_of_two_scripts_side_by_side() -> None:
    silent("bg", "Read the PDF file.", "Прочетете PDF-файла.")
    quiet("bidi", "el", "Relay UK is free.", "Το Relay UK είναι δωρεάν.")


def test_isolates_of_a_strangers_program_only_warn() -> None:
    finds("bidi.control", "ckb", "%s years", "\u202b%s ساڵ", registered=False, severity="warn")
    finds("bidi.control", "ckb", "%s years", "\u202e%s ساڵ", registered=False, severity="block")

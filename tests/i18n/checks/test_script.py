"""The language's own letters."""

import pytest

from i18n.checks import Severity
from tests.i18n.checks.verbs import findings, finds, quiet, silent

ENGLISH = "You can have an interpreter. It is free. Telephone {phone:interpreting}."


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ur", "You can have an interpreter {phone:interpreting}"),
        ("ur", "Aap ko interpreter mil sakta hai, {phone:interpreting}"),
        ("pl", "Вы можете получить переводчика: {phone:interpreting}"),
        ("zh-Hans", "يمكنكم الحصول على مترجم {phone:interpreting}"),
        ("pa-Guru", "تسیں ترجمان لے سکدے او {phone:interpreting}"),
        ("pa-Arab", "ਤੁਸੀਂ ਦੁਭਾਸ਼ੀਆ ਲੈ ਸਕਦੇ ਹੋ {phone:interpreting}"),
        ("ti", "You can have an interpreter {phone:interpreting}"),
    ],
)
def test_another_script_blocks(tag: str, target: str) -> None:
    finds("script.wrong", tag, ENGLISH, target, severity="block")


@pytest.mark.parametrize(
    ("tag", "target"),
    [
        ("ur", "آپ کو ترجمان مل سکتا ہے۔ یہ مفت ہے۔ {phone:interpreting} پر فون کریں۔"),
        ("pl", "Mogą Państwo mieć tłumacza. To jest bezpłatne. Telefon: {phone:interpreting}."),
        ("zh-Hans", "您可以获得口译员服务。这是免费的。请致电 {phone:interpreting}。"),
        ("zh-Hant", "您可以獲得傳譯員服務。這是免費的。請致電 {phone:interpreting}。"),
        ("pa-Guru", "ਤੁਹਾਨੂੰ ਦੁਭਾਸ਼ੀਆ ਮਿਲ ਸਕਦਾ ਹੈ। ਇਹ ਮੁਫ਼ਤ ਹੈ। ਫ਼ੋਨ ਕਰੋ: {phone:interpreting}।"),
        ("el", "Μπορείτε να έχετε διερμηνέα. Είναι δωρεάν. Τηλέφωνο: {phone:interpreting}."),
    ],
)
def test_the_own_script_is_silent(tag: str, target: str) -> None:
    silent(tag, ENGLISH, target)


def test_names_may_stay_in_latin_letters() -> None:
    silent("ur", "Use the free Relay UK app.", "مفت Relay UK ایپ استعمال کریں۔")
    silent("ar", "You can read the PDF in Stockport.", "يمكنكم قراءة ملف PDF في Stockport.")
    silent("ar", "the coroner or the police", "الكورونر (coroner) أو الشرطة")


def test_english_left_inside() -> None:
    target = "آپ کو interpreter مل سکتا ہے۔ یہ مفت ہے۔ {phone:interpreting} پر فون کریں۔"
    found = finds("script.english", "ur", ENGLISH, target, severity="warn")
    assert "interpreter" in found.message


def test_simplified_characters_for_traditional_readers() -> None:
    simplified, traditional = "您可以获得口译员服务，这是免费的。", "您可以獲得傳譯員服務，這是免費的。"
    english = "You can have an interpreter. It is free."
    finds("script.han", "zh-Hant", english, simplified, severity="block")
    finds("script.han", "zh-Hans", english, traditional, severity="block")
    silent("zh-Hans", english, simplified)
    silent("zh-Hant", english, traditional)


def test_a_strangers_catalogue_keeps_the_words_of_its_trade() -> None:
    quiet("script", "zh-Hans", "URL is missing a slash.", "URL 缺少斜线。", registered=False)
    finds("script.english", "ru", "Delete the file", "Delete the файл", registered=False, severity="warn")
    finds("script.wrong", "ru", "Delete this file", "Delete this one я", registered=False, severity="block")


def test_an_unknown_script_is_not_judged() -> None:
    assert not [
        f for f in findings("cy", "Talk to a person", "Siarad â pherson") if f.severity is Severity.BLOCK
    ]

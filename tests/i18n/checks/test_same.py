"""Untranslated English, whole or in part; names and signs may stay."""

import pytest

from tests.i18n.checks.verbs import finds, quiet


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "The call is free."),
        ("so", "Talk to a person"),
        ("pl", "Go to the text {web:board}"),
        ("ur", "Send"),
    ],
)
def test_left_in_english(tag: str, text: str) -> None:
    finds("same", tag, text, text, severity="warn")


def test_one_word_is_often_the_same_in_both_languages() -> None:
    finds("same", "es", "Radio", "Radio", severity="inform")


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("es", "{name:board}"),
        ("es", "{phone:emergency}"),
        ("ur", "PDF"),
        ("pl", "Stockport Safeguarding Children Board"),
        ("pl", "A"),
        ("pl", "–"),
        ("zh-Hans", "24/7"),
        ("en", "The call is free."),
    ],
)
def test_names_facts_and_signs_may_stay(tag: str, text: str) -> None:
    quiet("same", tag, text, text)


def test_four_english_words_in_a_row() -> None:
    english = "The review looks at how organisations work together."
    target = "La revisión examina how organisations work together."
    found = finds("same.part", "es", english, target, severity="warn")
    assert "how organisations work together" in found.message


def test_common_words_of_both_languages_are_no_english() -> None:
    quiet("same", "fr", "The information on the page", "Les informations sur la page")

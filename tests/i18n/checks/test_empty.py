"""An empty text gives exactly one finding."""

import pytest

from tests.i18n.checks.verbs import findings


@pytest.mark.parametrize("target", ["", "  ", "\n\t", "\u200b", "\u00a0\u200d", "\ufeff", "\u2066\u2069"])
def test_nothing_to_see_is_empty(target: str) -> None:
    found = findings("ur", "Telephone {phone:interpreting}. It is **free**.", target)
    assert [finding.code for finding in found] == ["empty"]
    assert "Urdu" in found[0].message


def test_no_form_at_all() -> None:
    assert [finding.code for finding in findings("ur", "Send")] == ["empty"]


def test_one_plural_form_is_empty() -> None:
    found = findings("pl", "one file", "jeden plik", "", "pliki", plural="files")
    assert [finding.code for finding in found] == ["empty"]
    assert "Plural form 2 of 3" in found[0].message


@pytest.mark.parametrize("target", ["بھیجیں", "发", "ੴ", "—", "🙂", "5"])
def test_one_visible_character_is_a_text(target: str) -> None:
    assert "empty" not in [finding.code for finding in findings("ur", "Send", target)]

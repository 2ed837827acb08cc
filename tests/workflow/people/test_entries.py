from __future__ import annotations

import pytest
from django.urls import get_resolver

from i18n.languages import shipped
from tests.workflow.cast import Cast, cast
from workflow.history.models import Event
from workflow.people import actions, entries
from workflow.people.languages import language, register
from workflow.people.models import LanguageEntry
from workflow.refusals import NotYours, RuleBroken
from workflow.slugs import RESERVED

pytestmark = pytest.mark.django_db


@pytest.fixture
def us() -> Cast:
    return cast()


def entry(tag: str = "oc", **values: object) -> LanguageEntry:
    made = entries.suggested(tag)
    for name, value in values.items():
        setattr(made, name, value)
    return made


def test_suggested_is_filled_in_as_far_as_cldr_knows() -> None:
    assert "oc" not in shipped()
    made = entry("oc")
    assert (made.english, made.script, made.direction, made.font) == ("Occitan", "Latn", "ltr", "Noto Sans")
    assert list(entries.problems(made)) == []


def test_save_language_puts_it_into_the_register(us: Cast) -> None:
    actions.save_language(entry("oc", font="Gentium Plus", line_height=1.8), by=us.admin)
    found = language("oc")
    assert found.fonts == ("Gentium Plus", "Noto Sans")
    assert found.css_fonts == found.fonts
    assert (found.line_height, found.cldr, found.source) == (1.8, "oc", "added in the browser")
    event = Event.objects.get(stream="languages")
    assert (event.verb, event.role, event.subject) == ("language.added", "admin", "language:oc")


def test_save_language_of_a_known_script_keeps_its_other_fonts(us: Cast) -> None:
    actions.save_language(entry("bal", english="Baluchi", autonym="بلوچی"), by=us.admin)
    found = language("bal")
    assert found.rtl
    assert found.fonts[0] == "Noto Naskh Arabic"
    assert "Noto Sans" in found.fonts


@pytest.mark.parametrize("who", ["owner", "coordinator", "publisher"])
def test_save_language_by_others_is_refused(us: Cast, who: str) -> None:
    with pytest.raises(NotYours, match="may not add a language"):
        actions.save_language(entry(), by=getattr(us, who))
    assert "oc" not in register()


@pytest.mark.parametrize(
    "tag", ["ask", "api", "ASK", "e", "desk", "find", "static", "words", "public", "large"]
)
def test_a_tag_that_addresses_need_is_refused(tag: str) -> None:
    sentence = entries.tag_problem(tag)
    assert sentence
    assert sentence.endswith(".")


def test_the_tags_ask_and_api_are_refused_as_addresses() -> None:
    for tag in ("ask", "api"):
        assert "the site's own addresses" in (entries.tag_problem(tag) or "")


def test_every_first_part_of_an_address_is_reserved() -> None:
    firsts = {str(pattern.pattern).partition("/")[0] for pattern in get_resolver().url_patterns}
    plain = {first for first in firsts if first and "<" not in first}
    assert plain <= RESERVED


@pytest.mark.parametrize("tag", ["ur", "UR", "prs", "not a tag", "", "x" * 36, "a_b", "../e", "ar-"])
def test_a_tag_that_is_known_or_none_is_refused(tag: str) -> None:
    assert entries.tag_problem(tag)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"autonym": ""}, "autonym", "letters"),
        ({"autonym": "123"}, "autonym", "letters"),
        ({"autonym": "Occ\u202eitan"}, "autonym", "right-to-left override"),
        ({"autonym": "Occ\u200fitan"}, "autonym", "right-to-left mark"),
        ({"autonym": "Occ\u2067itan"}, "autonym", "isolate"),
        ({"autonym": "Occ\nitan"}, "autonym", "invisible"),
        ({"english": ""}, "english", "letters"),
        ({"english": "Urdu"}, "english", "already"),
        ({"english": "اوکسیتان"}, "english", "Latin"),
        ({"sentence_ends": ".\u202e"}, "sentence_ends", "invisible"),
        ({"sentence_ends": "a."}, "sentence_ends", "marks"),
        ({"sentence_ends": "<"}, "sentence_ends", "marks"),
        ({"direction": "rtl"}, "direction", "left to right"),
        ({"autonym": "بلوچی"}, "direction", "right to left"),
        ({"script": "Latin"}, "script", "four letters"),
        ({"font": "x;} body{display:none"}, "font", "family"),
        ({"font": "url(//evil.example)"}, "font", "family"),
        ({"digits": "LATN"}, "digits", "CLDR"),
        ({"line_height": 9}, "line_height", "between 1 and 4"),
        ({"plural": "n !="}, "plural", "plural formula"),
        ({"plural": "__import__('os')"}, "plural", "plural"),
        ({"plural": "n"}, "plural", "nplurals"),
        ({"nplurals": 0}, "plural", "nplurals"),
        ({"nplurals": 1, "plural": "n != 1"}, "plural", "form"),
        ({"plural": "n%0"}, "plural", "zero"),
    ],
)
def test_problems_name_the_field(us: Cast, values: dict[str, object], field: str, sentence: str) -> None:
    wrong = entry("oc", **values)
    found = dict(entries.problems(wrong))
    assert sentence in found[field], found
    with pytest.raises(RuleBroken):
        actions.save_language(wrong, by=us.admin)


def test_joiners_and_no_sentence_ends_are_allowed() -> None:
    persian_like = entry("bal", english="Baluchi", autonym="می\u200cگه", sentence_ends="")
    assert list(entries.problems(persian_like)) == []


def test_save_language_again_corrects_it_and_keeps_the_tag(us: Cast) -> None:
    actions.save_language(entry(), by=us.admin)
    row = LanguageEntry.objects.get()
    row.autonym = "Lenga d'òc"
    assert actions.save_language(row, by=us.admin).autonym == "Lenga d'òc"
    assert Event.objects.filter(stream="languages").latest("number").verb == "language.changed"
    row.tag = "oc-FR"
    with pytest.raises(RuleBroken, match="tag stays oc"):
        actions.save_language(row, by=us.admin)


def test_save_language_twice_is_refused(us: Cast) -> None:
    actions.save_language(entry(), by=us.admin)
    with pytest.raises(RuleBroken, match="in the register already"):
        actions.save_language(entry(), by=us.admin)


def test_an_unknown_language_is_refused_in_a_sentence() -> None:
    with pytest.raises(RuleBroken, match="no language"):
        language("nowhere")

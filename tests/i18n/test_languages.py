"""The register: each entry agrees with CLDR, and a reader never gets a script they do not read."""

import shutil
import subprocess
import unicodedata
from collections import defaultdict
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from babel import Locale
from babel.dates import format_date
from weblate_language_data.languages import LANGUAGES as WEBLATE

from i18n.languages import (
    Kind,
    Language,
    Register,
    check_tag,
    english,
    new_language,
    parse_accept_language,
    shipped,
)
from i18n.plurals import SAMPLE, forms_used, parse

ENTRIES = list(shipped())
WRITTEN = [entry for entry in ENTRIES if entry.written]
by_tag = pytest.mark.parametrize("language", WRITTEN, ids=lambda language: language.tag)

ASKED = """
en pl ro pa-Guru pa-Arab ur pt-PT pt-BR es ar bn gu it ta fr lt zh-Hans zh-Hant tr bg ru fa hu el so fil hi sk
ckb kmr ps fa-AF uk sq vi ti am ml ne si cy te th lv de cs yue syl phr rom bfi
"""

UNICODE_NAMES = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Grek": "GREEK",
    "Arab": "ARABIC",
    "Hebr": "HEBREW",
    "Armn": "ARMENIAN",
    "Geor": "GEORGIAN",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Guru": "GURMUKHI",
    "Gujr": "GUJARATI",
    "Taml": "TAMIL",
    "Telu": "TELUGU",
    "Knda": "KANNADA",
    "Mlym": "MALAYALAM",
    "Sinh": "SINHALA",
    "Ethi": "ETHIOPIC",
    "Thai": "THAI",
    "Laoo": "LAO",
    "Khmr": "KHMER",
    "Mymr": "MYANMAR",
    "Hans": "CJK",
    "Hant": "CJK",
    "Jpan": "CJK",
    "Kore": "HANGUL",
}

OWN_PLURALS = {"pt-PT"}
"""Our formula is not weblate-language-data's."""

PLURALS_BESIDE_CLDR = {
    "he": "weblate-language-data keeps the old form for whole tens",
    "mk": "weblate-language-data counts 11 with 1",
    "rw": "CLDR has no rule",
    "rn": "CLDR has no rule",
    "tg": "CLDR has no rule",
}
"""Our formula groups whole numbers up to 1,200 otherwise than CLDR does."""


def entry(tag: str) -> Language:
    return shipped().entries[tag]


# Each entry


def test_holds_every_language_the_unit_asks_for() -> None:
    assert set(ASKED.split()) <= set(shipped().entries)
    assert len(shipped()) == len(ENTRIES) > 90
    assert english().tag == "en"


@pytest.mark.parametrize("language", ENTRIES, ids=lambda language: language.tag)
def test_every_entry_holds_together(language: Language) -> None:
    assert language.english
    assert language.autonym == unicodedata.normalize("NFC", language.autonym)
    letters = {unicodedata.bidirectional(letter) for letter in language.autonym if letter.isalpha()}
    assert letters <= ({"R", "AL"} if language.rtl else {"L"})
    assert language.source
    assert language.line_height >= (1.9 if language.nastaliq else 1.5)
    assert all(shipped().get(tag) and shipped().entries[tag].written for tag in language.reads)
    assert bool(language.reads) == (language.kind is not Kind.WRITTEN)
    if language.kind is not Kind.WRITTEN:
        assert (language.script, language.sentence_ends, language.cldr) == ("Zxxx", "", "")


@by_tag
def test_the_autonym_is_in_the_script_and_begins_with_a_capital(language: Language) -> None:
    letters = [letter for letter in language.autonym if letter.isalpha()]
    assert all(UNICODE_NAMES[language.script] in unicodedata.name(letter) for letter in letters)
    if language.tag != "sn":  # chiShona keeps its small prefix
        assert letters[0].upper() == letters[0] or language.script == "Geor"


@by_tag
def test_names_direction_and_digits_are_those_of_cldr(language: Language) -> None:
    locale = Locale.parse(language.cldr)
    assert language.direction == locale.text_direction
    assert language.digits == locale.default_numbering_system
    if language.source == "CLDR":
        key = {"fa-AF": "fa_AF", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}.get(
            language.tag, locale.language
        )
        names = {locale.languages[key], locale.get_display_name()}
        assert language.autonym.casefold() in {name.casefold() for name in names if name}


@by_tag
def test_dates_come_out_in_the_language(language: Language) -> None:
    written = format_date(date(2026, 3, 9), "long", locale=language.cldr)
    assert "2026" in written
    assert "M03" not in written
    if language.script not in ("Latn", "Hans", "Hant", "Jpan"):
        assert UNICODE_NAMES[language.script] in {
            unicodedata.name(letter).split()[0] for letter in written if letter.isalpha()
        }


@by_tag
def test_every_plural_form_is_reached(language: Language) -> None:
    assert forms_used(language.plural) == set(range(language.nplurals))


@by_tag
def test_plural_formulas_are_those_of_weblate(language: Language) -> None:
    known = {code: (nplurals, formula) for code, _, nplurals, formula in WEBLATE}
    code = language.tag.replace("-", "_")
    pinned = (language.nplurals, language.plural)
    assert (pinned == (known.get(code) or known[code.split("_")[0]])) == (language.tag not in OWN_PLURALS)


@by_tag
def test_plural_formulas_part_numbers_as_cldr_does(language: Language) -> None:
    rule, locale = parse(language.plural), Locale.parse(language.cldr)
    forms: dict[str, set[int]] = defaultdict(set)
    for n in SAMPLE[
        :-1
    ]:  # at a million French and Spanish take another form, which gettext files do not have
        forms[locale.plural_form(n)].add(rule(n))
    agrees = all(len(form) == 1 for form in forms.values()) and len(forms) == language.nplurals
    assert agrees == (language.tag not in PLURALS_BESIDE_CLDR)
    assert rule(10**6) in range(language.nplurals)


def test_welsh_has_six_forms() -> None:
    assert [parse(entry("cy").plural)(n) for n in (0, 1, 2, 3, 4, 6)] == [0, 1, 2, 3, 5, 4]


@pytest.mark.parametrize(
    ("tag", "ends"),
    [("ur", "۔؟"), ("ar", ".؟"), ("hi", "।?"), ("zh-Hans", "。？"), ("ti", "።፧"), ("hy", "։"), ("my", "။")],
)
def test_sentences_end_as_the_script_ends_them(tag: str, ends: str) -> None:
    assert set(ends) <= set(entry(tag).sentence_ends)


def test_urdu_and_shahmukhi_are_set_in_nastaliq_and_no_other() -> None:
    assert {language.tag for language in WRITTEN if language.nastaliq} == {"ur", "pa-Arab"}
    assert entry("ps").fonts[0] == entry("fa-AF").fonts[0] == "Noto Naskh Arabic"


def test_screens_get_the_fonts_of_print_unless_there_are_better() -> None:
    assert Language("bo", "Tibetan", "བོད་སྐད", fonts=("Noto Serif Tibetan",)).css_fonts == (
        "Noto Serif Tibetan",
    )
    assert entry("ur").css_fonts != entry("ur").fonts


@cache
def coverage(family: str) -> str | None:
    """What fontconfig knows of the letters of a family; None where it is not installed."""
    listed = subprocess.run(
        ["fc-list", f":family={family}", "charset"], capture_output=True, text=True, check=True
    )
    return listed.stdout or None


def covers(family: str, letter: str) -> bool:
    for span in (coverage(family) or "").replace(":charset=", "").split():
        low, _, high = span.partition("-")
        if int(low, 16) <= ord(letter) <= int(high or low, 16):
            return True
    return False


@pytest.mark.skipif(shutil.which("fc-list") is None, reason="fontconfig is not installed")
@pytest.mark.parametrize("language", ENTRIES, ids=lambda language: language.tag)
def test_the_fonts_have_the_letters(language: Language) -> None:
    absent = [family for family in language.fonts if coverage(family) is None]
    if absent:
        pytest.skip(f"{absent[0]} is not installed")
    shown = language.autonym + language.sentence_ends + "0161 477 9000"
    missing = {letter for letter in shown if not any(covers(family, letter) for family in language.fonts)}
    assert missing - {"\u037e"} == set()  # the Greek question mark is drawn as the semicolon it is equal to


# Finding the entry


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("pa-PK", "pa-Arab"),
        ("pa-Arab-PK", "pa-Arab"),
        ("pnb", "pa-Arab"),
        ("pa", "pa-Guru"),
        ("pa-GB", "pa-Guru"),
        ("zh-HK", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh_MO", "zh-Hant"),
        ("zh-GB", "zh-Hant"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh-SG", "zh-Hans"),
        ("cmn-TW", "zh-Hant"),
        ("yue", "yue"),
        ("zh-yue", "yue"),
        ("yue-Hant-HK", "zh-Hant"),
        ("prs", "fa-AF"),
        ("fa-Arab-AF", "fa-AF"),
        ("fa-IR", "fa"),
        ("ku", "kmr"),
        ("ku-Arab", "ckb"),
        ("ku-IQ", "ckb"),
        ("ku-Latn-IQ", "kmr"),
        ("kmr-IQ", None),
        ("kmr-Arab", None),
        ("uz-AF", None),
        ("az-IR", None),
        ("sr-ME", "sr-Latn"),
        ("sh-Cyrl", "sr"),
        ("pt", "pt-PT"),
        ("pt-AO", "pt-PT"),
        ("es-419", "es"),
        ("en-GB", "en"),
        ("tl", "fil"),
        ("iw", "he"),
        ("arb", "ar"),
        ("pmu", "phr"),
        ("sgn-GB", "bfi"),
        ("sgn-BFI", "bfi"),
        ("rom-Latn", None),
        ("SO-so", "so"),
        ("ar-u-nu-latn", "ar"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("xx", None),
        ("*", None),
        ("", None),
        ("pl" * 5000, None),
        ("../etc", None),
    ],
)
def test_resolves_by_script_first(tag: str, found: str | None) -> None:
    assert getattr(shipped().resolve(tag), "tag", None) == found


@pytest.mark.parametrize("language", ENTRIES, ids=lambda language: language.tag)
def test_every_tag_and_alias_leads_to_its_entry_and_to_no_other(language: Language) -> None:
    for name in (language.tag, *language.aliases):
        for spelling in (name, name.upper(), name.replace("-", "_")):
            assert shipped().resolve(spelling) is language


@pytest.mark.parametrize("tag", ["so", "gu", "ps", "ti", "am", "si", "fil", "kmr", "pa-Arab", "ckb", "fa-AF"])
def test_what_django_lacks_is_here_with_its_direction(tag: str) -> None:
    assert entry(tag).rtl == (tag in {"ps", "pa-Arab", "ckb", "fa-AF"})


@pytest.mark.parametrize(
    ("tag", "offered"),
    [
        ("zh", ["zh-Hans", "zh-Hant"]),
        ("cmn", ["zh-Hans", "zh-Hant"]),
        ("zh-HK", ["zh-Hant"]),
        ("ku", ["kmr", "ckb"]),
        ("pa", ["pa-Guru", "pa-Arab"]),
        ("yue", ["yue", "zh-Hant"]),
        ("pmu", ["phr", "ur", "pa-Arab"]),
        ("pl", ["pl"]),
        ("xx", []),
    ],
)
def test_shows_all_that_a_bare_tag_may_mean(tag: str, offered: list[str]) -> None:
    assert [language.tag for language in shipped().candidates(tag)] == offered


@pytest.mark.parametrize(
    ("wanted", "available", "found"),
    [
        ("pl en", "en pl", "pl"),
        ("xx ur en", "en ur", "ur"),
        ("fr", "en", None),
        ("pa-PK", "pa-Guru", None),
        ("pa-PK pa", "pa-Guru", None),
        ("pa-PK pa en", "pa-Guru en", "en"),
        ("zh-TW zh", "zh-Hans", None),
        ("zh-TW zh", "zh-Hans zh-Hant", "zh-Hant"),
        ("zh-TW zh-CN", "zh-Hans", "zh-Hans"),
        ("yue-HK zh", "zh-Hans", None),
        ("yue", "zh-Hant zh-Hans", "zh-Hant"),
        ("ku-IQ ku", "kmr", None),
        ("ku", "ckb", None),
        ("fa-AF", "fa", "fa"),
        ("pt-BR", "pt-PT", "pt-PT"),
        ("syl", "bn", "bn"),
        ("phr", "pa-Arab", "pa-Arab"),
        ("bfi", "en", "en"),
        ("sr", "sr-Latn", None),
        ("pl", "PL nonsense", "pl"),
    ],
)
def test_matches_what_the_reader_can_read_or_nothing(wanted: str, available: str, found: str | None) -> None:
    match = shipped().match(wanted.split(), available.split())
    assert getattr(match, "tag", None) == found


def test_get_knows_no_alias() -> None:
    assert shipped().get("PA-arab") is entry("pa-Arab")
    assert shipped().get("prs") is None
    assert "ZH-HANT" in shipped()
    assert "zh" not in shipped()


def test_an_overlay_replaces_and_adds() -> None:
    renamed = replace(entry("pl"), tag="PL", english="Polish (renamed)")
    added = Language("rhg", "Rohingya", "Ruáingga", aliases=("rhg-Latn",))
    overlaid = shipped().with_entries([renamed, added])
    assert len(overlaid) == len(shipped()) + 1
    assert overlaid.get("pl") == renamed
    assert overlaid.resolve("rhg-BD") == added
    assert shipped().get("rhg") is None
    assert list(Register()) == []


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.8", ["zh-TW", "zh", "en"]),
        ("en;q=0.5, ur ;q=0.7,pl", ["pl", "ur", "en"]),
        ("ur;q=0, *;q=0.5, so", ["so"]),
        ("fr;q=2, de;q=-1, it;q=nan, pl;q=0.5;x=1, es; q = 0.85", ["es"]),
        ("<script>, a, ../x, ;;,, pa_pk", ["pa-PK"]),
        ("so,SO,so;q=0.1", ["so"]),
        ("", []),
        ("," * 5000, []),
        ("x" * 5000, []),
    ],
)
def test_reads_accept_language(header: str, tags: list[str]) -> None:
    assert parse_accept_language(header) == tags


def test_accept_language_is_bounded() -> None:
    codes = [f"{a}{b}" for a in "bcdfg" for b in "abcdefghij"]
    assert parse_accept_language(",".join(codes)) == codes[:20]
    assert parse_accept_language("q" * 1995 + ", pl-Latn") == []  # no half of a tag that was cut off


# Adding a language


@pytest.mark.parametrize(
    "tag", ["hmn", "uz-Cyrl", "kmr-Arab", "rom-Latn", "es-MX", "ask-Arab", "qaa-x-badini"]
)
def test_a_new_tag_is_allowed(tag: str) -> None:
    assert check_tag(tag, shipped(), reserved={"ask", "api"}) is None


@pytest.mark.parametrize(
    ("tag", "reason"),
    [
        ("", "not a language tag"),
        ("../desk", "not a language tag"),
        ("pa_Arab", "not a language tag"),
        ("klingon-language", "not a language tag"),
        ("pl" * 300, "not a language tag"),
        ("pl", "already: Polish"),
        ("PA-arab", "already: Punjabi"),
        ("prs", "means Dari"),
        ("PRS", "means Dari"),
        ("ku-IQ", "means Kurdish"),
        ("pl-Latn", "means Polish"),
        ("arb", "means Arabic"),
        ("uz-cyrl", "Write this tag as “uz-Cyrl”"),
        ("api", "addresses"),
    ],
)
def test_a_tag_that_cannot_be_is_refused_in_one_sentence(tag: str, reason: str) -> None:
    sentence = check_tag(tag, shipped(), reserved={"ask", "api"})
    assert sentence is not None
    assert reason in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 160


def test_a_new_language_comes_filled_in() -> None:
    sindhi = new_language("sd")
    assert (sindhi.autonym, sindhi.english, sindhi.script) == ("سنڌي", "Sindhi", "Arab")
    assert (sindhi.rtl, sindhi.digits, sindhi.fonts[0], sindhi.cldr) == (
        True,
        "arab",
        "Noto Naskh Arabic",
        "sd",
    )
    assert new_language("uz-Cyrl").autonym == "Ўзбекча"


def test_a_new_language_takes_nothing_of_another_script() -> None:
    badini = new_language("kmr-Arab")
    assert (badini.direction, badini.autonym, badini.cldr) == ("rtl", "", "")
    assert new_language("hmn", script="Arab").rtl


def test_a_new_language_that_nobody_knows_waits_for_its_names() -> None:
    assert new_language("qaa").english == new_language("qaa").autonym == ""
    assert new_language("hmn").english == "Hmong"
    assert new_language("hak", Kind.SPOKEN).script == "Zxxx"
    with pytest.raises(ValueError, match="not a language tag"):
        new_language("../x")


def test_the_shipped_register_is_what_new_language_would_fill_in() -> None:
    for language in WRITTEN:
        fresh = new_language(language.tag)
        assert (fresh.script, fresh.direction) == (language.script, language.direction), language.tag


def test_an_english_name_stands_in_brackets_without_brackets_of_its_own() -> None:
    sorani = shipped().get("ckb")
    assert sorani is not None
    assert sorani.gloss == "Kurdish, Sorani"
    assert all("(" not in language.gloss for language in shipped())

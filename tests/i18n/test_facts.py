"""Facts: a number reaches the reader whole, in order, and as its owner wrote it."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.facts import (
    STRONG,
    Cost,
    Fact,
    FactKind,
    FactsError,
    Piece,
    UnknownFact,
    compare,
    digits_of,
    display,
    find,
    hours_parts,
    href,
    keys,
    load,
    pieces,
    render_html,
    render_text,
)
from i18n.languages import Language, shipped

SAMPLE = load(Path(__file__).parents[2] / "sample" / "facts.toml")
ENGLISH = Language("en", "English", "English", cldr="en_GB")
URDU = Language("ur", "Urdu", "اردو", script="Arab", direction="rtl", cldr="ur")
PERSIAN = Language("fa", "Persian", "فارسی", script="Arab", direction="rtl", digits="arabext", cldr="fa")
POLISH = Language("pl", "Polish", "polski", cldr="pl")
CHINESE = Language("zh-Hans", "Chinese", "简体中文", script="Hans", cldr="zh_Hans")
UNCHARTED = Language("xx", "Unknown to CLDR", "xx")


def issued(value: str) -> Fact:
    return Fact(FactKind.DATE, "issued", value)


def test_references_are_found_in_order_and_malformed_braces_are_not_references() -> None:
    text = "Call {phone:help}, {phone:help} or {email:us}. {phone help} {fax:us} {phone:} {{web:x}}"
    assert [text[ref.start : ref.end] for ref in find(text)] == [
        "{phone:help}",
        "{phone:help}",
        "{email:us}",
        "{web:x}",
    ]
    assert keys(text) == Counter({"phone:help": 2, "email:us": 1, "web:x": 1})


@pytest.mark.parametrize(
    "same", ["٠١٦١ ٤٧٧ ٩٠٠٠", "०१६१४७७९०००", "0161-477-9000", "０１６１ ４７７ ９０００"]
)
def test_digits_compare_by_value_in_any_script(same: str) -> None:
    assert digits_of(same) == "01614779000"
    assert compare(same, "0161 477 9000")
    assert not compare(same, "0161 477 9001")


def test_a_phone_in_urdu_is_one_left_to_right_link() -> None:
    html = render_html("کال کریں {phone:interpreting}۔", SAMPLE, URDU)
    link = '<bdi dir="ltr"><a href="tel:+441614779000">0161\u00a0477\u00a09000</a></bdi>'
    assert html == f"کال کریں {link}۔"
    text = render_text("کال کریں {phone:interpreting}۔", SAMPLE, URDU)
    assert text == "کال کریں \u20660161 477 9000\u2069۔"


def test_phones_stay_ascii_where_dates_do_not() -> None:
    typed_in_persian = Fact(FactKind.PHONE, "x", "+441614779000", display="۰۱۶۱ ۴۷۷ ۹۰۰۰")
    assert display(typed_in_persian, PERSIAN) == "0161 477 9000"
    assert display(Fact(FactKind.NUMBER, "edition", "12"), PERSIAN) == "۱۲"


@pytest.mark.parametrize(
    ("key", "shown", "link"),
    [
        ("phone:emergency", "999", "tel:999"),
        ("textphone:formats", "18001 0161 474 4619", "tel:1800101614744619"),
        ("email:interpreting", "eds.admin@stockport.gov.uk", "mailto:eds.admin@stockport.gov.uk"),
        (
            "web:board",
            "www.safeguardingchildreninstockport.org.uk",
            "https://www.safeguardingchildreninstockport.org.uk",
        ),
        ("name:board", "Stockport Safeguarding Children Board", ""),
    ],
)
def test_display_and_link_of_each_kind(key: str, shown: str, link: str) -> None:
    assert (display(SAMPLE[key], URDU), href(SAMPLE[key])) == (shown, link)


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        (ENGLISH, "March 2010", "5 March 2010"),
        (URDU, "مارچ 2010", "5 مارچ، 2010"),
        (PERSIAN, "مارس ۲۰۱۰", "۵ مارس ۲۰۱۰"),
        (POLISH, "marzec 2010", "5 marca 2010"),
        (CHINESE, "2010年3月", "2010年3月5日"),
        (UNCHARTED, "2010-03", "2010-03-05"),
    ],
)
def test_dates_are_written_as_cldr_writes_them(language: Language, month: str, day: str) -> None:
    assert display(issued("2010-03"), language) == month
    assert display(issued("2010-03-05"), language) == day


def test_every_language_we_ship_writes_dates_with_its_digits_and_phones_with_ascii() -> None:
    for language in shipped():
        written = display(issued("2010-03-05"), language)
        assert "2010" in digits_of(written), language.tag
        assert written.count("2") == 0 or language.digits == "latn", language.tag
        assert display(SAMPLE["phone:interpreting"], language) == "0161 477 9000"


def test_english_names_are_isolated_and_not_for_translation_engines_of_browsers() -> None:
    board = "Stockport Safeguarding Children Board"
    assert (
        render_html("{name:board}", SAMPLE, URDU) == f'<bdi lang="en" dir="ltr" translate="no">{board}</bdi>'
    )
    assert render_html("{name:board}", SAMPLE, ENGLISH) == f'<bdi translate="no">{board}</bdi>'
    assert render_text("{name:board}", SAMPLE, URDU) == f"\u2066{board}\u2069"
    assert render_text("{name:board}", SAMPLE, POLISH) == board


def test_a_name_in_the_pages_own_script_is_not_forced_left_to_right() -> None:
    facts = {"name:days": Fact(FactKind.NAME, "days", "پیر–جمعہ")}
    assert render_html("{name:days}", facts, URDU) == '<bdi translate="no">پیر–جمعہ</bdi>'
    assert pieces("{name:days}", facts, URDU)[0].lang == ""


def test_everything_is_escaped() -> None:
    facts = {
        "name:x": Fact(FactKind.NAME, "x", "<script>alert('1')</script>"),
        "web:x": Fact(FactKind.WEB, "x", 'javascript:"><b>'),
        "email:x": Fact(FactKind.EMAIL, "x", '"><b>@x.org'),
    }
    html = render_html("<i>&amp;</i> **<u>** {name:x} {web:x} {email:x}", facts, ENGLISH)
    assert "<i>" not in html
    assert "<u>" not in html
    assert "<b>" not in html
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert "&lt;i&gt;&amp;amp;&lt;/i&gt;" in html


def test_bold_holds_words_and_facts_together() -> None:
    html = render_html("Call **now {phone:emergency}**, ** not * bold", SAMPLE, ENGLISH)
    assert html == ('Call <strong>now <bdi dir="ltr"><a href="tel:999">999</a></bdi></strong>, ** not * bold')
    assert pieces("**a** b", {}, ENGLISH) == [Piece("a", strong=True), Piece(" b")]


def test_an_unknown_fact_is_named() -> None:
    with pytest.raises(UnknownFact, match=r"does not hold \{phone:nobody\}"):
        render_text("Call {phone:nobody}.", SAMPLE, ENGLISH)


@given(st.text(st.characters(exclude_characters="{")))
def test_text_without_references_is_only_itself(text: str) -> None:
    assert "".join(piece.text for piece in pieces(text, SAMPLE, ENGLISH)) == STRONG.sub(r"\1", text)


def test_hours_in_the_language_of_the_page() -> None:
    line = Fact(FactKind.PHONE, "x", "999", hours="mon-fri 09:00-17:00")
    assert hours_parts(line, ENGLISH) == ("Mon–Fri", "09:00–17:00")
    assert hours_parts(line, PERSIAN) == ("دوشنبه–جمعه", "۰۹:۰۰–۱۷:۰۰")
    assert hours_parts(line, POLISH) == ("pon.–pt.", "09:00–17:00")
    assert hours_parts(line, UNCHARTED) is None
    assert hours_parts(Fact(FactKind.PHONE, "x", "999", hours="sat 10:00-12:00"), ENGLISH) == (
        "Sat",
        "10:00–12:00",
    )
    assert hours_parts(Fact(FactKind.PHONE, "x", "999", hours="always"), ENGLISH) is None
    assert hours_parts(Fact(FactKind.PHONE, "x", "999"), ENGLISH) is None


def test_the_register_of_the_sample_is_read() -> None:
    fact = SAMPLE["phone:emergency"]
    assert (fact.value, fact.cost, fact.hours, fact.tested) == ("999", Cost.FREE, "always", None)
    assert len(SAMPLE) == 9


def test_the_last_test_call_is_a_date(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text('[phone.a]\nvalue = "999"\ntested = 2026-11-23\n', encoding="utf-8")
    assert load(path)["phone:a"].tested == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[fax.a]\nvalue = "1"', "“fax” is not a kind of fact"),
        ('[phone."A b"]\nvalue = "999"', "phone:A b: a purpose has only"),
        ('[phone.a]\ndisplay = "999"', "phone:a: the fact has no value"),
        ("[phone.a]\nvalue = 999", "phone:a: “value” must stand in quotation marks"),
        ('[phone.a]\nvalue = "0161 477 9000"', "phone:a: “0161 477 9000” is not a number like"),
        (
            '[phone.a]\nvalue = "+441614779000"\ndisplay = "0161 477 9001"',
            "phone:a: .* does not show the digits",
        ),
        ('[phone.a]\nvalue = "999"\ncost = "cheap"', "phone:a: the cost is one of"),
        ('[phone.a]\nvalue = "999"\nhours = "mon-fry 09:00-17:00"', "phone:a: .* is not a time like"),
        ('[phone.a]\nvalue = "999"\nhours = "mon 09:00-25:00"', "phone:a: "),
        ('[phone.a]\nvalue = "999"\ncolour = "red"', "phone:a: “colour” is not a field"),
        ('[date.a]\nvalue = "2010-13"', "date:a: "),
        ('[email.a]\nvalue = "nobody"', "email:a: “nobody” is not an e-mail address"),
        ('[web.a]\nvalue = "javascript:alert(1)"', "web:a: .* is not a web address"),
        ("[phone", "facts.toml is not a TOML file"),
    ],
)
def test_a_faulty_register_is_refused_with_the_key(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(FactsError, match=message):
        load(path)


def test_a_register_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="none.toml cannot be read: No such file"):
        load(tmp_path / "none.toml")

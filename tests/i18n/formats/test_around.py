"""What stands around a leaflet in every format."""

from dataclasses import replace

import pytest

from i18n.facts import Cost
from i18n.formats import Document, FormatError, body, pdf, text
from i18n.formats.around import Line, about, say, talk
from i18n.languages import shipped
from tests.i18n.formats.samples import FACTS, TAGS, document, small


def keys(lines: list[Line]) -> list[str]:
    return [line.key for line in lines]


def with_phone(hours: str, cost: Cost) -> Document:
    held = document("pl")
    fact = replace(FACTS["phone:interpreting"], hours=hours, cost=cost)
    return replace(held, words=replace(held.words, facts=FACTS | {fact.key: fact}))


@pytest.mark.parametrize(
    ("hours", "cost", "told"),
    [
        ("", Cost.UNKNOWN, ["call", "cost-unknown", "hours-unknown"]),
        ("always", Cost.FREE, ["call", "cost-free", "hours-always"]),
        ("mon-fri 09:00-17:00", Cost.STANDARD, ["call", "cost-standard", "hours"]),
    ],
)
def test_beside_the_interpreters_number_stands_what_it_costs_and_when(
    hours: str, cost: Cost, told: list[str]
) -> None:
    assert keys(talk(with_phone(hours, cost).words)) == told


def test_hours_are_said_in_the_language_of_the_page() -> None:
    html = body.render(with_phone("mon-fri 09:00-17:00", Cost.FREE))
    assert "pon.–pt." in html
    assert "09:00–17:00" in html


def test_other_numbers_say_only_what_is_known_and_the_interpreters_is_not_told_twice() -> None:
    held = small()
    assert keys(list(about("{phone:emergency}", held))) == ["cost-free", "hours-always"]
    assert keys(list(about("{phone:formats}", held))) == ["cost-standard"]
    assert keys(list(about("{phone:interpreting} {email:interpreting}", held))) == []


@pytest.mark.parametrize(
    ("tag", "phrase"),
    [
        ("so", "“Somali, please.”"),
        ("zh-Hans", "“Chinese, please.”"),
        ("ckb", "“Kurdish Sorani, please.”"),
        ("pt-BR", "“Portuguese Brazil, please.”"),
        ("en", ""),
    ],
)
def test_the_english_to_say_can_be_said(tag: str, phrase: str) -> None:
    language = shipped().get(tag)
    assert language
    assert say(language) == phrase


@pytest.mark.parametrize("tag", TAGS)
def test_every_fact_and_every_word_of_the_text_is_in_every_format(tag: str) -> None:
    held = document(tag)
    page, plain = body.render(held), text.render(held).decode()
    for value in ("0161 477 9000", "0161 474 5974", "0161 474 4813", "18001 0161 474 4619"):
        assert value in page.replace("\u00a0", " ")
        assert value in plain
    for value in (
        "eds.admin@stockport.gov.uk",
        "www.safeguardingchildreninstockport.org.uk",
        "SK3 0RF",
        "C140",
    ):
        assert value in page
        assert value in plain
    assert page.count("<li>") >= 30


def test_a_sample_says_so_and_a_proof_too_never_that_it_was_checked() -> None:
    held = document("ur")
    trust = held.words.text("trust", checked=held.checked, edition=3)
    sample = held.words.text("sample", checked=held.checked, edition=3)
    assert trust in text.render(held).decode()
    plain = text.render(replace(held, sample=True)).decode()
    assert sample in plain
    assert trust not in plain
    for made in (text.render(replace(held, proof=True)).decode(), body.render(replace(held, proof=True))):
        assert "Nobody has reviewed this text." in made
        assert trust not in made


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u2069", "\u202a"])
def test_a_text_that_could_turn_a_number_round_is_refused_in_every_format(control: str) -> None:
    held = small(f"Call{control}0009 774 1610")
    for render in (body.render, text.render, pdf.render):
        with pytest.raises(FormatError, match=f"“title” holds .*U\\+{ord(control):04X}"):
            render(held)


def test_a_number_in_the_register_with_a_hidden_control_is_refused() -> None:
    fact = replace(FACTS["phone:formats"], display="\u202e3184 474 1610")
    with pytest.raises(FormatError, match="phone:formats"):
        body.render(replace(small(), facts=FACTS | {fact.key: fact}))

"""Lint: what the owner hears about the English before it is paid for once per language."""

from pathlib import Path

import pytest

from i18n.facts import Fact, FactKind, load
from i18n.lint import LintFinding, Severity, lint

ROOT = Path(__file__).parents[2]
FACTS = load(ROOT / "sample" / "facts.toml")
HEAD = "---\ntitle: Help with your rent\nslug: rent\n---\n\nFor an interpreter call {phone:interpreting}.\n\n"
LINE = HEAD.count("\n") + 1

FAULTY = """\
---
title: Help with your rent
slug: rent
---

## Who we are

- The Newtown Housing Advice Board gives advice about rent.
- A member of the Housing Advice Board can visit you. Telephone: 01632960001 or (01632) 960 002
- Fax: 01632 960003
- www.housing.newtown.example
- Please phone the Advice Unit on 01632 960 004. E-mail: help@newtown.gov.uk This leaflet explains how Adult
  Social Care decides who gets meals, and who pays. You can have it on tape. Our textphone is +44 1632 960005.
- The HAB was founded on 3 March 2010. Write to 1 High Street, Newtown NT1 9ZZ.
- If you cannot pay your rent because you have lost your work or because you are ill, then you should always
  tell your landlord and us as early as you possibly can.
"""


def found(markdown: str, code: str) -> list[LintFinding]:
    return [finding for finding in lint(markdown, facts=FACTS) if finding.code == code]


def test_every_raw_number_and_address_is_found_with_its_line() -> None:
    raw = [
        (f.line, f.code, f.message.split("“")[1].split("”")[0])
        for f in lint(FAULTY)
        if f.code.startswith("raw-")
    ]
    assert raw == [
        (9, "raw-phone", "01632960001"),
        (9, "raw-phone", "(01632) 960 002"),
        (10, "raw-phone", "01632 960003"),
        (11, "raw-web", "www.housing.newtown.example"),
        (12, "raw-email", "help@newtown.gov.uk"),
        (12, "raw-phone", "01632 960 004"),
        (12, "raw-phone", "+44 1632 960005"),
        (14, "raw-address", "NT1 9ZZ"),
        (14, "raw-date", "3 March 2010"),
    ]


def test_the_other_faults_of_the_same_leaflet() -> None:
    warned = [(f.line, f.code) for f in lint(FAULTY) if f.severity is Severity.WARN]
    assert set(warned) == {
        (1, "no-interpreter"),
        (9, "several-names"),
        (10, "obsolete-channel"),
        (12, "obsolete-channel"),
        (12, "title-mismatch"),
        (14, "raw-address"),
        (14, "raw-date"),
        (14, "abbreviation"),
        (15, "long-sentence"),
    }


@pytest.mark.parametrize("name", ["sample/for-parents.md", "locale/public.md"])
def test_our_own_sources_give_no_finding(name: str) -> None:
    assert lint((ROOT / name).read_text(encoding="utf-8"), facts=FACTS) == []


@pytest.mark.parametrize(
    "text",
    [
        "We asked 1200 people between 2010-2011 and paid £1 000 000.",
        "The law of 1989 has 12 345 678 words.",
        "Take {phone:meeting}, {email:interpreting} and {web:board}.",
        "You need form C140, or A4 paper. The NHS knows.",
        "Call 3 times, then wait 20 minutes.",
    ],
)
def test_figures_that_nobody_dials_are_left_alone(text: str) -> None:
    assert lint(HEAD + text, facts=FACTS) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Call us: ٠١٦١ ٤٧٧ ٩٠٠٠", "٠١٦١ ٤٧٧ ٩٠٠٠"),
        ("**0161-477-9000**", "0161-477-9000"),
        ("In an emergency call 999.", "999"),
        ("Ring Samaritans on 116 123 at any time.", "116 123"),
    ],
)
def test_numbers_in_other_clothes_are_found(text: str, value: str) -> None:
    findings = found(HEAD + text, "raw-phone")
    assert [f.severity for f in findings] == [Severity.BLOCK]
    assert f"“{value}”" in findings[0].message


def test_references_must_be_in_the_register_when_there_is_one() -> None:
    source = HEAD + "Call {phone:nobody} or { phone:meeting}."
    assert [f.code for f in lint(source, facts=FACTS)] == ["bad-reference", "unknown-fact"]
    assert [f.code for f in lint(source)] == ["bad-reference"]


def test_facts_that_the_page_supplies_are_only_for_words() -> None:
    assert [f.line for f in found(HEAD + "Edition {number:edition}.", "unknown-fact")] == [LINE]
    words = HEAD.replace("slug: rent", "slug: rent\nkind: words")
    assert found(words + "Edition {number:edition}.", "unknown-fact") == []


def test_a_name_in_the_register_counts_as_a_name_of_its_body() -> None:
    facts = {**FACTS, "name:board": Fact(FactKind.NAME, "board", "Newtown Housing Advice Board")}
    source = HEAD + "Ask the {name:board}.\n\nThe Housing Advice Board is free."
    assert [(f.line, f.code) for f in lint(source, facts=facts)] == [(LINE + 2, "several-names")]


def test_an_explained_abbreviation_is_fine() -> None:
    assert found(HEAD + "Ask the HAB.", "abbreviation")[0].line == LINE
    assert found(HEAD + "The Housing Advice Board (HAB) helps.\n\nAsk the HAB.", "abbreviation") == []


def test_a_sentence_about_the_leaflet_may_use_the_leaflets_own_words() -> None:
    assert found(HEAD + "This leaflet explains who can have help.", "title-mismatch") == []
    other = "This leaflet explains swimming lessons, parking permits and library tickets."
    assert found(HEAD + other, "title-mismatch")[0].line == LINE


def test_problems_of_the_markdown_block() -> None:
    finding = found(HEAD + "See <b>this</b>.", "raw-html")[0]
    assert (finding.line, finding.severity) == (LINE, Severity.BLOCK)


@pytest.mark.parametrize(
    "source", ["", "No front matter.", "---\ntitle: A\nslug: a\n---\n", "---\n[[[\n---\nx"]
)
def test_what_cannot_be_read_is_one_blocking_finding(source: str) -> None:
    assert [f.severity for f in lint(source)] == [Severity.BLOCK]

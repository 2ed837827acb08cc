"""Plural formulas: the same answers as C, and nothing but plural formulas."""

from gettext import c2py

import pytest
from weblate_language_data.languages import LANGUAGES
from weblate_language_data.plurals import EXTRAPLURALS

from i18n.plurals import SAMPLE, PluralError, PluralForms, forms_used, parse, parse_header, same

KNOWN = sorted({(nplurals, formula) for _, _, nplurals, formula in (*LANGUAGES, *EXTRAPLURALS)})


@pytest.mark.parametrize(("nplurals", "formula"), KNOWN)
def test_agrees_with_the_standard_library_on_every_formula_in_use(nplurals: int, formula: str) -> None:
    reference = c2py(formula)
    rule = parse(formula)
    assert [rule(n) for n in SAMPLE] == [reference(n) for n in SAMPLE]
    assert max(forms_used(formula)) < nplurals


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("n ? 1 : 0 ? 2 : 3", [3, 1, 1]),
        ("n && 6 / n > 3", [0, 1, 0]),
        ("!n || n == 2", [1, 0, 1]),
        ("10 - n - 3 * 2 % 4", [8, 7, 6]),
        ("((n))", [0, 1, 2]),
    ],
)
def test_ranks_operators_as_c_does(formula: str, expected: list[int]) -> None:
    assert [parse(formula)(n) for n in range(3)] == expected


@pytest.mark.parametrize(
    "formula",
    [
        '__import__("os").system("true")',
        "n.__class__",
        "nn",
        "n ** 2",
        "n = 1",
        "-n",
        "٣",
        "n > 1 ? 1",
        "(n",
        "n)",
        "",
        "EXPRESSION",
        "9" * 20,
        "(" * 400 + "n" + ")" * 400,
        "!" * 900 + "n",
        "n?" * 300 + "n" + ":n" * 300,
        "n+" * 600 + "n",
    ],
)
def test_refuses_everything_else_in_one_sentence(formula: str) -> None:
    with pytest.raises(PluralError, match=r"^The plural formula .*\.$"):
        parse(formula)


def test_a_division_by_zero_is_a_plural_error_too() -> None:
    with pytest.raises(PluralError, match="divides by zero for n=0"):
        parse("5 / n")(0)


def test_reads_a_header() -> None:
    forms = parse_header(" nplurals=2;plural=(n != 1);\n")
    assert forms == PluralForms(2, "(n != 1)")
    assert parse_header(str(forms)) == forms


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("", "does not read"),
        ("nplurals=INTEGER; plural=EXPRESSION;", "does not read"),
        ("nplurals=1; plural=0;" + " " * 5000, "does not read"),
        ("nplurals=0; plural=0;", "1 to 10"),
        ("nplurals=99; plural=0;", "1 to 10"),
        ("nplurals=2; plural=n;", "gives form"),
        ("nplurals=2; plural=n-1;", "gives form"),
        ("nplurals=2; plural=1%n;", "divides by zero"),
    ],
)
def test_refuses_a_header_that_cannot_be_used(header: str, reason: str) -> None:
    with pytest.raises(PluralError, match=reason):
        parse_header(header)


def test_tells_spellings_from_rules() -> None:
    assert same("n != 1", "(n==1 ? 0 : 1)")
    assert not same("n != 1", "n > 1")

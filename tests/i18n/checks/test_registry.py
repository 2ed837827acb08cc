"""The registry: every module stands in it, blockers come first, the same is said once."""

import pkgutil
import time
from pathlib import Path

import pytest

import i18n.checks
from i18n.checks import RULES, Severity, blocking, codes
from tests.i18n.checks.verbs import findings


def test_every_rule_module_is_registered() -> None:
    modules = {module.name for module in pkgutil.iter_modules(i18n.checks.__path__)}
    without_rule = {"shapes", "plain", "figures", "letters", "negators"}
    registered = {rule.__name__.rpartition(".")[2] for rule in RULES} | {"empty", "formats"}  # type: ignore[attr-defined]
    assert modules - without_rule == registered


def test_every_rule_module_has_a_test_module() -> None:
    tests = {path.stem for path in Path(__file__).parent.glob("test_*.py")}
    names = {rule.__name__.rpartition(".")[2] for rule in RULES} | {"empty", "formats"}  # type: ignore[attr-defined]
    assert {f"test_{name}" for name in names} <= tests


def test_codes_are_unique_and_have_a_severity() -> None:
    known = codes()
    assert len(known) == sum(len(rule.CODES) for rule in RULES) + 1 + 3
    assert known["empty"] is Severity.BLOCK
    assert known["negation.added"] is Severity.WARN


def test_blockers_come_first_and_nothing_twice() -> None:
    english = "Telephone {phone:interpreting}. It is not for emergencies."
    found = findings("es", english, "Es para emergencias telephone 3.", "Es para emergencias telephone 3.")
    order = [finding.severity for finding in found]
    assert order == sorted(order, key=[Severity.BLOCK, Severity.WARN, Severity.INFORM].index)
    assert len(set(found)) == len(found)
    assert {finding.code for finding in blocking(found)} >= {"facts.missing", "negation.lost"}


def test_every_message_is_one_sentence_for_a_person() -> None:
    english = "Telephone **us** on {phone:interpreting}, not on 999."
    for finding in findings("pl", english, "<b>Żadz\u202eоń</b> *tel {telefon:x} 12 000 000"):
        assert finding.message[0].isupper() or not finding.message[0].isalpha()
        assert finding.message.endswith(".")
        assert "\n" not in finding.message


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "%(",
        "{{",
        "<!--",
        "<a ",
        "@",
        "a_",
        "[",
        "^a/",
        "\u27e6",
        "&#1",
        " ha",
        "aan ",
        "1,000,",
        "(1",
        "*",
        "不",
    ],
)
def test_a_hostile_text_takes_no_longer_than_a_long_one(piece: str) -> None:
    text = "@_/%{<://()" + piece * (60_000 // len(piece)) + "@"
    start = time.perf_counter()
    findings("so", "The call is not free {phone:interpreting}.", text)
    findings("so", text, text, registered=False, code_formats=True)
    assert time.perf_counter() - start < 5

"""Placeholders of programs, on request."""

import pytest

from tests.i18n.checks.verbs import findings, finds, quiet


@pytest.mark.parametrize(
    ("code", "english", "target"),
    [
        ("formats.missing", "%(count)s files", "pliki"),
        ("formats.missing", "%(count)d files", "%(count)s plików"),
        ("formats.extra", "%(count)s files", "%(liczba)s plików"),
        ("formats.extra", "%s and %d", "%d i %s"),
        ("formats.broken", "%(count)s files", "100% z %(count)s plików"),
        ("formats.missing", "{count} files", "pliki"),
        ("formats.extra", "{count} files", "{count} {plik}"),
    ],
)
def test_damage_blocks(code: str, english: str, target: str) -> None:
    finds(code, "pl", english, target, code_formats=True, registered=False, severity="block")


@pytest.mark.parametrize(
    ("english", "target"),
    [
        ("%(a)s of %(b)s", "%(b)s, %(a)s"),
        ("%s and %s", "%2$s i %1$s"),
        ("100%% of %d", "100%% z %d"),
        ("{a} of {b}", "{b}, {a}"),
        ("{} files", "pliki: {}"),
        ("{{literal}} {a}", "{{dosłownie}} {a}"),
        ("100 % sure", "100% pewności"),
    ],
)
def test_good(english: str, target: str) -> None:
    quiet("formats", "pl", english, target, code_formats=True, registered=False)


def test_a_singular_form_may_leave_the_count_out() -> None:
    forms = ("jeden plik", "%(n)s pliki", "%(n)s plików")
    quiet("formats", "pl", "%(n)s file", *forms, plural="%(n)s files", code_formats=True, registered=False)
    found = findings("pl", "%(n)s file", "plik", "%(m)s", "x", plural="%(n)s files", code_formats=True)
    assert "formats.extra" in [finding.code for finding in found]


def test_flags_decide() -> None:
    options = {"code_formats": True, "registered": False}
    finds("formats.extra", "pl", "files", "%s", flags=("c-format",), **options)
    quiet("formats", "pl", "%s files", "pliki", flags=("no-c-format",), **options)


def test_not_asked_for() -> None:
    quiet("formats", "pl", "%(count)s files", "pliki", registered=False)

"""What engines leave behind."""

import pytest

from tests.i18n.checks.verbs import finds, quiet

ENGLISH = "The review panel reads all the reports."


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("markers.unknown_word", "El *panel lee todos los informes."),
        ("markers.unknown_word", "El panel @leer todos los informes."),
        ("markers.unknown_word", "El panel #leer todos los informes."),
        ("markers.mask", "El panel [<0>] lee todos los informes."),
        ("markers.mask", r"El panel [\<0\>] lee todos los informes."),
        ("markers.mask", "El panel ⟦1⟧ lee todos los informes."),
        ("markers.mask", "El panel ^lee/leer<vblex>$ todos los informes."),
        ("markers.error_page", "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY"),
        ("markers.error_page", "<!DOCTYPE html><html><head><title>Error</title></head></html>"),
        ("markers.error_page", "429 Too Many Requests"),
        ("markers.error_page", "Error 500 (Server Error)!!1"),
        ("markers.error_page", '{"error": "quota"}'),
        ("markers.reply", "I am out of the office until Monday."),
        ("markers.reply", "Nid wyf yn y swyddfa ar hyn o bryd."),
        ("markers.reply", "Here is the translation: El panel lee todos los informes."),
    ],
)
def test_left_behind(code: str, target: str) -> None:
    finds(code, "es", ENGLISH, target, severity="block")


@pytest.mark.parametrize(
    ("english", "target"),
    [
        (ENGLISH, "El panel lee todos los informes."),
        ("The **panel** reads.", "El **panel** lee."),
        ("Fields with * are needed.", "Los campos con * son obligatorios."),
        ("Write to {email:interpreting}.", "Escriba a {email:interpreting}."),
        ("* Required", "*Obligatorio"),
        ("Follow @council", "Siga a @council"),
    ],
)
def test_clean(english: str, target: str) -> None:
    quiet("markers", "es", english, target)

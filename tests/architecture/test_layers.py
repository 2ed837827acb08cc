"""What import-linter cannot see: foreign keys run the same way as imports."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from django.apps import apps

from tests.architecture.source import ROOT, WINGS


def test_every_wing_has_its_place() -> None:
    installed = {config.label for config in apps.get_app_configs() if config.name.startswith("workflow.")}

    assert installed == set(WINGS)


def test_foreign_keys_run_one_way() -> None:
    place = {wing: number for number, wing in enumerate(WINGS)}
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in place
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete
        if place.get(field.related_model._meta.app_label, -1) > place[model._meta.app_label]
    ]

    assert not wrong


def test_the_language_engine_is_ours() -> None:
    """A package of the same name is on PyPI; a dependency that pulled it in would hide ours."""
    assert Path(str(import_module("i18n").__file__)).parent == ROOT / "i18n"


def test_catalogues_do_not_hide_the_standard_library() -> None:
    """`locale/__init__.py` would be what `import locale` finds, for anything run from here."""
    assert not list((ROOT / "locale").rglob("*.py"))

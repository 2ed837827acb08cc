"""Where there is no text there is a person: what it costs, when, and for those who sign, without a voice."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as site_settings

from tests.workflow.cast import cast
from tests.workflow.walk import facts_held, published, words_published
from workflow.leaflets.models import Fact
from workflow.publishing import site

pytestmark = pytest.mark.django_db
COST = "The call costs the same as an ordinary call."
HOURS = "We do not know the opening times."
NUMBER = "tel:+441614779000"


def page(path: str) -> str:
    return (Path(site_settings.PUBLIC_DIR) / path / "index.html").read_text()


@pytest.mark.parametrize("path", ["ro", "ro/for-families", "bfi"])
def test_a_helper_reads_what_the_call_costs_and_when(path: str) -> None:
    people = cast()
    words_published(people, "en")
    published(people, "ur")
    assert COST in page(path)
    assert HOURS in page(path)
    assert f"{path.partition('/')[0]}/ask/call/" in page(path)


def test_who_signs_is_not_sent_to_a_telephone() -> None:
    people = cast()
    published(people, "ur")
    signed = page("bfi")
    assert "tel:1800101614744619" in signed
    assert "mailto:eds.admin@stockport.gov.uk" in signed
    assert "☎" not in signed
    assert "British Sign Language, please" not in signed
    assert NUMBER not in signed, "no English words are published, so no line for a helper"
    assert "☎" in page("ro")
    assert "Romanian, please" in page("ro")


def test_without_such_a_fact_who_signs_has_the_telephone_at_least() -> None:
    people = cast()
    published(people, "ur")
    Fact.objects.filter(kind__in=["textphone", "email"]).delete()
    site.refresh()
    assert "☎" in page("bfi")
    assert NUMBER in page("bfi")


def test_the_picker_has_a_way_to_ask() -> None:
    people = cast()
    published(people, "ur")
    assert NUMBER not in page(""), "English nobody approved is not shown"
    words_published(people, "en")
    picker = page("")
    assert NUMBER in picker
    assert COST in picker
    assert 'href="./en/ask/call/"' in picker


def test_a_helpers_line_has_the_hours_once_they_are_known() -> None:
    people = cast()
    facts_held(people)
    words_published(people, "en")
    published(people, "ur")
    Fact.objects.filter(kind="phone", purpose="interpreting").delete()
    Fact.objects.create(
        organisation=people.organisation,
        kind="phone",
        purpose="interpreting",
        value="+441614779000",
        cost="free",
        hours="mon-fri 09:00-17:00",
    )
    site.refresh()
    assert "The call is free." in page("ro")
    assert "09:00–17:00" in page("ro")

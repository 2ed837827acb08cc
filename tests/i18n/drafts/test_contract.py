import copy
import dataclasses

import pytest

from i18n.drafts import EngineError, PublicSourceText, public_text


def test_only_the_gate_makes_public_text():
    text = public_text("We can visit you.", "home-visit", kind="leaflet")
    assert (text.text, text.key) == ("We can visit you.", "home-visit")
    with pytest.raises(TypeError):
        PublicSourceText("My son died on Monday.", "home-visit")
    with pytest.raises(TypeError):
        dataclasses.replace(text, text="My son died on Monday.")
    with pytest.raises(AttributeError):
        text.text = "My son died on Monday."
    assert copy.copy(text) == text


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("Call me please", "message", "call-back"),
        ("  ", "a", "leaflet"),
        ("Text without a key", "", "leaflet"),
        ("My number is 07700 900123", "a", "leaflet"),
        ("Write to parent@example.org", "a", "leaflet"),
        ("word " * 5000, "a", "leaflet"),
    ],
)
def test_what_is_no_leaflet_text_is_refused(text, key, kind):
    with pytest.raises(EngineError) as refusal:
        public_text(text, key, kind=kind)
    assert refusal.value.code == "private"
    assert not refusal.value.retry


def test_facts_dates_and_times_pass():
    for text in ("Morning, 9 to 12", "Telephone {phone:formats}.", "deleted 30 days after 1 March 2010"):
        assert public_text(text, "a", kind="words").text == text

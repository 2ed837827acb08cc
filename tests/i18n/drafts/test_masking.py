import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.drafts import EngineError
from i18n.drafts.masking import mask, unmask

TEXT = "  **Call** {phone:meeting} or {email:unit}, %(name)s.\n"


def test_facts_leave_and_come_back_with_the_edges():
    masked = mask(TEXT)
    assert "{" not in masked.text
    assert "*" not in masked.text
    assert "%" not in masked.text
    assert unmask(masked.text, masked) == TEXT


@given(
    st.lists(
        st.sampled_from(["{phone:a}", "{phone:b}", "**x**", "word", "9", " ", "\n", "[X1000X]", "é"]),
        max_size=12,
    )
)
def test_masking_and_unmasking_are_inverses(parts):
    text = "a" + " ".join(parts)
    masked = mask(text)
    assert unmask(masked.text, masked) == text


def test_engines_may_change_the_looks_of_a_mark():
    masked = mask("Call {phone:meeting}.")
    for looks in (str.lower, lambda mark: mark.replace("X", " Х "), lambda mark: mark.translate(ARABIC)):
        answer = re.sub(r"\[X\d+X\]", lambda found, looks=looks: looks(found.group()), masked.text)
        assert unmask(answer, masked) == "Call {phone:meeting}."


ARABIC = {ord(str(number)): chr(0x660 + number) for number in range(10)}


def test_lost_doubled_and_foreign_facts_are_named():
    masked = mask("Call {phone:meeting} or {email:unit}.")
    phone, email = re.findall(r"\[X\d+X\]", masked.text)
    for answer, words in [
        (f"Llame {phone}.", "lost {email:unit}"),
        (f"Llame {phone} {email} {phone}.", "{phone:meeting} more than once"),
        (f"Llame {phone} {phone}.", "lost {email:unit}"),
        (f"Llame {phone} {email} [X{masked.nonce}7X].", "another text"),
        ("Llame.", "lost {email:unit} and {phone:meeting}"),
    ]:
        with pytest.raises(EngineError, match=re.escape(words)) as refusal:
            unmask(answer, masked)
        assert refusal.value.code == "facts"


def test_another_calls_marks_are_not_taken_for_ours():
    masked, other = mask("Call {phone:meeting}."), mask("Write to {email:unit}.")
    while other.nonce == masked.nonce:
        other = mask("Write to {email:unit}.")
    with pytest.raises(EngineError, match="another text"):
        unmask(other.text, masked)


def test_bold_that_lost_its_words_is_refused_and_loose_bold_is_tightened():
    masked = mask("**You** must wait.")
    first, last = re.findall(r"\[X\d+X\]", masked.text)
    assert unmask(f"{first} Usted {last} debe esperar.", masked) == "**Usted** debe esperar."
    with pytest.raises(EngineError, match="bold"):
        unmask(f"{first}{last} Debe esperar.", masked)

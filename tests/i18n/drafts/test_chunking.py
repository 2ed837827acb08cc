import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.drafts import EngineError
from i18n.drafts.chunking import chunks

TEXT = "You can bring a friend. Telephone {phone:meeting} or write to us!  What happens next? We tell you."


def test_short_texts_stay_whole_and_long_ones_are_cut_between_sentences():
    assert chunks(TEXT, 500) == [TEXT]
    assert chunks(TEXT, 50)[::2] == [
        "You can bring a friend.",
        "Telephone {phone:meeting} or write to us!",
        "What happens next? We tell you.",
    ]


@given(
    st.lists(
        st.sampled_from(["one", "two.", "three?", "{name:the board}", "four,", "\n"]), min_size=1, max_size=40
    )
)
def test_nothing_is_lost_and_no_fact_is_cut(words):
    text = " ".join(words).strip() or "one"
    pieces = chunks(text, 20)
    assert "".join(pieces) == text
    assert all(len(piece) <= 20 and piece.count("{") == piece.count("}") for piece in pieces[::2])


def test_a_word_too_long_is_refused():
    with pytest.raises(EngineError, match="One word"):
        chunks("short " + "x" * 100, 50)

"""Exact English is recalled; similar English is shown with its difference, and never trusted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.memory import Caution, MemoryEntry, Part, Run, difference, fingerprint, index, recall, suggest

NOT_ALONE = MemoryEntry("You do not have to come alone.", "Nie musi Pan przychodzić sam.", "not-alone")
CALL = MemoryEntry("Telephone {phone:meeting} before 5 p.m.", "Telefon {phone:meeting} do 17.", "call")
YES = MemoryEntry("Yes", "Tak", "yes")


def test_the_same_english_is_recalled_however_it_is_spaced_or_composed() -> None:
    cafe = MemoryEntry("Meet at the cafe\u0301", "Spotkanie w kawiarni")
    memory = index([NOT_ALONE, cafe])
    assert recall(memory, "You do  not have to\ncome alone. ", "not-alone") is NOT_ALONE
    assert recall(memory, "Meet at the caf\u00e9") is cafe
    assert recall(memory, "You do not have to come alone!") is None
    assert recall(memory, "you do not have to come alone.") is None


def test_the_same_key_goes_before_another_and_the_later_before_the_earlier() -> None:
    button, answer = MemoryEntry("Send", "Wyślij", "send"), MemoryEntry("Send", "Prześlij", "send-file")
    memory = index([button, answer])
    assert recall(memory, "Send", "send") is button
    assert recall(memory, "Send", "elsewhere") is answer
    newer = MemoryEntry("Send", "Nadaj", "send")
    assert recall(index([button, newer]), "Send", "send") is newer
    assert fingerprint("a", "b") != fingerprint("b", "a")


def test_a_lost_not_is_shown_word_by_word_and_warned_of() -> None:
    (found,) = suggest("You do have to come alone.", [YES, NOT_ALONE, CALL])
    assert found.entry is NOT_ALONE
    assert found.cautions == (Caution.NEGATION,)
    assert Run(Part.REMOVED, "not ") in found.difference or Run(Part.REMOVED, " not") in found.difference
    assert not any(run.part is Part.ADDED for run in found.difference)


@pytest.mark.parametrize(
    ("source", "cautions"),
    [
        ("Telephone {phone:meeting} before 5 p.m", ()),
        ("Telephone {phone:meeting} before 6 p.m.", (Caution.NUMBERS,)),
        ("Telephone {phone:meetings} before 5 p.m.", (Caution.FACTS,)),
        ("Telephone {phone:meeting} before ٥ p.m.", ()),
    ],
)
def test_a_different_number_or_fact_counts_more_than_a_different_letter(
    source: str, cautions: tuple[Caution, ...]
) -> None:
    (found,) = suggest(source, [CALL])
    assert found.cautions == cautions
    assert (found.score < 0.9) == bool(cautions)


def test_a_harmless_difference_stands_above_one_that_turns_the_meaning() -> None:
    turned = MemoryEntry("You can not bring a friend.", "1")
    harmless = MemoryEntry("You could bring some friend.", "2")
    found = suggest("You can bring a friend.", [turned, harmless], floor=0.6)
    assert [suggestion.entry.text for suggestion in found] == ["2", "1"]


def test_limits_hold_and_the_same_pair_is_given_once() -> None:
    many = [MemoryEntry(f"You can bring a friend, {name}.", str(n)) for n, name in enumerate("abcdefgh")]
    found = suggest("You can bring a friend, x.", [*many, *many])
    assert len(found) == 5
    assert len({suggestion.entry.text for suggestion in found}) == 5
    assert suggest("Quite another sentence.", many) == []
    assert suggest("", many) == []


words = st.text(st.sampled_from("ab {phone:}.\n’é"), max_size=30)


@given(words, words)
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    runs = difference(old, new)
    assert "".join(run.text for run in runs if run.part is not Part.ADDED) == old
    assert "".join(run.text for run in runs if run.part is not Part.REMOVED) == new


@pytest.mark.slow
def test_ten_thousand_sentences_are_searched_at_once() -> None:
    entries = [
        MemoryEntry(f"Sentence number {n} says what happens next to {n * 7}.", str(n)) for n in range(10_000)
    ]
    start = time.process_time()
    assert suggest("Sentence number 500 says what happens next to 3500!", entries)[0].entry.text == "500"
    assert time.process_time() - start < 1

"""The two machines, cell by cell. No database is needed to say what may follow what."""

from __future__ import annotations

from itertools import product

import pytest

from workflow.people.rules import TABLE
from workflow.refusals import RuleBroken
from workflow.review.models import Message, Stage, State, Translation
from workflow.review.rules import check_message_move, check_move
from workflow.review.states import ACTS, MESSAGE_MOVES, MOVES, NEEDS_REASON, Move

TRANSLATION = """
open      begun         editing
editing   handed-over   revision
revision  taken-back    editing
revision  revised       sign-off
sign-off  signed-off    ready
sign-off  sent-back     revision
ready     sent-back     revision
ready     published     published
published withdrawn     revision
published reopened      revision
"""
WANTED = {
    (Stage(a), Move(b)): Stage(c) for a, b, c in (line.split() for line in TRANSLATION.split("\n") if line)
}

MESSAGE = """
         empty draft edited approved returned
empty      -     x     x      -        -
draft      -     x     x      -        -
edited     -     x     x      x        x
approved   -     x     x      -        x
returned   -     x     x      -        -
"""


@pytest.mark.parametrize(("stage", "move"), list(product(Stage, Move)))
def test_a_move_leads_where_the_table_says_or_is_refused(stage: Stage, move: Move) -> None:
    translation = Translation(stage=stage)
    if (stage, move) in WANTED:
        assert check_move(translation, move, reason="It is wrong.") == WANTED[stage, move]
        return
    with pytest.raises(RuleBroken, match="so it cannot be") as refusal:
        check_move(translation, move, reason="It is wrong.")
    assert refusal.value.code == "move.stage"


@pytest.mark.parametrize(("stage", "move"), list(MOVES))
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_every_way_back_needs_a_reason(stage: Stage, move: Move, reason: str) -> None:
    back = list(Stage).index(MOVES[stage, move]) < list(Stage).index(stage)
    assert back == (move in NEEDS_REASON)
    if back:
        with pytest.raises(RuleBroken, match="Say why"):
            check_move(Translation(stage=stage), move, reason=reason)
    else:
        check_move(Translation(stage=stage), move, reason=reason)


def test_every_move_is_somebodys_act() -> None:
    assert set(ACTS) == set(Move)
    assert set(ACTS.values()) <= set(TABLE)


def cells() -> list[tuple[State, State, bool]]:
    head, *rows = (line.split() for line in MESSAGE.strip().split("\n"))
    return [(State(r[0]), State(to), mark == "x") for r in rows for to, mark in zip(head, r[1:], strict=True)]


@pytest.mark.parametrize(("state", "to", "allowed"), cells())
def test_a_message_becomes_what_the_table_says_or_stays(state: State, to: State, allowed: bool) -> None:
    message = Message(state=state)
    if allowed:
        check_message_move(message, to)
        return
    with pytest.raises(RuleBroken) as refusal:
        check_message_move(message, to)
    assert refusal.value.code == ("message.already" if state is to else "message.state")


def test_nothing_becomes_empty_again_and_only_what_was_edited_is_approved() -> None:
    assert len(cells()) == len(State) ** 2
    assert not any(State.EMPTY in follow for follow in MESSAGE_MOVES.values())
    assert [state for state in State if State.APPROVED in MESSAGE_MOVES[state]] == [State.EDITED]

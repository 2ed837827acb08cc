"""The two machines of this wing, each one table: where a move leads, and who makes it."""

from __future__ import annotations

from enum import StrEnum

from workflow.people.rules import Act
from workflow.review.models import Stage, State


class Move(StrEnum):
    """Moves of a translation. The value is the history's verb, after `translation.`."""

    BEGIN = "begun"
    HAND_OVER = "handed-over"
    TAKE_BACK = "taken-back"
    FINISH = "revised"
    SIGN = "signed-off"
    SEND_BACK = "sent-back"
    PUBLISH = "published"
    WITHDRAW = "withdrawn"
    REOPEN = "reopened"


MOVES: dict[tuple[Stage, Move], Stage] = {
    (Stage.OPEN, Move.BEGIN): Stage.EDITING,
    (Stage.EDITING, Move.HAND_OVER): Stage.REVISION,
    (Stage.REVISION, Move.TAKE_BACK): Stage.EDITING,
    (Stage.REVISION, Move.FINISH): Stage.SIGN_OFF,
    (Stage.SIGN_OFF, Move.SIGN): Stage.READY,
    (Stage.SIGN_OFF, Move.SEND_BACK): Stage.REVISION,
    (Stage.READY, Move.SEND_BACK): Stage.REVISION,
    (Stage.READY, Move.PUBLISH): Stage.PUBLISHED,
    (Stage.PUBLISHED, Move.WITHDRAW): Stage.REVISION,
    (Stage.PUBLISHED, Move.REOPEN): Stage.REVISION,
}

ACTS: dict[Move, Act] = {
    Move.BEGIN: Act.TRANSLATE,
    Move.HAND_OVER: Act.TRANSLATE,
    Move.TAKE_BACK: Act.REVISE,
    Move.FINISH: Act.REVISE,
    Move.SIGN: Act.SIGN_OFF,
    Move.SEND_BACK: Act.SIGN_OFF,
    Move.PUBLISH: Act.PUBLISH,
    Move.WITHDRAW: Act.WITHDRAW,
    Move.REOPEN: Act.OPEN_LANGUAGE,
}

NEEDS_REASON = frozenset({Move.TAKE_BACK, Move.SEND_BACK, Move.WITHDRAW, Move.REOPEN})

# Where texts are written, and their two people may still change.
WORKED_AT = frozenset({Stage.OPEN, Stage.EDITING, Stage.REVISION})

# A message's states that may follow each state. `draft` is a wording no human has accepted, or one that is blocked.
MESSAGE_MOVES: dict[State, frozenset[State]] = {
    State.EMPTY: frozenset({State.DRAFT, State.EDITED}),
    State.DRAFT: frozenset({State.DRAFT, State.EDITED}),
    State.EDITED: frozenset({State.DRAFT, State.EDITED, State.APPROVED, State.RETURNED}),
    State.APPROVED: frozenset({State.DRAFT, State.EDITED, State.RETURNED}),
    State.RETURNED: frozenset({State.DRAFT, State.EDITED}),
}

from __future__ import annotations

from dataclasses import replace

import pytest

from i18n.languages import shipped
from workflow.people.invitees import Ability, Invitee, from_cells, problems

GOOD = Invitee(
    "urdu@example.org",
    "Interpreter, Urdu",
    ("linguist",),
    (Ability("ur", reads=True, writes=True, speaks=True, may_edit=True, may_revise=True),),
)


def wrong(invitee: Invitee) -> list[str]:
    return list(problems(invitee, shipped()))


def test_from_cells_gathers_languages() -> None:
    invitee = from_cells(
        {
            "name": " Interpreter, Urdu ",
            "email": "Urdu@Example.org",
            "roles": "Linguist, owner",
            "reads": "ur;en",
        }
        | {"writes": "ur", "may_edit": "ur"}
    )
    assert invitee == Invitee(
        "urdu@example.org",
        "Interpreter, Urdu",
        ("linguist", "owner"),
        (Ability("ur", reads=True, writes=True, may_edit=True), Ability("en", reads=True)),
    )


def test_problems_of_a_good_one_are_none() -> None:
    assert wrong(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (replace(GOOD, email=""), "The e-mail address is missing."),
        (replace(GOOD, email="urdu"), "“urdu” is not an e-mail address."),
        (replace(GOOD, email="a@b\nBcc: c@example.org"), "not an e-mail address"),
        (replace(GOOD, name=""), "The name is missing."),
        (replace(GOOD, name="…"), "The name is missing."),
        (replace(GOOD, name="N" * 201), "longer than 200"),
        (replace(GOOD, name="=HYPERLINK(1)"), "begins with “=”"),
        (replace(GOOD, name="+cmd|calc"), "begins with “+”"),
        (replace(GOOD, name="@SUM(A1)"), "begins with “@”"),
        (replace(GOOD, name="Inter\u202epreter"), "invisible"),
        (replace(GOOD, name="Inter\npreter"), "invisible"),
        (replace(GOOD, roles=()), "No role is named"),
        (replace(GOOD, roles=("boss", "linguist")), "“boss” is not a role"),
        (replace(GOOD, roles=("owner",)), "Only a linguist may edit or revise"),
        (replace(GOOD, abilities=(Ability("xx-nowhere", reads=True),)), "is not a language of the register"),
        (replace(GOOD, abilities=(Ability("prs", reads=True),)), "write “fa-AF”"),
        (replace(GOOD, abilities=(Ability("ur", reads=True, may_edit=True),)), "has to read and write it"),
        (replace(GOOD, abilities=(Ability("ur", writes=True, may_edit=True),)), "has to read and write it"),
        (replace(GOOD, abilities=(Ability("ur", writes=True, may_revise=True),)), "Who may revise Urdu"),
        (replace(GOOD, abilities=(Ability("syl", reads=True),)), "not a written language"),
    ],
)
def test_problems_say_what_is_wrong(changed: Invitee, sentence: str) -> None:
    found = wrong(changed)
    assert len(found) == 1, found
    assert sentence in found[0]


def test_a_spoken_language_may_be_spoken() -> None:
    assert wrong(replace(GOOD, abilities=(Ability("syl", speaks=True),))) == []

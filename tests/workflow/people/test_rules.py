from __future__ import annotations

import pytest

from tests.workflow.cast import cast, competence, organisation, person
from workflow.people.models import Role
from workflow.people.rules import (
    HANDS_OUT,
    TABLE,
    Act,
    acting_as,
    check_change,
    check_change_account,
    check_hands_out,
    check_may,
    check_may_edit,
    check_may_revise,
    may,
    may_hand_out,
)
from workflow.refusals import NotYours, RuleBroken

pytestmark = pytest.mark.django_db

# Who may what, written down once more by hand: owner, coordinator, linguist, publisher, admin.
ROLES = (Role.OWNER, Role.COORDINATOR, Role.LINGUIST, Role.PUBLISHER, Role.ADMIN)
MAY = {
    Act.WRITE_LEAFLET: "x----",
    Act.CHANGE_FACT: "x---x",
    Act.OPEN_LANGUAGE: "-x---",
    Act.TRANSLATE: "--x--",
    Act.REVISE: "--x--",
    Act.SIGN_OFF: "x----",
    Act.PUBLISH: "---x-",
    Act.WITHDRAW: "---xx",
    Act.ADD_LANGUAGE: "----x",
    Act.INVITE: "-x--x",
    Act.CHANGE_PEOPLE: "-x--x",
    Act.SEE_CALLS: "-x---",
    Act.SEE_WORK: "xx-xx",
    Act.SEE_HISTORY: "xx-xx",
}
# The role in front gives and takes away:
GIVES = {
    Role.OWNER: "-----",
    Role.COORDINATOR: "-xx--",
    Role.LINGUIST: "-----",
    Role.PUBLISHER: "-----",
    Role.ADMIN: "xxxxx",
}


def test_the_tables_name_every_act_and_role() -> None:
    assert set(TABLE) == set(MAY) == set(Act)
    assert set(HANDS_OUT) == set(GIVES) == set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("act", "role", "allowed"),
    [(act, role, cell == "x") for act, cells in MAY.items() for role, cell in zip(ROLES, cells, strict=True)],
)
def test_may_by_role(act: Act, role: Role, allowed: bool) -> None:
    somebody = person(role)
    assert may(somebody, act) is allowed
    assert may(somebody, act, organisation()) is allowed
    assert may(somebody, act, organisation("Another organisation")) is False
    assert acting_as(somebody, act) == (role if allowed else "")


@pytest.mark.parametrize(
    ("giver", "role", "allowed"),
    [
        (giver, role, cell == "x")
        for giver, cells in GIVES.items()
        for role, cell in zip(ROLES, cells, strict=True)
    ],
)
def test_hand_out_by_role(giver: Role, role: Role, allowed: bool) -> None:
    somebody = person(giver)
    assert (role in may_hand_out(somebody, organisation())) is allowed
    assert role not in may_hand_out(somebody, organisation("Another organisation"))
    if not allowed:
        with pytest.raises(NotYours, match="ask an admin"):
            check_hands_out(somebody, [role], organisation())


@pytest.mark.parametrize("act", Act)
def test_may_when_inactive_is_nothing(act: Act) -> None:
    everybody = person(*Role)
    assert may(everybody, act)
    everybody.is_active = False
    assert not may(everybody, act)
    assert not may_hand_out(everybody, organisation())


@pytest.mark.parametrize("act", Act)
def test_may_without_a_role_is_nothing(act: Act) -> None:
    assert not may(person(), act)


def test_check_may_names_who_may() -> None:
    with pytest.raises(NotYours, match=r"^You may not publish: that is for the publisher\.$") as caught:
        check_may(cast().coordinator, Act.PUBLISH)
    assert (caught.value.code, caught.value.status) == ("role", 403)


def test_two_roles_add_up() -> None:
    both = person(Role.COORDINATOR, Role.LINGUIST)
    assert may(both, Act.INVITE)
    assert may(both, Act.TRANSLATE)


def test_edit_and_revise_need_their_own_competence() -> None:
    linguist = person(Role.LINGUIST)
    competence(linguist, "ur", may_revise=False)
    check_may_edit(linguist, "ur")
    with pytest.raises(RuleBroken, match="may not revise"):
        check_may_revise(linguist, "ur")
    with pytest.raises(RuleBroken, match="may not edit"):
        check_may_edit(linguist, "so")


def test_an_inactive_linguist_neither_edits_nor_revises() -> None:
    linguist = person(Role.LINGUIST)
    competence(linguist, "ur")
    linguist.is_active = False
    linguist.save()
    for check in (check_may_edit, check_may_revise):
        with pytest.raises(RuleBroken):
            check(linguist, "ur")


def test_change_refuses_oneself_and_people_elsewhere() -> None:
    us = cast()
    check_change(us.coordinator, us.publisher, us.organisation)
    with pytest.raises(RuleBroken, match="somebody else"):
        check_change(us.coordinator, us.coordinator, us.organisation)
    with pytest.raises(NotYours, match="no role in"):
        check_change(us.coordinator, us.outsider, us.organisation)
    with pytest.raises(NotYours):
        check_change(us.owner, us.editor(), us.organisation)


def test_change_account_needs_every_role_in_hand() -> None:
    us = cast()
    check_change_account(us.coordinator, us.editor())
    check_change_account(us.admin, us.publisher)
    with pytest.raises(NotYours, match="role of publisher"):
        check_change_account(us.coordinator, us.publisher)
    with pytest.raises(NotYours, match="no role here"):
        check_change_account(us.admin, person())

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.workflow.cast import Cast, cast, competence, organisation, person
from workflow.history.models import Event
from workflow.history.queries import broken_links
from workflow.notices.models import Notice
from workflow.people import actions, queries
from workflow.people.invitees import Ability, Invitee
from workflow.people.models import Competence, Invitation, Person, Post, Role
from workflow.refusals import NotYours, RuleBroken

pytestmark = pytest.mark.django_db

PASSWORD = "a long sentence nobody knows"
URDU = Ability("ur", reads=True, writes=True, speaks=True, may_edit=True)
SOMEBODY = Invitee("urdu@example.org", "Interpreter, Urdu", ("linguist",), (URDU,))


@pytest.fixture
def us() -> Cast:
    return cast()


def address(token: str) -> str:
    return f"https://polyleaf.example.org/accept/{token}/"


def invite(us: Cast, invitee: Invitee = SOMEBODY, by: Person | None = None) -> Invitation:
    return actions.invite(invitee, organisation=us.organisation, by=by or us.coordinator, address=address)


def token_sent() -> str:
    """From the newest e-mail in the outbox."""
    found = re.search(r"/accept/([\w-]+)/", Notice.objects.latest("pk").body)
    assert found
    return found[1]


def test_invite_queues_one_mail_and_keeps_only_the_hash(us: Cast) -> None:
    invitation = invite(us)
    notice = Notice.objects.get()
    assert notice.to == "urdu@example.org"
    assert us.organisation.name in notice.body
    token = token_sent()
    assert invitation.token_hash == queries.digest(token)
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(Event.objects.values()))
    assert timedelta(days=13) < invitation.expires_at - timezone.now() < timedelta(days=15)


def test_invite_writes_history_without_the_address(us: Cast) -> None:
    invitation = invite(us)
    event = Event.objects.get(verb="invitation.sent")
    assert (event.actor, event.role) == (us.coordinator.pk, "coordinator")
    assert event.subject == f"invitation:{invitation.pk}"
    assert event.data["roles"] == ["linguist"]
    assert "example.org" not in str(event.data)


@pytest.mark.parametrize("role", ["owner", "linguist", "publisher"])
def test_invite_by_others_is_refused(us: Cast, role: str) -> None:
    with pytest.raises(NotYours, match="may not invite"):
        invite(us, by=person(role))


def test_invite_by_another_organisation_is_refused(us: Cast) -> None:
    with pytest.raises(NotYours):
        invite(us, by=us.outsider)


def test_invite_with_a_role_one_may_not_give_is_refused(us: Cast) -> None:
    admin = Invitee("a@example.org", "Admin", ("admin",))
    with pytest.raises(NotYours, match="role of admin"):
        invite(us, admin)
    assert not Invitation.objects.exists()
    assert invite(us, admin, by=us.admin).roles == ["admin"]


def test_invite_twice_is_refused(us: Cast) -> None:
    invite(us)
    with pytest.raises(RuleBroken, match="was invited on"):
        invite(us)


def test_invite_somebody_who_is_here_is_refused(us: Cast) -> None:
    with pytest.raises(RuleBroken, match="is here already"):
        invite(us, Invitee(us.owner.email, "Owner", ("linguist",)))


def test_invite_all_invites_everybody_or_nobody(us: Cast) -> None:
    bad = Invitee("not an address", "Somebody", ("linguist",))
    with pytest.raises(RuleBroken):
        actions.invite_all([SOMEBODY, bad], organisation=us.organisation, by=us.coordinator, address=address)
    assert not Invitation.objects.exists()
    assert not Notice.objects.exists()
    assert not Event.objects.filter(verb="invitation.sent").exists()


def test_accept_opens_an_account_with_what_was_offered(us: Cast) -> None:
    invite(us)
    made = actions.accept(token_sent(), password=PASSWORD)
    assert made.check_password(PASSWORD)
    assert made.roles(us.organisation) == {"linguist"}
    assert Competence.objects.get(person=made).may_edit
    event = Event.objects.get(stream=f"account:{made.pk}")
    assert (event.verb, event.actor) == ("account.joined", made.pk)
    assert event.data["invited_by"] == us.coordinator.pk


def test_accept_twice_is_refused(us: Cast) -> None:
    invite(us)
    actions.accept(token_sent(), password=PASSWORD)
    with pytest.raises(RuleBroken, match="used already"):
        actions.accept(token_sent(), password=PASSWORD)


def test_accept_after_a_fortnight_is_refused(us: Cast) -> None:
    invite(us)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(RuleBroken, match="expired"):
        actions.accept(token_sent(), password=PASSWORD)
    assert not Person.objects.filter(email=SOMEBODY.email).exists()


def test_accept_an_unknown_token_is_refused() -> None:
    with pytest.raises(RuleBroken, match="opens no invitation"):
        actions.accept("unknown", password=PASSWORD)


@pytest.mark.parametrize("password", ["short", "password1234", "urdu@example.org"])
def test_accept_with_a_weak_password_is_refused(us: Cast, password: str) -> None:
    invite(us)
    with pytest.raises(RuleBroken) as caught:
        actions.accept(token_sent(), password=password)
    assert caught.value.code == "password.weak"


def test_an_invitation_dies_with_its_inviters_right(us: Cast) -> None:
    invite(us)
    actions.close_account(us.coordinator, by=us.admin)
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.accept(token_sent(), password=PASSWORD)


def test_renew_sends_a_new_link_and_ends_the_old(us: Cast) -> None:
    invitation = invite(us)
    old = token_sent()
    Invitation.objects.update(expires_at=timezone.now())
    actions.renew(invitation, by=us.admin, address=address)
    assert Notice.objects.count() == 2
    with pytest.raises(RuleBroken, match="opens no invitation"):
        actions.accept(old, password=PASSWORD)
    assert actions.accept(token_sent(), password=PASSWORD)


def test_withdraw_ends_the_link_and_frees_the_address(us: Cast) -> None:
    actions.withdraw(invite(us), by=us.coordinator)
    with pytest.raises(RuleBroken, match="withdrawn"):
        actions.accept(token_sent(), password=PASSWORD)
    assert invite(us)


def test_renew_and_withdraw_what_was_taken_up_are_refused(us: Cast) -> None:
    invitation = invite(us)
    actions.accept(token_sent(), password=PASSWORD)
    with pytest.raises(RuleBroken, match="already"):
        actions.renew(invitation, by=us.coordinator, address=address)
    with pytest.raises(RuleBroken, match="already"):
        actions.withdraw(invitation, by=us.coordinator)


def test_accept_as_joins_another_organisation_with_the_same_account(us: Cast) -> None:
    elsewhere = person(Role.LINGUIST, at=organisation("Another organisation"), email=SOMEBODY.email)
    competence(elsewhere, "ur")
    invite(us)
    token = token_sent()
    with pytest.raises(RuleBroken, match="have an account already"):
        actions.accept(token, password=PASSWORD)
    with pytest.raises(RuleBroken, match="log in as that person"):
        actions.accept_as(token, by=us.owner)
    actions.accept_as(token, by=elsewhere)
    assert len(Person.objects.get(pk=elsewhere.pk).organisations()) == 2
    assert Competence.objects.get(person=elsewhere).may_revise  # What was known before stays.


def test_change_roles_gives_and_takes_away(us: Cast) -> None:
    editor = us.editor()
    actions.change_roles(editor, ["coordinator"], organisation=us.organisation, by=us.coordinator)
    assert Person.objects.get(pk=editor.pk).roles(us.organisation) == {"coordinator"}
    event = Event.objects.get(verb="account.roles")
    assert (event.data["before"], event.data["after"]) == (["linguist"], ["coordinator"])


def test_change_roles_beyond_ones_own_hand_is_refused(us: Cast) -> None:
    with pytest.raises(NotYours, match="publisher"):
        actions.change_roles(
            us.editor(), ["linguist", "publisher"], organisation=us.organisation, by=us.coordinator
        )
    with pytest.raises(NotYours, match="owner"):
        actions.change_roles(us.owner, [], organisation=us.organisation, by=us.coordinator)
    with pytest.raises(RuleBroken, match="somebody else"):
        actions.change_roles(us.coordinator, ["linguist"], organisation=us.organisation, by=us.coordinator)
    assert not Event.objects.filter(verb="account.roles").exists()


def test_change_abilities_replaces_them_and_tells_what_changed(us: Cast) -> None:
    editor = us.editor("ur")
    somali = Ability("so", reads=True)
    actions.change_abilities(editor, [somali, Ability("pl")], organisation=us.organisation, by=us.coordinator)
    assert list(Competence.objects.filter(person=editor).values_list("tag", "reads")) == [("so", True)]
    event = Event.objects.get(verb="account.competences")
    assert [one["tag"] for one in event.data["changed"]] == ["so", "ur"]


def test_change_abilities_to_the_same_writes_nothing(us: Cast) -> None:
    editor = us.editor("ur")
    same = Ability("ur", reads=True, writes=True, speaks=True, may_edit=True)
    actions.change_abilities(editor, [same], organisation=us.organisation, by=us.coordinator)
    assert not Event.objects.filter(verb="account.competences").exists()


@pytest.mark.parametrize(
    "ability",
    [
        Ability("ur", may_edit=True),
        Ability("ur", writes=True, may_revise=True),
        Ability("nowhere", speaks=True),
    ],
)
def test_change_abilities_to_a_contradiction_is_refused(us: Cast, ability: Ability) -> None:
    with pytest.raises(RuleBroken) as caught:
        actions.change_abilities(us.editor(), [ability], organisation=us.organisation, by=us.coordinator)
    assert caught.value.code == "competence.contradiction"


def test_change_abilities_takes_a_say_in_every_organisation(us: Cast) -> None:
    elsewhere = organisation("Another organisation")
    editor = us.editor("ur")
    Post.objects.create(person=editor, organisation=elsewhere, role=Role.LINGUIST)
    editor = Person.objects.get(pk=editor.pk)
    raised = Ability("ur", reads=True, writes=True, speaks=True, may_edit=True, may_revise=True)
    theirs = person(Role.COORDINATOR, at=elsewhere)
    with pytest.raises(NotYours) as refusal:
        actions.change_abilities(editor, [raised], organisation=elsewhere, by=theirs)
    assert refusal.value.code == "competence.shared"
    assert us.organisation.name in refusal.value.sentence
    assert not Competence.objects.get(person=editor).may_revise
    Post.objects.create(person=theirs, organisation=us.organisation, role=Role.COORDINATOR)
    both = Person.objects.get(pk=theirs.pk)
    actions.change_abilities(editor, [raised], organisation=elsewhere, by=both)
    assert Competence.objects.get(person=editor).may_revise


def test_an_invitation_brings_no_ability_to_where_its_inviter_has_no_say(us: Cast) -> None:
    elsewhere = person(Role.LINGUIST, at=organisation("Another organisation"), email=SOMEBODY.email)
    invite(us)
    actions.accept_as(token_sent(), by=elsewhere)
    assert Person.objects.get(pk=elsewhere.pk).roles(us.organisation) == {"linguist"}
    assert not Competence.objects.filter(person=elsewhere).exists()
    assert Event.objects.get(verb="account.joined").data["competences"] == []


def test_an_invitation_brings_abilities_where_its_inviter_has_a_say_everywhere(us: Cast) -> None:
    other = organisation("Another organisation")
    elsewhere = person(Role.LINGUIST, at=other, email=SOMEBODY.email)
    Post.objects.create(person=us.coordinator, organisation=other, role=Role.COORDINATOR)
    invite(us, by=Person.objects.get(pk=us.coordinator.pk))
    actions.accept_as(token_sent(), by=elsewhere)
    assert Competence.objects.get(person=elsewhere).may_edit


def test_change_abilities_of_oneself_is_refused(us: Cast) -> None:
    with pytest.raises(RuleBroken, match="somebody else"):
        actions.change_abilities(us.coordinator, [URDU], organisation=us.organisation, by=us.coordinator)


def test_close_account_ends_open_sessions(us: Cast, client: Client) -> None:
    editor = us.editor()
    client.force_login(editor)
    assert client.get("/desk/").status_code == 200
    actions.close_account(editor, by=us.coordinator)
    response = client.get("/desk/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/desk/log-in/")
    actions.reopen_account(editor, by=us.coordinator)
    assert [one.verb for one in Event.objects.filter(stream=f"account:{editor.pk}")] == [
        "account.closed",
        "account.reopened",
    ]


def test_close_account_that_works_elsewhere_is_refused(us: Cast) -> None:
    editor = us.editor()
    Post.objects.create(person=editor, organisation=organisation("Another organisation"), role="linguist")
    with pytest.raises(NotYours, match="also works for Another organisation"):
        actions.close_account(Person.objects.get(pk=editor.pk), by=us.admin)


def test_close_ones_own_account_is_refused(us: Cast) -> None:
    with pytest.raises(RuleBroken, match="somebody else"):
        actions.close_account(us.admin, by=us.admin)


def test_the_history_of_all_this_holds(us: Cast) -> None:
    invite(us)
    actions.accept(token_sent(), password=PASSWORD)
    actions.close_account(us.editor(), by=us.coordinator)
    assert list(broken_links()) == []

"""Who may do what, at every stage: one table for each verb, everybody in every cell, in the actions and at
the addresses alike."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.workflow.cast import Cast, cast, competence, person
from tests.workflow.walk import message_of, signed_version, translation_at, wording
from workflow.history.models import Event
from workflow.people.models import Person, Role
from workflow.refusals import NotYours, RuleBroken
from workflow.review import actions, catalogues, drafting
from workflow.review.models import Message, Stage, Text, Translation
from workflow.review.queries import waiting_for
from workflow.review.states import WORKED_AT

pytestmark = pytest.mark.django_db
BEFORE_PUBLISHING = [stage for stage in Stage if stage is not Stage.PUBLISHED]
WHO = [
    "owner",
    "other owner",
    "coordinator",
    "publisher",
    "admin",
    "outsider",
    "editor",
    "reviser",
    "other linguist",
    "inactive editor",
    "inactive reviser",
]


def found(who: str, people: Cast) -> Person:
    if who == "other owner":
        return person(Role.OWNER, at=people.organisation)
    if who == "other linguist":
        other = person(Role.LINGUIST, at=people.organisation)
        competence(other, "ur")
        return other
    name = who.removeprefix("inactive ")
    chosen = getattr(people, name)
    chosen = chosen("ur") if callable(chosen) else chosen
    if who.startswith("inactive"):
        Person.objects.filter(pk=chosen.pk).update(is_active=False)
    return Person.objects.get(pk=chosen.pk)


def save(translation: Translation, by: Person) -> None:
    message = message_of(translation, "home")
    actions.save_text(message, wording("Another text.", "ur"), base=message.text_id, by=by)


def approve(translation: Translation, by: Person) -> None:
    message = message_of(translation, "home")
    actions.approve(message, seen=message.text_id or 0, by=by)


def return_(translation: Translation, by: Person) -> None:
    actions.return_text(message_of(translation, "home"), reason="Wrong word.", by=by)


def assign(translation: Translation, by: Person) -> None:
    actions.assign(translation, editor=translation.editor, reviser=None, by=by)


def take_back(translation: Translation, by: Person) -> None:
    actions.take_back(translation, reason="Begin anew.", by=by)


def send_back(translation: Translation, by: Person) -> None:
    actions.send_back(translation, reason="Ask the reviser.", by=by)


def take_catalogue(translation: Translation, by: Person) -> None:
    catalogues.take_catalogue(translation, b'msgid ""\nmsgstr "Language: ur\\n"\n', "x.po", by=by)


Verb = Callable[[Translation, Person], object]
VERBS: dict[str, tuple[Verb, dict[Stage, set[str]], bool]] = {
    # the act, who may at which stage, and whether every text is approved before
    "save": (
        save,
        {Stage.OPEN: {"editor"}, Stage.EDITING: {"editor"}, Stage.REVISION: {"editor", "reviser"}},
        False,
    ),
    "approve": (approve, {Stage.REVISION: {"reviser"}}, False),
    "return": (return_, {Stage.REVISION: {"reviser"}}, False),
    "hand-over": (lambda t, by: actions.hand_over(t, by=by), {Stage.EDITING: {"editor"}}, False),
    "finish": (lambda t, by: actions.finish(t, by=by), {Stage.REVISION: {"reviser"}}, True),
    "take-back": (take_back, {Stage.REVISION: {"reviser"}}, False),
    "sign-off": (lambda t, by: actions.sign_off(t, by=by), {Stage.SIGN_OFF: {"owner"}}, False),
    "send-back": (send_back, {Stage.SIGN_OFF: {"owner"}, Stage.READY: {"owner"}}, False),
    "assign": (assign, {stage: {"coordinator"} for stage in WORKED_AT}, False),
    "drafts": (lambda t, by: drafting.want_drafts(t, by=by), {Stage.OPEN: {"coordinator"}}, False),
    "take-catalogue": (
        take_catalogue,
        {stage: {"coordinator", "editor"} for stage in BEFORE_PUBLISHING},
        False,
    ),
}


@pytest.mark.parametrize("stage", BEFORE_PUBLISHING)
@pytest.mark.parametrize("verb", VERBS)
def test_only_whom_the_table_names_may_act(verb: str, stage: Stage) -> None:
    act, allowed, approved = VERBS[verb]
    people = cast()
    version = signed_version(people)
    translation = translation_at(stage, "ur", people, version, approved=approved and stage is Stage.REVISION)
    for who in sorted(WHO, key=lambda one: (one in allowed.get(stage, set()), one.startswith("inactive"))):
        if who.startswith("inactive"):
            continue
        by = found(who, people)
        events = Event.objects.count()
        if who not in allowed.get(stage, set()):
            with pytest.raises(RuleBroken):
                act(translation, by)
            assert Event.objects.count() == events, who
    expected = sorted(allowed.get(stage, set()))
    if expected:
        act(translation, found(expected[0], people))


@pytest.mark.parametrize("who", ["editor", "reviser", "owner", "coordinator"])
@pytest.mark.parametrize("verb", VERBS)
def test_whose_account_is_closed_does_nothing(verb: str, who: str) -> None:
    act, allowed, approved = VERBS[verb]
    if not any(who in some for some in allowed.values()):
        return
    stage = next(stage for stage, some in allowed.items() if who in some)
    people = cast()
    translation = translation_at(stage, "ur", people, approved=approved)
    by = found(f"inactive {who}", people)
    events = Event.objects.count()

    with pytest.raises(NotYours):
        act(translation, by)

    assert Event.objects.count() == events


NAMED = [
    (verb, who)
    for verb, (_, allowed, _) in VERBS.items()
    for who in ("editor", "reviser")
    if any(who in some for some in allowed.values())
]


@pytest.mark.parametrize(
    ("lost", "code"), [("role", "role"), ("language", "competence"), ("part", "competence")]
)
@pytest.mark.parametrize(("verb", "who"), NAMED)
def test_who_lost_the_role_or_the_language_does_nothing_more(
    verb: str, who: str, lost: str, code: str
) -> None:
    act, allowed, approved = VERBS[verb]
    people = cast()
    stage = next(stage for stage, some in allowed.items() if who in some)
    translation = translation_at(stage, "ur", people, approved=approved)
    by = found(who, people)
    if lost == "role":
        by.post_set.all().delete()
    elif lost == "language":
        by.competence_set.all().delete()
    else:
        by.competence_set.update(**{"may_edit" if who == "editor" else "may_revise": False})
    by, events = Person.objects.get(pk=by.pk), Event.objects.count()

    with pytest.raises(RuleBroken) as refusal:
        act(translation, by)

    assert refusal.value.code.split(".")[0] == code
    assert Event.objects.count() == events


@pytest.mark.parametrize("who", ["editor", "reviser"])
def test_who_lost_the_role_is_neither_shown_the_desk_nor_led_to_it(who: str) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    actions.return_text(message_of(translation, "home"), reason="Wrong word.", by=people.reviser())
    by = found(who, people)
    assert translation in waiting_for(by)

    by.post_set.all().delete()

    client = client_of(Person.objects.get(pk=by.pk))
    assert client.get(address("desk", translation)).status_code == 403
    assert client.post(address("save", translation), {"text": "x"}).status_code == 403
    assert translation not in waiting_for(by)


PAGES = ["desk", "progress", "catalogue", "texts"]
POSTS = (
    "save approve return hand-over finish take-back send-back assign drafts take-catalogue again"
).split()


def address(name: str, translation: Translation) -> str:
    message = message_of(translation, "home")
    if name in {"save", "approve", "return", "texts"}:
        return reverse(f"review:{name}", args=[message.pk])
    if name == "again":
        return reverse("review:again", args=[message.text_id])
    return reverse(f"review:{name}", args=[translation.pk])


def client_of(by: Person) -> Client:
    client = Client()
    client.force_login(by)
    return client


@pytest.mark.parametrize("who", ["outsider", "other linguist"])
def test_somebody_elses_translation_is_closed_at_every_address(who: str) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    client = client_of(found(who, people))
    before = list(Text.objects.values()), list(Message.objects.values()), Event.objects.count()

    for name in PAGES:
        assert client.get(address(name, translation)).status_code == 403, name
    for name in POSTS:
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.post(address(name, translation), {"text": "x", "reason": "x"}, headers=headers)
            assert answer.status_code == 403, name

    assert before == (list(Text.objects.values()), list(Message.objects.values()), Event.objects.count())


@pytest.mark.parametrize("who", ["inactive editor", "nobody"])
def test_without_an_open_account_every_address_leads_to_the_log_in(who: str) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    client = Client()
    if who != "nobody":
        client.force_login(people.editor())
        found(who, people)

    for name in PAGES:
        assert client.get(address(name, translation)).status_code == 302, name
    for name in POSTS:
        answer = client.post(address(name, translation))
        assert (answer.status_code, answer.headers["Location"][:13]) == (302, "/desk/log-in/"), name


@pytest.mark.parametrize(
    ("name", "who"),
    [
        *(
            (name, "coordinator")
            for name in ("approve", "return", "hand-over", "finish", "take-back", "save")
        ),
        *((name, "owner") for name in ("approve", "finish", "assign", "drafts", "take-catalogue", "again")),
        *((name, "editor") for name in ("finish", "take-back", "send-back", "assign", "drafts")),
        *((name, "reviser") for name in ("hand-over", "send-back", "assign", "drafts")),
    ],
)
def test_who_may_look_may_not_therefore_act(name: str, who: str) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    client = client_of(found(who, people))
    url = address(name, translation)
    stands = message_of(translation, "home").text_id
    data = {"text": "x", "reason": "x", "base": stands, "seen": stands}

    answer = client.post(url, data | ({"file": b""} if name == "take-catalogue" else {}))

    assert answer.status_code in {403, 409}
    assert message_of(translation, "home").text_id == stands


def test_addresses_of_nothing_are_not_found() -> None:
    client = client_of(cast().coordinator)

    for number in (404, 10**30):
        for path in ("translations/{}/", "messages/{}/texts/", "catalogues/{}/", "versions/{}/languages/"):
            assert client.get("/desk/" + path.format(number)).status_code == 404

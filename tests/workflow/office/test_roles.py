"""Who gets in where: every address × every role × every verb. An address without a row here fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from i18n import facts
from tests.workflow.cast import Cast, cast, competence, person
from tests.workflow.walk import (
    draft_version,
    leaflet_text,
    message_of,
    published,
    signed_version,
    translation_at,
)
from workflow.leaflets import actions as leaflets
from workflow.leaflets.models import Fact
from workflow.people import actions as people_actions
from workflow.people.invitees import Invitee
from workflow.people.models import LanguageEntry, Person, Role
from workflow.requests import actions as requests
from workflow.requests.models import CallBack
from workflow.review import catalogues
from workflow.review.models import Stage

pytestmark = pytest.mark.django_db

# O owner, C coordinator, P publisher, A admin, E and R the translation's editor and reviser, L another linguist,
# N somebody without any role, X every role of another organisation.
EVERYBODY = "OCPAERLNX"
SEES = "OCPA"
DESK = "OCPAER"

# Address → verb → who gets in. What an act refuses for another reason, such as a missing field, still gets in.
GET, POST, BOTH = "GET", "POST", ("GET", "POST")
TABLE: dict[str, dict[str, str]] = {
    "office:home": {GET: EVERYBODY},
    "office:calls": {GET: "CX"},
    "office:call": {GET: "C"},
    "office:call-number": {GET: "C", POST: "C"},
    "office:call-close": {POST: "C"},
    "office:history": {GET: "OCPAX"},
    "office:stream": {GET: SEES},
    "people:list": {GET: "CAX"},
    "people:person": {GET: "CA"},
    "people:competences": {POST: "CA"},
    "people:roles": {POST: "CA"},
    "people:close": {POST: "CA"},
    "people:reopen": {POST: "CA"},
    "people:invite": {GET: "CAX", POST: "CAX"},
    "people:csv": {GET: "CAX", POST: "CAX"},
    "people:csv-confirm": {POST: EVERYBODY},  # nothing happens without the seal of a dry run
    "people:renew": {POST: "CA"},
    "people:withdraw": {POST: "CA"},
    "people:languages": {GET: "OCPAX"},
    "people:language-add": {GET: "AX", POST: "AX"},
    "people:language-change": {GET: "AX", POST: "AX"},
    "leaflets:list": {GET: "OCPAX"},
    "leaflets:new": {GET: "OX", POST: "OX"},
    "leaflets:version": {GET: SEES},
    "leaflets:edit": {GET: "O", POST: "O"},
    "leaflets:keep": {POST: "O"},
    "leaflets:sign": {POST: "O"},
    "leaflets:next": {POST: "O"},
    "leaflets:facts": {GET: "OCPAX", POST: "OAX"},
    "leaflets:fact-tested": {POST: "OA"},
    "leaflets:fact-change": {GET: "OA", POST: "OA"},
    "review:languages": {GET: SEES},
    "review:open": {POST: "C"},
    "review:desk": {GET: DESK},
    "review:assign": {POST: "C"},
    "review:drafts": {POST: "C"},
    "review:progress": {GET: DESK},
    "review:hand-over": {POST: "E"},
    "review:finish": {POST: "R"},
    "review:send-back": {POST: "O"},
    "review:reopen": {POST: "C"},
    "review:take-back": {POST: "R"},
    "review:catalogue": {GET: DESK},
    "review:take-catalogue": {POST: "CE"},
    "review:catalogue-file": {GET: DESK},
    "review:catalogue-data": {GET: DESK},
    "review:save": {POST: "ER"},
    "review:approve": {POST: "ER"},
    "review:return": {POST: "ER"},
    "review:texts": {GET: DESK},
    "review:again": {POST: "ER"},
    "publishing:pack": {GET: DESK},
    "publishing:sign": {POST: "O"},
    "publishing:preview": {GET: DESK},
    "publishing:publish": {POST: "P"},
    "publishing:fact-change": {GET: SEES},
    "publishing:fact-confirm": {POST: "OA"},
    "publishing:fact-refuse": {POST: "OA"},
    "publishing:edition": {GET: SEES},
    "publishing:withdraw": {POST: "PA"},
}
# What is sent along, where an act looks at it before it looks at who is there.
DATA = {
    "review:open": {"tag": "fr"},
    "review:send-back": {"reason": "Because."},
    "review:reopen": {"reason": "Because."},
    "review:take-back": {"reason": "Because."},
}
# Addresses for people who are not logged in: tests/workflow/people, families and test_start.py have theirs.
PUBLIC = frozenset(
    "account_login account_logout account_inactive account_signup account_change_password account_set_password"
    " account_reset_password account_reset_password_done account_reset_password_from_key"
    " account_reset_password_from_key_done people:accept start enter-as healthz readyz families:ask-call".split()
)


def names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            yield namespace + pattern.name


def test_every_address_has_a_row() -> None:
    known = TABLE.keys() | PUBLIC
    assert set(names(get_resolver())) == known


@dataclass
class Everything:
    """A site with one of everything. `whom` are the people by letter, `at` the arguments by address."""

    whom: dict[str, Person]
    at: dict[str, dict[str, object]]


@pytest.fixture
def everything() -> Everything:
    people = cast()
    edition = published(people, "ur")
    version = signed_version(people, leaflet_text("another", title="Another leaflet"))
    translation = translation_at(Stage.REVISION, "ur", people, version)
    message = message_of(translation, "home")
    fact = Fact.objects.get(organisation=people.organisation, kind="phone", purpose="meeting")
    wanted = facts.Fact(facts.FactKind.PHONE, "meeting", "+441614779999")
    change = leaflets.propose_change(fact, wanted, by=_second_admin(people))
    filled = catalogues.po(translation)
    kept = catalogues.take_catalogue(translation, filled, "ur.po", by=people.coordinator)
    call = requests.ask_for_call(
        requests.Asked("1", "ur", "Urdu", "+447400123456", CallBack.When.ANY, False),
        organisation=people.organisation,
        leaflet=None,
    )
    invitation = people_actions.invite(
        Invitee("new@example.org", "New", (Role.LINGUIST,)),
        organisation=people.organisation,
        by=people.admin,
        address=lambda token: f"http://testserver/{token}",
    )
    LanguageEntry.objects.create(
        tag="xyz", english="Xyz", autonym="Xyz", script="Latn", direction="ltr", added_by=people.admin
    )
    editing, revised, to_sign, ready = (
        translation_at(
            stage, "ur", people, signed_version(people, leaflet_text(stage, title=stage)), approved=True
        )
        if stage is Stage.REVISION
        else translation_at(stage, "ur", people, signed_version(people, leaflet_text(stage, title=stage)))
        for stage in (Stage.EDITING, Stage.REVISION, Stage.SIGN_OFF, Stage.READY)
    )
    review = {
        **dict.fromkeys(
            "desk assign drafts progress take-back catalogue take-catalogue".split(), translation
        ),
        **{"hand-over": editing, "finish": revised, "send-back": to_sign, "reopen": edition.translation},
    }
    signed, draft = {"pk": version.pk}, {"pk": draft_version(people, leaflet_text("draft", title="Draft")).pk}
    somebody = {"pk": people.editor("pl").pk}
    at: dict[str, dict[str, object]] = {
        **{f"review:{name}": {"pk": one.pk} for name, one in review.items()},
        **{f"review:{name}": {"pk": message.pk} for name in ("save", "approve", "return", "texts")},
        **{f"review:{name}": {"pk": kept.pk} for name in ("catalogue-file", "catalogue-data")},
        "review:again": {"pk": message.text_id},
        **{f"review:{name}": signed for name in ("languages", "open")},
        **{f"publishing:{name}": {"pk": translation.pk} for name in ("pack", "preview")},
        "publishing:sign": {"pk": to_sign.pk},
        "publishing:publish": {"pk": ready.pk},
        **{
            f"publishing:{name}": {"pk": change.pk} for name in ("fact-change", "fact-confirm", "fact-refuse")
        },
        **{f"publishing:{name}": {"pk": edition.pk} for name in ("edition", "withdraw")},
        **{f"leaflets:{name}": draft for name in ("version", "edit", "keep", "sign")},
        "leaflets:next": {"pk": version.leaflet_id},
        **{f"leaflets:{name}": {"pk": fact.pk} for name in ("fact-tested", "fact-change")},
        **{f"office:{name}": {"pk": call.pk} for name in ("call", "call-number", "call-close")},
        "office:stream": {"stream": version.leaflet.stream},
        **{f"people:{name}": somebody for name in ("person", "competences", "close", "reopen")},
        "people:roles": somebody | {"organisation": people.organisation.pk},
        **{f"people:{name}": {"pk": invitation.pk} for name in ("renew", "withdraw")},
        "people:language-change": {"tag": "xyz"},
    }
    return Everything(_whom(people), at)


def _second_admin(people: Cast) -> Person:
    return person(Role.ADMIN, at=people.organisation)


def _whom(people: Cast) -> dict[str, Person]:
    other = person(Role.LINGUIST, at=people.organisation, name="Another linguist")
    competence(other, "ur")
    return {
        "O": people.owner,
        "C": people.coordinator,
        "P": people.publisher,
        "A": people.admin,
        "E": people.editor("ur"),
        "R": people.reviser("ur"),
        "L": other,
        "N": person(),
        "X": people.outsider,
    }


def knock(client: Client, verb: str, name: str, arguments: dict[str, object]) -> HttpResponseBase:
    """One click, undone afterwards."""
    file = {"file": SimpleUploadedFile("ur.po", b"no catalogue")} if name == "review:take-catalogue" else {}
    address = reverse(name, kwargs=arguments)
    with transaction.atomic():
        answer = client.post(address, DATA.get(name, {}) | file) if verb == POST else client.get(address)
        transaction.set_rollback(True)
    list(answer)  # read to its end, as a browser does
    return answer


def test_everybody_gets_in_where_the_table_says_and_nowhere_else(everything: Everything) -> None:
    wrong = []
    for letter, somebody in everything.whom.items():
        client = Client(raise_request_exception=False)
        client.force_login(somebody)
        for name, verbs in TABLE.items():
            for verb in BOTH:
                answer = knock(client, verb, name, everything.at.get(name, {}))
                expected = (
                    "in" if letter in verbs.get(verb, "") else "out" if verb in verbs else "no such verb"
                )
                got = outcome(answer.status_code)
                if got != expected:
                    wrong.append(f"{name} {verb} by {letter}: {got} ({answer.status_code}), not {expected}")
    assert not wrong, "\n".join(wrong)


def outcome(status: int) -> str:
    return {403: "out", 404: "out", 405: "no such verb", 500: "a fault"}.get(status, "in")


def test_who_is_not_logged_in_is_led_to_the_log_in(everything: Everything) -> None:
    client = Client()
    for name, verbs in TABLE.items():
        for verb in verbs:
            answer = knock(client, verb, name, everything.at.get(name, {}))
            assert answer.status_code == 302, f"{name} {verb}"
            assert urlsplit(answer.headers["Location"]).path == reverse("account_login"), f"{name} {verb}"


def test_staff_pages_are_kept_by_no_cache(everything: Everything) -> None:
    client = Client()
    client.force_login(everything.whom["C"])
    for name, verbs in TABLE.items():
        if "C" in verbs.get(GET, ""):
            answer = client.get(reverse(name, kwargs=everything.at.get(name, {})))
            assert "no-store" in answer.headers["Cache-Control"], name
            list(answer)  # read to its end, as a browser does


def test_a_closed_account_gets_in_nowhere(everything: Everything) -> None:
    client = Client()
    coordinator = everything.whom["C"]
    client.force_login(coordinator)
    Person.objects.filter(pk=coordinator.pk).update(is_active=False)
    assert client.get(reverse("office:home")).status_code == 302


def test_forms_of_another_site_are_refused(everything: Everything) -> None:
    """Every POST is guarded by Django's token, save the families' form, which has no cookie to steal."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(everything.whom["C"])
    for name, verbs in TABLE.items():
        if POST in verbs:
            address = reverse(name, kwargs=everything.at.get(name, {}))
            assert client.post(address).status_code == 403, name

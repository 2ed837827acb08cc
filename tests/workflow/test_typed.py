"""Whatever is typed into an address or a form, the answer is a page: no number too long, no NUL that PostgreSQL
does not keep."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.workflow.cast import cast
from tests.workflow.walk import (
    draft_version,
    leaflet_text,
    message_of,
    opened,
    published,
    signed_version,
    wording,
)
from workflow.people.models import Person
from workflow.staff import typed_number

pytestmark = pytest.mark.django_db
LONG = "9" * 5_000


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("17", 17),
        ("٣", 3),
        ("", None),
        (None, None),
        ("-1", None),
        ("²", None),
        ("1.0", None),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
        (LONG, None),
    ],
)
def test_a_typed_number_is_one_of_ours_or_none(text: str | None, number: int | None) -> None:
    assert typed_number(text) == number


def test_numbers_beyond_measure_are_refused_at_the_desk() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    message = message_of(translation, "home")
    editor, coordinator = client_of(people.editor()), client_of(people.coordinator)
    typed = wording(message.segment.text, "ur")

    named = coordinator.post(reverse("review:assign", args=[translation.pk]), {"editor": LONG})
    saved = editor.post(reverse("review:save", args=[message.pk]), {"text": typed, "base": LONG})
    approved = editor.post(reverse("review:approve", args=[message.pk]), {"seen": LONG})

    assert (named.status_code, approved.status_code) == (409, 409)
    assert saved.status_code == 302  # there was no text yet, so none was overwritten
    assert client_of(people.owner).get(f"/desk/messages/{LONG}/texts/").status_code == 404


def test_nul_in_a_form_goes_no_further() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))
    message = message_of(translation, "home")
    typed = wording(message.segment.text, "ur")

    answer = client_of(people.editor()).post(
        reverse("review:save", args=[message.pk]), {"text": f"{typed[:5]}\0{typed[5:]}", "base\0": ""}
    )

    assert answer.status_code == 302
    assert str(message_of(translation, "home").text) == typed


def test_nul_in_an_address_never_reaches_the_database() -> None:
    people = cast()
    published(people, "ur")
    version = draft_version(people, leaflet_text("another"))

    seen: list[object] = []

    def looking(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        seen.extend(params or ())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(looking):
        assert Client().get("/ur/ask/call/?from=%00").status_code == 200
        assert Client().get("/ur/ask/call/?from=for-families%00").status_code == 200
        assert Client().get("/ur/ask/call/?from=No%20Slug").status_code == 200
        owner = client_of(people.owner)
        assert owner.get("/desk/people/languages/a%00b/").status_code == 404
        owner.post(reverse("leaflets:keep", args=[version.pk]), {"mark": "\0", "because": "\0"})
    assert not [one for one in seen if isinstance(one, str) and ("\0" in one or one == "No Slug")]

"""The desk in the browser: with and without HTMX the same sentence, and what was typed is still there."""

from __future__ import annotations

from html import escape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workflow.cast import cast
from tests.workflow.walk import (
    KEYS,
    leaflet_text,
    message_of,
    next_version,
    opened,
    signed_version,
    translation_at,
    walk_on,
    write,
    write_all,
)
from workflow.people.models import Person
from workflow.review import actions, queries
from workflow.review.models import Stage, State, Text, Translation

pytestmark = pytest.mark.django_db
HOME = "ہم آپ کے گھر پر آپ سے مل سکتے ہیں"
OTHER = "ہم آپ سے ملنے آپ کے گھر آ سکتے ہیں"
HTMX = {"HX-Request": "true"}


def client_of(by: Person) -> Client:
    client = Client()
    client.force_login(by)
    return client


def desk(translation: Translation, by: Person) -> str:
    answer = client_of(by).get(reverse("review:desk", args=[translation.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def save(translation: Translation, by: Person, text: str, base: object, **headers: str) -> HttpResponse:
    url = reverse("review:save", args=[message_of(translation, "home").pk])
    return client_of(by).post(url, {"text": text, "base": base or ""}, headers=headers)  # type: ignore[return-value]


def test_saving_without_scripts_leads_back_to_the_segment() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    answer = save(translation, people.editor(), HOME, None)

    pk = message_of(translation, "home").pk
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/desk/translations/{translation.pk}/#m{pk}",
    )
    assert str(message_of(translation, "home").text) == HOME


def test_saving_with_htmx_answers_with_the_segment_alone() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    answer = save(translation, people.editor(), HOME, None, **HTMX)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in page
    assert f'id="m{message_of(translation, "home").pk}"' in page
    assert "1 edited." in page
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_saver_sees_both_texts_and_saves_over_the_first_knowingly(headers: dict[str, str]) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    base = message_of(translation, "home").text_id
    save(translation, people.editor(), HOME, base)

    answer = save(translation, people.reviser(), OTHER, base, **headers)

    page = answer.content.decode()
    assert answer.status_code == (200 if headers else 409)
    assert HOME in page
    assert f">{OTHER}</textarea>" in page
    assert "Editor, ur saved this segment meanwhile." in page
    stands = message_of(translation, "home")
    assert str(stands.text) == HOME
    assert f'name="base" value="{stands.text_id}"' in page
    save(translation, people.reviser(), OTHER, stands.text_id)
    assert [str(text) for text in stands.texts.all()][-2:] == [HOME, OTHER]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("typed", [" \n ", "x" * 20_001])
def test_what_cannot_be_saved_is_still_in_the_box(typed: str, headers: dict[str, str]) -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)
    before = message_of(translation, "home")

    answer = save(translation, people.editor(), typed, before.text_id, **headers)

    assert answer.status_code == (200 if headers else 409)
    assert f">{escape(typed)}</textarea>" in answer.content.decode()
    assert message_of(translation, "home").text_id == before.text_id


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_text_typed_while_the_revision_was_finished_is_still_on_the_page(headers: dict[str, str]) -> None:
    people = cast()
    translation = translation_at(Stage.SIGN_OFF, "ur", people)

    answer = save(translation, people.editor(), OTHER, message_of(translation, "home").text_id, **headers)

    page = answer.content.decode()
    assert OTHER in page
    assert "Its texts are closed." in page


def test_markup_that_was_typed_is_shown_as_text() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    page = save(translation, people.editor(), "<script>alert(1)</script> گھر", None, **HTMX).content.decode()

    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_blocked_text_is_kept_and_its_finding_shown() -> None:
    people = cast()
    translation = opened("ur", people, signed_version(people))

    page = save(translation, people.editor(), f"{HOME} {{phone:interpreting}}", None, **HTMX).content.decode()

    assert "Stops:" in page
    assert message_of(translation, "home").state == State.DRAFT


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_approving_what_changed_meanwhile_shows_what_stands_now(headers: dict[str, str]) -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    seen = message_of(translation, "home").text_id
    write(translation, "home", OTHER, people.editor())
    url = reverse("review:approve", args=[message_of(translation, "home").pk])

    answer = client_of(people.reviser()).post(url, {"seen": seen}, headers=headers)

    page = answer.content.decode()
    assert "Editor, ur changed this text meanwhile." in page
    assert OTHER in page
    assert message_of(translation, "home").state == State.EDITED


def test_return_approve_hand_over_finish_and_give_back_by_their_buttons() -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)
    editor, reviser = client_of(people.editor()), client_of(people.reviser())

    def press(client: Client, name: str, pk: int, **data: object) -> int:
        return client.post(reverse(f"review:{name}", args=[pk]), data).status_code

    def message() -> int:
        return message_of(translation, "home").pk

    assert press(editor, "hand-over", translation.pk) == 302
    assert press(reviser, "return", message(), reason="") == 409
    assert press(reviser, "return", message(), reason="Say it kinder.") == 302
    assert press(reviser, "finish", translation.pk) == 409
    assert "Say it kinder." in desk(translation, people.editor())
    assert press(reviser, "take-back", translation.pk, reason="Begin anew.") == 302
    write_all(translation)
    assert press(editor, "hand-over", translation.pk) == 302
    for one in translation.messages.all():
        assert press(reviser, "approve", one.pk, seen=one.text_id) == 302
    assert press(reviser, "finish", translation.pk) == 302
    owner = client_of(people.owner)
    assert press(owner, "send-back", translation.pk, reason="") == 409
    assert press(owner, "send-back", translation.pk, reason="Look once more.") == 302
    translation.refresh_from_db()
    assert translation.stage == Stage.REVISION


def test_an_earlier_text_can_be_used_again() -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)
    first = message_of(translation, "home").text
    assert first
    write(translation, "home", OTHER, people.editor())
    client = client_of(people.editor())

    page = client.get(reverse("review:texts", args=[first.message_id])).content.decode()
    assert str(first) in page
    assert OTHER in page
    stands = message_of(translation, "home").text_id
    client.post(reverse("review:again", args=[first.pk]), {"base": stands})

    assert str(message_of(translation, "home").text) == str(first)


def test_the_desk_says_where_each_text_comes_from() -> None:
    people = cast()
    version = signed_version(people)
    translation = opened("ur", people, version)
    actions.take_texts(translation, {"home": HOME, "next": OTHER}, note="sample file", by=people.coordinator)
    assert "sample file" in desk(translation, people.editor())
    write(translation, "home", HOME, people.editor())
    page = desk(translation, people.editor())
    assert "Editor, ur, accepted as it was (sample file)" in page
    walk_on(translation, Stage.READY, people)
    second = opened("ur", people, next_version(version, version.markdown, people))
    page = desk(second, people.editor())
    assert "Editor, ur, carried from version 1" in page
    assert "approved by" not in page


def test_the_two_people_are_named_by_the_coordinator() -> None:
    people = cast()
    translation = actions.open_language(signed_version(people), "ur", by=people.coordinator)
    people.editor(), people.reviser(), people.editor("pl")
    client = client_of(people.coordinator)
    page = desk(translation, people.coordinator)
    assert "Editor, ur" in page
    assert "Editor, pl" not in page

    url = reverse("review:assign", args=[translation.pk])
    both = {"editor": people.editor().pk, "reviser": people.reviser().pk, "due": "2030-01-31"}
    for wrong in ({"editor": 404}, {"editor": 10**30}, {"reviser": "x"}, {"due": "soon"}):
        assert client.post(url, both | wrong).status_code == 409
    assert client.post(url, both).status_code == 302

    translation.refresh_from_db()
    assert (translation.editor, translation.reviser) == (people.editor(), people.reviser())
    assert str(translation.due) == "2030-01-31"


@pytest.mark.parametrize(("tag", "status"), [("ur", 302), ("syl", 409), ("bfi", 409), ("xx", 409), ("", 409)])
def test_a_language_is_opened_by_its_button(tag: str, status: int) -> None:
    people = cast()
    version = signed_version(people)
    client = client_of(people.coordinator)

    answer = client.post(reverse("review:open", args=[version.pk]), {"tag": tag})

    assert answer.status_code == status
    page = client.get(reverse("review:languages", args=[version.pk])).content.decode()
    assert 'value="ur"' in page if status == 409 else 'value="ur"' not in page
    assert 'value="syl"' not in page


def queries_of(url: str, client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def long_leaflet(items: int) -> str:
    rows = "\n".join(f"- This is sentence number {n} of our leaflet." for n in range(items))
    return leaflet_text(f"leaflet-{items}", body=f"## Who\n\nYou can have an interpreter.\n\n{rows}\n")


@pytest.mark.parametrize("who", ["editor", "reviser", "coordinator"])
def test_the_desk_asks_no_more_questions_with_more_segments(who: str) -> None:
    people = cast()
    counts = []
    for items in (3, 30):
        translation = translation_at(
            Stage.REVISION, "ur", people, signed_version(people, long_leaflet(items))
        )
        person = people.coordinator if who == "coordinator" else getattr(people, who)()
        counts.append(queries_of(reverse("review:desk", args=[translation.pk]), client_of(person)))

    assert counts[0] == counts[1] <= 14


def test_the_table_of_languages_asks_no_more_questions_with_more_languages() -> None:
    people = cast()
    version = signed_version(people)
    url, client = reverse("review:languages", args=[version.pk]), client_of(people.coordinator)
    counts = []
    for tags in (["ur"], ["pl", "es", "so", "ar", "fa", "uk", "ro", "bn"]):
        for tag in tags:
            translation_at(Stage.EDITING, tag, people, version)
        counts.append(queries_of(url, client))

    assert counts[0] == counts[1] <= 9


def test_saving_asks_a_bounded_number_of_questions() -> None:
    people = cast()
    counts = []
    for items in (3, 30):
        version = signed_version(people, long_leaflet(items))
        translation = translation_at(Stage.EDITING, "ur", people, version)
        message = queries.messages_of(translation)[2]
        url, client = reverse("review:save", args=[message.pk]), client_of(people.editor())
        with CaptureQueriesContext(connection) as asked:
            client.post(url, {"text": HOME, "base": message.text_id}, headers=HTMX)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 45
    assert Text.objects.filter(forms=[HOME]).count() == 2


def test_every_state_has_its_desk() -> None:
    people = cast()
    version = signed_version(people)
    for tag, stage in zip(["ur", "pl", "es", "so", "ar"], Stage, strict=False):
        translation = translation_at(stage, tag, people, version)
        for by in (
            people.editor(tag),
            people.reviser(tag),
            people.coordinator,
            people.owner,
            people.publisher,
        ):
            page = desk(translation, by)
            assert page.count('<li id="m') == len(KEYS)


def test_an_earlier_text_is_used_again_only_over_the_text_that_was_seen() -> None:
    people = cast()
    translation = translation_at(Stage.EDITING, "ur", people)
    first = message_of(translation, "home").text_id
    save(translation, people.editor(), HOME, first)
    seen = message_of(translation, "home").text_id
    client = Client()
    client.force_login(people.editor())
    page = client.get(reverse("review:texts", args=[message_of(translation, "home").pk])).content.decode()
    assert f'name="base" value="{seen}"' in page
    save(translation, people.editor(), OTHER, seen)  # in another tab
    stands = message_of(translation, "home").text_id
    url = reverse("review:again", args=[first])

    for base in (seen, "", "9" * 5_000):
        answer = client.post(url, {"base": base})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "saved this segment meanwhile" in page
        assert OTHER in page
        assert f'name="base" value="{stands}"' in page
        assert message_of(translation, "home").text_id == stands
    assert client.post(url, {"base": stands}).status_code == 302
    assert message_of(translation, "home").text_id != stands

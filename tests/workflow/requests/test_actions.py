"""Taking, correcting, showing, closing and purging requests for a call."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from tests.workflow.cast import Cast, cast
from workflow.history.models import Event
from workflow.refusals import NotYours, RuleBroken
from workflow.requests import actions, rules
from workflow.requests.actions import Asked
from workflow.requests.models import CallBack

pytestmark = pytest.mark.django_db

NUMBER = "+447700900123"
SPEAKS = "پنجابی (Mirpuri)"


@pytest.fixture
def people() -> Cast:
    return cast()


def asked(once: str = "1", **changes: object) -> Asked:
    given: dict[str, object] = {
        "once": once,
        "tag": "ur",
        "language": SPEAKS,
        "phone": NUMBER,
        "when": CallBack.When.MORNING,
        "say_who": False,
    }
    return Asked(**(given | changes))  # type: ignore[arg-type]


def ask(people: Cast, once: str = "1", **changes: object) -> CallBack:
    return actions.ask_for_call(asked(once, **changes), organisation=people.organisation, leaflet=None)


def stored(call: CallBack) -> str:
    """The whole row as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM requests_callback WHERE id = %s", [call.pk])
        return repr(cursor.fetchone())


def test_what_identifies_a_family_is_not_in_the_database(people: Cast) -> None:
    call = ask(people)
    row = stored(call)
    for secret in (NUMBER, NUMBER[3:], "7700900123", SPEAKS, "Mirpuri", "پنجابی"):
        assert secret not in row
    assert CallBack.objects.get(pk=call.pk).phone == NUMBER
    assert CallBack.objects.get(pk=call.pk).language == SPEAKS


def test_the_same_number_twice_looks_different_in_the_database(people: Cast) -> None:
    first, second = ask(people, "1"), ask(people, "2")
    tokens = {
        part for call in (first, second) for part in stored(call).split("'") if part.startswith("gAAAA")
    }
    assert len(tokens) == 4


def test_keys_rotate(people: Cast, settings: Settings) -> None:
    settings.FIELD_KEYS = ["the old key"]
    old = ask(people, "1")
    settings.FIELD_KEYS = ["the new key", "the old key"]
    new = ask(people, "2")
    assert CallBack.objects.get(pk=old.pk).phone == CallBack.objects.get(pk=new.pk).phone == NUMBER
    settings.FIELD_KEYS = ["the new key"]
    assert CallBack.objects.get(pk=new.pk).phone == NUMBER
    with pytest.raises(InvalidToken):
        CallBack.objects.get(pk=old.pk)


def test_the_same_form_sent_twice_is_one_request(people: Cast) -> None:
    assert ask(people) == ask(people)
    assert CallBack.objects.count() == 1
    assert Event.objects.filter(verb="call.asked").count() == 1


def test_the_same_form_sent_again_with_a_correction_corrects_the_request(people: Cast) -> None:
    """Somebody goes back, sees a wrong digit, and sends once more: the wrong number must not be the one called."""
    first = ask(people)
    again = ask(people, phone="+447700900456", say_who=True)
    assert again == first
    assert (again.reference, again.phone, again.say_who) == (first.reference, "+447700900456", True)
    assert [event.verb for event in Event.objects.order_by("number")] == ["call.asked", "call.corrected"]


def test_the_same_form_sent_again_after_the_call_is_a_new_request(people: Cast) -> None:
    first = ask(people)
    actions.close_call(first, result="reached", by=people.coordinator)
    second, third = ask(people), ask(people)
    assert second != first
    assert second == third
    assert second.state == CallBack.State.NEW


def test_a_flood_is_told_to_wait(people: Cast) -> None:
    for number in range(rules.PER_MINUTE):
        ask(people, str(number))
    with pytest.raises(rules.FormError) as error:
        ask(people, "one too many")
    assert error.value.word == "error-busy"
    assert ask(people, "0").pk, "who asked before the flood is still answered"
    CallBack.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    assert ask(people, "later").pk


def test_a_reference_has_no_letters_that_people_mix_up(people: Cast) -> None:
    for number in range(20):
        assert not set(ask(people, str(number)).reference) & set("01IOLS52Z")


def test_showing_the_number_writes_a_line(people: Cast) -> None:
    call = ask(people)
    assert actions.reveal_number(call, by=people.coordinator) == NUMBER
    line = Event.objects.get(verb="call.number-shown")
    assert (line.actor, line.role, line.stream) == (
        people.coordinator.pk,
        "coordinator",
        f"request:{call.pk}",
    )


@pytest.mark.parametrize("who", ["owner", "publisher", "admin", "outsider", "linguist"])
def test_nobody_but_the_coordinator_sees_or_closes(who: str, people: Cast) -> None:
    call = ask(people)
    person = people.editor("ur") if who == "linguist" else getattr(people, who)
    with pytest.raises(NotYours):
        actions.reveal_number(call, by=person)
    with pytest.raises(NotYours):
        actions.close_call(call, result="reached", by=person)
    assert not Event.objects.exclude(verb="call.asked").exists()


def test_closing_needs_a_result_and_happens_once(people: Cast) -> None:
    call = ask(people)
    for wrong in ("", "fine", "REACHED"):
        with pytest.raises(RuleBroken, match="Choose what came of the call"):
            actions.close_call(call, result=wrong, by=people.coordinator)
    actions.close_call(call, result="reached", by=people.coordinator)
    with pytest.raises(RuleBroken, match="closed already"):
        actions.close_call(call, result="no-answer", by=people.coordinator)
    call.refresh_from_db()
    assert (call.result, call.closed_by) == ("reached", people.coordinator)
    assert timedelta(days=29) < call.purge_at - timezone.now() < timedelta(days=31)


def test_purging_erases_what_identifies_a_family_on_its_day(people: Cast) -> None:
    closed, open_one = ask(people, "1"), ask(people, "2")
    actions.close_call(closed, result="reached", by=people.coordinator)
    assert actions.purge() == 0
    CallBack.objects.filter(pk=closed.pk).update(purge_at=timezone.now() - timedelta(seconds=1))
    assert actions.purge() == 1
    assert actions.purge() == 0
    closed.refresh_from_db()
    open_one.refresh_from_db()
    assert (closed.phone, closed.language) == ("", "")
    assert "gAAAA" not in stored(closed)
    assert open_one.phone == NUMBER
    assert Event.objects.filter(verb="call.purged").count() == 1
    with pytest.raises(RuleBroken, match="has been deleted"):
        actions.reveal_number(closed, by=people.coordinator)


def test_an_open_request_that_nobody_closed_goes_too(people: Cast) -> None:
    call = ask(people)
    assert timedelta(days=89) < call.purge_at - timezone.now() < timedelta(days=91)
    CallBack.objects.update(purge_at=timezone.now())
    assert actions.purge() == 1


def test_a_request_whose_key_is_lost_is_purged_all_the_same(people: Cast, settings: Settings) -> None:
    call = ask(people)
    settings.FIELD_KEYS = ["another key"]
    CallBack.objects.update(purge_at=timezone.now())
    assert actions.purge() == 1
    assert "gAAAA" not in stored(call)


def test_the_history_holds_nothing_that_identifies_a_family(people: Cast) -> None:
    call = ask(people)
    ask(people, phone="+447700900456")
    actions.reveal_number(call, by=people.coordinator)
    actions.close_call(call, result="reached", by=people.coordinator)
    CallBack.objects.update(purge_at=timezone.now())
    actions.purge()
    lines = repr(list(Event.objects.values_list()))
    for secret in ("7700", SPEAKS, "Mirpuri", call.reference):
        assert secret not in lines
    assert Event.objects.count() == 5


def test_what_is_purged_is_gone_from_the_database_file(real_database: dict[str, str]) -> None:
    """SQLite only: deleted bytes would stay in the file and its log. PostgreSQL's VACUUM does this in its time."""
    people = cast()
    call = ask(people)
    token = next(part for part in stored(call).split("'") if part.startswith("gAAAA")).encode()
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its files to itself.")
    CallBack.objects.update(purge_at=timezone.now())
    assert _holds(real_database, token)
    assert not _holds(real_database, NUMBER.encode())
    actions.purge()
    assert not _holds(real_database, token)


def _holds(environment: dict[str, str], text: bytes) -> bool:
    return any(text in path.read_bytes() for path in Path(environment["VAR_DIR"]).glob("polyleaf.sqlite3*"))

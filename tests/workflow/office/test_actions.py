"""What is due each minute, and the first admin of a real site."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings as site_settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.fixtures.site import ROOT
from tests.workflow.cast import cast, person
from tests.workflow.walk import published
from workflow.history.models import Event
from workflow.history.queries import broken_links
from workflow.notices.actions import queue
from workflow.office import actions
from workflow.people.models import Organisation, Person, Role
from workflow.publishing import marks
from workflow.publishing.models import Edition
from workflow.refusals import RuleBroken
from workflow.requests import actions as requests
from workflow.requests.models import CallBack

NOTHING = {name: 0 for name, _ in actions.DUE}


def call(organisation: Organisation, once: str = "1") -> CallBack:
    asked = requests.Asked(once, "ur", "Urdu", "+447400123456", CallBack.When.ANY, False)
    return requests.ask_for_call(asked, organisation=organisation, leaflet=None)


@pytest.mark.django_db
def test_a_tick_does_everything_that_is_due_once() -> None:
    people = cast()
    edition = published(people)
    marks.put(edition.digest, marks.Mark(people.publisher.pk, "publisher", "A number was wrong."))
    call(people.organisation)
    CallBack.objects.update(purge_at=timezone.now())
    queue("news", to="somebody@example.org", subject="News", body="Hello.")
    assert actions.tick() == NOTHING | {"requests purged": 1, "e-mails sent": 1}
    edition.refresh_from_db()
    assert edition.state == Edition.State.WITHDRAWN
    assert len(mail.outbox) == 1
    lines = Event.objects.count()
    assert actions.tick() == NOTHING
    assert (Event.objects.count(), len(mail.outbox)) == (lines, 1)


@pytest.mark.django_db
def test_a_full_disk_keeps_no_number_from_being_purged(settings: Settings, tmp_path: Path) -> None:
    people = cast()
    call(people.organisation)
    CallBack.objects.update(purge_at=timezone.now())
    (tmp_path / "file").write_text("")
    settings.PUBLIC_DIR = tmp_path / "file" / "public"
    assert actions.tick()["requests purged"] == 1


def test_many_callers_do_everything_once(real_database: dict[str, str]) -> None:
    people = cast()
    published(people)
    for number in range(5):
        call(people.organisation, str(number))
        queue(f"news {number}", to="somebody@example.org", subject="News", body="Hello.")
    CallBack.objects.update(purge_at=timezone.now())
    done: list[dict[str, int]] = []

    def work() -> None:
        done.append(actions.tick())
        connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    command = [sys.executable, "manage.py", "tick"]
    processes = [subprocess.Popen(command, cwd=ROOT, env=real_database) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [process.wait(60) for process in processes] == [0, 0]
    assert Event.objects.filter(verb="call.purged").count() == 5
    letters = len(mail.outbox) + len(list(Path(real_database["EMAIL_FILE_PATH"]).glob("*")))
    assert letters == 5, "nobody gets the same e-mail twice"
    assert list(broken_links()) == []


def test_the_worker_ticks_and_stops_when_told(real_database: dict[str, str]) -> None:
    """On its first tick it writes the public pages."""
    people = cast()
    edition = published(people)
    page = Path(site_settings.PUBLIC_DIR) / "ur" / "for-families" / "index.html"
    page.unlink()
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=real_database)
    try:
        _until(page.exists)
    finally:
        process.terminate()
    assert process.wait(30) == 0
    assert edition.digest in page.read_text()


def _until(happens: Callable[[], bool]) -> None:
    for _ in range(300):
        if happens():
            return
        time.sleep(0.1)
    pytest.fail("It did not happen within 30 seconds.")


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_real_site_begins_with_one_command() -> None:
    said = run(
        "begin", "--organisation", "Stockport", "--email", "First@Example.org", "--site", "https://x.org/p/"
    )
    link = said.strip().splitlines()[-1]
    assert link.startswith("https://x.org/p/desk/log-in/password/new/")
    admin = Person.objects.get()
    assert (admin.email, admin.roles()) == ("first@example.org", {Role.ADMIN})
    assert not admin.has_usable_password()
    line = Event.objects.get(verb="organisation.begun")
    assert (line.actor, line.role) == (None, "program")
    client = Client()
    form = client.get(link.removeprefix("https://x.org/p"), follow=True)
    address = form.redirect_chain[-1][0]
    words = {"password1": "a long enough secret", "password2": "a long enough secret"}
    assert client.post(address, words, follow=True).status_code == 200
    client = Client()
    assert (
        client.post("/desk/log-in/", {"login": admin.email, "password": words["password1"]}).status_code
        == 302
    )
    assert client.get("/desk/people/invite/").status_code == 200


@pytest.mark.django_db
def test_beginning_again_gives_a_new_link_until_there_is_a_password() -> None:
    words = ("begin", "--organisation", "Stockport", "--email", "first@example.org")
    run(*words)
    assert "/password/new/" in run(*words)
    assert Person.objects.count() == Organisation.objects.count() == Event.objects.count() == 1
    admin = Person.objects.get()
    admin.set_password("a long enough secret")
    admin.save()
    assert "/password/new/" not in run(*words)


@pytest.mark.django_db
def test_an_organisation_begins_once() -> None:
    """Later admins come by invitation."""
    actions.begin("Stockport", email="first@example.org")
    with pytest.raises(RuleBroken, match="has an admin already"):
        actions.begin("Stockport", email="second@example.org")
    actions.begin("Another organisation", email="second@example.org")
    assert Person.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("organisation", "email", "sentence"),
    [("", "first@example.org", "Name the organisation"), ("Stockport", "first", "is not an e-mail address")],
)
def test_beginning_with_nonsense_is_one_sentence(organisation: str, email: str, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("begin", "--organisation", organisation, "--email", email)
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_an_admin_of_another_organisation_may_begin_one() -> None:
    somebody = person(Role.OWNER)
    assert actions.begin("Stockport", email=somebody.email) == somebody
    assert Person.objects.count() == 1

"""Asking to be called: in the family's language, without a trace, and never at a dead end."""

from __future__ import annotations

import logging
import re
import time
from html import unescape
from typing import Any

import pytest
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from tests.workflow.cast import Cast, cast
from tests.workflow.publishing.reading import Page
from tests.workflow.walk import published, words_published
from workflow.families.forms import SEAL
from workflow.history.models import Event
from workflow.publishing import manifest
from workflow.requests import rules
from workflow.requests.models import CallBack

pytestmark = pytest.mark.django_db

ADDRESS = "/ur/ask/call/"
OWN = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}
FILLED = {"language": "پنجابی (Mirpuri)", "phone": "٠٧٤٠٠ ١٢٣٤٥٦", "when": "morning", "say_who": "no"}


@pytest.fixture
def people() -> Cast:
    made = cast()
    published(made, "ur")
    return made


@pytest.fixture
def said(people: Cast) -> dict[str, str]:
    """The public words in Urdu."""
    return manifest.texts_of(words_published(people).manifest)


def seal_of(answer: HttpResponse) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', answer.content.decode())
    assert found
    return unescape(found[1])


def form(address: str = f"{ADDRESS}?from=for-families") -> dict[str, str]:
    return {"seal": seal_of(Client().get(address))}


def send(data: dict[str, str], headers: dict[str, str] | None = None, to: str = ADDRESS) -> Any:
    return Client().post(to, data, headers=OWN if headers is None else headers)


def test_the_form_is_in_the_language_of_its_address(people: Cast, said: dict[str, str]) -> None:
    answer = Client().get(f"{ADDRESS}?from=for-families")
    page = Page(answer.content.decode())
    page.close()
    assert (page.lang, page.dir) == ("ur", "rtl")
    runs = " ".join(run.text for run in page.runs)
    for key in (
        "ask",
        "ask-language",
        "ask-phone",
        "ask-when",
        "when-morning",
        "ask-safe",
        "send",
        "ask-privacy",
    ):
        assert said[key] in runs
    assert 'value="اردو"' in page.html, "the language is filled in"


def test_reading_the_form_leaves_no_cookie_and_is_kept_by_no_cache(people: Cast) -> None:
    client = Client()
    answer = client.get(ADDRESS)
    assert not client.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert b"<script" not in answer.content


def test_asking_makes_a_request_and_says_what_happens_next(people: Cast, said: dict[str, str]) -> None:
    client = Client()
    answer = client.post(ADDRESS, form() | FILLED, headers=OWN)
    call = CallBack.objects.get()
    assert answer.status_code == 200
    assert said["done"] in answer.content.decode()
    assert call.reference in answer.content.decode()
    assert (call.phone, call.language, call.when, call.say_who) == (
        *("+447400123456", "پنجابی (Mirpuri)", "morning", False),
    )
    assert (call.tag, call.leaflet.slug if call.leaflet else "") == ("ur", "for-families")
    assert not client.cookies
    assert "7400" not in answer.content.decode(), "the number is not shown again"


def test_the_same_form_sent_twice_gives_the_same_reference(people: Cast) -> None:
    data = form() | FILLED
    answers = {re.sub(r'value="[^"]+"', "", send(data).content.decode()) for _ in range(3)}
    assert len(answers) == 1
    assert CallBack.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "word"),
    [
        ("phone", "", "error-phone-empty"),
        ("phone", "১২৩", "error-phone"),
        ("phone", "0909 879 0123", "error-phone-kind"),
        ("when", "", "error-when"),
        ("when", "midnight", "error-when"),
        ("say_who", "", "error-safe"),
        ("say_who", "perhaps", "error-safe"),
        ("language", "   ", "error-language"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_nothing_typed_is_lost(
    field: str, typed: str, word: str, people: Cast, said: dict[str, str]
) -> None:
    answer = send(form() | FILLED | {field: typed})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error">{said[word]}' in html
    assert said["error"] in html
    kept = FILLED | {field: typed.strip()}
    assert f'name="language" value="{kept["language"]}"' in html
    assert f'name="phone" value="{kept["phone"]}"' in html
    if field != "when":
        assert re.search(r'value="morning" checked', html)
    if field != "say_who":
        assert re.search(r'value="no" checked', html)
    assert not CallBack.objects.exists()


def test_what_was_typed_comes_back_as_text_and_never_as_markup(people: Cast) -> None:
    html = send(form() | FILLED | {"language": '"><script>alert(1)</script>', "phone": "x"}).content.decode()
    assert "<script" not in html
    assert "&quot;&gt;&lt;script&gt;" in html


def test_a_very_long_text_is_cut_and_a_null_byte_harms_nothing(people: Cast) -> None:
    assert send(form() | FILLED | {"language": "x" * 100_000}).status_code == 200
    assert send(form() | FILLED | {"language": "a\x00b"}).status_code == 200
    assert [len(call.language) for call in CallBack.objects.order_by("pk")] == [200, 2]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://testserver.elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_sent_from_elsewhere_is_not_taken(headers: dict[str, str], people: Cast) -> None:
    answer = send(form() | FILLED, headers)
    assert answer.status_code == 403
    assert not CallBack.objects.exists()
    assert seal_of(answer), "a person who came here so can send it once more"


@pytest.mark.parametrize(
    "headers",
    [{}, OWN, {"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}],
)
def test_a_form_of_ours_is_taken_from_old_and_new_browsers(headers: dict[str, str], people: Cast) -> None:
    assert send(form() | FILLED, headers).status_code == 200
    assert CallBack.objects.count() == 1


@pytest.mark.parametrize("seal", ["", "x", "a:b:c", "é", "W10:1:x"])
def test_without_a_seal_of_ours_the_form_comes_back_filled_in(seal: str, people: Cast) -> None:
    answer = send({"seal": seal} | FILLED)
    assert answer.status_code == 422
    assert not CallBack.objects.exists()
    again = send({"seal": seal_of(answer)} | FILLED)
    assert again.status_code == 200
    assert CallBack.objects.count() == 1


def test_another_languages_seal_is_none(people: Cast) -> None:
    words_published(people, "so")
    assert send(form("/so/ask/call/") | FILLED).status_code == 422


class Yesterday(signing.TimestampSigner):
    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - 86_400)


def old_seal() -> dict[str, str]:
    return {"seal": Yesterday(salt=SEAL).sign_object(["once", "ur", "for-families"])}


def test_a_form_that_stood_open_since_yesterday_is_taken_where_the_browser_vouches_for_it(
    people: Cast,
) -> None:
    assert send(old_seal() | FILLED).status_code == 200
    assert CallBack.objects.count() == 1


def test_a_form_that_stood_open_since_yesterday_comes_back_filled_in_to_an_old_browser(people: Cast) -> None:
    answer = send(old_seal() | FILLED, {})
    assert answer.status_code == 422
    assert FILLED["phone"] in answer.content.decode()
    assert not CallBack.objects.exists()


def test_a_flood_is_told_in_the_familys_language(people: Cast, said: dict[str, str]) -> None:
    for _ in range(rules.PER_MINUTE):
        assert send(form() | FILLED).status_code == 200
    answer = send(form() | FILLED)
    assert answer.status_code == 429
    assert said["error-busy"] in answer.content.decode()
    assert FILLED["phone"] in answer.content.decode()


def test_a_language_without_words_asks_in_english_and_keeps_the_language(people: Cast) -> None:
    words_published(people, "en")
    page = Page(Client().get("/ti/ask/call/?from=for-families").content.decode())
    assert page.lang == "en"
    assert 'value="ትግርኛ"' in page.html
    answer = send(form("/ti/ask/call/") | FILLED, to="/ti/ask/call/")
    assert answer.status_code == 200
    assert CallBack.objects.get().tag == "ti"


@pytest.mark.parametrize(
    "address", ["/xx/ask/call/", "/e/ask/call/", "/desk/ask/call/", "/ur/ask/", "/ur/ask/call/x/"]
)
def test_an_address_that_is_not_ours_is_not_found(address: str, people: Cast) -> None:
    assert Client().get(address).status_code == 404
    assert Client().post(address, FILLED, headers=OWN).status_code == 404


def test_a_form_takes_no_other_verbs(people: Cast) -> None:
    for verb in ("put", "delete", "patch", "options"):
        assert getattr(Client(), verb)(ADDRESS).status_code == 405
    assert Client().head(ADDRESS).status_code == 200


def test_nothing_of_a_family_is_in_logs_or_history(people: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        send(form() | FILLED)
        send(form() | FILLED | {"phone": "07400 12"})
        send(form() | FILLED, {"Origin": "https://elsewhere.example"})
    kept = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    lines = repr(list(Event.objects.filter(stream__startswith="request:").values_list())) + repr(kept)
    for secret in ("7400", "٠٧٤٠٠", "Mirpuri"):
        assert secret not in lines

import json
import logging
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from i18n.drafts import EngineError, draft, public_text
from i18n.drafts.apertium import Apertium
from i18n.drafts.libretranslate import LibreTranslate, checked_url
from i18n.drafts.masking import mask
from i18n.drafts.resilience import CarefulEngine, Limits
from tests.i18n.drafts.shim import language, libretranslate, need_apertium, sample_texts, serving

SPANISH = language("es")
TEXT = public_text("To ask for a meeting, telephone the manager on {phone:meeting}.", "ask", kind="leaflet")
GOOD = "Para pedir una reunión, llame al director al {}."
QUICK = Limits(timeout=0.5, tries=2, pause=0.01)


def good(handler, body):
    """A perfect answer: Spanish around the mark that came in."""
    mark = body["q"][body["q"].index("[") : body["q"].index("]") + 1]
    handler.say(GOOD.format(mark))


def trickle(handler, body):
    handler.send_response(200)
    handler.end_headers()
    for byte in json.dumps({"translatedText": GOOD}).encode():
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        if handler.over.wait(0.1):
            return


def trickled_headers(handler, body):
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"z" * 600:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        if handler.over.wait(0.1):
            return


FAULTS = {
    "busy": (lambda h, b: h.reply(429, b"{}"), "busy"),
    "out of order": (lambda h, b: h.reply(500, b"Traceback: boom"), "server"),
    "garbage": (lambda h, b: h.reply(200, b"\xff\xfe\x00garbage"), "answer"),
    "deep garbage": (lambda h, b: h.reply(200, b"[" * 200_000), "answer"),
    "a web page": (lambda h, b: h.reply(200, b"<html><body>Hola</body></html>", kind="text/html"), "answer"),
    "a web page as text": (lambda h, b: h.say("<html><body>Hola</body></html>"), "answer"),
    "quota": (lambda h, b: h.say("MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS"), "quota"),
    "empty": (lambda h, b: h.say(""), "empty"),
    "null": (lambda h, b: h.say(None), "answer"),
    "a list": (lambda h, b: h.reply(200, b'{"translatedText": ["Hola"]}'), "answer"),
    "another segment": (lambda h, b: h.say("Podemos visitarle en casa si lo desea."), "facts"),
    "another segment's marks": (
        lambda h, b: h.say("Escriba a la unidad: [X1000X][X2000X][X3000X]."),
        "facts",
    ),
    "the English": (lambda h, b: h.say(b["q"]), "same"),
    "silence": (lambda h, b: h.over.wait(60), "timeout"),
    "hanging up": (lambda h, b: h.connection.close(), "unreachable"),
    "trickle": (trickle, "timeout"),
    "trickled headers": (trickled_headers, "timeout"),
    "huge": (lambda h, b: h.say("Hola " * 400_000), "answer"),
    "elsewhere": (lambda h, b: h.reply(302, b"", {"Location": "http://127.0.0.1:9/translate"}), "redirect"),
    "our key": (lambda h, b: h.reply(403, b"{}"), "key"),
    "no model": (lambda h, b: h.reply(400, b'{"error": "es is not supported"}'), "language"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_nothing_wrong_is_ever_returned(fault):
    answer, code = FAULTS[fault]
    with serving(answer) as (url, _seen):
        engine = CarefulEngine(LibreTranslate(url, "SECRET-KEY", timeout=0.5), QUICK)
        started = time.monotonic()
        with pytest.raises(EngineError) as refusal:
            draft(TEXT, SPANISH, engine)
        assert time.monotonic() - started < 3
    assert refusal.value.code == code
    assert str(refusal.value).startswith("LibreTranslate gave no draft. ")
    for hidden in ("SECRET-KEY", "meeting, telephone", url):
        assert hidden not in str(refusal.value)


def test_the_same_client_takes_a_good_answer():
    with serving(good) as (url, _seen):
        made = draft(TEXT, SPANISH, CarefulEngine(LibreTranslate(url), QUICK))
    assert made.text == GOOD.format("{phone:meeting}")
    assert (made.engine, made.engine_code) == ("LibreTranslate", "libretranslate")


def test_a_busy_server_is_asked_again_after_the_pause_it_wants():
    turns = [lambda h, b: h.reply(429, b"{}", {"Retry-After": "1"}), lambda h, b: h.reply(503, b""), good]
    pauses = []

    def in_turn(handler, body):
        turns.pop(0)(handler, body)

    with serving(in_turn) as (url, seen):
        engine = CarefulEngine(LibreTranslate(url), Limits(pause=0.01), sleep=pauses.append)
        assert draft(TEXT, SPANISH, engine).text == GOOD.format("{phone:meeting}")
    assert len(seen.paths) == 3
    assert pauses[0] == 1.0
    assert pauses[1] < 0.1


def test_one_answer_for_every_text_is_noticed_without_facts_too():
    with serving(lambda handler, body: handler.say("Podemos visitarle en casa si lo desea.")) as (url, _seen):
        engine = CarefulEngine(LibreTranslate(url), QUICK)
        draft(
            public_text("We can visit you at home if you wish.", "home-visit", kind="leaflet"),
            SPANISH,
            engine,
        )
        with pytest.raises(EngineError) as refusal:
            draft(public_text("The panel reads all the reports.", "reads", kind="leaflet"), SPANISH, engine)
    assert refusal.value.code == "repeat"


def test_text_and_key_travel_in_the_body_and_reach_no_log(caplog):
    caplog.set_level(logging.DEBUG)
    with serving(good) as (url, seen):
        draft(TEXT, SPANISH, CarefulEngine(LibreTranslate(url, "SECRET-KEY"), QUICK))
    with serving(FAULTS["quota"][0]) as (url, _seen), pytest.raises(EngineError):
        draft(TEXT, SPANISH, CarefulEngine(LibreTranslate(url, "SECRET-KEY"), QUICK))
    assert seen.paths == ["/translate"]
    assert seen.bodies[0]["api_key"] == "SECRET-KEY"
    assert seen.bodies[0]["target"] == "es"
    assert "{phone" not in seen.bodies[0]["q"]
    assert "draft: libretranslate, es, " in caplog.text
    for hidden in ("SECRET-KEY", "meeting", "reunión", "{phone"):
        assert hidden not in caplog.text


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "not set"),
        ("libretranslate", "not set"),
        ("http://translate.example.org", "https"),
        ("ftp://127.0.0.1", "https"),
        ("https://me:secret@example.org", "password"),
        ("https://example.org/?api_key=x", "parameters"),
        ("https://example.org:port", "not set"),
    ],
)
def test_addresses_that_would_leak_are_refused(url, words):
    with pytest.raises(EngineError, match=words) as refusal:
        checked_url(url)
    assert "secret" not in str(refusal.value)


def test_tls_and_this_machine_are_allowed():
    for url in (
        "https://translate.example.org/mt/",
        "http://127.0.0.1:5000",
        "http://[::1]:5000",
        "http://localhost",
    ):
        assert checked_url(url) == url.rstrip("/")


def test_eight_threads_never_swap_texts():
    texts = [public_text(text, key, kind="leaflet") for key, text in sample_texts().items()] * 5
    need_apertium("eng-spa", "es-pt")
    apertium = Apertium()
    expected = {text.key: draft(text, SPANISH, apertium).text for text in texts[: len(texts) // 5]}
    apertium.close()
    with libretranslate() as (url, seen):
        engine = CarefulEngine(LibreTranslate(url), Limits(timeout=20))
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda text: draft(text, SPANISH, engine).text, texts))
    assert len(seen.paths) >= 160
    assert made == [expected[text.key] for text in texts]


def test_apertium_through_the_client_gives_whole_drafts_and_says_what_it_does_not_know():
    with libretranslate() as (url, _seen):
        engine = CarefulEngine(LibreTranslate(url), Limits())
        for text in sample_texts().values():
            made = draft(public_text(text, "k", kind="leaflet"), language("pt-PT"), engine)
            assert sorted(mask(made.text).kept) == sorted(mask(text).kept)
        with pytest.raises(EngineError) as refusal:
            draft(TEXT, language("pl"), engine)
    assert refusal.value.code == "language"

import html
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from i18n.drafts import EngineError, draft, public_text
from i18n.drafts.google import Google
from i18n.drafts.resilience import CarefulEngine, Limits
from tests.i18n.drafts.shim import language, serving

QUICK = Limits(timeout=10, tries=1)
TEXTS = [
    public_text(f"Ask for leaflet {number} on {{phone:formats}}.", "k", kind="leaflet")
    for number in range(10)
]


def page(handler, body):
    """The page that the stock engine reads."""
    asked = parse_qs(urlsplit(handler.path).query)["q"][0]
    answer = html.escape(asked.replace("Ask for leaflet", "Pida el folleto").replace(" on ", " en el "))
    handler.reply(200, f'<div class="result-container">{answer}</div>'.encode(), kind="text/html")


def test_eight_threads_never_swap_texts():
    with serving(page) as (url, _seen):
        engine = CarefulEngine(Google(timeout=30, url=url), Limits(timeout=30))
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda text: draft(text, language("es"), engine).text, TEXTS))
    assert made == [f"Pida el folleto {number} en el {{phone:formats}}." for number in range(10)]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda h, b: h.reply(429, b""), "busy"),
        (lambda h, b: h.reply(500, b""), "server"),
        (lambda h, b: h.reply(200, b"<html>Before you continue</html>"), "answer"),
        (lambda h, b: h.reply(200, b'<div class="t0"></div>'), "empty"),
        (lambda h, b: h.over.wait(60), "timeout"),
    ],
)
def test_a_failing_page_gives_no_draft(answer, code):
    with serving(answer) as (url, _seen):
        timeout = 3 if code == "timeout" else 20
        engine = CarefulEngine(Google(timeout=timeout, url=url), Limits(timeout=timeout + 2, tries=1))
        with pytest.raises(EngineError) as refusal:
            draft(TEXTS[0], language("es"), engine)
    assert refusal.value.code == code


def test_what_it_does_not_know_is_not_replaced_by_a_neighbour():
    engine = Google()
    assert engine.knows(language("pa-Guru"))
    for tag in ("pa-Arab", "fa-AF", "sr-Latn", "yue", "bfi"):
        assert not engine.knows(language(tag))

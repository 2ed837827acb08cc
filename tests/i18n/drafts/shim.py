"""Two servers on this machine: LibreTranslate's shape in front of real Apertium, one that fails as told."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from i18n.drafts.apertium import MODES, Apertium
from i18n.languages import Language, shipped
from i18n.leaflet import extract, parse

SAMPLE = Path(__file__).parents[3] / "sample" / "for-parents.md"


def language(tag: str) -> Language:
    found = shipped().get(tag)
    assert found is not None
    return found


def sample_texts() -> dict[str, str]:
    """Key → English of every segment of the sample leaflet."""
    return {
        segment.key: segment.text for segment in extract(parse(SAMPLE.read_text(encoding="utf-8")).leaflet)
    }


def need_apertium(*modes: str) -> None:
    """Skips where Apertium is not installed; where CI=true that is a failure."""
    missing = [mode for mode in modes if not (MODES / f"{mode}.mode").is_file()]
    if shutil.which("apertium") is None or missing:
        tell = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        tell("Apertium's Debian packages are not installed.")


@dataclass
class Seen:
    """What a server was asked: addresses and bodies, in order."""

    paths: list[str] = field(default_factory=list)
    bodies: list[dict[str, str]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    """`answer(handler, body)` writes the response; `over` is set when the server ends: nobody hangs on."""

    seen: Seen
    over: threading.Event
    answer: Callable[[Handler, dict[str, str]], None]

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.paths.append(self.path)
        self.seen.bodies.append(body)
        type(self).answer(self, body)

    def do_GET(self) -> None:
        self.seen.paths.append(self.path)
        type(self).answer(self, {})

    def reply(
        self,
        status: int,
        content: bytes,
        headers: dict[str, str] | None = None,
        kind: str = "application/json",
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def say(self, text: str | None) -> None:
        self.reply(200, json.dumps({"translatedText": text}).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Tests read what was asked from `seen`."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up, as clients with a time limit do."""


@contextmanager
def serving(answer: Callable[[Handler, dict[str, str]], None]) -> Iterator[tuple[str, Seen]]:
    """A server whose every request `answer` answers: its address and what it has seen."""
    seen, over = Seen(), threading.Event()
    handler = type("Told", (Handler,), {"seen": seen, "over": over, "answer": staticmethod(answer)})
    server = Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", seen
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def libretranslate() -> Iterator[tuple[str, Seen]]:
    """LibreTranslate's `/translate` with Apertium behind it."""
    need_apertium("eng-spa", "es-pt")
    apertium = Apertium()

    def answer(handler: Handler, body: dict[str, str]) -> None:
        target = shipped().get({"pt": "pt-PT"}.get(body["target"], body["target"]))
        if target is None or not apertium.knows(target):
            handler.reply(400, json.dumps({"error": f"{body['target']} is not supported"}).encode())
        else:
            handler.say(apertium.translate(body["q"], target))

    try:
        with serving(answer) as (url, seen):
            yield url, seen
    finally:
        apertium.close()

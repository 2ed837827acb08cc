"""deep-translator's stock Google engine, **for trial use only**: it reads a web page meant for people, has no
contract, no privacy terms, and is refused at random. The text goes out in an address, as that page wants it.

It knows no time limit, so every call runs in a process of its own that can be ended. That also keeps the
address with the text out of our logs and our secrets out of its reach.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from i18n.drafts.codes import google_code
from i18n.drafts.contract import EngineError
from i18n.languages import Language

_CHILD = """
import json, sys
from deep_translator import GoogleTranslator
order = json.load(sys.stdin)
try:
    translator = GoogleTranslator(source="en", target=order["target"])
    if order["url"]:
        translator._base_url = order["url"]
    reply = {"text": translator.translate(order["text"])}
except Exception as error:
    reply = {"error": type(error).__name__}
json.dump(reply, sys.stdout)
"""
_PASSED_ON = (
    "PATH",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
    "REQUESTS_CA_BUNDLE",
    "SSL_CERT_FILE",
)


class Google:
    """The engine. `url` is for tests, which keep to this machine."""

    code = "google"
    name = "Google, trial"
    longest = 4000

    def __init__(self, *, timeout: float = 20.0, url: str = "") -> None:
        self._timeout = timeout
        self._url = url

    def knows(self, language: Language) -> bool:
        return google_code(language) is not None

    def translate(self, text: str, language: Language) -> str:
        target = google_code(language)
        if target is None:
            raise EngineError("language", f"It does not know {language.english}.")
        reply = self._ask({"text": text, "target": target, "url": self._url})
        error = reply.get("error")
        if error == "TooManyRequests":
            raise EngineError("busy", "It is busy.", retry=True)
        if error in {"ConnectionError", "ConnectTimeout", "ReadTimeout", "SSLError", "ProxyError"}:
            raise EngineError("unreachable", "It could not be reached.", retry=True)
        if error == "RequestError":
            raise EngineError("server", "It is out of order.", retry=True)
        if error is not None:
            raise EngineError("answer", "The answer was not a translation.", retry=True)
        return reply.get("text") or ""

    def _ask(self, order: dict[str, str]) -> dict[str, str | None]:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-c", _CHILD],
                input=json.dumps(order).encode(),
                capture_output=True,
                timeout=self._timeout,
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                check=False,
            )
            reply: dict[str, str | None] = json.loads(done.stdout)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        except ValueError:
            raise EngineError("broken", "It failed in an unexpected way.", retry=True) from None
        return reply

"""LibreTranslate on one's own server: text and key go in a JSON body, never in an address.

deep-translator's own client sends both as query parameters (so they reach every access log), follows
redirects and knows no time limit. This one subclasses its `BaseTranslator` and keeps the contract.
"""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests
from deep_translator.base import BaseTranslator

from i18n.drafts.codes import libretranslate_code
from i18n.drafts.contract import EngineError
from i18n.languages import Language

_LARGEST = 1_000_000
_CONNECT = 5.0


class JsonLibreTranslator(BaseTranslator):  # type: ignore[misc]
    """One translation; make a fresh one for every call, deep-translator's instances are not for sharing."""

    def __init__(self, *, url: str, target: str, api_key: str = "", timeout: float = 20.0) -> None:
        super().__init__(base_url=url, languages={target: target, "en": "en"}, source="en", target=target)
        self._api_key = api_key
        self._timeout = timeout

    def translate(self, text: str, **kwargs: object) -> str:
        body = {"q": text, "source": "en", "target": self._target, "format": "text"}
        if self._api_key:
            body["api_key"] = self._api_key
        deadline = time.monotonic() + self._timeout
        with requests.Session() as session:
            # Proxies and .netrc of the environment have no business with our own machine.
            session.trust_env = not _loopback(urlsplit(self._base_url).hostname or "")
            with session.post(
                f"{self._base_url}/translate",
                json=body,
                timeout=(min(_CONNECT, self._timeout), self._timeout),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = _bounded(response, deadline)
        return _answer(response.status_code, response.headers, content)


class LibreTranslate:
    """The engine. `url` is `https://host[:port][/path]`, plain http on this machine only."""

    code = "libretranslate"
    name = "LibreTranslate"
    longest = 2000

    def __init__(self, url: str, api_key: str = "", *, timeout: float = 20.0) -> None:
        self._url = checked_url(url)
        self._api_key = api_key
        self._timeout = timeout

    def knows(self, language: Language) -> bool:
        """Whether there are models for it; a server that has not installed them says so when asked."""
        return libretranslate_code(language) is not None

    def translate(self, text: str, language: Language) -> str:
        target = libretranslate_code(language)
        if target is None:
            raise EngineError("language", f"It does not know {language.english}.")
        client = JsonLibreTranslator(
            url=self._url, target=target, api_key=self._api_key, timeout=self._timeout
        )
        return client.translate(text)


def checked_url(url: str) -> str:
    """The address without its last slash. Raises EngineError("settings")."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises ValueError when it is no number
    except ValueError:
        host = ""
    if not host:
        raise EngineError("settings", "LIBRETRANSLATE_URL is not set to an address.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise EngineError("settings", "LIBRETRANSLATE_URL must hold no password, key or parameters.")
    if parts.scheme != "https" and not (parts.scheme == "http" and _loopback(host)):
        raise EngineError(
            "settings", "LIBRETRANSLATE_URL must begin with https:// unless it is on this machine."
        )
    return url.rstrip("/")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bounded(response: requests.Response, deadline: float) -> bytes:
    content = b""
    for part in response.iter_content(65_536):
        content += part
        if len(content) > _LARGEST:
            raise EngineError("answer", "The answer was far too large.")
        if time.monotonic() > deadline:
            raise TimeoutError
    return content


def _answer(status: int, headers: Mapping[str, str], content: bytes) -> str:
    if status == 429:
        raise EngineError("busy", "It is busy.", retry=True, wait=_retry_after(headers))
    if status >= 500:
        raise EngineError("server", f"It is out of order ({status}).", retry=True, wait=_retry_after(headers))
    if 300 <= status < 400:
        raise EngineError("redirect", "It sent us to another address, which we do not follow.")
    if status in {401, 403}:
        raise EngineError("key", "It refused our key.")
    reply = _object(content)
    if status != 200:
        if "support" in str(reply.get("error", "")):
            raise EngineError("language", "The server has no model for this language.")
        raise EngineError("refused", f"It refused the text ({status}).")
    text = reply.get("translatedText")
    if not isinstance(text, str):
        raise EngineError("answer", "The answer was not a translation.", retry=True)
    return text


def _object(content: bytes) -> dict[str, object]:
    try:
        reply = json.loads(content)
    except (ValueError, RecursionError):
        reply = None
    if not isinstance(reply, dict):
        raise EngineError("answer", "The answer was not what LibreTranslate answers.", retry=True) from None
    return reply


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from a number or an HTTP date (RFC 9110, 10.2.3); None if it says neither."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:6])
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None

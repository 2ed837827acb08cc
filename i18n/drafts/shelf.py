"""The engines that `DRAFT_ENGINES` names, each made once for the whole process, with its limits around it."""

from __future__ import annotations

from functools import lru_cache

from i18n.drafts.apertium import Apertium
from i18n.drafts.contract import Engine, EngineError
from i18n.drafts.google import Google
from i18n.drafts.libretranslate import LibreTranslate
from i18n.drafts.resilience import CarefulEngine, Limits

KNOWN = ("libretranslate", "apertium", "google")
_TIMEOUT = 20.0


def engines(names: str, settings: dict[str, str]) -> list[Engine]:
    """`DRAFT_ENGINES` ("libretranslate,apertium"; "" = none) → engines that can start here, in that order.

    `settings`: LIBRETRANSLATE_URL, LIBRETRANSLATE_API_KEY, DRAFT_TIMEOUT (seconds for one try, 20 if absent).
    The same arguments give the same engines, so that rate and breaker hold over calls. What cannot start here
    is left out: `availability` says why. ValueError for a name that is no engine, and for a bad timeout."""
    found: list[Engine] = []
    for code in _codes(names):
        try:
            found.append(_engine(code, settings))
        except EngineError:
            continue
    return found


def availability(names: str, settings: dict[str, str]) -> list[tuple[str, str]]:
    """Each named engine with "ready" or the reason why not, for a status page. Asks no server."""
    states = []
    for code in _codes(names):
        try:
            engine = _engine(code, settings)
        except EngineError as problem:
            states.append((code, str(problem)))
            continue
        seconds = engine.breaker.resting()
        reason = f"Failed several times in a row; it is tried again in {seconds:.0f} seconds."
        states.append((code, reason if seconds else "ready"))
    return states


def release() -> None:
    """Ends Apertium's waiting processes, for the end of a job; the next draft starts them again."""
    for engine in _started:
        engine.close()


_started: list[Apertium] = []


def _codes(names: str) -> list[str]:
    codes = list(dict.fromkeys(part.strip().lower() for part in names.split(",") if part.strip()))
    for code in codes:
        if code not in KNOWN:
            raise ValueError(f"DRAFT_ENGINES names “{code}”; the engines are {', '.join(KNOWN)}.")
    return codes


def _engine(code: str, settings: dict[str, str]) -> CarefulEngine:
    try:
        timeout = float(settings.get("DRAFT_TIMEOUT") or _TIMEOUT)
    except ValueError:
        timeout = 0.0
    if not 0 < timeout <= 600:
        raise ValueError("DRAFT_TIMEOUT must be a number of seconds, at most 600.")
    url, key = settings.get("LIBRETRANSLATE_URL", ""), settings.get("LIBRETRANSLATE_API_KEY", "")
    return _made(code, timeout, *((url, key) if code == "libretranslate" else ("", "")))


@lru_cache(maxsize=32)
def _made(code: str, timeout: float, url: str, key: str) -> CarefulEngine:
    last = timeout + 1  # engines end their own work first, and more tidily
    if code == "libretranslate":
        client = LibreTranslate(url, key, timeout=timeout)
        return CarefulEngine(client, Limits(timeout=last, per_minute=1200, burst=40))
    if code == "google":
        return CarefulEngine(Google(timeout=timeout), Limits(timeout=last, per_minute=30, burst=3, tries=2))
    engine = Apertium(timeout=timeout)
    _started.append(engine)
    return CarefulEngine(engine, Limits(timeout=last, tries=2))

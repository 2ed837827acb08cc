"""Around every engine: a hard time limit, a limited rate, retries with growing pauses, and a breaker.

Clock, sleep and chance are handed in, so that tests need not wait.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from i18n.drafts.contract import Engine, EngineError
from i18n.drafts.guard import Answers
from i18n.languages import Language

Clock = Callable[[], float]
Sleep = Callable[[float], None]

# Trying again at once makes sense for these; after the others only a later try does.
_PASSING = frozenset({"busy", "server", "unreachable"})


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds unless said otherwise. `timeout` bounds one try from first to last byte, also if it trickles.
    `per_minute` calls, `burst` at once (None: no limit); after `trips` failures in a row none for `rest`."""

    timeout: float = 20.0
    tries: int = 3
    pause: float = 0.5
    longest_pause: float = 15.0
    per_minute: float | None = None
    burst: int = 1
    longest_wait: float = 60.0
    trips: int = 5
    rest: float = 60.0
    longest_rest: float = 3600.0


class Bucket:
    """A token bucket. `take` says how many seconds to wait before the call it has just booked."""

    def __init__(self, per_minute: float | None, burst: int, clock: Clock) -> None:
        self._rate = per_minute / 60 if per_minute else None
        self._burst = burst
        self._clock = clock
        self._tokens = float(burst)
        self._then = clock()
        self._lock = threading.Lock()

    def take(self, longest_wait: float) -> float:
        if self._rate is None:
            return 0.0
        with self._lock:
            now = self._clock()
            self._tokens = min(self._burst, self._tokens + (now - self._then) * self._rate)
            self._then = now
            wait = max(0.0, (1 - self._tokens) / self._rate)
            if wait > longest_wait:
                raise EngineError(
                    "rate", "Too many drafts are waiting for this engine.", retry=True, wait=wait
                )
            self._tokens -= 1
            return wait


class Breaker:
    """Leaves an engine alone after `trips` failures in a row; after the rest, one call tries it again."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._failures = 0
        self._until = 0.0
        self._trying = False
        self._lock = threading.Lock()

    def resting(self) -> float:
        """Seconds left of the rest, 0 when calls may pass."""
        return max(0.0, self._until - self._clock())

    def enter(self) -> None:
        with self._lock:
            open_again = self._failures >= self._limits.trips and not self._trying
            if self.resting() or (self._failures >= self._limits.trips and not open_again):
                raise EngineError(
                    "resting", "It failed several times and is left alone for a while.", retry=True
                )
            self._trying = open_again

    def succeeded(self) -> None:
        with self._lock:
            self._failures, self._until, self._trying = 0, 0.0, False

    def failed(self, wait: float | None) -> None:
        """`wait`: how long the engine asked to be left alone."""
        with self._lock:
            self._failures += 1
            self._trying = False
            rest = self._limits.rest if self._failures >= self._limits.trips else 0.0
            if wait is not None and wait > self._limits.longest_pause:
                rest = max(rest, wait)
            if rest:
                self._until = max(self._until, self._clock() + min(rest, self._limits.longest_rest))

    def left(self) -> None:
        """The call ended without telling anything about the engine's health."""
        with self._lock:
            self._trying = False


class CarefulEngine:
    """An Engine around an Engine. Raises nothing but EngineError. Safe with many threads."""

    def __init__(
        self,
        engine: Engine,
        limits: Limits,
        *,
        clock: Clock = time.monotonic,
        sleep: Sleep = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.engine = engine
        self.code = engine.code
        self.name = engine.name
        self.longest: int = getattr(engine, "longest", 2000)
        self.answers = Answers()
        self.breaker = Breaker(limits, clock)
        self._bucket = Bucket(limits.per_minute, limits.burst, clock)
        self._limits = limits
        self._sleep = sleep
        self._chance = chance

    def knows(self, language: Language) -> bool:
        return self.engine.knows(language)

    def translate(self, text: str, language: Language) -> str:
        self.breaker.enter()
        try:
            answer = self._tries(text, language)
        except EngineError as problem:
            if problem.retry and problem.code != "rate":
                self.breaker.failed(problem.wait)
            else:
                self.breaker.left()
            raise
        self.breaker.succeeded()
        return answer

    def _tries(self, text: str, language: Language) -> str:
        attempt = 0
        while True:
            wait = self._bucket.take(self._limits.longest_wait)
            if wait:
                self._sleep(wait)
            try:
                return within(self._limits.timeout, lambda: self.engine.translate(text, language))
            except Exception as error:
                problem = explained(error)
            attempt += 1
            pause = self._pause(attempt, problem.wait)
            if problem.code not in _PASSING or attempt >= self._limits.tries:
                raise problem from None
            if pause > self._limits.longest_pause:
                raise problem from None
            self._sleep(pause)

    def _pause(self, attempt: int, wait: float | None) -> float:
        """Doubling, half of it by chance so that threads come back apart; never less than asked for."""
        growing = self._limits.pause * float(2 ** (attempt - 1))
        return max(growing * (0.5 + self._chance() / 2), wait or 0.0)


def explained(error: Exception) -> EngineError:
    """Any exception as an EngineError. Its own words are dropped: they may hold text, an address or a key."""
    if isinstance(error, EngineError):
        return error
    if isinstance(error, TimeoutError):
        return EngineError("timeout", "It did not answer in time.", retry=True)
    if isinstance(error, OSError):  # also every exception of requests
        return EngineError("unreachable", "It could not be reached.", retry=True)
    return EngineError("broken", f"It failed in an unexpected way ({type(error).__name__}).", retry=True)


def within(seconds: float, call: Callable[[], str]) -> str:
    """The call's result, or TimeoutError after `seconds`, whatever the call does.

    A call that overran goes on in its daemon thread and its result is thrown away: Python cannot stop a
    thread, so engines bound their own work too, and this is the last line."""
    result: list[str] = []
    raised: list[Exception] = []

    def run() -> None:
        try:
            result.append(call())
        except Exception as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True, name="drafts")
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not result:
        raise TimeoutError
    return result[0]

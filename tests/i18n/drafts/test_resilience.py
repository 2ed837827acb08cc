import threading
import time

import pytest

from i18n.drafts import EngineError
from i18n.drafts.resilience import Bucket, CarefulEngine, Limits, within
from tests.i18n.drafts.shim import language

SPANISH = language("es")


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self):
        self.now = 1000.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


class Scripted:
    """An engine that answers, or raises, what stands next in its script."""

    code, name = "scripted", "Scripted"

    def __init__(self, *script):
        self.script = list(script)
        self.calls = 0

    def knows(self, language):
        return True

    def translate(self, text, language):
        self.calls += 1
        step = self.script.pop(0) if len(self.script) > 1 else self.script[0]
        if isinstance(step, Exception):
            raise step
        return step


def careful(engine, clock, **limits):
    return CarefulEngine(engine, Limits(**limits), clock=clock, sleep=clock.sleep, chance=lambda: 1.0)


def busy(wait=None):
    return EngineError("busy", "It is busy.", retry=True, wait=wait)


def test_passing_failures_are_tried_again_with_growing_pauses():
    clock, engine = Clock(), Scripted(busy(), ConnectionResetError(), "Hola")
    assert careful(engine, clock).translate("Hello", SPANISH) == "Hola"
    assert clock.slept == [0.5, 1.0]


def test_retry_after_is_honoured_and_bounded():
    clock = Clock()
    assert careful(Scripted(busy(7.0), "Hola"), clock).translate("Hello", SPANISH) == "Hola"
    assert clock.slept == [7.0]
    engine = careful(Scripted(busy(86_400.0), "Hola"), clock)
    with pytest.raises(EngineError, match="busy"):
        engine.translate("Hello", SPANISH)
    assert engine.engine.calls == 1
    assert engine.breaker.resting() == 3600


def test_what_trying_again_cannot_mend_is_tried_once():
    for problem in (
        EngineError("language", "No."),
        EngineError("answer", "No.", retry=True),
        ZeroDivisionError(),
    ):
        engine = Scripted(problem)
        with pytest.raises(EngineError):
            careful(engine, Clock()).translate("Hello", SPANISH)
        assert engine.calls == 1


def test_the_breaker_rests_then_lets_one_call_try():
    clock, engine = Clock(), Scripted(*[TimeoutError()] * 4, "Hola")
    guarded = careful(engine, clock, trips=3, rest=60)
    for _ in range(3):
        with pytest.raises(EngineError, match="in time"):
            guarded.translate("Hello", SPANISH)
    with pytest.raises(EngineError, match="left alone") as refusal:
        guarded.translate("Hello", SPANISH)
    assert refusal.value.retry
    assert engine.calls == 3
    clock.now += 61
    with pytest.raises(EngineError, match="in time"):
        guarded.translate("Hello", SPANISH)
    with pytest.raises(EngineError, match="left alone"):
        guarded.translate("Hello", SPANISH)
    clock.now += 61
    assert [guarded.translate("Hello", SPANISH) for _ in range(3)] == ["Hola"] * 3


def test_while_one_call_tries_a_rested_engine_others_wait():
    clock, going, go_on = Clock(), threading.Event(), threading.Event()

    class Slow(Scripted):
        def translate(self, text, language):
            if self.calls:
                going.set()
                go_on.wait(5)
            return super().translate(text, language)

    guarded = careful(Slow(TimeoutError(), "Hola"), clock, trips=1, rest=60)
    with pytest.raises(EngineError, match="in time"):
        guarded.translate("Hello", SPANISH)
    clock.now += 61
    probe = threading.Thread(target=guarded.translate, args=("Hello", SPANISH))
    probe.start()
    assert going.wait(5)
    with pytest.raises(EngineError, match="left alone"):
        guarded.translate("Hello", SPANISH)
    go_on.set()
    probe.join()
    assert guarded.translate("Hello", SPANISH) == "Hola"


def test_the_rate_is_kept():
    clock = Clock()
    guarded = careful(Scripted("Hola"), clock, per_minute=60, burst=2)
    for _ in range(5):
        guarded.translate("Hello", SPANISH)
    assert clock.slept == [1.0, 1.0, 1.0]
    bucket = Bucket(60, 1, clock)
    assert [bucket.take(2.5) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(EngineError, match="waiting") as refusal:
        bucket.take(2.5)
    assert refusal.value.retry


def test_the_time_limit_holds_for_whatever_hangs():
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        within(0.2, lambda: time.sleep(3) or "late")
    assert time.monotonic() - started < 1
    assert within(5, lambda: "in time") == "in time"


def test_sentences_never_hold_the_words_of_an_exception():
    with pytest.raises(EngineError) as refusal:
        careful(Scripted(RuntimeError("key=SECRET text=My son")), Clock()).translate("Hello", SPANISH)
    assert "SECRET" not in str(refusal.value)
    assert refusal.value.__cause__ is None

"""One figure, one line of JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from statistics import quantiles


def say(figure: str, value: float, unit: str, **more: object) -> None:
    """`more` says on what it was measured; `orientation` is what we aim at."""
    line = {"figure": figure, "value": round(value, 2), "unit": unit, **more}
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def say_spread(
    figure: str, acts: Iterable[Callable[[], object]], *, orientation: str, **more: object
) -> None:
    """The middle and the slow end of many, in milliseconds."""
    times = [seconds(act) * 1000 for act in acts]
    cuts = quantiles(times, n=100)
    say(f"{figure}, p50", cuts[49], "ms", runs=len(times), orientation=orientation, **more)
    say(f"{figure}, p99", cuts[98], "ms", runs=len(times), **more)

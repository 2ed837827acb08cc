"""An Apertium mode as a row of processes that stay: about 3 ms a text; the `apertium` command takes 400.

Every program of the mode is started with `-z`, so that it answers after each NUL. A text ends in `.[]`, as
Apertium's own deformatter ends it (without it the programs wait for more, for ever), and in a blank with this
text's number, which must come back: a row that got out of step is noticed, stopped and started afresh.
"""

from __future__ import annotations

import os
import select
import shlex
import subprocess
import threading
import time
from pathlib import Path

_LARGEST = 1_000_000


class PipelineError(RuntimeError):
    """The row broke or answered out of step. It has been stopped; the next call starts it afresh."""


def commands(mode: Path) -> list[list[str]]:
    """The programs of a mode file. `$1` is how unknown words are marked (-n: not at all), `$2` is unused."""
    line = mode.read_text(encoding="utf-8").strip().replace("$1", "-n").replace("$2", "")
    rows = [shlex.split(part) for part in line.split("|")]
    return [[row[0], "-z", *row[1:]] for row in rows]


class Pipeline:
    """One running mode. Calls wait for each other. After a fork the child starts its own row."""

    def __init__(self, mode: Path) -> None:
        self._mode = mode
        self._lock = threading.Lock()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._owner = 0
        self._count = 0

    def ask(self, stream: str, timeout: float) -> str:
        """Apertium's stream format in and out (special characters escaped). TimeoutError, PipelineError."""
        deadline = time.monotonic() + timeout
        if not self._lock.acquire(timeout=timeout):
            raise TimeoutError
        try:
            self._start()
            self._count += 1
            end = f".[][\\<{self._count}\\>]"
            answer = self._exchange((stream + end).encode(), deadline)
            if not answer.endswith(end) or "\0" in answer:
                raise PipelineError("out of step")
            return answer.removesuffix(end)
        except BaseException:
            self._stop()
            raise
        finally:
            self._lock.release()

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _start(self) -> None:
        if self._owner != os.getpid():
            self._processes = []
        if self._processes and all(process.poll() is None for process in self._processes):
            return
        self._stop()
        self._owner = os.getpid()
        before: int | None = subprocess.PIPE
        for command in commands(self._mode):
            process = subprocess.Popen(
                command, stdin=before, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
            )
            self._processes.append(process)
            assert process.stdout is not None
            before = process.stdout.fileno()
        for process in self._processes[:-1]:
            assert process.stdout is not None
            process.stdout.close()

    def _exchange(self, message: bytes, deadline: float) -> str:
        writer, reader = self._processes[0].stdin, self._processes[-1].stdout
        assert writer is not None
        assert reader is not None
        try:
            writer.write(message + b"\0")
        except BrokenPipeError:
            raise PipelineError("broken") from None
        answer = b""
        while not answer.endswith(b"\0"):
            ready, _, _ = select.select([reader], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            part = os.read(reader.fileno(), 65_536)
            if not part or len(answer) > _LARGEST:
                raise PipelineError("broken")
            answer += part
        return answer[:-1].decode(errors="replace")

    def _stop(self) -> None:
        if self._owner == os.getpid():
            for process in self._processes:
                process.kill()
            for process in self._processes:
                process.wait()
                for end in (process.stdin, process.stdout):
                    if end is not None:
                        end.close()
        self._processes = []

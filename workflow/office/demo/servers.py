"""The demo's web server and worker, on this machine only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

FIRST_PORT = 8000
PORTS = 100
PATIENCE = 60  # seconds until the web server answers


def free_port(first: int = FIRST_PORT) -> int:
    """The first free port on loopback. Raises OSError where none of a hundred is."""
    for port in range(first, first + PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"No port is free from {first} to {first + PORTS - 1}.")


@contextmanager
def running(base: Path, port: int) -> Iterator[str]:
    """Web server and worker, until the block ends. Yields the address once the site answers."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "workflow.settings"}
    gunicorn = [sys.executable, "-m", "gunicorn", "workflow.wsgi", "--bind", f"127.0.0.1:{port}"]
    web = [*gunicorn, "--threads", "8", "--worker-class", "gthread", "--log-level", "warning"]
    worker = [sys.executable, "manage.py", "worker", "--verbosity", "0"]
    processes = [subprocess.Popen(command, cwd=base, env=environment) for command in (web, worker)]
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, processes[0])
        yield address
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, web: subprocess.Popen[bytes]) -> None:
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if web.poll() is not None:
            raise OSError("The web server stopped at once. Its reason stands above.")
        try:
            with opener.open(f"{address}/readyz", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise OSError(f"The web server did not answer within {PATIENCE} seconds.")

"""A private PostgreSQL server around one command: `python -m tests.postgres pytest tests/workflow`.

The server listens on a free port of the loopback address, under an unprivileged user (initdb refuses root),
with its data in a temporary folder. It is stopped however the command ends, and forgotten. The command finds
it in DATABASE_URL, and its exit code is ours.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from types import FrameType
from typing import Any

import psycopg

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    # The data lives as long as the tests do.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, of the newest server installed here."""
    folders = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if folders:
        return max(folders, key=lambda path: [int(part) for part in re.findall(r"\d+", path.parent.name)])
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _unprivileged() -> dict[str, Any]:
    """Arguments of `subprocess` that leave root, where we are root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


@contextmanager
def server() -> Iterator[str]:
    """Run a server; gives its DATABASE_URL."""
    binaries = programs()
    if binaries is None:
        raise SystemExit("PostgreSQL's server programs are not here. Install the package postgresql.")
    account = _unprivileged()
    folder = Path(mkdtemp(prefix="polyleaf-postgres-"))
    if account:
        os.chown(folder, account["user"], account["group"])
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    process = None
    try:
        initdb = [
            str(binaries / "initdb"),
            "-D",
            f"{folder}/data",
            "-U",
            "polyleaf",
            "--auth=trust",
            "-E",
            "UTF8",
        ]
        subprocess.run(
            [*initdb, "--no-sync"],
            check=True,
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            **account,
        )
        with (folder / "log").open("wb") as log:
            port = _free_port()
            settings = [part for name, value in OPTIONS.items() for part in ("-c", f"{name}={value}")]
            process = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", "-p", str(port), *settings],
                cwd=folder,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_stop_with_parent,  # noqa: PLW1509 - there are no threads here
                **account,
            )
        url = f"postgres://polyleaf@127.0.0.1:{port}"
        _wait_for(url, process, folder / "log")
        yield f"{url}/polyleaf"
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def _stop_with_parent() -> None:
    """In the server's process: where we are killed without a word, it stops too (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            psycopg.connect(f"{url}/postgres", autocommit=True).execute(
                "CREATE DATABASE polyleaf"
            ).connection.close()
            return
        except psycopg.OperationalError as problem:
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"PostgreSQL did not start: {log.read_text(errors='replace')}") from problem
            time.sleep(0.1)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)  # a fast shutdown: what is connected is cut off
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(command: list[str]) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    with server() as url:
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        try:
            return child.wait()
        except BaseException:
            child.terminate()
            child.wait(20)
            raise


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

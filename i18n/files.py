"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

NEW_FILE_MODE = 0o644
"""What a file that was not there before may do: catalogues and pages are read by other programs."""


def write_atomically(path: Path | str, data: bytes) -> None:
    """Put `data` at `path`: readers see the old file or the new one, also after a crash. Raises OSError.

    An existing file keeps its permissions; a link is written through, not replaced.
    """
    target = Path(path).resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else NEW_FILE_MODE
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """The new name itself must reach the disk too (fsync(2): a file's name is part of its folder)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

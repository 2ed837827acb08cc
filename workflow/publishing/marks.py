"""The mark of a withdrawal, a file outside the public folder: it holds even where the database did not commit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from i18n.files import write_atomically


@dataclass(frozen=True, slots=True)
class Mark:
    """Who took an edition down, in which role, and why."""

    by: int
    role: str
    reason: str


def put(edition_digest: str, mark: Mark) -> None:
    _folder().mkdir(parents=True, exist_ok=True)
    write_atomically(
        _folder() / f"{edition_digest}.json", json.dumps(asdict(mark), ensure_ascii=False).encode()
    )


def standing() -> Iterator[tuple[str, Mark]]:
    """Marks whose withdrawal the database may not know yet, by edition digest."""
    for path in sorted(_folder().glob("*.json")):
        yield path.stem, Mark(**json.loads(path.read_bytes()))


def stands(edition_digest: str) -> bool:
    return (_folder() / f"{edition_digest}.json").exists()


def clear(edition_digest: str) -> None:
    """The database knows of it now."""
    (_folder() / f"{edition_digest}.json").unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "withdrawals"

"""Every test of the application has folders of its own: what one publishes, no other finds."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _folders_of_its_own(own_folders: Path) -> None:
    """See `own_folders`."""

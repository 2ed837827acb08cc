"""The e-mails a site has sent: its tests let it write them into a folder."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from pathlib import Path

from tests.fixtures.site import LiveSite

LINK = re.compile(r"https?://\S+")


def link_in_the_last_letter(site: LiveSite, to: str) -> str:
    """The path of the link in the newest e-mail to this address, once what is queued has gone out."""
    site.manage("tick")
    folder = Path(site.env["EMAIL_FILE_PATH"])
    for path in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True):
        for raw in reversed(path.read_bytes().split(b"-" * 79)):
            letter = message_from_bytes(raw.strip(), policy=policy.default)
            if to in str(letter["To"]):
                found = LINK.search(letter.get_content())
                assert found
                return found[0].removeprefix(site.url)
    raise AssertionError(f"No e-mail to {to}.")

"""What happens because time passes."""

from __future__ import annotations

from workflow.notices import actions as notices
from workflow.publishing import actions as publishing
from workflow.requests import actions as requests
from workflow.review import drafting


def tick() -> dict[str, int]:
    """Everything that is due: idempotent, safe with many callers, run each minute. Returns counts by name."""
    done = {
        "drafts woken": drafting.sweep(),
        "e-mails sent": notices.send_due(),
        "requests purged": requests.purge(),
    }
    publishing.sweep()
    return done

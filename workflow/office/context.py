"""What every staff page knows: who is here, and which doors are theirs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from workflow.people.rules import Act, may

# Menu: where it leads, what it says, the act it needs (None: everybody who is logged in).
DOORS: tuple[tuple[str, str, Act | None], ...] = (
    ("office:home", "Home", None),
    ("leaflets:list", "Leaflets", Act.SEE_WORK),
    ("office:calls", "Calls", Act.SEE_CALLS),
    ("leaflets:facts", "Facts", Act.SEE_WORK),
    ("people:languages", "Languages", Act.SEE_WORK),
    ("people:list", "People", Act.INVITE),
    ("office:history", "History", Act.SEE_HISTORY),
)


def staff(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"debug_site": settings.DEBUG}
    doors = [(url, label) for url, label, act in DOORS if act is None or may(person, act)]
    return {"doors": doors, "debug_site": settings.DEBUG}

"""What every staff page knows: who is here, and which doors are theirs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from workflow.office.start import demo_people, is_demo
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
    demo = is_demo(request)
    if person is None or not person.is_authenticated:
        return {"demo": demo, "enter_as": demo_people() if demo and person is not None else []}
    return {
        "demo": demo,
        "doors": [(url, label) for url, label, act in DOORS if act is None or may(person, act)],
    }

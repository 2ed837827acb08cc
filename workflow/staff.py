"""What every staff view shares: somebody is logged in, and the person has a type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from workflow.people.models import Person


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: Person
    htmx: Any


View = Callable[..., HttpResponse]
LONGEST_NUMBER = 18  # digits: what a database takes as a row's number


def staff_view(view: View) -> View:
    """Only for people who are logged in; never kept by a cache."""
    return never_cache(login_required(view))


def typed_number(text: str | None) -> int | None:
    """The number that a form sent; None where that is no number, or longer than any of ours."""
    return int(text) if text and len(text) <= LONGEST_NUMBER and text.isdecimal() else None

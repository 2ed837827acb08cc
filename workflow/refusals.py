"""A refusal is one sentence with one code, the same on the screen, in the command line and in the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render


class RuleBroken(Exception):
    """A rule says no. `code` is stable and dotted; `str()` is the sentence a person reads."""

    status = 409

    def __init__(self, code: str, sentence: str) -> None:
        self.code = code
        self.sentence = sentence
        super().__init__(sentence)


class NotYours(RuleBroken):
    """The person's role does not allow this act."""

    status = 403


LONGEST_REASON = 500


def check_reason(text: str) -> str:
    """Why somebody does what needs a reason, as it is kept wherever it is kept."""
    reason = text.replace("\0", "").strip()
    if not reason:
        raise RuleBroken("reason.missing", "Say why, in one sentence.")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken("reason.long", f"Say why in at most {LONGEST_REASON} characters.")
    return reason


class SayRefusals:
    """The one place where a refusal becomes a page, or a fragment for HTMX."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            # Somebody comes back to the address of a form, such as by way of the log-in page.
            page = render(request, "405.html", status=405)
            page["Allow"] = response.get("Allow", "POST")
            return page
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """The character NUL, which no keyboard types and PostgreSQL does not keep, goes no further than this."""
        if "\0" in request.path_info:
            raise Http404
        request.GET = _without_nul(request.GET)
        if request.method == "POST":
            request.POST = _without_nul(request.POST)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, RuleBroken):
            return None
        template = "_refusal.html" if getattr(request, "htmx", False) else "refusal.html"
        return render(request, template, {"refusal": exception}, status=exception.status)


def _without_nul(sent: QueryDict) -> Any:
    """What was sent, as it came where there is no NUL in it."""
    if not any("\0" in text for name, values in sent.lists() for text in (name, *values)):
        return sent
    kept = QueryDict(mutable=True)
    for name, values in sent.lists():
        kept.setlist(name.replace("\0", ""), [value.replace("\0", "") for value in values])
    return kept

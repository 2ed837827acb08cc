"""What staff look at across wings: home, the list of calls, the history."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflow.office import queries
from workflow.people.models import Person
from workflow.people.rules import Act, check_may, may
from workflow.requests import actions as requests
from workflow.requests.models import CallBack
from workflow.staff import StaffRequest, staff_view, typed_number


@require_GET
@staff_view
def home(request: StaffRequest) -> HttpResponse:
    """Only what waits for me; under it, for those who see all work, what stands where."""
    see_work = may(request.user, Act.SEE_WORK)
    return render(
        request,
        "office/home.html",
        {
            "waiting": queries.waiting_for(request.user),
            "wall": queries.wall(request.user) if see_work else [],
        },
    )


@require_GET
@staff_view
def calls(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.SEE_CALLS)
    return render(
        request,
        "office/calls.html",
        {
            "waiting": queries.waiting_calls(request.user),
            "closed": queries.calls_for(request.user)
            .filter(state=CallBack.State.CLOSED)
            .order_by("-closed_at")[:50],
        },
    )


def visible_call(person: Person, pk: int) -> CallBack:
    found = get_object_or_404(CallBack.objects.select_related("organisation", "leaflet"), pk=pk)
    check_may(person, Act.SEE_CALLS, found.organisation)
    return found


@require_GET
@staff_view
def call(request: StaffRequest, pk: int) -> HttpResponse:
    return render(request, "office/call.html", _call(visible_call(request.user, pk)))


def _call(found: CallBack) -> dict[str, object]:
    """A call and its own history: who asked, who looked at the number, who closed it."""
    stream = requests.stream(found)
    return {"call": found, "results": CallBack.Result, "history": queries.history_of(stream)}


@require_http_methods(["GET", "POST"])
@staff_view
def call_number(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the number: a deliberate act, and a line of the history. Coming back to it shows nothing."""
    found = visible_call(request.user, pk)
    if request.method == "GET":
        return redirect("office:call", pk)
    number = requests.reveal_number(found, by=request.user)
    return render(request, "office/call.html", _call(found) | {"number": number})


@require_POST
@staff_view
def call_close(request: StaffRequest, pk: int) -> HttpResponse:
    requests.close_call(
        visible_call(request.user, pk), result=request.POST.get("result", ""), by=request.user
    )
    messages.success(request, "Closed. The number is deleted in 30 days.")
    return redirect("office:calls")


@require_GET
@staff_view
def history(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.SEE_HISTORY)
    return render(request, "office/history.html", {"groups": queries.streams_for(request.user)})


@require_GET
@staff_view
def stream(request: StaffRequest, stream: str) -> HttpResponse:
    check_may(request.user, Act.SEE_HISTORY)
    readable = dict(one for group in queries.streams_for(request.user).values() for one in group)
    if stream not in readable:
        raise Http404
    before = typed_number(request.GET.get("before")) or None
    found = queries.history_of(stream, before)
    context = {"title": readable[stream], "history": found, "newest": before is None}
    return render(request, "office/stream.html", context)

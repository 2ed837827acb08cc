"""Inviting a whole list: a file, a dry run that writes nothing, and then everybody or nobody."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from workflow.people import actions, batch, csv_file, queries
from workflow.people.forms import CsvForm
from workflow.people.models import Organisation
from workflow.people.rules import Act, check_may
from workflow.people.views.invitations import address_for
from workflow.refusals import RuleBroken
from workflow.staff import StaffRequest, staff_view

SALT = "people.batch"
MAX_AGE = 2 * 3600


@require_http_methods(["GET", "POST"])
@staff_view
def upload(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.INVITE)
    homes = queries.organisations_for(request.user, Act.INVITE)
    form = CsvForm(request.POST or None, request.FILES or None, organisations=homes)
    if form.is_valid():
        try:
            return _dry_run(request, csv_file.read(form.data_of_file()), form.cleaned_data["organisation"])
        except RuleBroken as refusal:
            form.add_error("file", refusal.sentence)
    columns = [name.replace("_", " ") for name in csv_file.COLUMNS]
    context = {"form": form, "columns": columns}
    return render(request, "people/csv.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_view
def confirm(request: StaffRequest) -> HttpResponse:
    """Everything is looked at again: the world may have moved since the dry run."""
    rows, organisation = _unsealed(request)
    check_may(request.user, Act.INVITE, organisation)
    checked = batch.check(rows, organisation, request.user)
    if any(one.problems for one in checked):
        return _dry_run(request, rows, organisation, moved=True)
    invitees = [one.invitee for one in checked]
    count = actions.invite_all(
        invitees, organisation=organisation, by=request.user, address=address_for(request)
    )
    messages.success(request, f"{count} invitation{'' if count == 1 else 's'} on the way.")
    return redirect("people:list")


def _dry_run(
    request: StaffRequest, rows: list[csv_file.Row], organisation: Organisation, *, moved: bool = False
) -> HttpResponse:
    checked = batch.check(rows, organisation, request.user)
    good = [one.row for one in checked if not one.problems]
    context: dict[str, Any] = {
        "checked": checked,
        "good": len(good),
        "bad": [one for one in checked if one.problems],
        "organisation": organisation,
        "moved": moved,
        "sealed": _sealed(request, good, organisation),
    }
    return render(request, "people/dry_run.html", context, status=409 if moved else 200)


def _sealed(request: StaffRequest, rows: list[csv_file.Row], organisation: Organisation) -> str:
    """The good lines, signed for this person: nothing is kept on the server meanwhile."""
    value = [request.user.pk, organisation.pk, [[row.line, row.cells] for row in rows]]
    return signing.dumps(value, salt=SALT, compress=True)


def _unsealed(request: StaffRequest) -> tuple[list[csv_file.Row], Organisation]:
    try:
        who, where, rows = signing.loads(request.POST.get("sealed", ""), salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        raise RuleBroken(
            "csv.stale", "This dry run is too old or not whole: choose the file again."
        ) from None
    if who != request.user.pk:
        raise RuleBroken("csv.other", "This dry run is somebody else's: choose the file again.")
    return [csv_file.Row(line, cells) for line, cells in rows], Organisation.objects.get(pk=where)

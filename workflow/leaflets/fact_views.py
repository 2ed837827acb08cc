"""The register of facts: what is held, what waits to be confirmed, adding and proposing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from workflow.leaflets import actions, queries
from workflow.leaflets.forms import ChangeForm, FactForm
from workflow.leaflets.models import Fact
from workflow.people.models import Person
from workflow.people.rules import Act, check_may
from workflow.refusals import RuleBroken
from workflow.staff import StaffRequest, staff_view


@require_http_methods(["GET", "POST"])
@staff_view
def facts(request: StaffRequest) -> HttpResponse:
    """The register; under it the form for a new fact. What was typed stays where it is refused."""
    check_may(request.user, Act.SEE_WORK)
    mine = queries.where_facts_change(request.user)
    if request.method == "POST":
        check_may(request.user, Act.CHANGE_FACT)
    form = FactForm(request.POST or None, organisations=mine) if mine else None
    status = 200
    if form and form.is_bound:
        try:
            if form.is_valid():
                row = actions.add_fact(form.added, organisation=form.for_organisation, by=request.user)
                messages.success(request, f"{row} is in the register: texts can speak of it now.")
                return redirect("leaflets:facts")
            status = 422
        except RuleBroken as error:
            form.add_error(None, str(error))
            status = error.status
    context = {"form": form, "changeable": {one.pk for one in mine}, **queries.register_of(request.user)}
    return render(request, "leaflets/facts.html", context, status=status)


@require_POST
@staff_view
def fact_tested(request: StaffRequest, pk: int) -> HttpResponse:
    row = changeable(request.user, pk)
    actions.record_test_call(row, by=request.user)
    messages.success(request, f"{row} was tried today, and it answered.")
    return redirect("leaflets:facts")


def changeable(person: Person, pk: int) -> Fact:
    row = get_object_or_404(Fact.objects.select_related("organisation"), pk=pk)
    check_may(person, Act.CHANGE_FACT, row.organisation)
    return row


@require_http_methods(["GET", "POST"])
@staff_view
def fact_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Propose another value. Pages keep the old one until somebody else has confirmed it."""
    row = changeable(request.user, pk)
    form = ChangeForm(request.POST) if request.method == "POST" else ChangeForm.about(row)
    status = 200
    if form.is_bound:
        try:
            if form.is_valid():
                wanted = form.fact(row.kind, row.purpose)
                actions.propose_change(row, wanted, by=request.user)
                messages.success(request, "Proposed. Somebody else has to confirm it before pages say it.")
                return redirect("leaflets:facts")
            status = 422
        except RuleBroken as error:
            form.add_error(None, str(error))
            status = error.status
    return render(request, "leaflets/fact_change.html", {"form": form, "row": row}, status=status)

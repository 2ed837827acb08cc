"""A proposed value for a fact: where the fact is used, and the second person's answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from workflow.leaflets.actions import refuse_change
from workflow.leaflets.models import FactChange
from workflow.people.languages import language
from workflow.people.models import Person
from workflow.people.rules import Act, check_may, may
from workflow.publishing import actions, queries, rules
from workflow.publishing.models import Edition
from workflow.staff import StaffRequest, staff_view


def visible_change(person: Person, pk: int) -> FactChange:
    found = get_object_or_404(
        FactChange.objects.select_related("fact__organisation", "proposed_by", "decided_by"), pk=pk
    )
    check_may(person, Act.SEE_WORK, found.fact.organisation)
    return found


@require_GET
@staff_view
def fact_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Where the fact is used, by leaflet and language, and whether every page says it as it is now."""
    change = visible_change(request.user, pk)
    organisation = change.fact.organisation
    allowed = may(request.user, Act.CHANGE_FACT, organisation)
    return render(
        request,
        "publishing/fact_change.html",
        {
            "change": change,
            "versions": queries.versions_with(change.fact),
            "editions": _named(queries.editions_with(change.fact)),
            "outdated": [
                (edition, one, rules.why_not_anew(edition))
                for edition, one in _named(queries.outdated(organisation))
            ],
            "may_change": allowed,
            "may_decide": allowed and change.proposed_by_id != request.user.pk,
        },
    )


def _named(editions: list[Edition]) -> list[tuple[Edition, object]]:
    return [(edition, language(edition.tag)) for edition in editions]


@require_POST
@staff_view
def fact_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """Confirm, and issue anew; or, once confirmed, finish what is left."""
    issued = actions.change_fact(visible_change(request.user, pk), by=request.user)
    if issued.anew:
        messages.success(request, f"Issued anew with what the fact is now: {len(issued.anew)}.")
    for edition, reason in issued.left:
        messages.warning(request, f"{edition.leaflet.slug}, {edition.tag}: not issued anew. {reason}")
    return redirect("publishing:fact-change", pk)


@require_POST
@staff_view
def fact_refuse(request: StaffRequest, pk: int) -> HttpResponse:
    change = visible_change(request.user, pk)
    refuse_change(change, by=request.user)
    messages.success(request, f"Refused. {change.fact} stays as it is.")
    return redirect("publishing:fact-change", pk)

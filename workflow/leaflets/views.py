"""Leaflets, their versions, and the facts they speak of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from workflow.leaflets import actions, incoming, queries, rules
from workflow.leaflets.models import Leaflet, Version, digest_of
from workflow.people.models import Person
from workflow.people.queries import organisations_for
from workflow.people.rules import Act, check_may, may
from workflow.refusals import RuleBroken
from workflow.staff import StaffRequest, staff_view, typed_number

TEMPLATE = """---
title:
slug:
owner:
organisation:
sensitivity: ordinary
print_reference:
issued:
---

## First heading

Write the leaflet here, in plain English.
"""


@require_GET
@staff_view
def leaflets(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.SEE_WORK)
    rows = queries.newest_versions(request.user.organisations())
    may_write = may(request.user, Act.WRITE_LEAFLET)
    return render(request, "leaflets/list.html", {"rows": rows, "may_write": may_write})


@require_http_methods(["GET", "POST"])
@staff_view
def new(request: StaffRequest) -> HttpResponse:
    """Upload a file or paste a text; nothing is lost where it cannot be read."""
    check_may(request.user, Act.WRITE_LEAFLET)
    homes = organisations_for(request.user, Act.WRITE_LEAFLET)
    chosen = typed_number(request.POST.get("organisation"))
    page = {"new": True, "organisations": homes, "chosen": chosen}
    if request.method == "GET":
        return render(request, "leaflets/edit.html", page | {"markdown": TEMPLATE})
    text = request.POST.get("markdown", "")
    upload = request.FILES.get("file")
    try:
        given = incoming.uploaded(upload) if upload else incoming.pasted(text)
        text = given.markdown if not _written(text) else text
        home = rules.home_of(homes, chosen)
        version = actions.add_leaflet(given, organisation=home, by=request.user)
    except RuleBroken as error:
        again = page | {"markdown": text, "error": error}
        return render(request, "leaflets/edit.html", again, status=error.status)
    for note in given.notes:
        messages.info(request, note)
    return redirect("leaflets:version", version.pk)


def _written(text: str) -> bool:
    """Did somebody write in the box? Else what a file holds may stand there, to be put right."""
    return text.split() not in ([], TEMPLATE.split())


def visible_version(person: Person, pk: int) -> Version:
    version = get_object_or_404(
        Version.objects.select_related("leaflet__organisation", "leaflet__owner"), pk=pk
    )
    check_may(person, Act.SEE_WORK, version.leaflet.organisation)
    return version


@require_GET
@staff_view
def version(request: StaffRequest, pk: int) -> HttpResponse:
    """One English text: what lint asks while it is a draft, its languages once it is signed."""
    found = visible_version(request.user, pk)
    draft = found.state == Version.State.DRAFT
    questions = rules.questions(found) if draft else []
    return render(
        request,
        "leaflets/version.html",
        {
            "version": found,
            "versions": found.leaflet.versions.order_by("-number"),
            "questions": questions,
            "open": sum(question.open for question in questions),
            "segments": found.segments.all(),
            "is_owner": found.leaflet.owner_id == request.user.pk,
        },
    )


@require_http_methods(["GET", "POST"])
@staff_view
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_version(request.user, pk)
    rules.check_change(found, request.user)
    stands = {"version": found, "markdown": found.markdown, "base": digest_of(found.markdown)}
    if request.method == "GET":
        return render(request, "leaflets/edit.html", stands)
    text, base = request.POST.get("markdown", ""), request.POST.get("base", "")
    try:
        actions.change_draft(found, text, base=base, by=request.user)
    except RuleBroken as error:
        theirs = error.theirs if isinstance(error, rules.Conflict) else None
        seen = base if theirs is None else digest_of(theirs)
        again = stands | {"markdown": text, "base": seen, "error": error, "theirs": theirs}
        return render(request, "leaflets/edit.html", again, status=error.status)
    return redirect("leaflets:version", pk)


@require_POST
@staff_view
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_version(request.user, pk)
    actions.keep_finding(
        found, request.POST.get("mark", "")[:64], because=request.POST.get("because", ""), by=request.user
    )
    return redirect("leaflets:version", pk)


@require_POST
@staff_view
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    signed = actions.sign(visible_version(request.user, pk), by=request.user)
    messages.success(request, f"Version {signed.number} is signed. The coordinator can open languages now.")
    return redirect("leaflets:version", pk)


@require_POST
@staff_view
def start_next(request: StaffRequest, pk: int) -> HttpResponse:
    leaflet = get_object_or_404(Leaflet, pk=pk)
    started = actions.start_version(leaflet, by=request.user)
    return redirect("leaflets:edit", started.pk)

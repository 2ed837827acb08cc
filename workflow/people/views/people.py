"""The people of one's organisation, and one person's page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from workflow.people import actions, queries
from workflow.people.forms import AbilityForms, FilterForm, RolesForm, ability_forms
from workflow.people.invitees import Ability
from workflow.people.models import Organisation, Person, Role
from workflow.people.rules import Act, check_may, may_hand_out
from workflow.refusals import NotYours, RuleBroken
from workflow.staff import StaffRequest, staff_view


def visible_person(by: Person, pk: int) -> Person:
    """Somebody who works in an organisation whose people this person may change."""
    person = get_object_or_404(Person, pk=pk)
    check_may(by, Act.CHANGE_PEOPLE)
    if not shared(by, person):
        raise NotYours("person.elsewhere", "This person has no role in your organisation.")
    return person


def shared(by: Person, person: Person) -> list[Organisation]:
    homes = set(person.organisations())
    return [one for one in queries.organisations_for(by, Act.CHANGE_PEOPLE) if one.pk in homes]


@require_GET
@staff_view
def people(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.INVITE)
    homes = queries.organisations_for(request.user, Act.INVITE)
    known = [(one.tag, one.english) for one in queries.languages_known()]
    form = FilterForm(request.GET, languages=known)
    chosen = form.chosen()
    context = {
        "form": form,
        "filtered": any(chosen.values()),
        "people": queries.people(homes, **chosen),
        "invitations": queries.waiting_invitations(homes),
    }
    return render(request, "people/list.html", context)


@require_GET
@staff_view
def person(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, visible_person(request.user, pk))


@require_POST
@staff_view
def competences(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_person(request.user, pk)
    formset = ability_forms(request.POST)
    if not formset.is_valid():
        return _page(request, found, formset=formset, status=422)
    home = shared(request.user, found)[0]
    try:
        actions.change_abilities(found, formset.abilities(), organisation=home, by=request.user)
    except RuleBroken as refusal:
        return _page(request, found, formset=formset, refusal=refusal, status=refusal.status)
    messages.success(request, f"What {found.name} can do is saved.")
    return redirect("people:person", found.pk)


@require_POST
@staff_view
def roles(request: StaffRequest, pk: int, organisation: int) -> HttpResponse:
    found = visible_person(request.user, pk)
    home = get_object_or_404(Organisation, pk=organisation)
    mine = may_hand_out(request.user, home)
    form = RolesForm(request.POST, roles=mine)
    if not form.is_valid():
        raise RuleBroken("role.unknown", "Choose roles from the list.")
    kept = found.roles(home) - mine
    actions.change_roles(found, {*kept, *form.cleaned_data["roles"]}, organisation=home, by=request.user)
    messages.success(request, f"The roles of {found.name} are saved.")
    still_here = set(form.cleaned_data["roles"]) | kept
    return redirect("people:person", found.pk) if still_here else redirect("people:list")


@require_POST
@staff_view
def close(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_person(request.user, pk)
    actions.close_account(found, by=request.user)
    messages.success(request, f"The account of {found.name} is closed.")
    return redirect("people:person", found.pk)


@require_POST
@staff_view
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_person(request.user, pk)
    actions.reopen_account(found, by=request.user)
    messages.success(request, f"The account of {found.name} is open again.")
    return redirect("people:person", found.pk)


def _page(
    request: StaffRequest,
    found: Person,
    *,
    formset: AbilityForms | None = None,
    refusal: RuleBroken | None = None,
    status: int = 200,
) -> HttpResponse:
    homes = shared(request.user, found)
    rows = found.competence_set.order_by("tag").values(*Ability.__slots__)
    held = [Ability(**values) for values in rows]
    context = {
        "person": found,
        "roles": [_roles(request.user, found, home) for home in homes],
        "formset": formset or ability_forms(held=held),
        "refusal": refusal,
        "history": queries.account_history(found),
        "self": found.pk == request.user.pk,
    }
    return render(request, "people/person.html", context, status=status)


def _roles(by: Person, found: Person, home: Organisation) -> tuple[Organisation, list[str], RolesForm]:
    """The organisation, the roles that stay whatever the form says, and the form."""
    mine = may_hand_out(by, home)
    held = found.roles(home)
    fixed = [role.label for role in sorted({Role(role) for role in held} - mine)]
    return home, fixed, RolesForm(roles=mine, initial={"roles": sorted(held & mine)})

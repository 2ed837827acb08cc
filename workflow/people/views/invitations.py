"""Inviting one person, and taking an invitation up."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from workflow.people import actions, queries
from workflow.people.actions import Address
from workflow.people.forms import AbilityForms, InviteForm, PasswordForm, ability_forms
from workflow.people.models import Invitation, Person
from workflow.people.rules import Act, check_may, may_hand_out
from workflow.refusals import RuleBroken
from workflow.staff import StaffRequest, staff_view


def address_for(request: HttpRequest) -> Address:
    """Where an invitation's token is taken up, as this request reaches the site."""
    return lambda token: request.build_absolute_uri(reverse("people:accept", args=[token]))


@require_http_methods(["GET", "POST"])
@staff_view
def invite(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.INVITE)
    homes = queries.organisations_for(request.user, Act.INVITE)
    given = frozenset().union(*(may_hand_out(request.user, home) for home in homes))
    form = InviteForm(request.POST or None, organisations=homes, roles=given)
    formset = ability_forms(request.POST)
    if form.is_valid() and formset.is_valid() and _invited(request, form, formset):
        return redirect("people:list")
    status = 422 if form.is_bound else 200
    return render(request, "people/invite.html", {"form": form, "formset": formset}, status=status)


def _invited(request: StaffRequest, form: InviteForm, formset: AbilityForms) -> bool:
    """Sent; or not, and the form says why."""
    try:
        actions.invite(
            form.invitee(formset.abilities()),
            organisation=form.cleaned_data["organisation"],
            by=request.user,
            address=address_for(request),
        )
    except RuleBroken as refusal:
        form.add_error(None, refusal.sentence)
        return False
    messages.success(request, f"An invitation is on its way to {form.cleaned_data['email']}.")
    return True


@require_POST
@staff_view
def renew(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    actions.renew(invitation, by=request.user, address=address_for(request))
    messages.success(request, f"A new link is on its way to {invitation.email}; the old one no longer works.")
    return redirect("people:list")


@require_POST
@staff_view
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    actions.withdraw(invitation, by=request.user)
    messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
    return redirect("people:list")


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@never_cache
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """No log-in needed: the link is the key. Looking uses nothing up, so a mail scanner may look."""
    invitation = queries.open_invitation(token)
    if Person.objects.filter(email=invitation.email).exists():
        return _join(request, invitation, token)
    form = PasswordForm(request.POST or None, invitation=invitation)
    if form.is_valid():
        person = actions.accept(token, password=form.cleaned_data["password"])
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("office:home")
    status = 422 if form.is_bound else 200
    return render(request, "people/accept.html", {"form": form, "invitation": invitation}, status=status)


def _join(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Somebody who has an account already, here or in another organisation."""
    if request.method == "POST" and isinstance(request.user, Person):
        actions.accept_as(token, by=request.user)
        return redirect("office:home")
    same = isinstance(request.user, Person) and request.user.email == invitation.email
    return render(request, "people/join.html", {"invitation": invitation, "same": same})

"""The register of languages, and adding to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from i18n.languages import shipped
from workflow.people import actions, entries, queries
from workflow.people.forms import LanguageForm, TagForm
from workflow.people.models import LanguageEntry
from workflow.people.rules import Act, check_may, may
from workflow.staff import StaffRequest, staff_view


@require_GET
@staff_view
def languages(request: StaffRequest) -> HttpResponse:
    check_may(request.user, Act.SEE_WORK)
    search = request.GET.get("q", "")[:100]
    context = {
        "search": search,
        "rows": queries.languages(search),
        "may_add": may(request.user, Act.ADD_LANGUAGE),
    }
    return render(request, "people/languages.html", context)


@require_http_methods(["GET", "POST"])
@staff_view
def add(request: StaffRequest) -> HttpResponse:
    """First the tag; then everything else, filled in as far as CLDR knows the language."""
    check_may(request.user, Act.ADD_LANGUAGE)
    form = TagForm(request.GET if "tag" in request.GET else None)
    if not form.is_valid():
        return render(
            request, "people/language_tag.html", {"form": form}, status=422 if form.is_bound else 200
        )
    return _form(request, entries.suggested(form.cleaned_data["tag"]))


@require_http_methods(["GET", "POST"])
@staff_view
def change(request: StaffRequest, tag: str) -> HttpResponse:
    """Correct a language that was added here."""
    check_may(request.user, Act.ADD_LANGUAGE)
    return _form(request, get_object_or_404(LanguageEntry, tag=tag))


def _form(request: StaffRequest, entry: LanguageEntry) -> HttpResponse:
    form = LanguageForm(request.POST or None, instance=entry)
    if form.is_valid():
        language = actions.save_language(entry, by=request.user)
        messages.success(
            request, f"{language.english} is in the register. Open it on a leaflet's page of languages."
        )
        return redirect("people:languages")
    fonts = sorted({family for one in shipped() for family in one.fonts})
    context = {"form": form, "entry": entry, "fonts": fonts}
    return render(request, "people/language_form.html", context, status=422 if form.is_bound else 200)

"""What the public does that a file cannot. No session, no cookie; the page's language comes from its address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from i18n.leaflet import KEY
from workflow.families.forms import CallForm, Seal, new_seal, open_seal
from workflow.leaflets.models import Leaflet
from workflow.leaflets.queries import words_leaflet
from workflow.people.languages import register
from workflow.publishing.models import Edition
from workflow.publishing.site import context_for
from workflow.publishing.words import speaking
from workflow.requests import actions
from workflow.requests.models import CallBack
from workflow.requests.rules import FormError


@csrf_exempt  # no cookie to protect: Origin and the seal take its place
@require_http_methods(["GET", "HEAD", "POST"])
def ask_call(request: HttpRequest, tag: str) -> HttpResponse:
    """Ask to be called back: the form, its errors, and what happens next."""
    language = register().get(tag)
    if language is None:
        raise Http404
    if request.method != "POST":
        seal = new_seal(tag, _slug(request.GET.get("from", "")))
        return _page(request, "families/ask.html", seal, form=CallForm(language=language.autonym))
    return _take(request, tag)


def _take(request: HttpRequest, tag: str) -> HttpResponse:
    form = CallForm.of(request.POST)
    sealed = open_seal(request.POST.get("seal", ""), tag, vouched=_vouched(request))
    seal = sealed or new_seal(tag, "")
    if not _from_here(request):
        return _page(request, "families/ask.html", seal, form=form, status=403)
    asked = form.asked(seal)
    if (
        asked is None or sealed is None
    ):  # not our seal: the form again as it was filled in, to be sent once more
        return _page(request, "families/ask.html", seal, form=form, status=422)
    leaflet = Leaflet.objects.filter(slug=seal.leaflet).first()
    host = leaflet or words_leaflet()
    if host is None:
        raise Http404
    try:
        call = actions.ask_for_call(asked, organisation=host.organisation, leaflet=leaflet)
    except FormError as error:
        form.errors[error.field] = error.word
        return _page(request, "families/ask.html", seal, form=form, status=429)
    return _page(request, "families/done.html", seal, call=call)


def _slug(text: str) -> str:
    """The slug of a leaflet that was ever public, else ""."""
    if not KEY.fullmatch(text):
        return ""
    return text if Edition.objects.filter(leaflet__slug=text, leaflet__kind="leaflet").exists() else ""


def _from_here(request: HttpRequest) -> bool:
    """Was the form sent from one of our own pages? Old browsers say neither, and are believed for the seal's sake."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return site in {"same-origin", "none"} and (not request.headers.get("Origin") or _own_origin(request))


def _vouched(request: HttpRequest) -> bool:
    """Does the browser itself say so?"""
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or _own_origin(request)


def _own_origin(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "").rpartition("://")[2]
    return origin == request.get_host()


def _page(
    request: HttpRequest, template: str, seal: Seal, *, status: int = 200, **more: object
) -> HttpResponse:
    """One page in the address's language, or in English for a helper where that language has no public words."""
    leaflet = Leaflet.objects.select_related("organisation").filter(slug=seal.leaflet).first()
    spoken = speaking(seal.tag, leaflet) or speaking("en", leaflet)
    if spoken is None:
        raise Http404
    words, words_edition = spoken
    asked_in = register().get(seal.tag)
    context = context_for(words.language, words, root="../../../") | {
        "seal": seal,
        "leaflet": leaflet,
        "asked_in": asked_in,
        "whens": CallBack.When.values,
        "words_edition": words_edition,
    }
    answer = render(request, template, context | more, status=status)
    answer["Content-Security-Policy"] = f"{context['policy']}; frame-ancestors 'none'"
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer

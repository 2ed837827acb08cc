"""What the public does that a file cannot. No session, no cookie; the page's language comes from its address."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from workflow.families.forms import CallForm, Seal, new_seal, open_seal
from workflow.leaflets.models import Leaflet
from workflow.leaflets.queries import words_leaflet
from workflow.people.languages import register
from workflow.publishing.site import Site, context_for
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
    form = CallForm.of(request.POST)
    seal = open_seal(request.POST.get("seal", ""), tag) or new_seal(tag, "")
    if not _from_here(request):
        return _page(request, "families/ask.html", seal, form=form, status=403)
    asked = form.asked(seal)
    if asked is None:
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
    return text if Leaflet.objects.filter(slug=text, kind=Leaflet.Kind.LEAFLET).exists() else ""


def _from_here(request: HttpRequest) -> bool:
    """Was the form sent from one of our own pages? Old browsers say neither, and are believed for the seal's sake."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "")
    same = not origin or urlsplit(origin).netloc == request.get_host()
    return site in {"same-origin", "none"} and same


def _page(
    request: HttpRequest, template: str, seal: Seal, *, status: int = 200, **more: object
) -> HttpResponse:
    """One page in the address's language, or in English for a helper where that language has no public words."""
    site = Site()
    leaflet = next((one for one in site.leaflets if one.slug == seal.leaflet), None)
    words = site.words(seal.tag, leaflet) or site.words("en", leaflet)
    if words is None:
        raise Http404
    asked_in = register().get(seal.tag)
    context = context_for(words.language, words, root="../../../") | {
        "seal": seal,
        "leaflet": leaflet,
        "asked_in": asked_in,
        "whens": CallBack.When.values,
        "words_edition": site.words_editions[words.language.tag],
    }
    answer = render(request, template, context | more, status=status)
    answer["Content-Security-Policy"] = f"{context['policy']}; frame-ancestors 'none'"
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store"
    return answer

"""A translation's page before it is published: for staff only, stamped, never a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from i18n import leaflet as source
from i18n.facts import UnknownFact
from i18n.formats import Document, FormatError, MissingWord, body
from workflow.leaflets.queries import facts_of
from workflow.people.languages import language
from workflow.publishing import manifest as manifests
from workflow.publishing.site import context_for
from workflow.refusals import RuleBroken
from workflow.review import queries
from workflow.review.models import Translation


def answer(translation: Translation) -> HttpResponse:
    """The page with what is there now; an empty segment shows as a dash. Raises RuleBroken without public words."""
    words = manifests.words_edition(translation.tag) or manifests.words_edition("en")
    if words is None:
        raise RuleBroken("preview.words", "There is no preview yet: publish the public words first.")
    version = translation.version
    held = facts_of(version.leaflet.organisation)
    texts = {m.segment.key: m.text.forms[0] if m.text else "—" for m in queries.messages_of(translation)}
    document = Document(
        leaflet=source.assemble(source.parse(version.markdown).leaflet, texts),
        language=language(translation.tag),
        facts=held,
        words=manifests.words_of(words, held),
        edition=0,
        checked=timezone.localdate(),
        print_reference=version.print_reference,
        issued=version.issued,
        organisation=version.leaflet.organisation.name,
        proof=True,
    )
    try:
        inside = body.render(document, ask_href=None)
    except (FormatError, MissingWord, UnknownFact) as error:
        raise RuleBroken("preview.unready", f"There is no preview yet: {error}") from None
    context = context_for(document.language, None, root="") | {"body": inside}
    response = HttpResponse(render_to_string("public/preview.html", context))
    response["Content-Security-Policy"] = f"{context['policy']}; frame-ancestors 'self'"
    response["Cache-Control"] = "no-store"
    return response

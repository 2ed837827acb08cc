"""The coordinator's table of languages, and the desk: one page per translation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from i18n.languages import Kind
from workflow.leaflets.models import Version
from workflow.people.languages import language, register
from workflow.people.models import Person
from workflow.people.rules import Act, check_may, may
from workflow.refusals import NotYours, RuleBroken
from workflow.review import actions, drafting, queries
from workflow.review.models import DraftRun, Message, Text, Translation
from workflow.review.rules import Conflict
from workflow.review.states import WORKED_AT
from workflow.staff import StaffRequest, staff_view, typed_number


def visible_translation(person: Person, pk: int) -> Translation:
    """A translation this person may look at: the two assigned people, and those who see all work."""
    found = get_object_or_404(
        Translation.objects.select_related(
            "version__leaflet__organisation", "version__leaflet__owner", "editor", "reviser"
        ),
        pk=pk,
    )
    organisation = found.version.leaflet.organisation
    named = person.pk in {found.editor_id, found.reviser_id}
    mine = named and (may(person, Act.TRANSLATE, organisation) or may(person, Act.REVISE, organisation))
    if not mine and not may(person, Act.SEE_WORK, organisation):
        raise NotYours(
            "translation.hidden", "This translation is not yours. Its coordinator can assign it to you."
        )
    return found


@require_GET
@staff_view
def languages(request: StaffRequest, pk: int) -> HttpResponse:
    """A version's languages: state, people, progress, and what may be opened."""
    version = get_object_or_404(Version.objects.select_related("leaflet__organisation"), pk=pk)
    check_may(request.user, Act.SEE_WORK, version.leaflet.organisation)
    rows = queries.with_counts(version.translations.select_related("editor", "reviser").order_by("tag"))
    opened = {row.tag for row in rows}
    known = register()
    choices = [one for one in known if one.kind is Kind.WRITTEN and one.tag not in opened]
    return render(
        request,
        "review/languages.html",
        {
            "version": version,
            "rows": [(row, known.get(row.tag)) for row in rows],
            "choices": sorted(choices, key=lambda one: one.english),
            "may_open": may(request.user, Act.OPEN_LANGUAGE, version.leaflet.organisation),
        },
    )


@require_POST
@staff_view
def open_language(request: StaffRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(Version.objects.select_related("leaflet__organisation"), pk=pk)
    translation = actions.open_language(version, request.POST.get("tag", ""), by=request.user)
    return redirect("review:desk", translation.pk)


@require_POST
@staff_view
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    translation = visible_translation(request.user, pk)
    actions.assign(
        translation,
        editor=_person(request.POST.get("editor")),
        reviser=_person(request.POST.get("reviser")),
        due=_date(request.POST.get("due", "")),
        by=request.user,
    )
    messages.success(request, "The two people are named.")
    return redirect("review:desk", pk)


def _person(pk: str | None) -> Person | None:
    """The person chosen; None where nobody is."""
    if not pk:
        return None
    number = typed_number(pk)
    found = Person.objects.filter(pk=number).first() if number is not None else None
    if found is None:
        raise RuleBroken("assign.unknown", "There is no such person. Choose somebody from the list.")
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RuleBroken("date", f"{text!r} is not a date. Write it as 2026-12-31.") from None


@require_POST
@staff_view
def want_drafts(request: StaffRequest, pk: int) -> HttpResponse:
    drafting.want_drafts(visible_translation(request.user, pk), by=request.user)
    return redirect("review:desk", pk)


@require_GET
@staff_view
def progress(request: StaffRequest, pk: int) -> HttpResponse:
    """The drafts' progress bar; it asks again by itself while work is going on."""
    translation = visible_translation(request.user, pk)
    return render(request, "review/_progress.html", {"translation": translation, **_drafts(translation)})


def _drafts(translation: Translation) -> dict[str, object]:
    """The newest run of drafts, and its problems: each sentence once, with the segments it is about."""
    run: DraftRun | None = translation.draft_runs.order_by("-pk").first()
    return {"run": run, "problems": queries.problems(run) if run else []}


@require_GET
@staff_view
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """English and target side by side, in page order, with what the checks say."""
    translation = visible_translation(request.user, pk)
    return render(request, "review/desk.html", _desk_context(request, translation))


def _desk_context(request: StaffRequest, translation: Translation) -> dict[str, object]:
    rows = queries.rows(translation)
    organisation = translation.version.leaflet.organisation
    coordinator = may(request.user, Act.OPEN_LANGUAGE, organisation)
    return {
        "translation": translation,
        "language": language(translation.tag),
        "rows": rows,
        "counts": queries.progress(translation),
        "next": queries.next_for(translation, request.user),
        "blocked": sum(row.blocked for row in rows),
        **_drafts(translation),
        "coordinator": coordinator,
        "files": translation.files.select_related("by").defer("data"),
        "candidates": queries.candidates(translation) if coordinator else [],
        "closed": translation.stage not in WORKED_AT,
    }


@require_POST
@vary_on_headers("HX-Request")
@staff_view
def save(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep one wording. With HTMX the answer is the segment alone; without, the whole page at that segment."""
    base = typed_number(request.POST.get("base"))
    text = request.POST.get("text", "")

    def act(message: Message) -> None:
        actions.save_text(message, text, base=base, by=request.user)

    return _segment(request, pk, act, typed=text)


@require_POST
@vary_on_headers("HX-Request")
@staff_view
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    seen = typed_number(request.POST.get("seen")) or 0
    return _segment(
        request,
        pk,
        lambda message: actions.approve(message, seen=seen, by=request.user),
    )


@require_POST
@vary_on_headers("HX-Request")
@staff_view
def return_text(request: StaffRequest, pk: int) -> HttpResponse:
    reason = request.POST.get("reason", "")
    return _segment(request, pk, lambda message: actions.return_text(message, reason=reason, by=request.user))


def _segment(
    request: StaffRequest, pk: int, act: Callable[[Message], object], *, typed: str | None = None
) -> HttpResponse:
    """Do one thing to one message; a refusal is said beside the segment, and what was typed stays there."""
    message = get_object_or_404(Message, pk=pk)
    translation = visible_translation(request.user, message.translation_id)
    refusal: RuleBroken | None = None
    try:
        act(message)
    except RuleBroken as error:
        refusal = error
    row = queries.row(pk)
    more = {
        "refusal": refusal,
        "typed": typed if refusal else None,
        "conflict": refusal if isinstance(refusal, Conflict) and typed is not None else None,
        "refused_pk": pk,
    }
    status = refusal.status if refusal else 200
    if request.htmx:
        context: dict[str, object] = {
            "row": row,
            "translation": row.message.translation,
            "language": language(translation.tag),
            **more,
        }
        context |= {"done_now": refusal is None, "counts": queries.progress(translation)}
        context["next"] = queries.next_for(translation, request.user, after=row.message.segment.position)
        return render(request, "review/_saved.html", context, status=200 if refusal else status)
    if refusal is None:
        return redirect(f"{reverse('review:desk', args=[translation.pk])}#m{pk}")
    return render(request, "review/desk.html", _desk_context(request, translation) | more, status=status)


@require_GET
@staff_view
def texts(request: StaffRequest, pk: int) -> HttpResponse:
    """Every wording a message ever had, newest first; each can become the current one again."""
    return _texts(request, get_object_or_404(Message, pk=pk))


def _texts(request: StaffRequest, message: Message, refusal: RuleBroken | None = None) -> HttpResponse:
    translation = visible_translation(request.user, message.translation_id)
    row = queries.row(message.pk)
    context = {
        "row": row,
        "texts": row.message.texts.select_related("written_by", "approved_by").order_by("-pk"),
        "translation": translation,
        "language": language(translation.tag),
        "refusal": refusal,
    }
    return render(request, "review/texts.html", context, status=refusal.status if refusal else 200)


@require_POST
@staff_view
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Where another text stands than the one that was seen, the page shows it, and nothing has changed."""
    text = get_object_or_404(Text.objects.select_related("message"), pk=pk)
    try:
        actions.go_back_to(text, base=typed_number(request.POST.get("base")), by=request.user)
    except Conflict as conflict:
        return _texts(request, text.message, conflict)
    return redirect(f"{reverse('review:desk', args=[text.message.translation_id])}#m{text.message_id}")


@require_POST
@staff_view
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    actions.hand_over(visible_translation(request.user, pk), by=request.user)
    messages.success(request, "Handed over. The reviser has it now.")
    return redirect("review:desk", pk)


@require_POST
@staff_view
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    actions.finish(visible_translation(request.user, pk), by=request.user)
    messages.success(request, "The revision is finished. The leaflet's owner signs next.")
    return redirect("review:desk", pk)


@require_POST
@staff_view
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    actions.take_back(
        visible_translation(request.user, pk), reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, "Given back. The editor has it now.")
    return redirect("review:desk", pk)


@require_POST
@staff_view
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    actions.send_back(
        visible_translation(request.user, pk), reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, "Sent back to the reviser.")
    return redirect("review:desk", pk)


@require_POST
@staff_view
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    actions.reopen(
        visible_translation(request.user, pk), reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, "Open again. The page stays as it is until the next edition is published.")
    return redirect("review:desk", pk)

"""The owner's pack, publishing, editions and withdrawal."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from i18n import facts as fact_values
from workflow.leaflets.queries import facts_of
from workflow.people.languages import language
from workflow.people.models import Person
from workflow.people.rules import Act, check_may, may
from workflow.publishing import actions, rules
from workflow.publishing import preview as previews
from workflow.publishing.manifest import facts_used
from workflow.publishing.models import Edition
from workflow.review import actions as review_actions
from workflow.review import queries
from workflow.review.models import Stage, Translation
from workflow.review.views import visible_translation
from workflow.staff import StaffRequest, staff_view


@require_GET
@staff_view
def pack(request: StaffRequest, pk: int) -> HttpResponse:
    """What the owner signs and the publisher publishes: both texts, numbers by purpose, findings, people, the page."""
    translation = visible_translation(request.user, pk)
    leaflet = translation.version.leaflet
    organisation = leaflet.organisation
    owner = request.user.pk == leaflet.owner_id and may(request.user, Act.SIGN_OFF, organisation)
    rows = queries.rows(translation)
    return render(
        request,
        "publishing/pack.html",
        {
            "translation": translation,
            "language": language(translation.tag),
            "rows": rows,
            "facts": _facts_used(translation, rows),
            "warnings": rules.warnings(translation),
            "findings": sum(len(row.findings) for row in rows),
            "may_sign": owner and translation.stage == Stage.SIGN_OFF,
            "may_send_back": owner and translation.stage in {Stage.SIGN_OFF, Stage.READY},
            "may_publish": may(request.user, Act.PUBLISH, organisation) and translation.stage == Stage.READY,
            "edition": translation.editions.filter(state=Edition.State.PUBLISHED).first(),
        },
    )


def _facts_used(
    translation: Translation, rows: list[queries.Row]
) -> list[tuple[fact_values.Fact, list[str]]]:
    """Each fact that the page speaks of, with the segments that name it."""
    held = facts_of(translation.version.leaflet.organisation)
    used = facts_used(row.message for row in rows)
    return [(held[key], where) for key, where in used.items() if key in held]


@require_GET
@staff_view
@xframe_options_sameorigin
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The page as families would see it. Never at a public address, and stamped."""
    return previews.answer(visible_translation(request.user, pk))


@require_POST
@staff_view
def sign(request: StaffRequest, pk: int) -> HttpResponse:
    review_actions.sign_off(visible_translation(request.user, pk), by=request.user)
    messages.success(request, "Signed off. A publisher can publish it now.")
    return redirect("publishing:pack", pk)


@require_POST
@staff_view
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    edition = actions.publish(visible_translation(request.user, pk), by=request.user)
    messages.success(request, f"Published: edition {edition.number}.")
    return redirect("publishing:edition", edition.pk)


def visible_edition(person: Person, pk: int) -> Edition:
    found = get_object_or_404(
        Edition.objects.select_related(
            "leaflet__organisation", "translation__version", "published_by", "ended_by"
        ),
        pk=pk,
    )
    check_may(person, Act.SEE_WORK, found.leaflet.organisation)
    return found


@require_GET
@staff_view
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    found = visible_edition(request.user, pk)
    people = Person.objects.in_bulk([found.manifest[role] for role in ("editor", "reviser", "signed_by")])
    return render(
        request,
        "publishing/edition.html",
        {
            "edition": found,
            "language": language(found.tag),
            "people": [
                (role, people.get(found.manifest[field]))
                for role, field in (
                    ("Editor", "editor"),
                    ("Reviser", "reviser"),
                    ("Signed off by", "signed_by"),
                )
            ],
            "may_withdraw": may(request.user, Act.WITHDRAW, found.leaflet.organisation)
            and found.state == Edition.State.PUBLISHED,
        },
    )


@require_POST
@staff_view
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    actions.withdraw(
        visible_edition(request.user, pk), reason=request.POST.get("reason", ""), by=request.user
    )
    messages.success(request, "Withdrawn. The page now says how to talk to a person.")
    return redirect("publishing:edition", pk)

"""Catalogue files at the desk: one comes out, others are read in, and each that came stays to be looked at."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from workflow.leaflets.incoming import data_of
from workflow.people.languages import language
from workflow.refusals import RuleBroken
from workflow.review import catalogues
from workflow.review.models import CatalogueFile
from workflow.review.views import visible_translation
from workflow.staff import StaffRequest, staff_view

PO = "text/x-gettext-translation; charset=utf-8"


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    """Never shown in the browser: the file is a stranger's."""
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_GET
@staff_view
def catalogue(request: StaffRequest, pk: int) -> HttpResponse:
    translation = visible_translation(request.user, pk)
    return _download(catalogues.po(translation), catalogues.file_name(translation), PO)


@require_POST
@staff_view
def take_catalogue(request: StaffRequest, pk: int) -> HttpResponse:
    translation = visible_translation(request.user, pk)
    upload = request.FILES.get("file")
    if upload is None:
        raise RuleBroken("catalogue.none", "Choose a PO file first.")
    kept = catalogues.take_catalogue(translation, data_of(upload), upload.name or "", by=request.user)
    return redirect("review:catalogue-file", kept.pk)


@require_GET
@staff_view
def catalogue_file(request: StaffRequest, pk: int) -> HttpResponse:
    """What was taken from a file, and what was not, with the reasons."""
    kept = get_object_or_404(CatalogueFile.objects.select_related("by").defer("data"), pk=pk)
    translation = visible_translation(request.user, kept.translation_id)
    context = {"file": kept, "translation": translation, "language": language(translation.tag)}
    return render(request, "review/catalogue_file.html", context)


@require_GET
@staff_view
def catalogue_data(request: StaffRequest, pk: int) -> HttpResponse:
    """The file as it came."""
    kept = get_object_or_404(CatalogueFile, pk=pk)
    visible_translation(request.user, kept.translation_id)
    return _download(bytes(kept.data), f"{kept.digest[:12]}.po", "application/octet-stream")

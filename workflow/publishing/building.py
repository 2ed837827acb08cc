"""An edition's manifest → its files. The same manifest gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from i18n import catalogue
from i18n import leaflet as source
from i18n.facts import UnknownFact
from i18n.files import sync_folder, write_atomically
from i18n.formats import FormatError, MissingWord, body, pdf, text
from workflow.leaflets.models import Leaflet
from workflow.publishing.manifest import Manifest, digest, document, language_of, texts_of
from workflow.publishing.models import Edition
from workflow.refusals import RuleBroken

FOLDER = "e"
SAMPLE_MARK = ".sample"  # stands in PUBLIC_DIR where sample files were ever put
SAMPLE_NOTE = "A sample for demonstration. No qualified linguist has checked these texts."


logger = logging.getLogger(__name__)


@dataclass
class Built:
    """Files by name, and the formats that could not be built, each with its reason."""

    files: dict[str, bytes] = field(default_factory=dict)
    not_built: dict[str, str] = field(default_factory=dict)


def build(manifest: Manifest, words: Edition | None) -> Built:
    """Every core format. Raises RuleBroken where one of them refuses; a PDF whose fonts are missing is only listed."""
    built = Built(files=_catalogues(manifest))
    if manifest["kind"] == Leaflet.Kind.LEAFLET and words is not None:
        try:
            _pages(manifest, words, built)
        except (FormatError, MissingWord, UnknownFact) as error:
            raise RuleBroken("publish.page", f"The page could not be made: {error}") from None
    built.files["edition.json"] = _description(manifest, built)
    return built


def _pages(manifest: Manifest, words: Edition, built: Built) -> None:
    whole = document(manifest, words)
    built.files["body.html"] = body.render(
        whole, ask_href=f"../ask/call/?from={manifest['leaflet']}"
    ).encode()
    built.files["leaflet.txt"] = text.render(whole)
    lacking = pdf.available(whole.language)
    if lacking:
        built.not_built["leaflet.pdf"] = lacking
    else:
        try:
            built.files["leaflet.pdf"] = pdf.render(whole)
        except FormatError as error:
            raise RuleBroken("publish.pdf", f"The PDF could not be made: {error}") from None


def _catalogues(manifest: Manifest) -> dict[str, bytes]:
    segments = source.extract(source.parse(manifest["markdown"]).leaflet)
    po = catalogue.build_po(
        segments,
        texts_of(manifest),
        language_of(manifest),
        project=f"{manifest['leaflet']} {manifest['version']}",
        date=manifest["checked"],
        extra_headers=_imprint(manifest),
    )
    return {"catalogue.po": catalogue.po_bytes(po), "catalogue.mo": catalogue.mo_bytes(po)}


def _imprint(manifest: Manifest) -> dict[str, str]:
    """Edition, print reference, date and, where it applies, the sample line, as headers of the catalogue."""
    headers = {
        "X-Edition": f"{manifest['number']}, {manifest['checked']}",
        "X-Edition-Hash": digest(manifest),
        "X-Print-Reference": manifest["print_reference"],
        "X-Sample": SAMPLE_NOTE if manifest["sample"] else "",
    }
    return {name: value for name, value in headers.items() if value}


def _description(manifest: Manifest, built: Built) -> bytes:
    public = {
        key: manifest[key]
        for key in (
            "leaflet",
            "organisation",
            "sample",
            "version",
            "version_digest",
            "number",
            "checked",
            "issued",
            "print_reference",
        )
    }
    public["language"] = manifest["language"]["tag"]
    public["edition"] = digest(manifest)
    public["texts"] = texts_of(manifest)
    public["files"] = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(built.files.items())}
    return (json.dumps(public, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def folder_of(edition_digest: str) -> Path:
    return settings.PUBLIC_DIR / FOLDER / edition_digest


def is_sound(edition: Edition) -> bool:
    """Is an edition still what was published? If not, its page says how to talk to a person."""
    sums = {file.format: file.sha256 for file in edition.files.all()}
    whole = True
    if "body.html" in sums:
        path = folder_of(edition.digest) / "body.html"
        whole = path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sums["body.html"]
    if whole and digest(edition.manifest) == edition.digest:
        return True
    logger.error("Edition %s is not what was published any more: it is not shown.", edition.pk)
    return False


def sample_mark() -> Path:
    return Path(settings.PUBLIC_DIR) / SAMPLE_MARK


def store(edition_digest: str, built: Built, *, sample: bool) -> None:
    """Put the files into the edition's folder, whole or not at all. Raises OSError."""
    target = folder_of(edition_digest)
    if Edition.objects.filter(digest=edition_digest).exists():
        return  # an edition's files are never replaced
    target.parent.mkdir(parents=True, exist_ok=True)
    if sample and not sample_mark().exists():
        write_atomically(sample_mark(), f"{SAMPLE_NOTE}\n".encode())
    work = Path(mkdtemp(prefix=".work-", dir=target.parent))
    try:
        for name, data in built.files.items():
            with (work / name).open("wb") as handle:
                handle.write(data)
                handle.flush()
                os.fsync(handle.fileno())
        work.chmod(0o755)
        sync_folder(work)
        if target.exists():  # left by a publisher that died before the database knew of it
            shutil.rmtree(target)
        work.rename(target)
        sync_folder(target.parent)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def drop(edition_digest: str) -> None:
    """Remove the folder of an edition that did not come to be."""
    if not Edition.objects.filter(digest=edition_digest).exists():
        shutil.rmtree(folder_of(edition_digest), ignore_errors=True)

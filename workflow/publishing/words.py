"""The public words that pages speak: which there must be, and those of a language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from i18n import leaflet as source
from i18n.formats import Words
from workflow.leaflets.models import Leaflet
from workflow.leaflets.queries import facts_of, words_leaflet
from workflow.publishing import manifest as manifests
from workflow.publishing import marks
from workflow.publishing.models import Edition

SOURCE = Path("locale") / "public.md"


@lru_cache(maxsize=1)
def required() -> frozenset[str]:
    """The keys that this version of the program uses."""
    markdown = (Path(settings.BASE_DIR) / SOURCE).read_text(encoding="utf-8")
    return frozenset(segment.key for segment in source.extract(source.parse(markdown).leaflet))


def lacking(texts: Mapping[str, str]) -> list[str]:
    """The keys that these words do not have, in order."""
    return sorted(key for key in required() if not texts.get(key))


def speaking(tag: str, leaflet: Leaflet | None) -> tuple[Words, Edition] | None:
    """A language's public words with the facts they speak of, and their edition; None where they are not whole."""
    edition = manifests.words_edition(tag)
    host = leaflet or words_leaflet()
    if edition is None or host is None or lacking(manifests.texts_of(edition.manifest)):
        return None
    if edition.digest in {digest for digest, _ in marks.standing()} or (
        edition.sample and not settings.DEBUG
    ):
        return None
    return manifests.words_of(edition, facts_of(host.organisation)), edition

"""A translation frozen into one value: everything an edition's files are made from, and the hash over it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from i18n import facts
from i18n import leaflet as source
from i18n.facts import Cost, FactKind
from i18n.formats import Document, Words
from i18n.languages import Kind, Language
from workflow.leaflets.models import Leaflet
from workflow.leaflets.queries import facts_of
from workflow.people.languages import language
from workflow.publishing.models import Edition
from workflow.review import queries
from workflow.review.models import Message, Translation

Manifest = dict[str, Any]

# What the page shell and the talk box need, whatever the leaflet itself says.
PAGE_FACTS = ("phone:interpreting", "phone:emergency")


def take(translation: Translation) -> Manifest:
    """The manifest of a translation as it stands now. Plain JSON values only."""
    version = translation.version
    leaflet = version.leaflet
    messages = queries.messages_of(translation)
    lines = [
        {
            "key": message.segment.key,
            "source": message.segment.text,
            "target": message.text.forms[0],
            "text": message.text.pk,
            "digest": message.text.digest,
            "origin": message.text.origin,
            "written_by": message.text.written_by_id,
            "approved_by": message.text.approved_by_id,
            "approved_at": message.text.approved_at and message.text.approved_at.isoformat(),
        }
        for message in messages
        if message.text
    ]
    held = facts_of(leaflet.organisation)
    words = None if leaflet.kind == Leaflet.Kind.WORDS else words_edition(translation.tag)
    target = language(translation.tag)
    return {
        "format": 1,
        "leaflet": leaflet.slug,
        "kind": leaflet.kind,
        "organisation": leaflet.organisation.name,
        "sample": leaflet.sample,
        "version": version.number,
        "version_digest": version.digest,
        "markdown": version.markdown,
        "print_reference": version.print_reference,
        "issued": version.issued,
        "law": version.law,
        "language": asdict(target),
        "number": Edition.objects.filter(leaflet=leaflet, tag=translation.tag).count() + 1,
        "checked": max((line["approved_at"] or "" for line in lines), default="")[:10],
        "lines": lines,
        "facts": {key: plain(held[key]) for key in facts_used(messages) if key in held},
        "words": words.digest if words else "",
        "editor": translation.editor_id,
        "reviser": translation.reviser_id,
        "signed_by": translation.signed_by_id,
        "signed_at": translation.signed_at and translation.signed_at.isoformat(),
        "findings": [
            {"key": message.segment.key, "code": finding.code, "severity": finding.severity.value}
            for message in messages
            for finding in queries.findings(message, target)
        ],
    }


def facts_used(messages: Iterable[Message]) -> dict[str, list[str]]:
    """Every fact that the page of these messages speaks of, by key, with the keys of the segments that name it:
    none for one that stands on every page and in no text."""
    used: dict[str, list[str]] = {key: [] for key in PAGE_FACTS}
    for message in messages:
        for key in facts.keys(message.text.forms[0]) if message.text else ():
            used.setdefault(key, []).append(message.segment.key)
    return dict(sorted(used.items()))


def take_again(edition: Edition) -> Manifest:
    """An edition's own texts with the facts and the public words as they are now."""
    held = facts_of(edition.leaflet.organisation)
    words = words_edition(edition.tag)
    before: Manifest = edition.manifest
    return before | {
        "number": Edition.objects.filter(leaflet=edition.leaflet, tag=edition.tag).count() + 1,
        "facts": {key: plain(held[key]) for key in before["facts"] if key in held},
        "words": words.digest if words else "",
    }


def digest(manifest: Manifest) -> str:
    """SHA-256 (hex) over the manifest's canonical JSON."""
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def words_edition(tag: str) -> Edition | None:
    """The published public words of a language."""
    return Edition.objects.filter(
        leaflet__kind=Leaflet.Kind.WORDS, tag=tag, state=Edition.State.PUBLISHED
    ).first()


def language_of(manifest: Manifest) -> Language:
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in manifest["language"].items()
    }
    return Language(**fields | {"kind": Kind(fields["kind"])})


def facts_in(manifest: Manifest) -> dict[str, facts.Fact]:
    return {key: _fact(value) for key, value in manifest["facts"].items()}


def texts_of(manifest: Manifest) -> dict[str, str]:
    return {line["key"]: line["target"] for line in manifest["lines"]}


def words_of(words: Edition, held: facts.Facts) -> Words:
    """The public words, speaking of the facts given."""
    return Words(texts_of(words.manifest), language_of(words.manifest), held)


def document(manifest: Manifest, words: Edition) -> Document:
    """What every format of a leaflet's edition is made from."""
    held = facts_in(manifest)
    tree = source.assemble(source.parse(manifest["markdown"]).leaflet, texts_of(manifest))
    return Document(
        leaflet=tree,
        language=language_of(manifest),
        facts=held,
        words=words_of(words, held),
        edition=manifest["number"],
        checked=date.fromisoformat(manifest["checked"]),
        print_reference=manifest["print_reference"],
        issued=manifest["issued"],
        organisation=manifest["organisation"],
        sample=manifest["sample"],
    )


def plain(fact: facts.Fact) -> dict[str, Any]:
    """A fact as a manifest holds it."""
    return asdict(fact) | {
        "kind": fact.kind.value,
        "cost": fact.cost.value,
        "tested": fact.tested and fact.tested.isoformat(),
    }


def _fact(value: dict[str, Any]) -> facts.Fact:
    tested = value["tested"]
    return facts.Fact(
        **value
        | {
            "kind": FactKind(value["kind"]),
            "cost": Cost(value["cost"]),
            "tested": date.fromisoformat(tested) if tested else None,
        }
    )

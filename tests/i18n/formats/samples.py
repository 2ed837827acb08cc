"""Documents to render: the sample leaflet in a language, and a small one that has every kind of block."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polib

from i18n import facts, leaflet
from i18n.formats import Document, Words
from i18n.languages import shipped

ROOT = Path(__file__).parents[3]
FACTS = facts.load(ROOT / "sample" / "facts.toml")
TAGS = ("ur", "ar", "zh-Hans", "so", "pl")

SMALL = """---
title: A small leaflet
slug: small
---

For **everybody** who reads. {#subtitle}

## First {#first}

### Under it {#under}

1. Call {phone:emergency}. {#one}
2. Call {phone:meeting}. {#two}

## Second {#second}

| Who {#who} | Number {#number} |
|---|---|
| Police {#police} | {phone:emergency} {#police-number} |
"""


def words(tag: str) -> Words:
    language = shipped().get(tag)
    assert language
    source = leaflet.parse((ROOT / "locale" / "public.md").read_text(encoding="utf-8")).leaflet
    texts = {segment.key: segment.text for segment in leaflet.extract(source)}
    return Words(texts if tag == "en" else _catalogue(tag, "public"), language, FACTS)


def _catalogue(tag: str, name: str) -> dict[str, str]:
    return {
        one.msgctxt: one.msgstr
        for one in polib.pofile(str(ROOT / "locale" / tag / "LC_MESSAGES" / f"{name}.po"))
    }


def document(tag: str) -> Document:
    """The sample leaflet, edition 3."""
    source = leaflet.parse((ROOT / "sample" / "for-parents.md").read_text(encoding="utf-8")).leaflet
    texts = (
        {one.key: one.text for one in leaflet.extract(source)}
        if tag == "en"
        else _catalogue(tag, "for-parents")
    )
    meta = source.meta
    return Document(
        leaflet=leaflet.assemble(source, texts),
        language=words(tag).language,
        facts=FACTS,
        words=words(tag),
        edition=3,
        checked=date(2026, 3, 9),
        print_reference=meta.print_reference,
        issued=meta.issued,
        organisation=meta.organisation,
    )


def small(text: str = "A small leaflet", tag: str = "en", source: str = SMALL) -> Document:
    """The small leaflet with `text` as its title and in its first paragraph."""
    tree = leaflet.parse(source).leaflet
    texts = {segment.key: segment.text for segment in leaflet.extract(tree)} | {"title": text}
    return replace(document(tag), leaflet=leaflet.assemble(tree, texts))

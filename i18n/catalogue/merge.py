"""A catalogue meets the template of a new version. Nothing is guessed: only the same key finds its text.

Fuzzy merging once put a negated old sentence under new English without the "not". So a changed English keeps
its old English as previous, empties its text, and is marked fuzzy; the old pair stays as an obsolete entry,
where it can be read and never shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from i18n.catalogue.values import EOT, Catalogue, Entry, Previous

Pair = tuple[str, str, str | None]
FROM_TEMPLATE = ("Project-Id-Version", "POT-Creation-Date")


@dataclass(frozen=True, slots=True)
class Merged:
    """The new catalogue, and what became of each entry, by context (or by English where it has none)."""

    catalogue: Catalogue
    kept: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    revived: tuple[str, ...]
    removed: tuple[str, ...]


def merge(old: Catalogue, template: Catalogue) -> Merged:
    """The entries of `template` in its order, with the texts and headers of `old`."""
    shared = _shared_contexts(old) | _shared_contexts(template)
    waiting = {_name(entry, shared): entry for entry in old.active}
    retired = {_pair(entry): entry for entry in old.entries if entry.obsolete}
    outcome: dict[str, list[str]] = {"kept": [], "changed": [], "added": [], "revived": [], "removed": []}
    entries: list[Entry] = []
    for new in template.active:
        before = waiting.pop(_name(new, shared), None)
        entry, what = _met(new, before, retired.get(_pair(new)), old.nplurals)
        if before is not None and what != "kept":
            _retire(before, retired)
        if what == "revived":
            del retired[_pair(new)]
        outcome[what].append(new.context or new.source)
        entries.append(entry)
    for gone in waiting.values():
        outcome["removed"].append(gone.context or gone.source)
        _retire(gone, retired)
    fresh = {name: template.headers[name] for name in FROM_TEMPLATE if name in template.headers}
    catalogue = replace(old, headers={**old.headers, **fresh}, entries=(*entries, *retired.values()))
    return Merged(catalogue, **{what: tuple(names) for what, names in outcome.items()})


def _met(new: Entry, before: Entry | None, earlier: Entry | None, nplurals: int) -> tuple[Entry, str]:
    """The new catalogue's entry, and what became of it. `earlier` is obsolete, with the very same English."""
    if before is not None and _pair(before) == _pair(new):
        return _with_text(new, before), "kept"
    if earlier is not None:
        # Its English is back; whoever reads it decides whether its text still holds.
        return replace(_with_text(new, earlier), fuzzy=True, previous=None), "revived"
    forms = ("",) * (nplurals or len(new.forms)) if new.source_plural is not None else ("",)
    if before is None:
        return replace(new, forms=forms, fuzzy=False), "added"
    previous = Previous(before.source, source_plural=before.source_plural)
    if before.previous is not None and not any(before.forms):
        previous = before.previous  # it changed twice: the English that last had a text says more
    return replace(new, forms=forms, fuzzy=True, previous=previous, translator=before.translator), "changed"


def _with_text(new: Entry, old: Entry) -> Entry:
    """The new entry's own comments and references with all that translators made."""
    return replace(new, forms=old.forms, fuzzy=old.fuzzy, previous=old.previous, translator=old.translator)


def _retire(entry: Entry, retired: dict[Pair, Entry]) -> None:
    """Keep a text that has lost its place; an empty entry holds nothing to keep."""
    if any(entry.forms):
        retired[_pair(entry)] = replace(entry, obsolete=True, references=(), extracted="", previous=None)


def _shared_contexts(catalogue: Catalogue) -> set[str]:
    """Contexts that are no keys: in a stranger's catalogue many messages may share one ("menu")."""
    counts = Counter(entry.context for entry in catalogue.active)
    return {context for context, count in counts.items() if count > 1}


def _name(entry: Entry, shared: set[str]) -> str:
    """What an entry is found by: its key, or its English where it has no key of its own."""
    if entry.context and entry.context not in shared:
        return entry.context
    return f"{entry.context}{EOT}{entry.source}"


def _pair(entry: Entry) -> Pair:
    return (entry.context, entry.source, entry.source_plural)

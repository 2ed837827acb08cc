"""A translation as a PO file, out and in. `fuzzy` means "not approved", both ways; a file approves nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from i18n import catalogue
from i18n.catalogue import CatalogueError, Entry
from i18n.languages import Language
from i18n.leaflet import BlockKind, Segment
from workflow.people.languages import language, register
from workflow.people.models import Person
from workflow.refusals import RuleBroken
from workflow.review import actions, queries, rules
from workflow.review.models import CatalogueFile, Message, State, Translation

NO_SUCH = "This version has no such segment."
OTHER_ENGLISH = "The English of this version is another."
NO_TEXT = "The file has no text for it."
PLURAL = "It has plural forms, and a leaflet's segments have none."
NOT_EMPTY = "The desk has another text already. A file replaces nothing."


def po(translation: Translation) -> bytes:
    """The translation as it stands; what nobody approved is marked fuzzy."""
    leaflet = translation.version.leaflet
    messages = queries.messages_of(translation)
    built = catalogue.build_po(
        [_segment(message) for message in messages],
        {message.segment.key: message.text.forms[0] for message in messages if message.text},
        language(translation.tag),
        project=f"{leaflet.slug} {translation.version.number}",
        date=timezone.now(),
        created=translation.version.signed_at,
        fuzzy={message.segment.key for message in messages if message.state != State.APPROVED},
        extra_headers={"X-Sample": "yes"} if leaflet.sample else None,
    )
    return catalogue.po_bytes(built)


def file_name(translation: Translation) -> str:
    return f"{translation.version.leaflet.slug}-{translation.version.number}-{translation.tag}.po"


def _segment(message: Message) -> Segment:
    row = message.segment
    return Segment(row.key, row.text, BlockKind(row.kind), level=row.level, comment=row.comment)


@transaction.atomic
def take_catalogue(translation: Translation, data: bytes, name: str, *, by: Person) -> CatalogueFile:
    """Keep an uploaded PO file as it came; its texts become drafts of the messages that are still empty."""
    rules.check_take_texts(translation, by)
    name = PurePath(name.replace("\\", "/")).name[:200] or "catalogue.po"
    entries = _entries(data, name, language(translation.tag))
    actions.locked(translation)
    sorting = _Sorting.of(queries.messages_of(translation))
    sorting.sort(entries)
    actions.take_texts(translation, sorting.texts, note=name, by=by)
    return CatalogueFile.objects.create(
        translation=translation,
        name=name,
        data=data,
        digest=hashlib.sha256(data).hexdigest(),
        by=by,
        taken=len(sorting.texts),
        left=[[sentence, keys] for sentence, keys in sorting.left.items()],
    )


def _entries(data: bytes, name: str, target: Language) -> tuple[Entry, ...]:
    """What the file holds. Raises RuleBroken where it cannot be read, or says that it is in another language."""
    try:
        found = catalogue.parse(data, name)
    except CatalogueError as error:
        where = f", line {error.line}" if error.line else ""
        raise RuleBroken("catalogue.unreadable", f"{name}{where}: {error.sentence}") from None
    said = register().resolve(found.language) if found.language else None
    if said and said.tag != target.tag:
        raise RuleBroken(
            "catalogue.language", f"The file says that it is in {said.english}; this is {target.english}."
        )
    return found.active


@dataclass
class _Sorting:
    """Which texts of a file can be taken, and why not the others."""

    messages: dict[str, Message]
    by_english: dict[str, list[str]]
    texts: dict[str, str] = field(default_factory=dict)
    left: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, messages: Iterable[Message]) -> _Sorting:
        by_key = {message.segment.key: message for message in messages}
        by_english: dict[str, list[str]] = {}
        for key, message in by_key.items():
            by_english.setdefault(message.segment.text, []).append(key)
        return cls(by_key, by_english)

    def sort(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            for key in self._keys(entry):
                reason = self._reason(key, entry)
                if reason:
                    self.left.setdefault(reason, []).append(key)

    def _keys(self, entry: Entry) -> Iterator[str]:
        """The segments an entry speaks of: by its key, or in a stranger's catalogue by its English."""
        if entry.context:
            yield entry.context
        else:
            yield from self.by_english.get(entry.source) or [entry.source[:60]]

    def _reason(self, key: str, entry: Entry) -> str:
        """Take the text, or say why not. "" where the same text stands at the desk already."""
        message = self.messages.get(key)
        if message is None:
            return NO_SUCH
        if entry.source != message.segment.text:
            return OTHER_ENGLISH
        if entry.source_plural is not None:
            return PLURAL
        if not entry.forms[0].strip():
            return NO_TEXT
        try:
            wording = rules.readable(entry.forms[0])
        except RuleBroken as error:
            return error.sentence
        if message.text and message.text.forms == [wording]:
            return ""
        if message.state != State.EMPTY or key in self.texts:
            return NOT_EMPTY
        self.texts[key] = wording
        return ""

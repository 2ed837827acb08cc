"""A full database: opening languages, the desk, saving."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.bench.figures import say, say_spread, seconds
from tests.workflow import walk
from tests.workflow.cast import Cast
from workflow.leaflets.models import Segment, Version
from workflow.review import actions as review
from workflow.review.models import Message, Origin, Stage, State, Text, Translation

SEGMENTS = 45
LANGUAGES = tuple(
    "ur pl ar bn es fa ro so uk zh-Hans cs de el fr gu hi hu it lt lv pt-PT ru sq ta tr".split()
)
WITH_WORDS = [tag for tag in LANGUAGES if tag in walk.WORDS]
BATCH = 5_000


def run(people: Cast, messages: int) -> None:
    version = walk.signed_version(people, walk.leaflet_text("bench", body=_body()))
    _open_languages(people, version)
    fill(people, version, messages)
    _measure(people, Message.objects.count())


def _body() -> str:
    """A leaflet of 45 segments, its title among them: five sections of a heading and eight texts, less one."""
    lines = []
    for number in range(SEGMENTS - 1):
        if number % 9 == 0:
            lines.append(f"## What happens at step {number} {{#head-{number}}}")
        elif number % 3 == 0:
            lines.append(
                f"You can have an interpreter at step {number}. Telephone {{phone:interpreting}}. {{#text-{number}}}"
            )
        else:
            lines.append(
                f"We will **not** ask you to come at step {number}. You can say no at any time. {{#text-{number}}}"
            )
    return "\n\n".join(lines) + "\n"


def _open_languages(people: Cast, version: Version) -> None:
    def open_all() -> None:
        for tag in LANGUAGES:
            review.open_language(version, tag, by=people.coordinator)

    say("a version into 25 languages", seconds(open_all) * 1000, "ms", segments=version.segments.count())


def fill(people: Cast, version: Version, messages: int) -> None:
    """Further versions, each in every language with edited texts, until the database holds so many messages."""
    sources = list(version.segments.all())
    for number in range(2, 2 + max(1, -(-messages // (len(sources) * len(LANGUAGES))))):
        _fill_version(people, version, sources, number)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE review_message SET state = 'edited', text_id ="
            " (SELECT t.id FROM review_text t WHERE t.message_id = review_message.id)"
            " WHERE text_id IS NULL AND EXISTS (SELECT 1 FROM review_text t WHERE t.message_id = review_message.id)"
        )
        cursor.execute("ANALYZE")


def _fill_version(people: Cast, first: Version, sources: list[Segment], number: int) -> None:
    version = Version(
        leaflet=first.leaflet, number=number, title=first.title, markdown=first.markdown,
        created_by=people.owner, digest=first.digest,
        state=Version.State.SIGNED, signed_by=people.owner, signed_at=timezone.now(),
    )  # fmt: skip
    version.save()
    segments = Segment.objects.bulk_create(
        Segment(
            version=version, position=s.position, key=s.key, kind=s.kind, level=s.level, section=s.section,
            text=s.text, digest=s.digest,
        )
        for s in sources
    )  # fmt: skip
    translations = Translation.objects.bulk_create(
        Translation(
            version=version,
            tag=tag,
            stage=Stage.EDITING,
            editor=people.editor(tag),
            reviser=people.reviser(tag),
        )
        for tag in LANGUAGES
    )
    messages = Message.objects.bulk_create(
        Message(translation=translation, segment=segment)
        for translation in translations
        for segment in segments
    )
    Text.objects.bulk_create([_text(message) for message in messages], batch_size=BATCH)


def _text(message: Message) -> Text:
    tag = message.translation.tag
    tag = tag if tag in walk.WORDS else "pl"
    words = " ".join(random.choices(walk.WORDS[tag].split(), k=5))
    forms = [f"{walk.wording(message.segment.text, tag)} {words}"]
    return Text(
        message=message,
        forms=forms,
        origin=Origin.PERSON,
        written_by_id=message.translation.editor_id,
        written_at=timezone.now(),
        digest="0" * 64,
    )


def _measure(people: Cast, count: int) -> None:
    at = {"messages": count, "database": connection.vendor}
    tag = "ur"
    client = Client()
    client.force_login(people.editor(tag))
    mine = list(Translation.objects.filter(tag=tag, stage=Stage.EDITING).values_list("pk", flat=True))
    sample = [random.choice(mine) for _ in range(200)]
    client.get(reverse("review:desk", args=[mine[0]]))
    say_spread("desk page", (partial(_get, client, pk) for pk in sample), orientation="p50 <= 60", **at)
    before, saves = Text.objects.count(), list(_saves(client, tag))
    say_spread("save of a message with its checks", saves, orientation="p50 <= 40", **at)
    assert Text.objects.count() == before + len(saves), "A save was refused."


def _get(client: Client, pk: int) -> None:
    answer = client.get(reverse("review:desk", args=[pk]))
    assert answer.status_code == 200


def _saves(client: Client, tag: str) -> Iterator[Callable[[], None]]:
    rows = Message.objects.filter(translation__tag=tag, state=State.EDITED).select_related("segment")
    for pk in random.sample(list(rows.values_list("pk", flat=True)), k=min(200, rows.count())):
        message = rows.get(pk=pk)
        text = f"{walk.wording(message.segment.text, tag)} {walk.WORDS[tag]}"
        yield partial(_save, client, pk, {"text": text, "base": str(message.text_id)})


def _save(client: Client, pk: int, form: dict[str, str]) -> None:
    answer = client.post(reverse("review:save", args=[pk]), form, headers={"HX-Request": "true"})
    assert answer.status_code == 200

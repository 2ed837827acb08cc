"""What the demo loads, step by step, through the same actions as everybody's clicks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from i18n import catalogue, facts
from workflow.leaflets import actions as leaflets
from workflow.leaflets.models import Leaflet, Version
from workflow.leaflets.rules import questions
from workflow.office.demo.people import LANGUAGES, Cast, cast
from workflow.publishing import actions as publishing
from workflow.requests import actions as requests
from workflow.requests.models import CallBack
from workflow.review import actions as review
from workflow.review import drafting
from workflow.review.models import State, Translation

ROOT = Path(settings.BASE_DIR)
SAMPLE = ROOT / "sample" / "for-parents.md"
WORDS = ROOT / "locale" / "public.md"
WAITING = "interpreter"  # the Spanish segment that is left for the visitor
PUBLISHED = ("en", "ur", "zh-Hans", "so", "pl")
OPEN = ("ro", "bn", "fa", "uk")
NOTE = "sample file, unchecked"


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    seconds: float


def loaded() -> bool:
    return Leaflet.objects.filter(slug="for-parents", sample=True).exists()


def tell() -> Iterator[Step]:
    """Load everything, one step at a time, each with its seconds."""
    for name, act in _steps():
        started = time.perf_counter()
        act()
        yield Step(name, round(time.perf_counter() - started, 2))


def _steps() -> Iterator[tuple[str, Callable[[], object]]]:
    """What is done, in order. Each step runs before the next one is named."""
    yield "Roles and people", cast
    people = cast()
    yield "Facts: numbers, addresses, names", partial(_load_facts, people)
    yield "The public words in English, signed", partial(_signed, WORDS, people)
    words = _newest("public")
    yield "The sample leaflet in English, signed", partial(_signed, SAMPLE, people)
    leaflet = _newest("for-parents")
    whole_way = "edited, revised, signed off, published"
    for tag in (*PUBLISHED, "es"):
        yield f"Public words, {LANGUAGES[tag]}: {whole_way}", partial(_whole_way, words, tag, people)
    yield "Public words, Arabic: in revision", partial(_to_revision, words, "ar", people)
    for tag in PUBLISHED:
        yield f"Leaflet, {LANGUAGES[tag]}: {whole_way}", partial(_whole_way, leaflet, tag, people)
    yield "Leaflet, Arabic: in revision", partial(_to_revision, leaflet, "ar", people)
    yield "Leaflet, Spanish: drafted by machine, one segment left", partial(_spanish, leaflet, people)
    yield "More languages, just opened", partial(_open, leaflet, people)
    yield "A family asks to be called", partial(_ask, leaflet)


def _newest(slug: str) -> Version:
    return Version.objects.select_related("leaflet__organisation").get(leaflet__slug=slug, number=1)


def _load_facts(people: Cast) -> None:
    for fact in facts.load(ROOT / "sample" / "facts.toml").values():
        leaflets.add_fact(fact, organisation=people.organisation, by=people.owner)


def _signed(path: Path, people: Cast) -> Version:
    """Add a leaflet as a sample, keep what lint warns of, sign."""
    markdown = path.read_text(encoding="utf-8")
    if "\nsample: true\n" not in markdown:
        markdown = markdown.replace("---\n", "---\nsample: true\n", 1)
    version = leaflets.add_leaflet(markdown, organisation=people.organisation, by=people.owner)
    for question in questions(version):
        if question.open:
            because = "Kept for the demonstration."
            leaflets.keep_finding(version, question.mark, because=because, by=people.owner)
    return leaflets.sign(version, by=people.owner)


def _begin(version: Version, tag: str, people: Cast) -> Translation:
    translation = review.open_language(version, tag, by=people.coordinator)
    review.assign(
        translation, editor=people.editors[tag], reviser=people.revisers[tag], by=people.coordinator
    )
    return translation


def _texts(version: Version, tag: str) -> dict[str, str]:
    path = ROOT / "locale" / tag / "LC_MESSAGES" / f"{version.leaflet.slug}.po"
    return {entry.context: entry.forms[0] for entry in catalogue.read(path).active if entry.context}


def _to_revision(version: Version, tag: str, people: Cast) -> Translation:
    """The sample file's texts become drafts; the editor accepts each and hands over."""
    translation = _begin(version, tag, people)
    if tag != "en":
        review.take_texts(translation, _texts(version, tag), note=NOTE, by=people.coordinator)
    for message in translation.messages.select_related("text"):
        if message.state == State.DRAFT and message.text:
            review.save_text(message, message.text.forms[0], base=message.text.pk, by=people.editors[tag])
    translation.refresh_from_db()
    if translation.stage == "open":  # English: the owner wrote it, there was nothing to accept
        review.begin(translation, by=people.editors[tag])
    review.hand_over(translation, by=people.editors[tag])
    return translation


def _whole_way(version: Version, tag: str, people: Cast) -> None:
    translation = _to_revision(version, tag, people)
    for message in translation.messages.all():
        review.approve(message, seen=message.text_id or 0, by=people.revisers[tag])
    review.finish(translation, by=people.revisers[tag])
    review.sign_off(translation, by=people.owner)
    publishing.publish(translation, by=people.publisher)


def _spanish(version: Version, people: Cast) -> None:
    """Apertium drafts; the editor corrects all but one; the reviser approves those and returns that one."""
    translation = _begin(version, "es", people)
    drafting.want_drafts(translation, by=people.coordinator)
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)
    right = {e.context: e.forms[0] for e in catalogue.read(ROOT / "sample" / "es-corrections.po").active}
    if translation.messages.filter(state=State.EMPTY).exists():  # no engine on this machine: a person's texts
        review.take_texts(
            translation, {k or "": v for k, v in right.items()}, note=NOTE, by=people.coordinator
        )
    editor, reviser = people.editors["es"], people.revisers["es"]
    for message in translation.messages.select_related("text", "segment"):
        key = message.segment.key
        wording = message.text.forms[0] if message.text and key == WAITING else right[key]
        review.save_text(message, wording, base=message.text_id, by=editor)
    translation.refresh_from_db()
    review.hand_over(translation, by=editor)
    for message in translation.messages.select_related("segment"):
        if message.segment.key == WAITING:
            because = "“Libre” says that the interpreter is at liberty. It has to say that it costs nothing."
            review.return_text(message, reason=because, by=reviser)
        else:
            review.approve(message, seen=message.text_id or 0, by=reviser)


def _open(version: Version, people: Cast) -> None:
    for tag in OPEN:
        review.open_language(version, tag, by=people.coordinator)


def _ask(version: Version) -> None:
    asked = requests.Asked(
        once="demo",
        tag="ur",
        language="پنجابی (Mirpuri)",
        phone="+441614960123",  # from the range that Ofcom keeps for drama
        when=CallBack.When.MORNING,
        say_who=False,
    )
    requests.ask_for_call(asked, organisation=version.leaflet.organisation, leaflet=version.leaflet)

"""What the demo loads, step by step, through the same actions as everybody's clicks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from workflow.review import actions as review, drafting
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
    made: dict[str, object] = {}
    steps: list[tuple[str, Callable[[], object]]] = [
        ("Roles and people", lambda: made.update(cast=cast())),
        ("Facts: numbers, addresses, names", lambda: _load_facts(_cast(made))),
        ("The public words in English, signed", lambda: made.update(words=_signed(WORDS, _cast(made)))),
        ("The sample leaflet in English, signed", lambda: made.update(leaflet=_signed(SAMPLE, _cast(made)))),
    ]
    for tag in (*PUBLISHED, "es"):
        name = f"Public words, {LANGUAGES[tag]}: edited, revised, signed off, published"
        steps.append((name, lambda tag=tag: _whole_way(_version(made, "words"), tag, _cast(made))))
    steps.append(("Public words, Arabic: in revision", lambda: _to_revision(_version(made, "words"), "ar", _cast(made))))
    for tag in PUBLISHED:
        name = f"Leaflet, {LANGUAGES[tag]}: edited, revised, signed off, published"
        steps.append((name, lambda tag=tag: _whole_way(_version(made, "leaflet"), tag, _cast(made))))
    steps += [
        ("Leaflet, Arabic: in revision", lambda: _to_revision(_version(made, "leaflet"), "ar", _cast(made))),
        ("Leaflet, Spanish: drafted by machine, one segment left", lambda: _spanish(_version(made, "leaflet"), _cast(made))),
        ("More languages, just opened", lambda: _open(_version(made, "leaflet"), _cast(made))),
        ("A family asks to be called", lambda: _ask(_version(made, "leaflet"))),
    ]
    for name, act in steps:
        started = time.perf_counter()
        act()
        yield Step(name, round(time.perf_counter() - started, 2))


def _cast(made: dict[str, object]) -> Cast:
    found = made["cast"]
    assert isinstance(found, Cast)
    return found


def _version(made: dict[str, object], name: str) -> Version:
    found = made[name]
    assert isinstance(found, Version)
    return found


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
    review.assign(translation, editor=people.editors[tag], reviser=people.revisers[tag], by=people.coordinator)
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
        review.take_texts(translation, {k or "": v for k, v in right.items()}, note=NOTE, by=people.coordinator)
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

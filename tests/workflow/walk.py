"""Ways to a state that a test needs: each walks the real actions, as people's clicks would.

people = cast()
version = signed_version(people)                     # facts, a small leaflet, signed by its owner
translation = translation_at(Stage.REVISION, "ur", people, version)
edition = published(people, "ur")                    # public words first, then a leaflet
"""

from __future__ import annotations

import re
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings

from i18n import catalogue, facts
from tests.workflow.cast import Cast, cast
from workflow.leaflets import actions as leaflets
from workflow.leaflets.models import Fact, Leaflet, Version
from workflow.leaflets.rules import questions
from workflow.people.models import Person
from workflow.publishing import actions as publishing
from workflow.publishing.models import Edition
from workflow.review import actions as review
from workflow.review.models import Message, Stage, State, Translation

ROOT = Path(settings.BASE_DIR)
ORDER = list(Stage)
FRONT = "---\ntitle: {title}\nslug: {slug}\nprint_reference: C1\nissued: 2026-11\n{more}---\n\n"
BODY = """## Who to call {#who}

- You can have an interpreter. Telephone {phone:interpreting}. {#interpreter}
- We can meet you at home. {#home}

## What happens next {#next}

The **review panel** reads 3 reports about your family. {#panel}
"""
KEYS = ("title", "who", "interpreter", "home", "next", "panel")
WORDS = {
    "ar": "نحن نقرأ هذا النص معا ونشرح كل شيء بهدوء",
    "bn": "আমরা এই লেখা একসাথে পড়ি এবং সব কিছু শান্তভাবে বলি",
    "es": "leemos este texto con usted y explicamos todo con calma",
    "fa": "ما این متن را با شما می خوانیم و همه چیز را آرام می گوییم",
    "pl": "czytamy ten tekst razem z panią i wszystko spokojnie wyjaśniamy",
    "ro": "citim acest text împreună și explicăm totul cu calm",
    "so": "waxaan la akhrinaynaa qoraalkan oo wax walba si deggan u sharaxnaa",
    "uk": "ми читаємо цей текст разом з вами і все спокійно пояснюємо",
    "ur": "ہم یہ تحریر آپ کے ساتھ پڑھتے ہیں اور سب کچھ آرام سے بتاتے ہیں",
    "zh-Hans": "我们 和 您 一起 看 这 段 文字 并且 慢慢 说明",
}
_KEPT = re.compile(r"\{[a-z]+:[a-z0-9-]+\}|\*\*|\d+")


def leaflet_text(
    slug: str = "for-families", *, title: str = "Our leaflet for families", body: str = BODY, **more: str
) -> str:
    """A leaflet's Markdown: `more` are further lines of its front matter."""
    front = FRONT.format(
        title=title, slug=slug, more="".join(f"{key}: {value}\n" for key, value in more.items())
    )
    return front + body


def facts_held(people: Cast) -> None:
    """The facts of the sample are in the organisation's register."""
    for fact in facts.load(ROOT / "sample" / "facts.toml").values():
        if not Fact.objects.filter(
            organisation=people.organisation, kind=fact.kind, purpose=fact.purpose
        ).exists():
            leaflets.add_fact(fact, organisation=people.organisation, by=people.owner)


def draft_version(people: Cast, markdown: str = "") -> Version:
    """A new leaflet whose English is not signed yet."""
    facts_held(people)
    return leaflets.add_leaflet(markdown or leaflet_text(), organisation=people.organisation, by=people.owner)


def signed_version(people: Cast, markdown: str = "") -> Version:
    """A new leaflet whose owner answered every finding and signed."""
    return signed(draft_version(people, markdown), people.owner)


def signed(version: Version, owner: Person) -> Version:
    for question in questions(version):
        if question.open:
            leaflets.keep_finding(version, question.mark, because="Kept for a test.", by=owner)
    return leaflets.sign(version, by=owner)


def next_version(version: Version, markdown: str, people: Cast) -> Version:
    """The leaflet's next English, signed."""
    started = leaflets.start_version(version.leaflet, by=people.owner)
    return signed(leaflets.change_draft(started, markdown, by=people.owner), people.owner)


def words_version(people: Cast, *, sample: bool = False) -> Version:
    """The public words in English, signed; the same ones if they are there already."""
    found = Version.objects.filter(leaflet__kind=Leaflet.Kind.WORDS, state=Version.State.SIGNED).last()
    if found:
        return found
    markdown = (ROOT / "locale" / "public.md").read_text(encoding="utf-8")
    mark = "sample: true\n" if sample else ""
    return signed_version(people, markdown.replace("---\n", f"---\n{mark}", 1))


def wording(source: str, tag: str) -> str:
    """A text in the language that passes every blocking check: facts, stress and figures are kept. The same
    English gives the same text, other English another."""
    if tag == "en":
        return source
    words = WORDS[tag].split()
    count = 3 + sum(source.encode()) % 17
    kept = _KEPT.findall(source)
    said = " ".join(islice(cycle(words), count))
    if "**" in kept:
        said = f"**{said}**"
    return " ".join([said, *(one for one in kept if one != "**")])


def texts_for(version: Version, tag: str) -> dict[str, str]:
    """A text for every segment: from the repository's catalogue if it has the leaflet, else made up."""
    path = ROOT / "locale" / tag / "LC_MESSAGES" / f"{version.leaflet.slug}.po"
    filed = {e.context: e.forms[0] for e in catalogue.read(path).active} if path.exists() else {}
    return {s.key: filed.get(s.key) or wording(s.text, tag) for s in version.segments.all()}


def opened(tag: str, people: Cast, version: Version) -> Translation:
    """An open translation with its two people."""
    translation = review.open_language(version, tag, by=people.coordinator)
    editor, reviser = people.editor(tag), people.reviser(tag)
    review.assign(translation, editor=editor, reviser=reviser, by=people.coordinator)
    return fresh(translation)


def fresh(translation: Translation) -> Translation:
    """The translation as it is now."""
    return Translation.objects.get(pk=translation.pk)


def message_of(translation: Translation, key: str) -> Message:
    """A message as it is now."""
    return Message.objects.select_related("text", "segment", "translation").get(
        translation=translation, segment__key=key
    )


def write(translation: Translation, key: str, text: str | None, by: Person) -> review.Saved:
    """Somebody saves a text over the one that stands. None: a text that passes."""
    message = message_of(translation, key)
    wanted = wording(message.segment.text, translation.tag) if text is None else text
    return review.save_text(message, wanted, base=message.text_id, by=by)


def write_all(translation: Translation) -> None:
    """The editor writes every text that is not finished yet."""
    texts = texts_for(translation.version, translation.tag)
    unfinished = translation.messages.exclude(state__in=[State.EDITED, State.APPROVED])
    for message in unfinished.select_related("segment", "translation__editor"):
        editor = message.translation.editor
        assert editor is not None
        review.save_text(message, texts[message.segment.key], base=message.text_id, by=editor)


def approve(translation: Translation, key: str, by: Person) -> None:
    """Approve the text that stands."""
    message = message_of(translation, key)
    review.approve(message, seen=message.text_id or 0, by=by)


def approve_all(translation: Translation) -> None:
    """The reviser approves every text."""
    for message in translation.messages.exclude(state=State.APPROVED).select_related("translation__reviser"):
        reviser = message.translation.reviser
        assert reviser is not None
        review.approve(message, seen=message.text_id or 0, by=reviser)


def translation_at(
    stage: Stage,
    tag: str = "ur",
    people: Cast | None = None,
    version: Version | None = None,
    *,
    approved: bool = False,
) -> Translation:
    """A translation that went all the way to a stage. `approved`: in revision, with every text approved."""
    people = people or cast()
    version = version or signed_version(people)
    return walk_on(opened(tag, people, version), stage, people, approved=approved)


def walk_on(translation: Translation, to: Stage, people: Cast, *, approved: bool = False) -> Translation:
    """From where it is to a later stage."""
    while ORDER.index(Stage(translation.stage)) < ORDER.index(to):
        STEPS[Stage(translation.stage)](translation, people)
        translation = fresh(translation)
    if approved:
        approve_all(translation)
    return fresh(translation)


def _begin(translation: Translation, people: Cast) -> None:
    write_all(translation)
    if fresh(translation).stage == Stage.OPEN:  # nothing to write: the English is its owner's
        review.begin(translation, by=people.editor(translation.tag))


def _hand_over(translation: Translation, people: Cast) -> None:
    review.hand_over(translation, by=people.editor(translation.tag))


def _finish(translation: Translation, people: Cast) -> None:
    approve_all(translation)
    review.finish(translation, by=people.reviser(translation.tag))


def _sign(translation: Translation, people: Cast) -> None:
    review.sign_off(translation, by=people.owner)


def _publish(translation: Translation, people: Cast) -> None:
    publishing.publish(translation, by=people.publisher)


STEPS = {
    Stage.OPEN: _begin,
    Stage.EDITING: _hand_over,
    Stage.REVISION: _finish,
    Stage.SIGN_OFF: _sign,
    Stage.READY: _publish,
}


def words_published(people: Cast, tag: str = "ur", *, sample: bool = False) -> Edition:
    """The public words are published in the language."""
    version = words_version(people, sample=sample)
    found = Edition.objects.filter(leaflet=version.leaflet, tag=tag, state=Edition.State.PUBLISHED).first()
    return found or edition_of(translation_at(Stage.PUBLISHED, tag, people, version))


def published(
    people: Cast, tag: str = "ur", version: Version | None = None, *, sample: bool = False
) -> Edition:
    """A leaflet is published in the language, and the public words before it."""
    words_published(people, tag, sample=sample)
    version = version or signed_version(people, leaflet_text(sample="true") if sample else "")
    return edition_of(translation_at(Stage.PUBLISHED, tag, people, version))


def edition_of(translation: Translation) -> Edition:
    return Edition.objects.get(translation=translation, state=Edition.State.PUBLISHED)

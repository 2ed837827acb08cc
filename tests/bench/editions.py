"""From a signed-off translation to files: each format, each language's PDF, and the whole."""

from __future__ import annotations

from i18n.formats import body, pdf, text
from tests.bench.figures import say, seconds
from tests.workflow import walk
from tests.workflow.cast import Cast
from workflow.leaflets.models import Version
from workflow.publishing import actions, building, manifest
from workflow.review.models import Stage

TAGS = ("ur", "zh-Hans", "so", "pl", "ar")
SAMPLE = walk.ROOT / "sample" / "for-parents.md"


def run(people: Cast) -> None:
    markdown = SAMPLE.read_text(encoding="utf-8").replace("\nsample: true", "")
    version = walk.signed_version(people, markdown)
    for tag in TAGS:
        _publish(people, version, tag)


def _publish(people: Cast, version: Version, tag: str) -> None:
    words = walk.words_published(people, tag)
    translation = walk.translation_at(Stage.READY, tag, people, version)
    taken = manifest.take(translation)
    whole = manifest.document(taken, words)
    at = {"language": tag, "segments": version.segments.count()}
    say("format: page", seconds(lambda: body.render(whole)) * 1000, "ms", **at)
    say("format: text", seconds(lambda: text.render(whole)) * 1000, "ms", **at)
    say("format: po and mo", seconds(lambda: building._catalogues(taken)) * 1000, "ms", **at)
    if not pdf.available(whole.language):
        say("format: PDF", seconds(lambda: pdf.render(whole)) * 1000, "ms", **at)
    took = seconds(lambda: actions.publish(translation, by=people.publisher))
    say("publish a core edition, site and all", took * 1000, "ms", orientation="<= 1000", **at)

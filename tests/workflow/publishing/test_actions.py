"""Publishing, superseding and withdrawing, as somebody does it who has all the time in the world."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import DatabaseError, transaction
from pytest_django import Settings

from tests.workflow.cast import cast
from tests.workflow.walk import (
    edition_of,
    fresh,
    leaflet_text,
    next_version,
    published,
    translation_at,
    walk_on,
    words_published,
    write,
)
from workflow.history.models import Event
from workflow.history.queries import broken_links
from workflow.publishing import actions, manifest, marks, site
from workflow.publishing.models import Edition
from workflow.refusals import NotYours, RuleBroken
from workflow.review import queries
from workflow.review.models import MemoryEntry, Stage

pytestmark = pytest.mark.django_db


def public(path: str) -> Path:
    return Path(site_settings.PUBLIC_DIR) / path


def page(edition: Edition) -> str:
    return public(f"{edition.tag}/{edition.leaflet.slug}/index.html").read_text()


def files() -> dict[str, tuple[int, int]]:
    """Every public file with when it was written, to the nanosecond, and its inode."""
    root = Path(site_settings.PUBLIC_DIR)
    return {
        str(path.relative_to(root)): (path.stat().st_mtime_ns, path.stat().st_ino)
        for path in root.rglob("*")
        if path.is_file()
    }


def test_publishing_shows_the_text_and_its_files() -> None:
    edition = published(cast())
    assert "<article" in page(edition)
    texts = manifest.texts_of(edition.manifest)
    assert texts["home"] in page(edition)
    assert {file.format for file in edition.files.all()} == {
        *("body.html", "leaflet.pdf", "leaflet.txt", "catalogue.po", "catalogue.mo", "edition.json")
    }
    for file in edition.files.all():
        data = public(file.path).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (file.sha256, file.size)


def test_the_description_names_the_hash_of_every_file() -> None:
    edition = published(cast())
    described = json.loads(public(f"e/{edition.digest}/edition.json").read_bytes())
    assert described["edition"] == edition.digest == manifest.digest(edition.manifest)
    sums = dict(edition.files.exclude(format="edition.json").values_list("format", "sha256"))
    assert described["files"] == sums


def test_the_digest_holds_after_a_round_through_the_database() -> None:
    """Both databases give a manifest back exactly as it went in."""
    published(cast(), "ur")
    for edition in Edition.objects.all():
        assert manifest.digest(edition.manifest) == edition.digest


def test_publishing_twice_changes_nothing() -> None:
    people = cast()
    edition = published(people)
    before = files()
    again = actions.publish(fresh(edition.translation), by=people.publisher)
    site.sweep()
    assert again == edition
    assert files() == before
    assert Edition.objects.filter(leaflet=edition.leaflet).count() == 1
    assert Event.objects.filter(verb="edition.published", subject=f"edition:{edition.pk}").count() == 1


def test_publishing_again_is_not_for_everybody() -> None:
    people = cast()
    edition = published(people)
    with pytest.raises(NotYours):
        actions.publish(edition.translation, by=people.editor("ur"))


def test_the_catalogue_stands_in_gettexts_own_layout() -> None:
    edition = published(cast())
    path = site_settings.CATALOGUE_DIR / "ur" / "LC_MESSAGES" / "for-families.po"
    assert path.read_bytes() == public(f"e/{edition.digest}/catalogue.po").read_bytes()


def test_a_new_version_supersedes_the_old_edition() -> None:
    people = cast()
    first = published(people)
    text = leaflet_text().replace("{#home}", "Tell us when. {#home}")
    version = next_version(first.translation.version, text, people)
    second = edition_of(translation_at(Stage.PUBLISHED, "ur", people, version))
    first.refresh_from_db()
    assert (first.state, second.number) == (Edition.State.SUPERSEDED, 2)
    assert f"e/{second.digest}/" in page(second)
    assert first.digest not in page(second)
    assert public(f"e/{first.digest}/leaflet.pdf").exists(), "a page somebody has open still finds its files"


def test_withdrawing_turns_the_page_to_a_person_at_once() -> None:
    people = cast()
    edition = published(people)
    texts = manifest.texts_of(edition.manifest)
    actions.withdraw(edition, reason="A number was wrong.", by=people.publisher)
    edition.refresh_from_db()
    assert (edition.state, edition.ended_by) == (Edition.State.WITHDRAWN, people.publisher)
    assert "<article" not in page(edition)
    assert "tel:+441614779000" in page(edition)
    assert not public(f"e/{edition.digest}").exists()
    assert not public("ur/for-families/leaflet.pdf").exists()
    assert not (site_settings.CATALOGUE_DIR / "ur" / "LC_MESSAGES" / "for-families.po").exists()
    everything = "".join(
        p.read_text(errors="replace") for p in Path(site_settings.PUBLIC_DIR).rglob("*.html")
    )
    assert texts["home"] not in everything
    assert texts["title"] not in everything
    assert fresh(edition.translation).stage == Stage.REVISION
    assert list(broken_links()) == []


def test_withdrawing_the_words_turns_the_whole_language_to_a_person() -> None:
    people = cast()
    edition = published(people)
    actions.withdraw(words_published(people), reason="A button was wrong.", by=people.admin)
    assert "<article" not in page(edition)
    assert "tel:+441614779000" in page(edition)
    assert not public("ur/for-families/leaflet.pdf").exists()
    assert 'href="./ur/"' in public("index.html").read_text().partition("☎")[2], "it is one of the others now"


def test_withdrawing_needs_a_reason_and_the_right_person() -> None:
    people = cast()
    edition = published(people)
    with pytest.raises(RuleBroken, match="Say why"):
        actions.withdraw(edition, reason="  ", by=people.publisher)
    for person in (people.owner, people.coordinator, people.editor("ur"), people.outsider):
        with pytest.raises(NotYours):
            actions.withdraw(edition, reason="Wrong.", by=person)
    assert "<article" in page(edition)


def test_a_withdrawn_edition_cannot_be_withdrawn_again_nor_come_back() -> None:
    people = cast()
    edition = published(people)
    actions.withdraw(edition, reason="Wrong.", by=people.publisher)
    edition.refresh_from_db()
    with pytest.raises(RuleBroken, match="withdrawn already"):
        actions.withdraw(edition, reason="Wrong.", by=people.publisher)
    with pytest.raises(DatabaseError, match="does not come back"), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.PUBLISHED)
    with pytest.raises(RuleBroken, match="not signed"):
        actions.publish(fresh(edition.translation), by=people.publisher)


def test_publishing_after_a_withdrawal_makes_a_new_edition() -> None:
    people = cast()
    first = published(people)
    actions.withdraw(first, reason="Wrong.", by=people.publisher)
    second = edition_of(walk_on(fresh(first.translation), Stage.PUBLISHED, people))
    assert second.number == 2
    assert second.digest != first.digest
    assert "<article" in page(second)
    assert not public(f"e/{first.digest}").exists()


def test_a_withdrawal_that_the_database_did_not_hear_of_is_finished_by_the_sweep() -> None:
    """The publisher died after the mark was made."""
    people = cast()
    edition = published(people)
    marks.put(edition.digest, marks.Mark(people.publisher.pk, "publisher", "A number was wrong."))
    assert site.Site().editions == {}, "the mark alone keeps it from every page"
    actions.sweep()
    edition.refresh_from_db()
    assert edition.state == Edition.State.WITHDRAWN
    assert edition.ended_because == "A number was wrong."
    assert "<article" not in page(edition)
    assert not public(f"e/{edition.digest}").exists()
    assert list(marks.standing()) == []
    line = Event.objects.get(verb="edition.withdrawn")
    assert (line.actor, line.role) == (people.publisher.pk, "publisher")


def test_the_sweep_removes_what_nobody_owns() -> None:
    edition = published(cast())
    before = files()
    public("e/" + "0" * 64).mkdir()
    public("e/.work-x").mkdir()
    (public("e/.work-x") / "body.html").write_text("half")
    public("ur/.index.html.abc.tmp").write_text("half")
    actions.sweep()
    assert files() == before
    assert {path.name for path in public("e").iterdir()} == set(
        Edition.objects.values_list("digest", flat=True)
    )
    assert "<article" in page(edition)


def test_the_sweep_writes_pages_that_are_missing_or_wrong() -> None:
    edition = published(cast())
    right = page(edition)
    public("ur/for-families/index.html").write_text("something else")
    public("index.html").unlink()
    actions.sweep()
    assert page(edition) == right
    assert public("index.html").exists()


def test_files_that_are_not_what_was_published_are_not_shown() -> None:
    edition = published(cast())
    body = public(f"e/{edition.digest}/body.html")
    body.write_text(body.read_text().replace("0161", "0909"))
    actions.sweep()
    assert "<article" not in page(edition)
    assert "0909" not in page(edition)


def test_words_changed_by_sql_are_not_shown(unguarded: None) -> None:
    people = cast()
    edition = published(people)
    words = words_published(people)
    words.manifest["lines"][0]["target"] = "PLANTED"
    Edition.objects.filter(pk=words.pk).update(manifest=words.manifest)
    actions.sweep()
    assert "PLANTED" not in page(edition)
    assert "tel:+441614779000" in page(edition)


def test_only_real_texts_enter_the_memory(settings: Settings) -> None:
    people = cast()
    settings.DEBUG = True
    published(people, "ur", sample=True)
    assert not MemoryEntry.objects.exists()


def test_texts_enter_the_memory_when_they_are_published() -> None:
    edition = published(cast())
    remembered = set(MemoryEntry.objects.values_list("target", flat=True))
    assert manifest.texts_of(edition.manifest)["home"] in remembered


def test_what_was_withdrawn_is_recalled_no_more_and_no_older_wording_in_its_place() -> None:
    people = cast()
    first = published(people)
    english = "We can meet you at home."
    old = queries.recall(english, "ur")
    version = next_version(first.translation.version, leaflet_text(title="Our newer leaflet"), people)
    second = translation_at(Stage.EDITING, "ur", people, version)
    write(second, "home", "ہم آپ سے ملنے آپ کے گھر آ سکتے ہیں", people.editor())
    second = walk_on(second, Stage.PUBLISHED, people)
    assert queries.recall(english, "ur") not in {old, None}
    words = MemoryEntry.objects.exclude(text__message__translation__version__leaflet=first.leaflet).count()

    actions.withdraw(edition_of(second), reason="The wrong number.", by=people.publisher)

    assert queries.recall(english, "ur") is None
    assert MemoryEntry.objects.count() == words > 0  # other leaflets' texts stay
    line = Event.objects.get(verb="memory.forgotten")
    assert (line.actor, line.role, line.data["tag"]) == (people.publisher.pk, "publisher", "ur")
    assert line.data["texts"] > 6
    assert not list(broken_links())


def test_what_is_published_again_is_recalled_again() -> None:
    people = cast()
    edition = published(people)
    said = queries.recall("We can meet you at home.", "ur")
    actions.withdraw(edition, reason="The wrong number.", by=people.publisher)

    walk_on(fresh(edition.translation), Stage.PUBLISHED, people)

    assert said
    assert queries.recall("We can meet you at home.", "ur") == said


def test_a_sample_is_withdrawn_without_a_word_of_the_memory(settings: Settings) -> None:
    settings.DEBUG = True
    people = cast()

    actions.withdraw(published(people, sample=True), reason="Shown enough.", by=people.publisher)

    assert not Event.objects.filter(verb="memory.forgotten").exists()

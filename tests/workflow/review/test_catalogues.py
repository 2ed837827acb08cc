"""PO files at the desk: out with fuzzy marks, in as drafts, kept as they came; nothing is approved by a file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from i18n import catalogue
from tests.workflow.cast import Cast, cast
from tests.workflow.history.raw import refused
from tests.workflow.walk import (
    KEYS,
    approve,
    leaflet_text,
    message_of,
    opened,
    signed_version,
    texts_for,
    translation_at,
    write,
)
from workflow.history.models import Event
from workflow.people.models import Person
from workflow.refusals import RuleBroken
from workflow.review import catalogues, queries
from workflow.review.models import CatalogueFile, Origin, Stage, State, Translation

pytestmark = pytest.mark.django_db
HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
HOME = "ہم آپ کے گھر پر آپ سے مل سکتے ہیں"
ENGLISH = "We can meet you at home."


def po(*entries: str, tag: str = "ur") -> bytes:
    return (HEADER.format(tag) + "\n\n".join(entries) + "\n").encode()


def entry(key: str = "home", source: str = ENGLISH, text: str = HOME, more: str = "") -> str:
    context = f'msgctxt "{key}"\n' if key else ""
    return f'{more}{context}msgid "{source}"\nmsgstr "{text}"'


def client_of(by: Person) -> Client:
    client = Client()
    client.force_login(by)
    return client


def start(tag: str = "ur") -> tuple[Cast, Translation]:
    people = cast()
    return people, opened(tag, people, signed_version(people))


def upload(
    translation: Translation, by: Person, data: bytes, name: str = "mine.po", **more: bool
) -> HttpResponse:
    url = reverse("review:take-catalogue", args=[translation.pk])
    return client_of(by).post(url, {"file": SimpleUploadedFile(name, data)}, **more)  # type: ignore[return-value]


def test_what_is_downloaded_marks_fuzzy_what_nobody_approved() -> None:
    people = cast()
    translation = translation_at(Stage.REVISION, "ur", people)
    approve(translation, "home", people.reviser())
    client = client_of(people.editor())

    answer = client.get(reverse("review:catalogue", args=[translation.pk]))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="for-families-1-ur.po"'
    read = catalogue.parse(answer.content)
    assert read.language == "ur"
    assert [entry.context for entry in read.active] == list(KEYS)
    assert [entry.context for entry in read.active if not entry.fuzzy] == ["home"]
    assert {e.context: e.forms[0] for e in read.active} == texts_for(translation.version, "ur")


def test_an_empty_translation_is_a_catalogue_to_fill_in() -> None:
    people, translation = start()

    read = catalogue.parse(catalogues.po(translation))

    assert {entry.forms for entry in read.active} == {("",)}
    assert not any(entry.fuzzy for entry in read.active)
    assert translation.version.leaflet.slug in read.headers["Project-Id-Version"]


@pytest.mark.parametrize("who", ["coordinator", "editor"])
def test_texts_of_a_file_become_drafts_whoever_brings_them(who: str) -> None:
    people, translation = start()
    by = people.coordinator if who == "coordinator" else people.editor()
    data = po(entry(), entry("next", "What happens next", "پھر کیا ہوتا ہے", more="#, fuzzy\n"))

    answer = upload(translation, by, data, follow=True)

    assert "2 texts are drafts now." in answer.content.decode()
    for key in ("home", "next"):
        message = message_of(translation, key)
        assert message.state == State.DRAFT
        assert message.text
        assert (message.text.origin, message.text.source_note) == (Origin.FILE, "mine.po")
        assert (message.text.written_by, message.text.approved_by) == (None, None)
    event = Event.objects.get(verb="translation.imported")
    assert (event.actor, event.role) == (by.pk, "coordinator" if who == "coordinator" else "linguist")
    kept = CatalogueFile.objects.get()
    assert (bytes(kept.data), kept.name, kept.by, kept.taken) == (data, "mine.po", by, 2)


@pytest.mark.parametrize("who", ["owner", "publisher", "admin", "reviser", "outsider"])
def test_nobody_else_brings_a_file(who: str) -> None:
    people, translation = start()
    by = people.reviser() if who == "reviser" else getattr(people, who)

    assert upload(translation, by, po(entry())).status_code == 403
    assert not CatalogueFile.objects.exists()
    assert message_of(translation, "home").state == State.EMPTY


LEFT = {
    "an unknown segment": (entry("gone"), catalogues.NO_SUCH, "gone"),
    "another English": (entry(source="We can meet you."), catalogues.OTHER_ENGLISH, "home"),
    "no text": (entry(text=""), catalogues.NO_TEXT, "home"),
    "blank": (entry(text="  "), catalogues.NO_TEXT, "home"),
    "taken already": (entry("who", "Who to call", "کس کو فون کریں؟"), catalogues.NOT_EMPTY, "who"),
    "no key, unknown English": (entry("", "Something else"), catalogues.NO_SUCH, "Something else"),
    "far too long": (entry(text="a" * 20_001), "more than a segment", "home"),
    "plural": (
        f'msgctxt "home"\nmsgid "{ENGLISH}"\nmsgid_plural "x"\nmsgstr[0] "a"\nmsgstr[1] "b"',
        catalogues.PLURAL,
        "home",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_taken_is_listed_with_its_reason(name: str) -> None:
    text, reason, key = LEFT[name]
    people, translation = start()
    write(translation, "who", "کس کو فون کریں", people.editor())

    answer = upload(translation, people.coordinator, po(text), follow=True)

    page = answer.content.decode()
    kept = CatalogueFile.objects.get()
    assert kept.taken == 0
    assert [(reason in sentence, keys) for sentence, keys in kept.left] == [(True, [key])]
    assert escape(kept.left[0][0]) in page
    assert key in page
    assert message_of(translation, "home").state == State.EMPTY
    assert str(message_of(translation, "who").text) == "کس کو فون کریں"


def test_what_stands_already_is_neither_taken_nor_complained_of() -> None:
    people, translation = start()
    write(translation, "home", HOME, people.editor())

    upload(translation, people.editor(), po(entry()))

    kept = CatalogueFile.objects.get()
    assert (kept.taken, kept.left) == (0, [])


def test_a_strangers_catalogue_without_keys_is_read_by_its_english() -> None:
    people, translation = start()

    upload(translation, people.coordinator, po(entry("")))

    assert str(message_of(translation, "home").text) == HOME


def test_obsolete_entries_are_left_out() -> None:
    people, translation = start()

    upload(
        translation,
        people.coordinator,
        po('#~ msgctxt "home"\n#~ msgid "x"\n#~ msgstr "y"', entry("who", "Who to call", "کون")),
    )

    assert message_of(translation, "home").state == State.EMPTY
    assert CatalogueFile.objects.get().left == []


REFUSED = {
    "empty": (b"", "empty.po"),
    "no catalogue": (b"Hello, this is a letter.\n", "letter.po"),
    "unterminated": (po(entry()) + b'msgid "open\nmsgstr ""\n', "open.po"),
    "twice": (po(entry(), entry()), "twice.po"),
    "wrong bytes": (HEADER.format("ur").encode() + b'msgid "a"\nmsgstr "\xff\xfe"\n', "bytes.po"),
    "missing forms": (
        HEADER.format("ur").replace("\n\n", '\n"Plural-Forms: nplurals=2; plural=n != 1;\\n"\n\n').encode()
        + b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\n',
        "forms.po",
    ),
    "binary": (b"\xde\x12\x04\x95\x00\x00\x00\x00", "compiled.mo"),
    "another language": (po(entry(), tag="pl"), "polish.po"),
    "another script": (po(entry(), tag="zh_CN"), "chinese.po"),
    "21 MB": (b"# a\n" * 5_300_000, "large.po"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    data, file = REFUSED[name]
    people, translation = start()

    answer = upload(translation, people.coordinator, data, file)

    sentence = answer.context["refusal"].sentence  # type: ignore[attr-defined]
    assert answer.status_code == 409
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert escape(sentence) in answer.content.decode()
    assert not CatalogueFile.objects.exists()
    assert set(queries.progress(translation)) == {State.EMPTY}


def test_the_line_of_the_fault_is_said() -> None:
    people, translation = start()
    entries = [entry(f"key-{n}", f"English {n}", "x") for n in range(10_000)]
    entries[5_000] = 'msgid "open\nmsgstr ""'

    with pytest.raises(RuleBroken, match=r"^big\.po, line 20006: .*\.$"):
        catalogues.take_catalogue(translation, po(*entries), "big.po", by=people.coordinator)


def test_ten_thousand_entries_are_sorted_in_one_go() -> None:
    people, translation = start()
    entries: Iterable[str] = (entry(f"key-{n}", f"English {n}", "x") for n in range(10_000))

    kept = catalogues.take_catalogue(translation, po(*entries, entry()), "big.po", by=people.coordinator)

    assert kept.taken == 1
    assert [(sentence, len(keys)) for sentence, keys in kept.left] == [(catalogues.NO_SUCH, 10_000)]


@pytest.mark.parametrize("tag", ["ur", "ur_PK", "UR", ""])
def test_the_language_may_be_written_in_other_ways(tag: str) -> None:
    people, translation = start()

    assert upload(translation, people.coordinator, po(entry(), tag=tag)).status_code == 302


def test_no_file_chosen_is_said() -> None:
    people, translation = start()

    answer = client_of(people.editor()).post(reverse("review:take-catalogue", args=[translation.pk]))

    assert (answer.status_code, answer.context["refusal"].code) == (409, "catalogue.none")


def test_out_and_in_again_gives_the_same_texts_and_no_approval() -> None:
    people = cast()
    first = translation_at(Stage.REVISION, "ur", people, approved=True)
    data = catalogues.po(first)
    again = opened("ur", people, signed_version(people, leaflet_text("another")))

    kept = catalogues.take_catalogue(again, data, "out.po", by=people.coordinator)

    assert kept.taken == len(KEYS)
    assert {message.state for message in queries.messages_of(again)} == {State.DRAFT}
    for key in KEYS:
        assert str(message_of(again, key).text) == str(message_of(first, key).text)


def test_the_file_stays_as_it_came_and_only_its_people_see_it() -> None:
    people, translation = start()
    data = po(entry()).replace(b"\n", b"\r\n")
    upload(translation, people.coordinator, data, "C:\\Users\\Somebody\\m\u00fcine.po")
    kept = CatalogueFile.objects.get()
    assert kept.name == "müine.po"

    for name in ("catalogue-file", "catalogue-data"):
        url = reverse(f"review:{name}", args=[kept.pk])
        assert client_of(people.editor()).get(url).status_code == 200
        assert client_of(people.outsider).get(url).status_code == 403
        assert client_of(people.editor("pl")).get(url).status_code == 403
    answer = client_of(people.editor()).get(reverse("review:catalogue-data", args=[kept.pk]))
    assert answer.content == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "never changed" in refused("UPDATE review_cataloguefile SET taken = 9")
    assert "never deleted" in refused("DELETE FROM review_cataloguefile")


def test_the_desk_offers_both_ways() -> None:
    people, translation = start()
    upload(translation, people.coordinator, po(entry()))
    url = reverse("review:desk", args=[translation.pk])

    for by, may in ((people.coordinator, True), (people.editor(), True), (people.reviser(), False)):
        page = client_of(by).get(url).content.decode()
        assert reverse("review:catalogue", args=[translation.pk]) in page
        assert (reverse("review:take-catalogue", args=[translation.pk]) in page) is may
        assert "mine.po" in page


def test_a_file_that_is_too_large_is_refused_in_one_sentence(settings: Settings) -> None:
    people, translation = start()
    settings.UPLOAD_LIMIT = 100

    answer = client_of(people.editor()).post(
        reverse("review:take-catalogue", args=[translation.pk]),
        {"file": SimpleUploadedFile("ur.po", po(entry()) + b"#" * 100)},
    )

    assert answer.status_code == 409
    assert "larger than 20 MB" in answer.content.decode()
    assert not CatalogueFile.objects.exists()

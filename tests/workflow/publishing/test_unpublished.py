"""X1: a marker in every text that is not published appears in nothing that the public can reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client

from tests.workflow.cast import Cast, cast
from tests.workflow.walk import (
    approve,
    fresh,
    leaflet_text,
    message_of,
    next_version,
    published,
    signed_version,
    translation_at,
    walk_on,
    words_published,
    words_version,
    write,
    write_all,
)
from workflow.leaflets import actions as leaflets
from workflow.leaflets.incoming import Incoming
from workflow.leaflets.models import Leaflet
from workflow.leaflets.rules import questions
from workflow.people.languages import register
from workflow.publishing import actions as publishing
from workflow.publishing import site
from workflow.review import actions as review
from workflow.review.models import Stage, Text

pytestmark = pytest.mark.django_db

MARK = re.compile(rb"MARKER[a-z]+")
NEXT = leaflet_text().replace("{#home}", "MARKERnextversion is not public. {#home}")
ENGLISH = leaflet_text(
    "marker-draft", title="MARKERtitle of a draft", body="## MARKERheading {#h}\n\n- A. {#a}\n"
)


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def planted(people: Cast) -> set[str]:
    """A site with a published leaflet, and a marker in every kind of text that is not. Gives the markers."""
    edition = published(people, "ur")
    words_published(people, "en")
    _withdrawn(people)
    _desk(people)
    _english(people, edition.translation.version.leaflet)
    site.sweep()
    return {text.split()[0] for text in _all_markers()}


def _withdrawn(people: Cast) -> None:
    body = "## Once {#once}\n\n- MARKERwithdrawn was public once. {#was}\n"
    version = signed_version(people, leaflet_text("once", title="Once MARKERoldtitle", body=body))
    gone = translation_at(Stage.OPEN, "ur", people, version)
    write(gone, "was", "MARKERgone ہم یہ تحریر آپ کے ساتھ پڑھتے ہیں", people.editor("ur"))
    write_all(fresh(gone))
    edition = walk_on(fresh(gone), Stage.PUBLISHED, people).editions.get()
    publishing.withdraw(edition, reason="MARKERwithdrawal reason.", by=people.publisher)


def _desk(people: Cast) -> None:
    """Machine drafts, edited, approved and returned texts, the reason, names of the people."""
    version = signed_version(people, leaflet_text("other", title="Another leaflet for families"))
    translation = translation_at(Stage.OPEN, "pl", people, version)
    review.take_texts(translation, {"home": "MARKERfile draft"}, note="MARKERnote", by=people.coordinator)
    translation = translation_at(Stage.OPEN, "so", people, version)
    editor, reviser = people.editor("so"), people.reviser("so")
    write(translation, "title", "MARKERedited waa la qoray", editor)
    write(translation, "home", "MARKERapproved waan ku booqan karnaa", editor)
    write(translation, "next", "MARKERreturned maxaa xiga", editor)
    write_all(translation)
    review.hand_over(fresh(translation), by=editor)
    approve(translation, "home", reviser)
    review.return_text(message_of(translation, "next"), reason="MARKERbecause it is wrong", by=reviser)
    words = translation_at(Stage.OPEN, "so", people, words_version(people))
    write(words, "talk", "MARKERword la hadal qof", editor)
    # All of it signed, and only the button not pressed.
    ready = signed_version(
        people, leaflet_text("signed", title="A signed one", body="## B {#b}\n\n- C. {#c}\n")
    )
    translation = translation_at(Stage.OPEN, "ur", people, ready)
    write(translation, "c", "MARKERready ہم یہ تحریر آپ کے ساتھ پڑھتے ہیں", people.editor("ur"))
    write_all(translation)
    review.hand_over(fresh(translation), by=people.editor("ur"))
    for message in translation.messages.all():
        review.approve(message, seen=message.text_id or 0, by=people.reviser("ur"))
    review.finish(fresh(translation), by=people.reviser("ur"))
    review.sign_off(fresh(translation), by=people.owner)


def _english(people: Cast, leaflet: Leaflet) -> None:
    upload = Incoming(ENGLISH, original=b"MARKERupload", name="MARKERfile.docx")
    draft = leaflets.add_leaflet(upload, organisation=people.organisation, by=people.owner)
    for question in questions(draft):
        leaflets.keep_finding(draft, question.mark, because="MARKERanswer to lint", by=people.owner)
    newer = next_version(leaflet.versions.get(), NEXT, people)
    translation = translation_at(Stage.EDITING, "ur", people, newer)
    write(translation, "home", "MARKERnewer ہم آپ کے ساتھ پڑھتے ہیں", people.editor("ur"))


def _all_markers() -> Iterator[str]:
    for text in Text.objects.all():
        yield from re.findall("MARKER[a-z]+", text.forms[0])


def reachable() -> Iterator[tuple[str, bytes]]:
    """Every public file, and every answer at a public address with its headers."""
    root = Path(site_settings.PUBLIC_DIR)
    for path in root.rglob("*"):
        yield f"file {path.relative_to(root)}", str(path).encode()
        if path.is_file():
            yield f"file {path.relative_to(root)}", path.read_bytes()
    for path in Path(site_settings.CATALOGUE_DIR).rglob("*.po"):
        yield f"catalogue {path}", path.read_bytes()
    client = Client(raise_request_exception=False)
    for address in _addresses(root):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
        yield address, body
        yield f"headers of {address}", repr(answer.headers).encode()
    for address in ("/ur/ask/call/", "/so/ask/call/?from=other"):
        answer = client.post(address, {"phone": "12"}, headers={"Origin": "http://testserver"})
        yield f"POST {address}", answer.content


def _addresses(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file():
            yield "/" + str(path.relative_to(root)).removesuffix("index.html")
    slugs = list(Leaflet.objects.values_list("slug", flat=True))
    for one in register():
        for slug in (*slugs, "nothing"):
            yield f"/{one.tag}/{slug}/"
            yield f"/{one.tag}/{slug}/leaflet.pdf"
    for slug in (*slugs, "nothing"):
        yield f"/ur/ask/call/?from={slug}"
        yield f"/so/ask/call/?from={slug}"
    yield from (
        "/nothing",
        "/desk/",
        "/desk/nothing/",
        "/start/",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/e/",
        "/api/",
    )
    for pk in range(1, 6):
        yield from (f"/desk/translations/{pk}/", f"/desk/translations/{pk}/preview/", f"/desk/editions/{pk}/")
        yield from (f"/desk/versions/{pk}/", f"/desk/messages/{pk}/texts/", f"/desk/history/leaflet:{pk}/")


def test_no_unpublished_text_reaches_the_public(planted: set[str]) -> None:
    assert {"MARKERready", "MARKERapproved", "MARKERreturned", "MARKERedited", "MARKERfile"} <= planted
    seen = 0
    for where, data in reachable():
        seen += 1
        found = MARK.search(data)
        assert found is None, f"{found and found[0]!r} in {where}"
    assert seen > 500


def test_the_published_text_is_found_by_the_same_search(people: Cast) -> None:
    """The search above would see it: what is published is in the files, the PDF's apart."""
    published(people, "ur")
    texts = b"".join(data for _, data in reachable())
    assert "ہم یہ تحریر".encode() in texts


def test_an_address_says_nothing_of_a_leaflet_that_was_never_public(people: Cast) -> None:
    """A form asked for from a secret leaflet is the same as one from a leaflet that is not there."""
    published(people, "ur")
    signed_version(people, leaflet_text("secret", title="Secret"))
    client = Client()
    seal = re.compile(rb'name="seal" value="([^:"]+)')
    sealed = {
        slug: seal.search(client.get(f"/ur/ask/call/?from={slug}").content)[1]  # type: ignore[index]
        for slug in ("secret", "nothing", "for-families")
    }
    assert len(sealed["secret"]) == len(sealed["nothing"]) < len(sealed["for-families"])

"""Adding a leaflet in the browser: whatever is sent, one clear sentence, and what was typed is still there."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.workflow.cast import cast, organisation
from tests.workflow.walk import draft_version, facts_held, leaflet_text, signed_version
from workflow.leaflets.models import Leaflet, Version
from workflow.leaflets.rules import questions
from workflow.people.models import Person, Role

pytestmark = pytest.mark.django_db
TYPED = "Words that somebody typed for an hour"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def upload(data: bytes, name: str, typed: str = TYPED) -> tuple[int, str, str]:
    """Status, the sentence that refuses, and what stands in the box."""
    people = cast()
    facts_held(people)
    answer = client_of(people.owner).post(
        reverse("leaflets:new"), {"file": SimpleUploadedFile(name, data), "markdown": typed}
    )
    if answer.status_code == 302:
        return 302, "", ""
    return answer.status_code, str(answer.context["error"]), answer.context["markdown"]


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


HARD = {
    "50 MB": (b"a" * 50_000_000, "long.txt", "larger than 20 MB"),
    "a zip bomb": (zipped({"word/document.xml": b"<a>" + b" " * 80_000_000}), "bomb.docx", "unpacks to more"),
    "no Word file": (b"PK\x03\x04nonsense", "broken.docx", "damaged"),
    "no archive": (b"hello", "hello.docx", "damaged"),
    "old Word": (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "old.docx", "old .doc"),
    "no title": (b"---\nslug: x\n---\n\n## A\n\ntext\n", "no-title.md", "no title"),
    "no front matter": (b"Some text.\n\nMore text.\n", "text.md", "does not begin with front matter"),
    "empty": (b"", "empty.txt", "empty"),
    "blank": (b"  \n\n ", "blank.docx", "empty"),
    "UTF-16 without a mark": ("Our leaflet\n\ntext".encode("utf-16-le"), "sixteen.txt", "zero bytes"),
    "Cyrillic": ("Наша листовка\n\nтекст".encode("cp1251"), "russian.txt", "save the file as UTF-8"),
    "broken UTF-16": (b"\xff\xfea\x00\x00\xd8", "half.txt", "UTF-16"),
    "a picture": (b"\x89PNG....", "scan.png", "Only Word"),
    "a PDF": (b"%PDF-1.7", "leaflet.pdf", "PDF"),
    "a reserved slug": (leaflet_text("ask").encode(), "ask.md", "needs the address 'ask' for itself"),
    "a slug of 90 letters": (leaflet_text("a" * 90).encode(), "long.md", "slug"),
    "a title of 400 letters": (leaflet_text(title="a" * 400).encode(), "long.md", "longer than 300"),
    "a title and nothing else": (b"---\ntitle: A\nslug: a\n---\n", "title.md", "no text"),
}


@pytest.mark.parametrize("name", HARD)
def test_a_bad_file_is_refused_in_one_sentence(name: str) -> None:
    data, filename, sentence = HARD[name]

    status, said, box = upload(data, filename)

    assert 400 <= status < 500
    assert sentence in said
    assert "\n" not in said
    assert box == TYPED
    assert not Leaflet.objects.exists()


def test_a_slug_that_is_taken_leaves_the_files_text_in_the_box() -> None:
    people = cast()
    signed_version(people)
    file = SimpleUploadedFile("again.md", leaflet_text().encode())

    answer = client_of(people.owner).post(reverse("leaflets:new"), {"file": file, "markdown": ""})

    assert answer.status_code == 409
    assert "already a leaflet with the slug" in str(answer.context["error"])
    assert "{phone:interpreting}" in answer.context["markdown"]


def test_an_uploaded_file_is_kept_as_it_came() -> None:
    people = cast()
    data = "Our leaflet\r\n\r\nIt costs £5 – nothing else.\r\n".encode("cp1252")

    answer = client_of(people.owner).post(
        reverse("leaflets:new"), {"file": SimpleUploadedFile("ours.txt", data)}, follow=True
    )

    version = Version.objects.get()
    assert (version.title, bytes(version.original or b""), version.original_name) == (
        "Our leaflet",
        data,
        "ours.txt",
    )
    assert "£5 – nothing" in version.markdown
    assert "Windows-1252" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "title", "segments"),
    [
        (
            "Our leaflet\n\nCall {phone:interpreting}.\n\n- one\n- two\n",
            "Our leaflet",
            ["Call {phone:interpreting}.", "one", "two"],
        ),
        (
            "\ufeff\r\n# Our leaflet\r\n\r\n## Who to call\r\n\r\nUs.\r\n",
            "Our leaflet",
            ["Who to call", "Us."],
        ),
        ("Our leaflet\n\n## Who to call {#who}\n\nUs.", "Our leaflet", ["Who to call", "Us."]),
        (leaflet_text().replace("\n", "\r\n"), "Our leaflet for families", []),
        ("Our leaflet\n\nA null\0 character.", "Our leaflet", ["A null character."]),
    ],
)
def test_a_text_without_front_matter_can_be_pasted(typed: str, title: str, segments: list[str]) -> None:
    people = cast()
    client = client_of(people.owner)

    answer = client.post(reverse("leaflets:new"), {"markdown": typed})

    version = Version.objects.get()
    assert answer.status_code == 302
    assert version.title == title
    for segment in segments:
        assert segment in version.markdown


@pytest.mark.parametrize(
    "typed",
    [
        "One line and nothing else",
        "- an item\n- another",
        "a word " * 16 + "\n\ntext",
        "## A heading\n\ntext",
    ],
)
def test_a_pasted_text_without_a_title_is_refused_and_stays_in_the_box(typed: str) -> None:
    answer = client_of(cast().owner).post(reverse("leaflets:new"), {"markdown": typed})

    assert answer.status_code == 409
    assert "The leaflet has no title" in str(answer.context["error"])
    assert answer.context["markdown"] == typed


def test_nothing_pasted_is_said_to_be_empty() -> None:
    answer = client_of(cast().owner).post(reverse("leaflets:new"), {"markdown": " \r\n "})

    assert (answer.status_code, str(answer.context["error"])) == (409, "Line 1: The leaflet is empty.")


def test_a_refused_change_stays_in_the_box() -> None:
    people = cast()
    version = draft_version(people)
    typed = leaflet_text("another-address")

    answer = client_of(people.owner).post(reverse("leaflets:edit", args=[version.pk]), {"markdown": typed})

    assert answer.status_code == 409
    assert answer.context["markdown"] == typed
    assert "pages already have that address" in answer.content.decode()


def test_an_owner_in_two_organisations_says_whose_leaflet_it_is() -> None:
    people = cast()
    second = organisation("Another organisation")
    people.owner.post_set.create(organisation=second, role=Role.OWNER)
    third = organisation("A third organisation")
    people.owner.post_set.create(organisation=third, role=Role.PUBLISHER)
    client = client_of(people.owner)
    url, typed = reverse("leaflets:new"), leaflet_text()
    page = client.get(url).content.decode()
    assert f'<option value="{second.pk}">' in page
    assert f'value="{third.pk}"' not in page

    for chosen in ("", str(third.pk), "9" * 5_000):
        answer = client.post(url, {"markdown": typed, "organisation": chosen})
        assert answer.status_code == 409
        assert "Choose the organisation" in answer.content.decode()
        assert answer.context["markdown"] == typed
    assert client.post(url, {"markdown": typed, "organisation": second.pk}).status_code == 302
    assert Leaflet.objects.get().organisation == second


def test_an_owner_in_one_organisation_is_not_asked() -> None:
    people = cast()

    page = client_of(people.owner).get(reverse("leaflets:new")).content.decode()

    assert 'name="organisation"' not in page


def hidden_base(page: str) -> str:
    found = re.search(r'name="base" value="([^"]*)"', page)
    assert found
    return found[1]


def test_the_second_of_two_windows_sees_both_texts_and_overwrites_nothing_unseen() -> None:
    people = cast()
    version = draft_version(people)
    client = client_of(people.owner)
    url = reverse("leaflets:edit", args=[version.pk])
    base = hidden_base(client.get(url).content.decode())
    first, second = (
        leaflet_text(body=f"## {word}\n\nTo read.\n").replace("\n", "\r\n") for word in ("First", "Second")
    )
    assert client.post(url, {"markdown": first, "base": base}).status_code == 302
    assert client.post(url, {"markdown": first, "base": base}).status_code == 302  # clicked twice

    for old in (base, ""):
        answer = client.post(url, {"markdown": second, "base": old})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Another text was saved meanwhile" in page
        assert answer.context["markdown"] == second
        assert "## First" in page
        assert Version.objects.get().markdown == first
    assert client.post(url, {"markdown": second, "base": hidden_base(page)}).status_code == 302
    assert Version.objects.get().markdown == second


def test_a_refused_change_does_not_forget_which_text_was_seen() -> None:
    people = cast()
    version = draft_version(people)
    client = client_of(people.owner)
    url = reverse("leaflets:edit", args=[version.pk])
    base = hidden_base(client.get(url).content.decode())
    changed = leaflet_text(body="## First\n\nTo read.\n")
    client.post(url, {"markdown": changed, "base": base})

    refused = client.post(url, {"markdown": leaflet_text("another-address"), "base": base})

    assert hidden_base(refused.content.decode()) == base


def test_owner_answers_signs_and_starts_the_next_version() -> None:
    people = cast()
    long_one = "- " + "This sentence goes on " * 12 + "and on.\n"
    version = draft_version(
        people, leaflet_text(body="## Who\n\n" + long_one + "\nYou can have an interpreter.\n")
    )
    client = client_of(people.owner)
    url = reverse("leaflets:version", args=[version.pk])

    assert "disabled" in client.get(url).content.decode()
    refused = client.post(reverse("leaflets:sign", args=[version.pk]))
    assert refused.status_code == 409
    for question in questions(version):
        kept = {"mark": question.mark, "because": "It has to be said."}
        client.post(reverse("leaflets:keep", args=[version.pk]), kept)
    client.post(reverse("leaflets:sign", args=[version.pk]))
    version.refresh_from_db()
    assert version.state == "signed"

    assert client.get(reverse("leaflets:edit", args=[version.pk])).status_code == 409
    assert client.post(reverse("leaflets:next", args=[version.leaflet_id])).status_code == 302
    assert client.post(reverse("leaflets:next", args=[version.leaflet_id])).status_code == 409


POSTS = ["edit", "keep", "sign", "next"]


@pytest.mark.parametrize("who", ["coordinator", "publisher", "admin", "outsider", "editor"])
@pytest.mark.parametrize("verb", ["edit", "keep", "sign", "next"])
def test_only_an_owner_writes(verb: str, who: str) -> None:
    people = cast()
    version = draft_version(people)
    person = people.editor() if who == "editor" else getattr(people, who)
    pk = version.leaflet_id if verb == "next" else version.pk

    answer = client_of(person).post(reverse(f"leaflets:{verb}", args=[pk]), {"markdown": leaflet_text()})

    assert answer.status_code == 403
    assert Version.objects.get().state == "draft"


@pytest.mark.parametrize("who", ["outsider", "editor"])
def test_other_peoples_leaflets_are_hidden(who: str) -> None:
    people = cast()
    version = draft_version(people)
    client = client_of(people.editor() if who == "editor" else people.outsider)

    assert client.get(reverse("leaflets:version", args=[version.pk])).status_code == 403
    assert client.get(reverse("leaflets:edit", args=[version.pk])).status_code == 403
    listed = client.get(reverse("leaflets:list"))
    assert version.title not in listed.content.decode()


def test_nobody_comes_in_without_an_account() -> None:
    people = cast()
    version = draft_version(people)
    people.owner.is_active = False
    people.owner.save()
    left = client_of(people.owner)

    for client in (Client(), left):
        for url in (reverse("leaflets:list"), reverse("leaflets:version", args=[version.pk])):
            assert client.get(url).status_code == 302


def test_addresses_of_nothing_are_not_found() -> None:
    client = client_of(cast().owner)

    for number in (404, 10**30):
        assert client.get(f"/desk/versions/{number}/").status_code == 404


def test_the_list_asks_no_more_questions_with_more_leaflets() -> None:
    people = cast()
    client = client_of(people.owner)
    counts = []
    for number in range(1, 7):
        draft_version(people, leaflet_text(f"leaflet-{number}"))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("leaflets:list"))
        counts.append(len(queries))

    assert counts[0] == counts[-1] <= 8


def test_a_paste_far_larger_than_a_leaflet_is_refused_in_one_sentence() -> None:
    answer = client_of(cast().owner).post(reverse("leaflets:new"), {"markdown": "a" * 7_000_000})

    assert answer.status_code == 400
    assert "larger than a text of a few pages" in answer.content.decode()

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.workflow.cast import Cast, cast, competence, person
from workflow.notices.models import Notice
from workflow.people.models import Competence, Invitation, LanguageEntry, Person, Role

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).parents[3] / "sample" / "people.csv"
HEADER = "name,email,roles,reads,writes,speaks,may edit,may revise\n"
PASSWORD = "a long sentence nobody knows"
PEOPLE = "/desk/people/"


@pytest.fixture
def us(client: Client) -> Cast:
    made = cast()
    client.force_login(made.coordinator)
    return made


def text(response: HttpResponse) -> str:
    return response.content.decode()


def formset(*lines: dict[str, str]) -> dict[str, str]:
    data = {"languages-TOTAL_FORMS": str(len(lines)), "languages-INITIAL_FORMS": "0"}
    return data | {
        f"languages-{at}-{name}": value for at, line in enumerate(lines) for name, value in line.items()
    }


def upload(client: Client, data: bytes | str) -> HttpResponse:
    raw = data.encode() if isinstance(data, str) else data
    home = Person.objects.get(pk=client.session["_auth_user_id"]).organisations()[0]
    file = SimpleUploadedFile("people.csv", raw, "text/csv")
    return client.post(f"{PEOPLE}invite/file/", {"organisation": home, "file": file})


def sealed(response: HttpResponse) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', text(response))
    assert found
    return found[1]


def confirm(client: Client, seal: str) -> HttpResponse:
    return client.post(f"{PEOPLE}invite/file/confirm/", {"sealed": seal}, follow=True)


def invited(client: Client, us: Cast, email: str = "urdu@example.org") -> str:
    """Invite by the form; gives the link's path."""
    line = {"tag": "ur", "reads": "on", "writes": "on", "may_edit": "on"}
    data = {
        "organisation": us.organisation.pk,
        "name": "Interpreter, Urdu",
        "email": email,
        "roles": ["linguist"],
    }
    response = client.post(f"{PEOPLE}invite/", data | formset(line), follow=True)
    assert f"on its way to {email}" in text(response)
    found = re.search(r"http://testserver(/\S+)", Notice.objects.latest("pk").body)
    assert found
    return found[1]


@pytest.mark.parametrize("page", ["", "invite/", "invite/file/", "languages/", "languages/add/", "1/"])
def test_pages_need_a_log_in(client: Client, page: str) -> None:
    assert client.get(f"{PEOPLE}{page}").status_code == 302


@pytest.mark.parametrize("page", ["", "invite/", "invite/file/"])
@pytest.mark.parametrize("role", ["owner", "linguist", "publisher"])
def test_pages_about_people_are_for_coordinators_and_admins(client: Client, page: str, role: str) -> None:
    client.force_login(person(role))
    response = client.get(f"{PEOPLE}{page}")
    assert response.status_code == 403
    assert "You may not" in text(response)


def test_the_list_shows_our_people_only(client: Client, us: Cast) -> None:
    editor = us.editor("ur")
    page = text(client.get(PEOPLE))
    assert editor.email in page
    assert "Urdu: reads, writes, speaks, may edit" in page
    assert us.outsider.email not in page


def test_the_list_filters_by_name_language_and_role(client: Client, us: Cast) -> None:
    editor, other = us.editor("ur"), us.editor("so")
    for query in ("q=Editor, ur", "language=ur", "language=ur&role=linguist"):
        page = text(client.get(f"{PEOPLE}?{query}"))
        assert editor.email in page
        assert other.email not in page
    assert us.publisher.email in text(client.get(f"{PEOPLE}?role=publisher"))
    assert "Nobody fits" in text(client.get(f"{PEOPLE}?q=zzz"))
    assert client.get(f"{PEOPLE}?role=nonsense&language=nonsense").status_code == 200


def test_the_list_asks_the_database_no_more_for_more_people(
    client: Client, us: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        competence(person(Role.LINGUIST, email=f"many-{number}@example.org"), "ur")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(PEOPLE)


def test_invite_and_accept_by_form(client: Client, us: Cast) -> None:
    link = invited(client, us)
    visitor = Client()
    page = text(visitor.get(link))
    assert "Welcome, Interpreter, Urdu" in page
    assert visitor.get(link).status_code == 200  # Looking uses nothing up.
    response = visitor.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert response.headers["Location"] == "/desk/"
    assert visitor.get("/desk/").status_code == 200
    assert Competence.objects.filter(person__email="urdu@example.org", tag="ur", may_edit=True).exists()
    assert "used already" in text(Client().get(link))


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("short", "short", "too short"),
        ("password1234", "password1234", "too common"),
        (PASSWORD, "something else", "not the same"),
        ("", "", "required"),
    ],
)
def test_accept_with_a_bad_password_says_why(
    client: Client, us: Cast, password: str, again: str, sentence: str
) -> None:
    response = Client().post(invited(client, us), {"password": password, "again": again})
    assert response.status_code == 422
    assert sentence in text(response)
    assert not Person.objects.filter(email="urdu@example.org").exists()


def test_accept_by_a_link_that_opens_nothing_says_so() -> None:
    response = Client().get(f"{PEOPLE}accept/unknown/")
    assert response.status_code == 409
    assert "opens no invitation" in text(response)


def test_accept_with_an_account_needs_its_log_in(client: Client, us: Cast) -> None:
    freelance = person(email="urdu@example.org")
    link = invited(client, us)
    visitor = Client()
    assert "/desk/log-in/?next=" in text(visitor.get(link))
    assert visitor.post(link, {"password": PASSWORD, "again": PASSWORD}).status_code == 200
    assert not Person.objects.get(pk=freelance.pk).roles()
    visitor.force_login(freelance)
    visitor.post(link)
    assert Person.objects.get(pk=freelance.pk).roles(us.organisation) == {"linguist"}


def test_invite_shows_what_is_wrong_beside_the_field(client: Client, us: Cast) -> None:
    data = {"organisation": us.organisation.pk, "name": "A", "email": "no", "roles": ["publisher"]}
    response = client.post(f"{PEOPLE}invite/", data | formset({"reads": "on"}, {"tag": "ur"}, {"tag": "ur"}))
    assert response.status_code == 422
    page = text(response)
    for sentence in (
        "valid email",
        "not one of the available choices",
        "Choose the language",
        "stands here twice",
    ):
        assert sentence in page
    assert not Invitation.objects.exists()


def test_invite_for_another_organisation_is_refused(client: Client, us: Cast) -> None:
    other = us.outsider.organisations()[0]
    data = {"organisation": other, "name": "A", "email": "a@example.org", "roles": ["linguist"]}
    assert client.post(f"{PEOPLE}invite/", data | formset()).status_code == 422
    assert not Invitation.objects.exists()


def test_renew_and_withdraw_by_button(client: Client, us: Cast) -> None:
    old = invited(client, us)
    pk = Invitation.objects.get().pk
    assert "A new link is on its way" in text(client.post(f"{PEOPLE}invitations/{pk}/again/", follow=True))
    assert "opens no invitation" in text(Client().get(old))
    assert "is withdrawn" in text(client.post(f"{PEOPLE}invitations/{pk}/withdraw/", follow=True))
    client.force_login(us.outsider)
    assert client.post(f"{PEOPLE}invitations/{pk}/again/").status_code in {403, 409}


def test_the_sample_file_goes_through(client: Client, us: Cast) -> None:
    dry = upload(client, SAMPLE.read_bytes())
    assert "Invite these 13" in text(dry)
    assert not Invitation.objects.exists()
    assert "13 invitations on the way" in text(confirm(client, sealed(dry)))
    assert Invitation.objects.count() == Notice.objects.count() == 13


def test_eighty_people_at_once(client: Client, us: Cast) -> None:
    lines = "".join(f"Interpreter {n},one-{n}@example.org,linguist,ur en,ur,ur,ur,\n" for n in range(80))
    dry = upload(client, HEADER + lines)
    assert "Invite these 80" in text(dry)
    assert "80 invitations on the way" in text(confirm(client, sealed(dry)))
    assert Invitation.objects.count() == 80


def test_the_dry_run_shows_each_bad_line(client: Client, us: Cast) -> None:
    invited(client, us, "waiting@example.org")
    bad = [
        ("A,good@example.org,linguist,ur,ur,ur,ur,", ""),
        ("B,b@example.org,linguist,zz-nowhere,,,,", "“zz-nowhere” is not a language"),
        ("C,c at example,linguist,ur,,,,", "is not an e-mail address"),
        ("D,GOOD@example.org,linguist,ur,,,,", "good@example.org stands on line 2 already"),
        (f"E,{us.owner.email},linguist,ur,,,,", "is here already"),
        ("F,waiting@example.org,linguist,ur,,,,", "was invited on"),
        ("G,g@example.org,chief,ur,,,,", "“chief” is not a role"),
        ("H,h@example.org,linguist,,,ur,ur,", "has to read and write it"),
        ("I,i@example.org,publisher,ur,,,,", "You may not give the role of publisher"),
        ("=1+1,j@example.org,linguist,ur,,,,", "begins with “=”"),
        ("K, comma,k@example.org,linguist,ur,ur,ur,ur,ur", "more cells than columns"),
    ]
    dry = upload(client, HEADER + "\n".join(line for line, _ in bad) + "\n")
    page = text(dry)
    assert "11 lines: 1 can be invited" in page
    for number, (_, sentence) in enumerate(bad, start=2):
        assert sentence in page
        assert (f"<strong>Line {number}</strong>" in page) is bool(sentence)
    assert Invitation.objects.count() == 1
    assert "1 invitation on the way" in text(confirm(client, sealed(dry)))
    assert Invitation.objects.filter(email="good@example.org").exists()


def test_confirm_looks_again_and_writes_nothing_if_the_world_moved(client: Client, us: Cast) -> None:
    seal = sealed(upload(client, SAMPLE.read_bytes()))
    invited(client, us, "interpreter-urdu@example.org")
    response = confirm(client, seal)
    assert response.status_code == 409
    assert "nobody was invited" in text(response)
    assert Invitation.objects.count() == 1


def test_confirm_twice_invites_once(client: Client, us: Cast) -> None:
    seal = sealed(upload(client, SAMPLE.read_bytes()))
    confirm(client, seal)
    assert "nobody was invited" in text(confirm(client, seal))
    assert Invitation.objects.count() == 13


def test_confirm_what_was_tampered_with_or_is_anothers_is_refused(client: Client, us: Cast) -> None:
    seal = sealed(upload(client, SAMPLE.read_bytes()))
    assert "choose the file again" in text(confirm(client, seal[:-2] + "xx"))
    assert "choose the file again" in text(confirm(client, ""))
    client.force_login(us.admin)
    assert "somebody else" in text(confirm(client, seal))
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        ((HEADER + "A,a@example.org,linguist,,,,,\n").encode("utf-16"), "UTF-16"),
        (
            (HEADER + "Ä,a@example.org,linguist,,,,,\n").encode("cp1252"),
            "Line 2 has letters that are not in UTF-8",
        ),
        (b"PK\x03\x04\x00\x01", "workbook"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"name;email\nA;a@example.org\n", "no column"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_sentence(
    client: Client, us: Cast, data: bytes, sentence: str
) -> None:
    response = upload(client, data)
    assert response.status_code == 422
    page = text(response)
    assert sentence in page
    assert page.count('class="refusal"') == 1


def test_no_file_gets_one_sentence(client: Client, us: Cast) -> None:
    response = client.post(f"{PEOPLE}invite/file/", {"organisation": us.organisation.pk})
    assert "Choose a file first" in text(response)


def test_markup_in_a_cell_stays_text(client: Client, us: Cast) -> None:
    page = text(upload(client, HEADER + "<script>x</script>A,a@example.org,linguist,,,,,\n"))
    assert "<script>x" not in page
    assert "&lt;script&gt;" in page


def test_a_persons_page_changes_languages_and_roles(client: Client, us: Cast) -> None:
    editor = us.editor("ur")
    page = f"{PEOPLE}{editor.pk}/"
    assert "Editor, ur" in text(client.get(page))
    line = {"tag": "so", "reads": "on", "may_revise": "on"}
    assert "is saved" in text(client.post(f"{page}competences/", formset(line), follow=True))
    assert list(Competence.objects.filter(person=editor).values_list("tag", flat=True)) == ["so"]
    wrong = client.post(f"{page}competences/", formset({"tag": "so", "may_revise": "on"}))
    assert (wrong.status_code, "has to read it" in text(wrong)) == (409, True)
    roles = {"roles": ["linguist", "coordinator"]}
    assert "are saved" in text(client.post(f"{page}roles/{us.organisation.pk}/", roles, follow=True))
    assert Person.objects.get(pk=editor.pk).roles() == {"linguist", "coordinator"}
    assert "account.roles, by Coordinator" in text(client.get(page))


def test_a_coordinator_leaves_roles_beyond_reach_as_they_are(client: Client, us: Cast) -> None:
    both = person(Role.LINGUIST, Role.PUBLISHER, name="Both")
    page = f"{PEOPLE}{both.pk}/"
    assert "Publisher: only an admin" in text(client.get(page))
    client.post(f"{page}roles/{us.organisation.pk}/", {"roles": []})
    assert Person.objects.get(pk=both.pk).roles() == {"publisher"}


def test_a_person_elsewhere_is_out_of_reach(client: Client, us: Cast) -> None:
    page = f"{PEOPLE}{us.outsider.pk}/"
    assert client.get(page).status_code == 403
    for act in ("competences/", "close/", "reopen/", f"roles/{us.outsider.organisations()[0]}/"):
        assert client.post(f"{page}{act}", formset()).status_code == 403
    assert client.get(f"{PEOPLE}999999/").status_code == 404


def test_closing_an_account_by_button_logs_the_person_out(client: Client, us: Cast) -> None:
    theirs = Client()
    theirs.force_login(us.editor())
    page = f"{PEOPLE}{us.editor().pk}/"
    assert "account closed" in text(client.post(f"{page}close/", follow=True))
    assert theirs.get("/desk/").status_code == 302
    assert "open again" in text(client.post(f"{page}reopen/", follow=True))


def test_the_register_is_searched_on_the_server(client: Client, us: Cast) -> None:
    everything = text(client.get(f"{PEOPLE}languages/"))
    assert "Somali" in everything
    for query in ("urd", "UR", "اردو"):
        page = text(client.get(f"{PEOPLE}languages/", {"q": query}))
        assert "اردو" in page
        assert "Somali" not in page
    assert "No language of the register fits" in text(client.get(f"{PEOPLE}languages/", {"q": "zzzz"}))
    assert "Add a language" not in everything


def test_an_admin_adds_and_corrects_a_language(client: Client, us: Cast) -> None:
    client.force_login(us.admin)
    assert "Add a language" in text(client.get(f"{PEOPLE}languages/"))
    for tag, sentence in (
        ("ask", "own addresses"),
        ("ur", "in the register already"),
        ("???", "not a language tag"),
    ):
        response = client.get(f"{PEOPLE}languages/add/", {"tag": tag})
        assert (response.status_code, sentence in text(response)) == (422, True)
    page = text(client.get(f"{PEOPLE}languages/add/", {"tag": "oc"}))
    assert 'value="Occitan"' in page
    data = {
        "english": "Occitan", "autonym": "Occitan", "script": "Latn", "direction": "ltr", "font": "Noto Sans",
        "sentence_ends": ".?!", "digits": "latn", "nplurals": "2", "plural": "n > 1", "line_height": "1.5",
    }  # fmt: skip
    wrong = client.post(f"{PEOPLE}languages/add/?tag=oc", data | {"plural": "n >"})
    assert (wrong.status_code, "plural formula" in text(wrong)) == (422, True)
    assert "is in the register" in text(client.post(f"{PEOPLE}languages/add/?tag=oc", data, follow=True))
    assert "Added here by Admin" in text(client.get(f"{PEOPLE}languages/", {"q": "occitan"}))
    client.post(f"{PEOPLE}languages/oc/", data | {"autonym": "Lenga d'òc"})
    assert LanguageEntry.objects.get().autonym == "Lenga d'òc"


def test_nobody_else_adds_a_language(client: Client, us: Cast) -> None:
    assert client.get(f"{PEOPLE}languages/add/").status_code == 403
    assert client.post(f"{PEOPLE}languages/add/?tag=oc", {}).status_code == 403
    assert client.get(f"{PEOPLE}languages/oc/").status_code == 403

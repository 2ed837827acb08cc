"""Facts and the public words from files: a real site starts with them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.workflow.cast import Cast, cast, organisation
from tests.workflow.walk import facts_held
from workflow.history.models import Event
from workflow.leaflets import loading
from workflow.leaflets.models import Fact, Leaflet, Version
from workflow.people.models import Post, Role

pytestmark = pytest.mark.django_db

SAMPLE = str(Path(settings.BASE_DIR) / "sample" / "facts.toml")
KEPT = "These words were tried with readers."


@pytest.fixture
def people() -> Cast:
    return cast()


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().strip()


def facts(people: Cast, file: str = SAMPLE) -> str:
    return run("load_facts", file, "--organisation", people.organisation.name, "--by", people.owner.email)


def words(people: Cast, *more: str) -> str:
    return run("load_words", "--organisation", people.organisation.name, "--by", people.owner.email, *more)


def test_facts_are_loaded_once(people: Cast) -> None:
    assert facts(people) == "9 facts added, 0 were there already."
    assert facts(people) == "0 facts added, 9 were there already."
    assert Fact.objects.filter(organisation=people.organisation).count() == 9
    assert Event.objects.filter(verb="fact.added", actor=people.owner.pk).count() == 9


def test_a_file_that_grew_adds_what_is_new(people: Cast, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text('[phone.interpreting]\nvalue = "+441614779000"\n')
    assert facts(people, str(file)).startswith("1 facts added")
    assert facts(people).startswith("8 facts added, 1 were there")


def test_a_fact_held_with_another_value_loads_nothing(people: Cast, tmp_path: Path) -> None:
    file = tmp_path / "facts.toml"
    file.write_text('[phone.meeting]\nvalue = "+441614745999"\n')
    facts(people, str(file))
    with pytest.raises(CommandError, match="phone:meeting.*Nothing was loaded"):
        facts(people)
    assert Fact.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'[phone.x]\nvalue = "12"', "phone:x"),
        (b"\xff\xfe", "not a TOML file"),
        (b'[fax.x]\nvalue = "1"', "is not a kind of fact"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_sentence(
    content: bytes, sentence: str, people: Cast, tmp_path: Path
) -> None:
    file = tmp_path / "facts.toml"
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        facts(people, str(file))
    assert not Fact.objects.exists()


def test_who_and_where_have_to_be_known(people: Cast) -> None:
    for home, by, sentence in (
        ("Nowhere", people.owner.email, "There is no organisation called 'Nowhere'"),
        (people.organisation.name, "nobody@example.org", "Nobody has the e-mail address"),
        (people.organisation.name, people.coordinator.email, "You may not change a fact"),
        (people.organisation.name, people.outsider.email, "You may not change a fact"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run("load_facts", SAMPLE, "--organisation", home, "--by", by)
    assert not Fact.objects.exists()


def test_the_public_words_come_as_a_draft(people: Cast) -> None:
    facts_held(people)
    assert words(people) == "The public words, version 1: draft."
    assert words(people) == "The public words, version 1: draft."
    leaflet = Leaflet.objects.get(kind="words")
    assert (leaflet.owner, leaflet.sample, leaflet.slug) == (people.owner, False, "public")


def test_their_owner_signs_them_with_a_reason_for_each_warning(people: Cast) -> None:
    facts_held(people)
    assert words(people, "--sign", "--because", KEPT) == "The public words, version 1: signed."
    version = Version.objects.get()
    assert version.signed_by == people.owner
    assert set(version.answers.values_list("because", flat=True)) <= {KEPT}
    assert words(people, "--sign", "--because", KEPT) == "The public words, version 1: signed."


def test_without_the_facts_they_speak_of_they_are_not_signed(people: Cast) -> None:
    with pytest.raises(CommandError, match="phone:"):
        words(people, "--sign", "--because", KEPT)


def test_an_upgrade_brings_a_new_version(people: Cast) -> None:
    facts_held(people)
    built_in = loading.built_in_words().read_text()
    older = built_in.replace("- Send {#send}\n", "")
    home, owner = people.organisation, people.owner
    loading.sign_words(loading.load_words(older, organisation=home, by=owner), because=KEPT, by=owner)
    assert words(people) == "The public words, version 2: draft."
    assert "{#send}" in Version.objects.get(number=2).markdown
    assert words(people, "--sign", "--because", KEPT) == "The public words, version 2: signed."


def test_the_words_belong_to_one_organisation(people: Cast) -> None:
    facts_held(people)
    words(people)
    other = organisation("Another organisation")
    Post.objects.create(person=people.owner, organisation=other, role=Role.OWNER)
    with pytest.raises(CommandError, match="belong to Interpreting unit"):
        run("load_words", "--organisation", other.name, "--by", people.owner.email)
    assert words(people) == "The public words, version 1: draft."

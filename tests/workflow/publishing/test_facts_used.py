"""The facts of a page: those that its texts name, and those that stand on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.workflow.cast import cast
from tests.workflow.walk import leaflet_text, signed_version, translation_at, words_published
from workflow.leaflets.models import Fact
from workflow.publishing import manifest, rules
from workflow.review import queries
from workflow.review.models import Stage, Translation

pytestmark = pytest.mark.django_db
SILENT = "## At home {#at}\n\n- We can meet you at home. {#home}\n"


def silent() -> Translation:
    """A translation whose own texts name no fact."""
    people = cast()
    words_published(people)
    return translation_at(
        Stage.READY, "ur", people, signed_version(people, leaflet_text("silent", body=SILENT))
    )


def test_what_stands_on_every_page_is_used_by_every_page() -> None:
    ready = silent()
    used = manifest.facts_used(queries.messages_of(ready))
    assert used == {"phone:emergency": [], "phone:interpreting": []}
    assert manifest.take(ready)["facts"].keys() == used.keys()


def test_a_text_that_names_a_fact_is_said_by_its_key() -> None:
    translation = translation_at(Stage.READY, "ur")
    assert manifest.facts_used(queries.messages_of(translation))["phone:interpreting"] == ["interpreter"]


def test_the_publisher_is_warned_of_a_number_that_only_the_page_itself_speaks_of() -> None:
    ready = silent()
    assert [s for s in rules.warnings(ready) if "0161 477 9000" in s]
    assert not [s for s in rules.warnings(ready) if "999" in s], "nobody tries an emergency number"
    Fact.objects.filter(purpose="interpreting", kind="phone").update(tested="2026-11-01")
    assert rules.warnings(ready) == []


def test_the_pack_shows_such_a_number(client: Client) -> None:
    ready = silent()
    client.force_login(ready.version.leaflet.owner)
    page = client.get(reverse("publishing:pack", args=[ready.pk])).content.decode()
    assert "0161 477 9000" in page
    assert "the box and the foot of every page" in page

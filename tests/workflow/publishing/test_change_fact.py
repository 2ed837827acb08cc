"""A fact changes: every page that speaks of it is issued anew, from the same approved texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.test import Client
from django.urls import reverse

from i18n import facts
from tests.workflow.cast import Cast, cast
from tests.workflow.walk import fresh, published
from workflow.history.models import Event
from workflow.history.queries import broken_links
from workflow.leaflets import actions as leaflets
from workflow.leaflets.models import Fact, FactChange
from workflow.publishing import actions, manifest, queries, site
from workflow.publishing.models import Edition
from workflow.refusals import NotYours, RuleBroken
from workflow.review.models import Stage, Text

pytestmark = pytest.mark.django_db
OLD, NEW = "tel:+441614779000", "tel:+441614770000"


def proposed(people: Cast, value: str = "+441614770000") -> FactChange:
    row = Fact.objects.get(organisation=people.organisation, kind="phone", purpose="interpreting")
    wanted = facts.Fact(facts.FactKind.PHONE, "interpreting", value, cost=facts.Cost.FREE)
    return leaflets.propose_change(row, wanted, by=people.owner)


def page(edition: Edition) -> str:
    folder = Path(site_settings.PUBLIC_DIR) / edition.tag / edition.leaflet.slug
    return (folder / "index.html").read_text()


def newest(edition: Edition) -> Edition:
    return Edition.objects.get(leaflet=edition.leaflet, tag=edition.tag, state=Edition.State.PUBLISHED)


def test_the_page_says_the_new_number_from_the_same_texts() -> None:
    people = cast()
    first = published(people)
    assert OLD in page(first)
    texts, approvals = Text.objects.count(), Event.objects.filter(verb="text.approved").count()
    issued = actions.change_fact(proposed(people), by=people.admin)
    second = newest(first)
    first.refresh_from_db()
    assert [issued.anew, issued.left] == [[second], []]
    assert (first.state, second.number, second.published_by) == (Edition.State.SUPERSEDED, 2, people.admin)
    assert NEW in page(second)
    assert OLD not in page(second)
    assert second.manifest["lines"] == first.manifest["lines"]
    assert second.manifest["checked"] == first.manifest["checked"]
    assert manifest.digest(second.manifest) == second.digest
    assert (Text.objects.count(), Event.objects.filter(verb="text.approved").count()) == (texts, approvals)
    assert fresh(first.translation).stage == Stage.PUBLISHED
    assert list(broken_links()) == []
    text = Path(site_settings.PUBLIC_DIR) / "ur" / "for-families" / "leaflet.txt"
    assert "+441614770000" in text.read_text()


def test_confirming_again_changes_nothing() -> None:
    people = cast()
    edition = published(people)
    change = proposed(people)
    actions.change_fact(change, by=people.admin)
    again = actions.change_fact(change, by=people.admin)
    assert (again.anew, again.left) == ([], [])
    assert newest(edition).number == 2
    assert Event.objects.filter(verb="fact.changed").count() == 1
    assert Event.objects.filter(verb="edition.reissued").count() == 1


def test_who_proposed_it_changes_nothing() -> None:
    people = cast()
    edition = published(people)
    change = proposed(people)
    with pytest.raises(RuleBroken, match="yourself"):
        actions.change_fact(change, by=people.owner)
    with pytest.raises(NotYours):
        actions.change_fact(change, by=people.publisher)
    assert OLD in page(edition)


def test_a_translation_that_is_worked_on_again_keeps_its_published_texts() -> None:
    """The edition has its texts from the edition before, not from the desk."""
    people = cast()
    edition = published(people)
    actions.withdraw(edition, reason="Wrong.", by=people.publisher)
    assert actions.change_fact(proposed(people), by=people.admin).anew == []
    assert NEW in page(edition), "the page that says how to talk to a person has the new number"


def test_a_text_changed_by_sql_is_not_issued_anew_and_is_listed(unguarded: None, client: Client) -> None:
    people = cast()
    edition = published(people)
    line = edition.lines.first()
    assert line
    Text.objects.filter(pk=line.text_id).update(forms=["PLANTED"])
    change = proposed(people)
    issued = actions.change_fact(change, by=people.admin)
    assert issued.anew == []
    assert [one.pk for one, _ in issued.left] == [edition.pk]
    client.force_login(people.admin)
    shown = client.get(reverse("publishing:fact-change", args=[change.pk])).content.decode()
    assert "Pages that still say what was" in shown
    assert "changed after they were approved" in shown
    assert "PLANTED" not in page(edition)


def test_what_a_crash_left_is_finished_by_the_sweep() -> None:
    people = cast()
    edition = published(people)
    leaflets.accept_change(proposed(people), by=people.admin)
    assert [one.pk for one in queries.outdated(people.organisation)] == [edition.pk]
    actions.sweep()
    assert NEW in page(edition)
    assert newest(edition).published_by == people.admin
    assert queries.outdated(people.organisation) == []


def test_a_test_call_or_a_note_makes_no_new_edition() -> None:
    people = cast()
    published(people)
    row = Fact.objects.get(kind="phone", purpose="interpreting")
    leaflets.record_test_call(row, by=people.owner)
    assert queries.outdated(people.organisation) == []


def test_the_second_person_sees_where_it_is_used_and_confirms(client: Client) -> None:
    people = cast()
    edition = published(people)
    change = proposed(people)
    address = reverse("publishing:fact-change", args=[change.pk])
    client.force_login(people.owner)
    assert "somebody else has to confirm" in client.get(address).content.decode()
    client.force_login(people.admin)
    shown = client.get(address).content.decode()
    assert "Our leaflet for families" in shown
    assert "for-families, " in shown
    assert "اردو" in shown
    answer = client.post(reverse("publishing:fact-confirm", args=[change.pk]), follow=True)
    assert "Issued anew with what the fact is now: 1." in answer.content.decode()
    assert NEW in page(edition)


def test_the_second_person_refuses(client: Client) -> None:
    people = cast()
    edition = published(people)
    change = proposed(people)
    client.force_login(people.admin)
    client.post(reverse("publishing:fact-refuse", args=[change.pk]))
    assert FactChange.objects.get().accepted is False
    site.refresh()
    assert OLD in page(edition)


def test_two_who_finish_the_same_change_make_one_edition() -> None:
    """The sweep and the person meet: the second finds that the edition is there already."""
    people = cast()
    edition = published(people)
    leaflets.accept_change(proposed(people), by=people.admin)
    both = queries.outdated(people.organisation)
    actions.issue_outdated(people.organisation, by=people.admin)
    late = actions._issue_anew(both, people.admin)
    assert [late.anew, len(late.left)] == [[], 1]
    assert newest(edition).number == 2
    assert NEW in page(edition)

"""The page's body: whole, small, escaped, with the same anchors in every language."""

import re
from html.parser import HTMLParser

import pytest

from i18n.formats import body, css
from i18n.leaflet import extract
from tests.i18n.formats.samples import TAGS, document, small

HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)> &amp; </article> {{ x }} {% y %}'


class Structure(HTMLParser):
    """Tags with their attributes; fails on one closed out of order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("tag", TAGS)
def test_the_sample_page_is_well_formed_whole_and_small(tag: str) -> None:
    held = document(tag)
    html = body.render(held, ask_href=f"/{tag}/ask/call/")
    structure = Structure(html)
    assert structure.tags[0] == ("article", {"lang": tag, "dir": held.language.direction})
    ids = [str(attributes["id"]) for _, attributes in structure.tags if "id" in attributes]
    assert [one for one in ids if one.startswith("s")] == ["s1", "s2", "s3", "s4", "s5"]
    assert len(ids) == len(set(ids))
    for segment in extract(held.leaflet):
        for words in re.split(r"\{[^}]*\}|\*\*", segment.text):
            assert words in structure.words
    assert len(html.encode()) <= 22_000
    assert len(html.encode()) + len(css.css(held.language).encode()) <= 27_000


def test_the_order_of_the_page_is_title_subtitle_trust_person_text_imprint() -> None:
    html = body.render(document("pl"), ask_href="x")
    marks = [
        "<h1>",
        'class="subtitle"',
        'class="trust"',
        'class="talk"',
        'id="s1"',
        'class="imprint"',
        "C140",
    ]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_talk_box_links_the_number_and_says_the_english_in_english() -> None:
    html = body.render(document("so"))
    assert '<bdi dir="ltr"><a href="tel:+441614779000">' in html
    assert '<span class="say" lang="en" dir="ltr" translate="no">“Somali, please.”</span>' in html
    assert "button" not in html


def test_the_way_to_ask_is_escaped() -> None:
    html = body.render(document("so"), ask_href='/so/ask/?a=1&b="')
    assert '<a class="button" href="/so/ask/?a=1&amp;b=&quot;">' in html


def test_hostile_text_stays_text() -> None:
    structure = Structure(body.render(small(HOSTILE)))
    assert HOSTILE in structure.words
    assert {"script", "img"}.isdisjoint(name for name, _ in structure.tags)


def test_headings_lists_and_tables_keep_their_kind() -> None:
    html = body.render(small())
    names = [name for name, _ in Structure(html).tags]
    assert names.count("h2") == 3  # the talk box and two sections
    assert (names.count("h3"), names.count("ol"), names.count("li")) == (1, 1, 2)
    assert (names.count("th"), names.count("td")) == (2, 2)
    assert "<strong>everybody</strong>" in html
    assert "contents" not in html  # two sections are seen at a glance

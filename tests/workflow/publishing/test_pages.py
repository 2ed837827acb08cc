"""Every public page in every language of the register: language and direction, size, links, and no English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import Settings

from i18n.formats import body
from i18n.languages import Kind, Language, shipped
from tests.workflow.cast import cast
from tests.workflow.publishing import intact
from tests.workflow.publishing.reading import Page
from tests.workflow.walk import facts_held, published, signed_version, words_published
from workflow.families.forms import CallForm, new_seal
from workflow.publishing import actions, manifest, site
from workflow.publishing.models import Edition
from workflow.publishing.site import Site
from workflow.requests.models import CallBack

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
LATIN = re.compile(r"[A-Za-z]{3,}")
FACT = re.compile(r"\{[a-z]+:[a-z0-9-]+\}")
WRITTEN = [one for one in shipped() if one.written]
LATIN_SCRIPTS = {"Latn"}


def marked(text: str) -> str:
    """The word as a translator might have put it: facts kept, and a sign by which a test knows it."""
    return " ".join(["⟦…⟧", *FACT.findall(text)])


def into(taken: manifest.Manifest, language: Language) -> manifest.Manifest:
    """The same edition in another language."""
    lines = [line | {"target": marked(line["target"])} for line in taken["lines"]]
    return taken | {"language": asdict(language), "lines": lines}


def edition_in(edition: Edition, language: Language) -> Edition:
    return Edition(
        leaflet=edition.leaflet,
        tag=language.tag,
        number=edition.number,
        digest=edition.digest,
        sample=edition.sample,
        manifest=into(edition.manifest, language),
    )


def every_page(here: Site, words: Edition, edition: Edition, language: Language) -> Iterator[tuple[str, str]]:
    """Every public template in a language whose words there are, and the wordless one."""
    leaflet = edition.leaflet
    key = (leaflet.pk, language.tag)
    here.words_editions.pop(language.tag, None)
    here.editions.pop(key, None)
    here.withdrawn.discard(key)
    yield "wordless home", site._home(here, language)
    yield "wordless", site._leaflet(here, language, leaflet)
    if not language.written:
        return
    here.words_editions[language.tag] = edition_in(words, language)
    yield "absent", site._leaflet(here, language, leaflet)
    here.withdrawn.add(key)
    yield "withdrawn", site._leaflet(here, language, leaflet)
    here.editions[key] = edition_in(edition, language)
    yield "home", site._home(here, language)
    said = here.words(language.tag, leaflet)
    context = site.context_for(language, said, root="../../") | {
        "leaflet": leaflet,
        "siblings": here.languages,
        "words_edition": here.words_editions[language.tag],
    }
    document = manifest.document(into(edition.manifest, language), here.words_editions[language.tag])
    files = {file.format: file for file in edition.files.all()}
    yield (
        "leaflet",
        render_to_string(
            "public/leaflet.html",
            context
            | {
                "title": "⟦…⟧",
                "body": body.render(document, ask_href="../ask/call/"),
                "pdf": files["leaflet.pdf"],
                "text": files["leaflet.txt"],
                "catalogue": files["catalogue.po"],
            },
        ),
    )
    form = CallForm.of({"phone": "12", "language": "⟦…⟧"})
    seal = new_seal(language.tag, leaflet.slug)
    assert form.asked(seal) is None
    asking = context | {"seal": seal, "form": form, "whens": CallBack.When.values, "root": "../../../"}
    yield "ask", render_to_string("families/ask.html", asking)
    call = CallBack(reference="ABC346")
    yield "done", render_to_string("families/done.html", asking | {"call": call})


def check(name: str, html: str, language: Language) -> None:
    where = f"{language.tag} {name}"
    page = Page(html)
    page.close()
    assert (page.lang, page.dir) == (language.tag, language.direction), where
    assert len(html.encode()) <= 30 * KILOBYTE, f"{where}: {len(html.encode())} bytes"
    assert "<script" not in html
    for run in page.runs:
        if run.lang == language.tag and run.translate and language.script not in LATIN_SCRIPTS:
            assert not LATIN.search(run.text.replace(language.autonym, "")), f"{where}: {run}"
        if run.lang == "en":
            assert run.dir == "ltr" or not language.rtl or run.text == "Languages", f"{where}: {run}"
        if re.search(r"\d{3} \d{4}|\d{3}\u00a0\d{4}", run.text):
            assert run.dir == "ltr", f"{where}: {run}"


def test_every_language_walks_through_every_template() -> None:
    edition = published(cast(), "en")
    words = Edition.objects.get(leaflet__kind="words")
    here = Site()
    seen = 0
    for language in shipped():
        if language.tag == "en":
            continue
        for name, html in every_page(here, words, edition, language):
            check(name, html, language)
            seen += 1
    assert seen == 8 * (len(WRITTEN) - 1) + 2 * (len(list(shipped())) - len(WRITTEN))


def test_the_picker_names_every_language_in_its_own_way() -> None:
    people = cast()
    version = signed_version(people)
    for tag in ("ur", "so"):
        published(people, tag, version)
    page = Page((Path(site_settings.PUBLIC_DIR) / "index.html").read_text())
    page.close()
    named = {link.hreflang: link for link in page.links}
    for language in shipped():
        link = named[language.tag]
        assert (link.lang, link.dir) == (language.tag, language.direction)
        assert link.href == f"./{language.tag}/"
    first = [link.hreflang for link in page.links[:2]]
    assert sorted(first) == ["so", "ur"], "what can be read comes first"
    autonyms = {run.text for run in page.runs}
    assert {language.autonym for language in shipped()} <= autonyms
    assert not re.search("[\U0001f1e6-\U0001f1ff]", page.html), "no flags"


def test_every_link_on_every_page_leads_somewhere() -> None:
    people = cast()
    words_published(people, "en")
    version = signed_version(people)
    for tag in ("ur", "so", "zh-Hans"):
        published(people, tag, version)
    gone = Edition.objects.get(leaflet__kind="leaflet", tag="so")
    actions.withdraw(gone, reason="Wrong.", by=people.publisher)
    root = Path(site_settings.PUBLIC_DIR)
    assert list(intact.faults(root)) == []
    client = Client()
    asks = set()
    for page in intact.pages(root):
        if page.relative_to(root).parts[0] == "e":
            continue
        for href in intact.LINK.findall(page.read_text()):
            if "/ask/call/" in href:
                path = page.parent.relative_to(root)
                asks.add(
                    str(Path("/", path, href.partition("?")[0]).resolve()) + "/?" + href.partition("?")[2]
                )
    assert len(asks) > len(list(shipped()))
    for address in asks:
        assert client.get(address).status_code == 200, address


def test_siblings_are_listed_with_their_language_and_direction() -> None:
    people = cast()
    version = signed_version(people)
    for tag in ("ur", "so", "zh-Hans"):
        published(people, tag, version)
    html = (Path(site_settings.PUBLIC_DIR) / "zh-Hans" / "for-families" / "index.html").read_text()
    links = {link.hreflang: link for link in Page(html).links}
    assert set(links) == {"ur", "so"}
    assert (links["ur"].lang, links["ur"].dir, links["ur"].href) == ("ur", "rtl", "../../ur/for-families/")
    assert (links["so"].lang, links["so"].dir) == ("so", "ltr")


def test_a_site_that_has_only_facts_leads_to_a_person_in_every_language() -> None:
    """Begun from nothing: no words, no leaflet, and the number is there."""
    facts_held(cast())
    actions.sweep()
    for language in shipped():
        html = (Path(site_settings.PUBLIC_DIR) / language.tag / "index.html").read_text()
        number = "tel:1800101614744619" if language.kind is Kind.SIGNED else "tel:+441614779000"
        assert f'href="{number}"' in html
    assert list(intact.faults(Path(site_settings.PUBLIC_DIR))) == []


@pytest.mark.slow
def test_the_sample_leaflet_stays_within_30_kilobytes(settings: Settings) -> None:
    settings.DEBUG = True
    people = cast()
    text = (Path(settings.BASE_DIR) / "sample" / "for-parents.md").read_text()
    version = signed_version(people, text)
    for tag in ("en", "ur", "pl", "zh-Hans"):
        published(people, tag, version, sample=True)
    for page in intact.pages(Path(settings.PUBLIC_DIR)):
        assert page.stat().st_size <= 30 * KILOBYTE, page


@pytest.mark.parametrize("sample", [True, False])
def test_the_sample_line_replaces_the_trust_line_everywhere(sample: bool, settings: Settings) -> None:
    settings.DEBUG = True
    people = cast()
    edition = published(people, "ur", sample=sample)
    words = words_published(people, "ur", sample=sample)
    said = manifest.texts_of(words.manifest)
    trust, notice = (FACT.split(said[key])[0].strip() for key in ("trust", "sample"))
    wanted, unwanted = (notice, trust) if sample else (trust, notice)
    root = Path(settings.PUBLIC_DIR)
    for path in (
        f"e/{edition.digest}/body.html",
        f"e/{edition.digest}/leaflet.txt",
        "ur/for-families/index.html",
    ):
        text = (root / path).read_text()
        assert wanted in text, path
        assert unwanted not in text, path
    assert edition.sample == sample
    assert (root / ".sample").exists() == sample
    catalogue = (root / f"e/{edition.digest}/catalogue.po").read_text()
    assert ("A sample for demonstration" in catalogue) == sample
    assert f'"sample": {str(sample).lower()}' in (root / f"e/{edition.digest}/edition.json").read_text()


def test_a_sample_is_not_shown_by_a_real_site(settings: Settings) -> None:
    """A real site over the demonstration's database: the page says how to talk to a person."""
    settings.DEBUG = True
    published(cast(), "ur", sample=True)
    settings.DEBUG = False
    site.refresh()
    assert "<article" not in (Path(settings.PUBLIC_DIR) / "ur" / "for-families" / "index.html").read_text()

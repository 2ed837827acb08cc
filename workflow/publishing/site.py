"""The public side as plain files: a picker, a page per language, a page per leaflet and language.

Each page is a shell around a frozen body and may be written again at any time: `refresh` computes what every
page should say from the editions alone and replaces those that differ, one atomic replace each.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string

from i18n.facts import Fact, Facts
from i18n.files import write_atomically
from i18n.formats import MissingWord, Words, css
from i18n.languages import Kind, Language
from workflow.leaflets.models import Leaflet
from workflow.leaflets.queries import facts_of
from workflow.people.languages import register
from workflow.people.models import Organisation
from workflow.publishing import manifest as manifests
from workflow.publishing import marks
from workflow.publishing.building import FOLDER, folder_of, is_sound
from workflow.publishing.models import Edition
from workflow.publishing.words import lacking

logger = logging.getLogger(__name__)

# Copies at addresses that stay the same from edition to edition.
STABLE = ("leaflet.pdf", "leaflet.txt", "catalogue.po", "edition.json")


class Site:
    """Everything the pages are made of, read once. Left out: editions marked as withdrawn, editions that are not
    what was published, samples on a real site, and leaflets in a language without public words."""

    def __init__(self) -> None:
        down = {digest for digest, _ in marks.standing()}
        published = Edition.objects.filter(state=Edition.State.PUBLISHED).select_related(
            "leaflet__organisation"
        )
        current = [
            edition
            for edition in published.prefetch_related("files").order_by("leaflet__slug", "tag")
            if edition.digest not in down and (settings.DEBUG or not edition.sample) and is_sound(edition)
        ]
        self.words_editions = {e.tag: e for e in current if e.leaflet.kind == Leaflet.Kind.WORDS}
        self.editions = {
            (e.leaflet_id, e.tag): e
            for e in current
            if e.leaflet.kind == Leaflet.Kind.LEAFLET and e.tag in self.words_editions
        }
        ever = Edition.objects.filter(leaflet__kind=Leaflet.Kind.LEAFLET)
        self.leaflets = list(
            Leaflet.objects.filter(pk__in=ever.values("leaflet"))
            .select_related("organisation")
            .order_by("slug")
        )
        gone = ever.filter(Q(state=Edition.State.WITHDRAWN) | Q(digest__in=down))
        self.withdrawn = set(gone.values_list("leaflet_id", "tag"))
        self.languages = sorted(register(), key=lambda language: language.english)
        self._facts: dict[int, Facts] = {}

    @property
    def public_tags(self) -> list[str]:
        """Languages whose words and at least one leaflet are published."""
        with_leaflet = {tag for _, tag in self.editions}
        return [one.tag for one in self.languages if one.tag in with_leaflet]

    def facts(self, leaflet: Leaflet | None) -> Facts:
        """The facts a page speaks of: its leaflet's organisation's, else those of the public words, and before
        there are any, those of the organisation with which the site began."""
        organisation = leaflet.organisation if leaflet else None
        if organisation is None:
            words = Leaflet.objects.filter(kind=Leaflet.Kind.WORDS).select_related("organisation").first()
            organisation = words.organisation if words else Organisation.objects.order_by("pk").first()
        if organisation is None:
            return {}
        if organisation.pk not in self._facts:
            self._facts[organisation.pk] = facts_of(organisation)
        return self._facts[organisation.pk]

    def words(self, tag: str, leaflet: Leaflet | None) -> Words | None:
        edition = self.words_editions.get(tag)
        return manifests.words_of(edition, self.facts(leaflet)) if edition else None

    def helper(self, leaflet: Leaflet | None) -> Words | None:
        """English for whoever helps a family; None where it is not whole."""
        words = self.words("en", leaflet)
        return words if words and not lacking(words.texts) else None


def context_for(language: Language, words: Words | None, *, root: str) -> dict[str, object]:
    """What every public template needs. `root` leads from the page to the site's root, such as `../../`."""
    style = css.css(language)
    return {
        "language": language,
        "words": words,
        "root": root,
        "style": style,
        "policy": f"default-src 'none'; style-src '{css.css_hash(style)}'; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'",
    }


def pages(site: Site) -> Iterator[tuple[str, str]]:
    """Every public page: its path under PUBLIC_DIR and its HTML."""
    yield "index.html", _picker(site)
    for language in site.languages:
        yield from pages_in(site, language)


def pages_in(site: Site, language: Language) -> Iterator[tuple[str, str]]:
    """The pages of one language.

    Where its published words lack one that a newer program speaks, pages that stand are left as they are until
    the words are published again; a page that may not stand any more becomes the wordless one."""
    for leaflet in (None, *site.leaflets):
        path = f"{language.tag}/{leaflet.slug}/index.html" if leaflet else f"{language.tag}/index.html"
        try:
            yield path, _leaflet(site, language, leaflet) if leaflet else _home(site, language)
        except MissingWord as missing:
            logger.error("The public words of %s lack %s: publish them again.", language.tag, missing)
            stands = leaflet is None or (leaflet.pk, language.tag) in site.editions
            if not (stands and _public(path).exists()):
                root = "../../" if leaflet else "../"
                yield path, _wordless(site, language, leaflet, root=root)


def _picker(site: Site) -> str:
    public = set(site.public_tags)
    english = register().get("en") or site.languages[0]
    return render_to_string(
        "public/picker.html",
        context_for(english, None, root="./")
        | {
            "readable": [one for one in site.languages if one.tag in public],
            "others": [one for one in site.languages if one.tag not in public],
            "invitations": [
                (one, words)
                for one in site.languages
                if one.tag in public
                and (words := site.words(one.tag, None))
                and "choose-language" in words.texts
            ],
            "helper": site.helper(None),
            "sample": any(edition.sample for edition in site.editions.values()),
        },
    )


def _home(site: Site, language: Language) -> str:
    words = site.words(language.tag, None)
    if words is None:
        return _wordless(site, language, None, root="../")
    readable = [
        (x, site.editions[x.pk, language.tag]) for x in site.leaflets if (x.pk, language.tag) in site.editions
    ]
    return render_to_string(
        "public/home.html",
        context_for(language, words, root="../")
        | {
            "leaflets": [
                (leaflet, manifests.texts_of(edition.manifest)["title"]) for leaflet, edition in readable
            ],
            "words_edition": site.words_editions[language.tag],
        },
    )


def _leaflet(site: Site, language: Language, leaflet: Leaflet) -> str:
    words = site.words(language.tag, leaflet)
    if words is None:
        return _wordless(site, language, leaflet, root="../../")
    siblings = [
        one for one in site.languages if (leaflet.pk, one.tag) in site.editions and one.tag != language.tag
    ]
    context = context_for(language, words, root="../../") | {
        "leaflet": leaflet,
        "siblings": siblings,
        "words_edition": site.words_editions[language.tag],
    }
    edition = site.editions.get((leaflet.pk, language.tag))
    if edition is None:
        withdrawn = (leaflet.pk, language.tag) in site.withdrawn
        return render_to_string("public/absent.html", context | {"withdrawn": withdrawn})
    files = {file.format: file for file in edition.files.all()}
    body = (folder_of(edition.digest) / "body.html").read_text(encoding="utf-8")
    return render_to_string(
        "public/leaflet.html",
        context
        | {
            "edition": edition,
            "title": manifests.texts_of(edition.manifest)["title"],
            "body": body,
            "pdf": files.get("leaflet.pdf"),
            "text": files["leaflet.txt"],
            "catalogue": files["catalogue.po"],
        },
    )


def _wordless(site: Site, language: Language, leaflet: Leaflet | None, *, root: str) -> str:
    facts = site.facts(leaflet)
    return render_to_string(
        "public/wordless.html",
        context_for(language, None, root=root)
        | {
            "leaflet": leaflet,
            "phone": facts.get("phone:interpreting"),
            "without_voice": _without_voice(facts) if language.kind is Kind.SIGNED else [],
            "helper": site.helper(leaflet),
            "reads": [one for tag in language.reads if (one := register().get(tag))],
        },
    )


def _without_voice(facts: Facts) -> list[Fact]:
    """Ways to a person for those who sign: to them, a telephone is a dead end."""
    typed = [facts[key] for key in ("textphone:interpreting", "textphone:formats") if key in facts]
    return [*typed[:1], *(facts[key] for key in ("email:interpreting",) if key in facts)]


def refresh() -> None:
    """Write every page that does not say what it should. Safe to run at any time and by many at once.
    Raises OSError."""
    with alone():
        site = Site()
        for path, html in pages(site):
            _write(_public(path), html.encode())
        for leaflet in site.leaflets:
            for language in site.languages:
                _copies(site.editions.get((leaflet.pk, language.tag)), f"{language.tag}/{leaflet.slug}")
        _published_catalogues(site)


def _published_catalogues(site: Site) -> None:
    """Published catalogues in gettext's own layout, `<tag>/LC_MESSAGES/<leaflet>.po`, for other programs."""
    root = Path(settings.CATALOGUE_DIR)
    wanted: dict[Path, bytes] = {}
    for edition in (*site.words_editions.values(), *site.editions.values()):
        for suffix in (".po", ".mo"):
            source = folder_of(edition.digest) / f"catalogue{suffix}"
            if source.exists():
                wanted[root / edition.tag / "LC_MESSAGES" / f"{edition.leaflet.slug}{suffix}"] = (
                    source.read_bytes()
                )
    for path, data in wanted.items():
        _write(path, data)
    for path in root.glob("*/LC_MESSAGES/*.[pm]o"):
        if path not in wanted:
            path.unlink(missing_ok=True)


def take_down(edition: Edition) -> None:
    """Replace the pages of an edition's language at once: its withdrawal is marked already, so its page says
    "call us". Its files go once the database knows (`remove`), or now if they take the room. Raises OSError."""
    with alone():
        site = Site()
        language = register().get(edition.tag)
        try:
            _write_language(site, edition.tag)
        except OSError:  # no room for the new pages: the old ones go all the same, and make room
            for path, _ in pages_in(site, language) if language else ():
                _public(path).unlink(missing_ok=True)
            shutil.rmtree(folder_of(edition.digest), ignore_errors=True)
            _write_language(site, edition.tag)


def remove(edition: Edition) -> None:
    """Remove a withdrawn edition's files. The manifest keeps everything they were made from."""
    with alone():
        shutil.rmtree(folder_of(edition.digest), ignore_errors=True)


def _write_language(site: Site, tag: str) -> None:
    for leaflet in site.leaflets:
        _copies(site.editions.get((leaflet.pk, tag)), f"{tag}/{leaflet.slug}")
    language = register().get(tag)
    for path, html in pages_in(site, language) if language else ():
        _write(_public(path), html.encode())


def sweep() -> None:
    """`refresh`, and remove what no edition owns and what writers left who died."""
    with alone():
        for left in Path(settings.PUBLIC_DIR).glob("**/.*.tmp"):
            left.unlink(missing_ok=True)
        shown = Edition.objects.exclude(state=Edition.State.WITHDRAWN)
        owned = set(shown.values_list("digest", flat=True))
        for folder in (Path(settings.PUBLIC_DIR) / FOLDER).glob("*"):
            if folder.name not in owned:
                shutil.rmtree(folder, ignore_errors=True)
    refresh()


def _public(path: str) -> Path:
    return Path(settings.PUBLIC_DIR) / path


def _write(target: Path, data: bytes) -> None:
    if target.exists() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, data)


def _copies(edition: Edition | None, folder: str) -> None:
    for name in STABLE:
        source = folder_of(edition.digest) / name if edition else None
        if source is not None and source.exists():
            _write(_public(f"{folder}/{name}"), source.read_bytes())
        else:
            (Path(settings.PUBLIC_DIR) / folder / name).unlink(missing_ok=True)


@contextmanager
def alone() -> Iterator[None]:
    """One writer of public files at a time on this machine: the last to write has read the newest editions, and
    no sweep takes a folder for left over whose edition is about to be. Not to be nested."""
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    with (Path(settings.VAR_DIR) / "site.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

"""Is the public folder whole? For tests that interrupt a publisher, and for every test that walks the pages."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
EDITION = re.compile(r"/e/([0-9a-f]{64})/")


def pages(root: Path) -> Iterator[Path]:
    yield from sorted(root.rglob("*.html"))


def links(page: Path, root: Path) -> Iterator[tuple[str, Path]]:
    """Links to files on this site, as written and where each leads; not those to forms, phones or other sites."""
    for href in LINK.findall(page.read_text(encoding="utf-8")):
        path = unquote(urldefrag(href)[0]).partition("?")[0]
        if not path or re.match(r"[a-z]+:", path) or path.endswith("/ask/call/"):
            continue
        base = root if path.startswith("/") else page.parent
        yield href, (base / path.lstrip("/")).resolve()


def faults(root: Path) -> Iterator[str]:
    """One sentence for everything that is not whole."""
    for page in pages(root):
        name = page.relative_to(root)
        html = page.read_text(encoding="utf-8")
        if name.parts[0] == "e":
            if not html.rstrip().endswith("</article>"):
                yield f"{name} is cut off."
            continue
        if not html.startswith("<!DOCTYPE html>") or not html.rstrip().endswith("</html>"):
            yield f"{name} is cut off."
        for href, target in links(page, root):
            there = target / "index.html" if href.partition("#")[0].endswith("/") else target
            if not there.is_file():
                yield f"{name} leads to {href}, which is not there."
        if len(set(EDITION.findall(html))) > 1:
            yield f"{name} points at files of more than one edition."
        for digest in set(EDITION.findall(html)):
            yield from _edition_faults(root / "e" / digest, html, name)


def _edition_faults(folder: Path, page: str, name: Path) -> Iterator[str]:
    described = json.loads((folder / "edition.json").read_bytes())
    if described["edition"] != folder.name:
        yield f"{folder.name} describes another edition."
    for file, expected in described["files"].items():
        if hashlib.sha256((folder / file).read_bytes()).hexdigest() != expected:
            yield f"{folder.name}/{file} is not what its edition says."
    if (folder / "body.html").read_text(encoding="utf-8") not in page:
        yield f"{name} shows another text than its edition's."

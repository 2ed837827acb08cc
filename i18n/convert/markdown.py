"""Markdown stays as it is; a file whose title is a `#` heading gets its front matter."""

from __future__ import annotations

import re

from i18n.convert.model import Converted
from i18n.leaflet import Meta, slug_of
from i18n.leaflet.front import write_front
from i18n.leaflet.inline import read_inline

_TITLE = re.compile(r"\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\r|$)")


def with_front_matter(text: str) -> Converted:
    """`text`, with the front matter made from its # heading where it has none."""
    match = _TITLE.match(text)
    title = read_inline(match[1])[0] if match else ""
    if not match or not title:
        return Converted(text)
    front = write_front(Meta(title=title, slug=slug_of(title) or "leaflet"))
    return Converted(f"{front}\n{text[match.end() :].lstrip()}", ("The # heading became the title.",))

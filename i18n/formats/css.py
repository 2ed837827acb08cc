"""The style of public pages, made to stand inside each page: no second request, no web font."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from i18n.languages import Language

STYLE = Path(__file__).with_name("public.css")
LATIN = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial'
FAMILY = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]*")
"""What the name of a font may be here. Languages added in the browser bring theirs along."""


def css(language: Language) -> str:
    """The whole style for a page in `language`, at most 8 kB. Only logical properties: it serves both
    directions. Fonts that are not there are passed over by the browser."""
    script = [f'"{family}"' for family in language.css_fonts if FAMILY.fullmatch(family)]
    own = [] if language.css_fonts == ("Noto Sans",) else script
    font = ",".join([*own, LATIN, "sans-serif"])
    leading = max(language.line_height, 2 if language.nastaliq else 1.5)
    # Nastaliq has no bold face, looks small at the same size and must not be squeezed in headings.
    base, bold, tight = ("125%", 400, 1.9) if language.nastaliq else ("112.5%", 600, leading - 0.25)
    return (
        f":root{{--font:{font};--leading:{leading:g};--tight:{tight:g};--base:{base};--bold:{bold}}}{_base()}"
    )


def css_hash(style: str) -> str:
    """`sha256-…` of a style, as a content security policy names it between single quotes."""
    return "sha256-" + b64encode(sha256(style.encode()).digest()).decode()


@cache
def _base() -> str:
    return STYLE.read_text(encoding="utf-8").replace("\n", "")

"""Words that addresses need for themselves: no leaflet's slug and no language's tag may be one of them."""

from __future__ import annotations

RESERVED = frozenset(
    "api ask audio.mp3 braille.brf catalogue.po desk e edition.json find healthz index.html large large-print.pdf"
    " leaflet.pdf leaflet.txt bilingual.pdf readyz start static robots.txt favicon.ico public words".split()
)

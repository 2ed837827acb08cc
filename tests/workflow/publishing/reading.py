"""A page as a reader's browser has it: each run of text with the language and direction it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "img", "circle", "ellipse", "path"}


@dataclass(frozen=True)
class Run:
    text: str
    lang: str
    dir: str
    translate: bool


@dataclass(frozen=True)
class Link:
    href: str
    hreflang: str
    lang: str
    dir: str
    text: str


@dataclass
class Page(HTMLParser):
    html: str
    runs: list[Run] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str, str, bool]] = []
        self._skip = 0
        self.lang = self.dir = ""
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang, self.dir = given["lang"], given["dir"]
        if tag == "a":
            self._link = given
        if tag in VOID:
            return
        _, lang, direction, translate = self._open[-1] if self._open else ("", "", "", True)
        self._open.append(
            (
                tag,
                given.get("lang", lang),
                given.get("dir", direction),
                given.get("translate", "yes" if translate else "no") != "no",
            )
        )
        if tag == "bdi" and self._in("a") and "hreflang" in self._link:
            self.links.append(
                Link(
                    self._link["href"],
                    self._link["hreflang"],
                    given.get("lang", ""),
                    given.get("dir", ""),
                    "",
                )
            )

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<circle/> and the like hold no text."""

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._in("style") and not self._in("title"):
            _, lang, direction, translate = self._open[-1]
            self.runs.append(Run(data.strip(), lang, direction, translate))

    def close(self) -> None:
        super().close()
        assert not self._open, f"{self._open} is not closed"

    def _in(self, tag: str) -> bool:
        return any(one[0] == tag for one in self._open)

"""Plain text: UTF-8, LF, numbers that stay in order wherever the text is pasted."""

import pytest

from i18n.formats import text
from tests.i18n.formats.samples import TAGS, document, small


@pytest.mark.parametrize("tag", TAGS)
def test_numbers_stand_between_isolates(tag: str) -> None:
    plain = text.render(document(tag)).decode()
    assert plain.count("0161 477 9000") == plain.count("\u20660161 477 9000\u2069") == 2
    assert plain.count("\u2066") == plain.count("\u2069")
    assert "\r" not in plain
    assert plain.endswith("\n")
    assert not plain.endswith("\n\n")


def test_lists_and_tables_read_as_lines() -> None:
    plain = text.render(small("<b>Title</b> & more"))
    assert plain.startswith(
        b"<b>Title</b> & more\n\nFor everybody who reads.\n\nThis is the English original"
    )
    lines = plain.decode().split("\n")
    assert "1. Call \u2066999\u2069. The call is free. You can call day and night." in lines
    assert "Who | Number" in lines
    assert lines[lines.index("First") - 2 : lines.index("First")] == ["", ""]


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert text.render(document("ur")) == text.render(document("ur"))

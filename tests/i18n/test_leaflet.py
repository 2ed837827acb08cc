"""The leaflet's source: nothing is lost on the way into the tree, out of it, and through its segments."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from i18n.leaflet import (
    Block,
    BlockKind,
    Heading,
    ItemList,
    Leaflet,
    LeafletError,
    Meta,
    Paragraph,
    Segment,
    Table,
    assemble,
    assign_keys,
    extract,
    parse,
    tidy,
    to_markdown,
    words,
)

ROOT = Path(__file__).parents[2]

SOURCE = """\
---
title: Help with rent
slug: rent
owner: Housing manager
law: 2010-03-25
issued: 2010-03
sample: true
---

You can **ask us**
for help: {phone:rent}. {#ask}
: "Help" is money here.

## Who can ask? {#who}

- Anyone who rents. {#renters}
  : Also from a friend.
- A council tenant.

1. Write to us.
2. Wait.

### What you get

| Home {#home} | A week |
| --- | --- |
| A room | £10 {#ten} |
: Before tax.
| A \\| B |  |
"""

NASTY = [
    "#",
    "##",
    "-",
    "+",
    "1.",
    "12)",
    "|",
    "*",
    "**",
    "_",
    "__",
    "\\",
    "\\\\",
    "{",
    "}",
    "{#a}",
    "{#",
    "`",
    "~~~",
]
NASTY += [
    "<b>",
    "</a>",
    "<!--",
    "&amp;",
    "&",
    "[x](y)",
    "![",
    "]:",
    ": ",
    "=",
    "===",
    "---",
    ">",
    "\u00a0",
    "\u2028",
]
NASTY += [
    "a",
    "Z",
    "7",
    ".",
    "{phone:help}",
    "न",
    "ا",
    "中",
    "é",
    "🙂",
    "\u202e",
    "  ",
    "http://x.org",
    "<x@y.org>",
    "!",
]

texts = st.one_of(
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=9).map("".join),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map(" ".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
).map(tidy)
full_texts = texts.filter(bool)
comments = st.one_of(st.just(""), texts)


def segments(kind: BlockKind, level: int = 0) -> st.SearchStrategy[Segment]:
    note = st.just("") if kind is BlockKind.CELL else comments
    return st.builds(Segment, st.just(""), full_texts, st.just(kind), level=st.just(level), comment=note)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.tuples(*[segments(BlockKind.CELL)] * width)
    return Table(tuple(draw(st.lists(row, min_size=1, max_size=3))))


blocks = st.one_of(
    st.sampled_from([2, 3]).flatmap(lambda level: st.builds(Heading, segments(BlockKind.HEADING, level))),
    st.builds(Paragraph, segments(BlockKind.PARAGRAPH)),
    st.builds(ItemList, st.booleans(), st.lists(segments(BlockKind.ITEM), min_size=1, max_size=3).map(tuple)),
    tables(),
)


def numbered(block: Block, section: int) -> Block:
    """The block with the section that it stands in written into its segments."""

    def put(segment: Segment) -> Segment:
        return replace(segment, section=section)

    match block:
        case Heading(segment):
            return Heading(put(segment))
        case Paragraph(segment):
            return Paragraph(put(segment))
        case ItemList(ordered, items):
            return ItemList(ordered, tuple(map(put, items)))
        case Table(rows):
            return Table(tuple(tuple(map(put, row)) for row in rows))


@st.composite
def leaflets(draw: st.DrawFn) -> Leaflet:
    title = draw(full_texts)
    meta = Meta(title, "a-slug", owner=draw(texts), organisation=draw(texts), sample=draw(st.booleans()))
    first = Heading(Segment("", draw(full_texts), BlockKind.HEADING, level=2))
    section, placed = 0, []
    for block in [first, *draw(st.lists(blocks, max_size=5))]:
        section += isinstance(block, Heading) and block.segment.level == 2
        placed.append(numbered(block, section))
    leaflet = Leaflet(meta, Segment("title", title, BlockKind.TITLE), tuple(placed))
    return assign_keys(leaflet) if draw(st.booleans()) else leaflet


@settings(deadline=None, max_examples=300)
@given(leaflets())
def test_the_tree_survives_markdown(leaflet: Leaflet) -> None:
    parsed = parse(to_markdown(leaflet))
    assert parsed.leaflet == leaflet
    assert parsed.problems == []


@settings(deadline=None)
@given(leaflets(), st.data())
def test_extract_and_assemble_are_inverses(leaflet: Leaflet, data: st.DataObject) -> None:
    keyed = assign_keys(leaflet)
    keys = [segment.key for segment in extract(keyed)]
    assert len(set(keys)) == len(keys)
    assert assemble(keyed, {s.key: s.text for s in extract(keyed)}) == keyed
    translated = {key: data.draw(full_texts) for key in keys}
    assert {s.key: s.text for s in extract(assemble(keyed, translated))} == translated


@settings(deadline=None)
@given(
    st.one_of(st.text(max_size=200), st.lists(st.sampled_from([*NASTY, "\n", "\n\n", "\n    "])).map("".join))
)
@example("#\n0")
def test_whatever_stands_in_the_file_it_is_read_or_refused_and_reading_is_stable(text: str) -> None:
    try:
        parsed = parse(f"---\ntitle: A\nslug: a\n---\n{text}")
    except LeafletError:
        return
    assert parse(to_markdown(parsed.leaflet)).leaflet == parsed.leaflet


def test_blocks_keys_notes_sections_and_lines() -> None:
    parsed = parse(SOURCE)
    assert parsed.problems == []
    assert parsed.leaflet.meta == Meta(
        "Help with rent", "rent", owner="Housing manager", law="2010-03-25", issued="2010-03", sample=True
    )
    rows = [(s.line, s.key, s.text, s.section, s.comment) for s in extract(parsed.leaflet)]
    assert rows == [
        (2, "title", "Help with rent", 0, ""),
        (10, "ask", "You can **ask us** for help: {phone:rent}.", 0, '"Help" is money here.'),
        (14, "who", "Who can ask?", 1, ""),
        (16, "renters", "Anyone who rents.", 1, "Also from a friend."),
        (18, "", "A council tenant.", 1, ""),
        (20, "", "Write to us.", 1, ""),
        (21, "", "Wait.", 1, ""),
        (23, "", "What you get", 1, ""),
        (25, "home", "Home", 1, ""),
        (25, "", "A week", 1, ""),
        (27, "", "A room", 1, "Before tax."),
        (27, "ten", "£10", 1, "Before tax."),
        (29, "", "A | B", 1, ""),
    ]


@pytest.mark.parametrize("name", ["sample/for-parents.md", "locale/public.md"])
def test_our_own_sources_are_sound(name: str) -> None:
    parsed = parse((ROOT / name).read_text(encoding="utf-8"))
    assert parsed.problems == []
    assert all(segment.key for segment in extract(parsed.leaflet))
    assert parse(to_markdown(parsed.leaflet)).leaflet == parsed.leaflet


FAULTS = {
    "raw-html": "Read <b>this</b>.",
    "link": "Read [this](http://x.org).",
    "image": "A ![house](a.png) here.",
    "code": "Type `this`.",
    "quote": "> Somebody said it.",
    "nested-list": "- one\n  - two",
    "item-paragraphs": "- one\n\n  two",
    "rule": "One.\n\n***",
    "heading-level": "# Title",
    "heading-jump": "### Small",
    "italic": "It is *very* good.",
    "key-twice": "One. {#ask}\n\nTwo. {#ask}",
    "key-form": "One. {#Ask_Me}",
    "key-place": "One {#ask} two.",
    "empty-block": "One.\n\n-",
    "note-alone": "One.\n\n: a note",
    "list-start": "4. four",
    "table-cells": "| a | b |\n| --- | --- |\n| 1 | 2 | 3 |",
    "control-character": "One\x07 two.",
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_is_not_leaflet_markdown_is_a_problem_with_its_line(code: str) -> None:
    source = f"---\ntitle: A\nslug: a\n---\n\nFirst.\n\n{FAULTS[code]}"
    lines = [problem.line for problem in parse(source).problems if problem.code == code]
    last = source.count("\n") + 1
    assert len(lines) == 1
    assert 8 <= lines[0] <= last


@pytest.mark.parametrize(
    ("front", "line", "code"),
    [
        ("title: A\nslug: a\ncolour: red", 4, "field-unknown"),
        ("title: A\nslug: a\ntitle: B", 4, "field-twice"),
        ("title: A\nslug: a\nlaw: 2010-13", 4, "date"),
        ("title: A\nslug: a\nissued: March 2010", 4, "date"),
        ("title: A\nslug: A b", 3, "field-value"),
        ("title: A\nslug: a\nkind: book", 4, "field-value"),
        ("title: A\nslug: a\nowner: [x, y]", 4, "field-value"),
        ("title: A", 1, "slug-missing"),
    ],
)
def test_front_matter_problems(front: str, line: int, code: str) -> None:
    problems = parse(f"---\n{front}\n---\nText.").problems
    assert [(problem.line, problem.code) for problem in problems] == [(line, code)]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "The leaflet is empty."),
        ("Just text.", "does not begin with front matter"),
        ("---\ntitle: A\n", "no closing line"),
        ("---\nslug: a\n---\nText.", "The leaflet has no title."),
        ("---\ntitle: A\nslug: a\n---\n\n", "a title but no text"),
        ("---\ntitle: {a\nb: [\n---\nText.", "The front matter cannot be read"),
        ("---\n" + "[" * 5000 + "\n---\nText.", "The front matter cannot be read"),
    ],
)
def test_what_cannot_be_a_leaflet_is_refused(source: str, message: str) -> None:
    with pytest.raises(LeafletError, match=message):
        parse(source)


def test_a_missing_text_is_an_error_not_english() -> None:
    with pytest.raises(KeyError):
        assemble(assign_keys(parse(SOURCE).leaflet), {"title": "Aide"})


def test_new_keys_are_readable_and_old_ones_stay() -> None:
    first = assign_keys(parse(SOURCE).leaflet)
    keys = {s.text: s.key for s in extract(first)}
    assert keys["A council tenant."] == "a-council-tenant"
    assert keys["Anyone who rents."] == "renters"

    changed = SOURCE.replace(" {#renters}", "").replace("- A council", "- New here.\n- The council")
    second = {s.text: s.key for s in extract(assign_keys(parse(changed).leaflet, first))}
    assert second["Anyone who rents."] == "renters"
    assert second["Wait."] == keys["Wait."]
    assert second["The council tenant."] == "the-council-tenant"


def test_a_key_of_the_previous_version_is_never_given_to_another_text() -> None:
    first = assign_keys(parse("---\ntitle: A\nslug: a\n---\nCall us now.").leaflet)
    second = assign_keys(parse("---\ntitle: A\nslug: a\n---\nCall us now!").leaflet, first)
    assert [s.key for s in extract(second)] == ["title", "call-us-now-2"]


def test_words_count_without_facts() -> None:
    assert words("Don't call {phone:help}: it is the **full-time** line.") == 7

"""Documents → Markdown: what a person wrote arrives whole, or is refused in one sentence."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n.convert import ConvertError, convert
from i18n.leaflet import extract, parse

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""
STYLES = f"""<?xml version="1.0"?><w:styles xmlns:w="{WORD}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>"""
NUMBERING = f"""<?xml version="1.0"?><w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl>
</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
FOOTER = f'<w:ftr xmlns:w="{WORD}"><w:p><w:r><w:t>Form C140</w:t></w:r></w:p></w:ftr>'


def run(text: str, bold: bool = False) -> str:
    return f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, style: str = "", numbering: tuple[int, int] | None = None) -> str:
    marks = f'<w:pStyle w:val="{style}"/>' if style else ""
    if numbering:
        level, number = numbering
        marks += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{marks}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{para(run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*body: str, **more: str) -> bytes:
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/numbering.xml", NUMBERING)
        for name, content in more.items():
            archive.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


LEAFLET = docx(
    para(run("Help with rent"), style="Title"),
    para(run("You can "), run("ask us ", bold=True), run("for 5 * 3 &lt;days&gt;.")),
    para(run("Who can ask?"), style="Heading1"),
    para(run("Anyone"), numbering=(0, 1)),
    para(run("who rents"), numbering=(1, 1)),
    para(run("First"), numbering=(0, 2)),
    para(run("Details"), style="Heading2"),
    table(("Home", "Week"), ("Room", "£10")),
    para(run("How to reach us", bold=True)),
    para(run("Come in.")),
    footer1=FOOTER,
)


def test_a_word_file_keeps_headings_lists_tables_and_bold() -> None:
    converted = convert(LEAFLET, "rent.docx")
    assert (
        converted.markdown
        == """\
---
title: Help with rent
slug: help-with-rent
---

You can **ask us** for 5 \\* 3 \\<days>.

## Who can ask?

- Anyone
- who rents

1. First

### Details

| Home | Week |
| --- | --- |
| Room | £10 |

### How to reach us

Come in.
"""
    )
    assert parse(converted.markdown).problems == []
    assert set(converted.notes) == {
        "A list or table inside a list became part of that list.",
        "The first row of each table became its head.",
        "“How to reach us” was only bold; it became a heading.",
        "The page's header or footer was left out: “Form C140”.",
    }


def test_what_word_hides_is_told() -> None:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    target = '<w:r><w:instrText>HYPERLINK "https://x.org/a"</w:instrText></w:r>'
    link = f"{begin}{target}{separate}{run('our page')}{end}"
    changed = (
        f'<w:ins w:id="1">{run("new")}</w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    )
    converted = convert(docx(para(run("Title")), para(run("See "), link, changed, run("."))), "a.docx")
    assert "See our pagenew." in converted.markdown
    assert "The link of “our page” was left out: https://x.org/a" in converted.notes
    assert "The file has tracked changes; they were taken as accepted." in converted.notes


TEXT = """\
Help with rent

Information for tenants

Who can ask?

- Anyone who rents
  from a council.

• You do not have to
come alone.

What to do
1. Write to us.
2. Wait.

Housing office
1 High Street,
Newtown

Telephone: 01632 960001

This line is long, since it was broken by an editor that ends each line
after so many characters.
"""


def test_plain_text_gets_headings_lists_and_paragraphs() -> None:
    assert (
        convert(TEXT.encode(), "help.txt").markdown
        == """\
---
title: Help with rent
slug: help-with-rent
---

Information for tenants

## Who can ask?

- Anyone who rents from a council.
- You do not have to come alone.

## What to do

1. Write to us.
2. Wait.

Housing office

1 High Street, Newtown

Telephone: 01632 960001

This line is long, since it was broken by an editor that ends each line after so many characters.
"""
    )


def test_a_text_without_a_title_takes_the_files_name() -> None:
    text = (
        "You can ask us for help with your rent, and with many other things that cost you money every month."
    )
    converted = convert(f"{text}\n\nMore.".encode(), "rent_help.txt")
    assert parse(converted.markdown).leaflet.meta.title == "rent help"
    assert "the file's name was taken: “rent help”" in converted.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_offices(encoding: str) -> None:
    converted = convert("Café help\r\n\r\nIt’s free – £0.\r\n".encode(encoding), "a.txt")
    assert [s.text for s in extract(parse(converted.markdown).leaflet)] == ["Café help", "It’s free – £0."]
    assert len(converted.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("One\n\nДва\n".encode("cp1251"), "^Line 3 is neither UTF-8 nor"),
        ("One\nSą tu".encode("cp1250"), "^Line 2 is neither UTF-8 nor"),
        ("One\nTwo".encode("utf-16-le"), "^Line 1 has zero bytes"),
        (b"\xff\xfeO\x00\n\x00\x00\xd8", "^Line 2 is not sound UTF-16-LE"),
        (b" \n", "^The file is empty"),
        (b"Only a title\n", "no text, or only one line"),
    ],
)
def test_text_that_cannot_be_read_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(ConvertError, match=message):
        convert(data, "a.txt")


def test_markdown_passes_through_and_a_heading_becomes_the_title() -> None:
    ours = "---\ntitle: A\nslug: a\n---\n\nText.\n"
    assert convert(ours.encode(), "a.md").markdown == ours
    converted = convert(b"# Help: \\*now\\* #\n\nText.\n", "a.md").markdown
    assert parse(converted).leaflet.meta.title == "Help: *now*"
    assert parse(converted).problems == []


def bomb(declared: int | None = None) -> bytes:
    """A small file that unpacks to 60 MB; with `declared`, its directory tells that size instead."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 60_000_000)
    data = bytearray(stream.getvalue())
    if declared is not None:
        for offset in (22, data.rindex(b"PK\x01\x02") + 24):
            struct.pack_into("<L", data, offset, declared)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(LEAFLET)
    position = data.find(b"PK\x01\x02")
    while position >= 0:
        data[position + 8] |= 1
        position = data.find(b"PK\x01\x02", position + 1)
    return bytes(data)


def many_parts() -> bytes:
    return docx(para(run("A")), **{f"part{n}": "<a/>" for n in range(1001)})


ENTITIES = '<!DOCTYPE w [<!ENTITY a "x">]><w/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"No archive at all", "damaged, or not a Word file"),
        (LEAFLET[: len(LEAFLET) // 2], "damaged, or not a Word file"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "an old .doc file, or it has a password"),
        (encrypted(), "has a password"),
        (bomb(), "unpacks to more than 50 MB"),
        (bomb(declared=1000), "damaged|unpacks to more"),
        (many_parts(), "more than 1000 parts"),
        (docx(para(run("A")), settings=ENTITIES), "parts that Word does not write"),
        (docx("<w:p>"), "cannot be read"),
        (docx(para(run("x" * 9_000_000))), "far too long"),
        (docx("<w:p/>" * 200_001), "far too long"),
        (docx(), "no text"),
        (b"PK" + bytes(20_000_000), "larger than 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hostile_and_broken_word_files_are_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(ConvertError, match=message):
        convert(data, "a.docx")


@pytest.mark.parametrize("name", ["a.pdf", "a.doc", "a.odt", "a.exe", "a", ""])
def test_other_kinds_of_file_are_refused(name: str) -> None:
    with pytest.raises(ConvertError, match=r"cannot be read|can be read"):
        convert(b"data", name)


def test_a_path_is_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "help.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert convert(path).markdown == convert(TEXT.encode(), "help.txt").markdown
    with pytest.raises(ConvertError, match="none.txt cannot be read: No such file"):
        convert(tmp_path / "none.txt")


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.docx"]))
def test_any_bytes_are_converted_or_refused(data: bytes, name: str) -> None:
    try:
        convert(data, name)
    except ConvertError as error:
        assert str(error).endswith((".", ": ."))  # noqa: PT017


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_plain_text_gives_sound_markdown(text: str) -> None:
    try:
        markdown = convert(text.encode(), "a.txt").markdown
    except ConvertError:
        return
    assert [p.code for p in parse(markdown).problems if p.code != "slug-missing"] == []


def test_a_word_file_with_flipped_bytes_is_converted_or_refused() -> None:
    flip = random.Random(7)
    for _ in range(150):
        data = bytearray(LEAFLET)
        for _ in range(flip.randint(1, 6)):
            data[flip.randrange(len(data))] = flip.randrange(256)
        try:
            assert convert(bytes(data), "a.docx").markdown
        except ConvertError as error:
            assert "\n" not in str(error)  # noqa: PT017

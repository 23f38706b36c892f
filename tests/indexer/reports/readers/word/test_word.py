"""Word: paragraphs and rows by what their styles and numbering say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from indexer.reports.lines import Role, Source

Read = Callable[..., Source]

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Area"/>
  <w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="L"/><w:basedOn w:val="Own"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B2"><w:name w:val="List Bullet 2"/></w:style>
<w:style w:type="paragraph" w:styleId="C1"><w:name w:val="List Continue"/></w:style>
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>
    </w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/>
    </w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def part(name: str, inner: str) -> str:
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{SPACE}">{inner}</w:{name}>'


def docx(body: str, **parts: str) -> bytes:
    """A Word file with that body; further parts by name ('header1')."""
    files = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            archive.writestr(name, xml)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "", style: str = "") -> str:
    """A paragraph; ``text`` may be runs."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = text if text.startswith("<") else run(text)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, num: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def told(source: Source) -> list[tuple[Role | None, int, str]]:
    return [(line.role, line.level, line.text) for line in source.lines]


def test_headings_by_style_and_by_what_it_is_based_on(read: Read) -> None:
    source = read(docx(p("Findings", style="H2") + p("Area", style="Own") + p("x")), "r.docx")
    assert told(source) == [
        (Role.HEADING, 2, "Findings"),
        (Role.HEADING, 1, "Area"),
        (Role.PARAGRAPH, 0, "x"),
    ]


def test_runs_are_joined_exactly(read: Read) -> None:
    body = p(run("neigh") + run("bour") + run("hood ", "<w:i/>") + run("teams"))
    assert read(docx(body), "r.docx").lines[0].text == "neighbourhood teams"


def test_a_paragraph_is_bold_when_all_of_it_is(read: Read) -> None:
    whole = p(run("Stren", "<w:b/>") + run("gths", '<w:b w:val="1"/>') + run(" "))
    part_only = p(run("The ", "<w:b/>") + run("force", '<w:b w:val="0"/>'))
    assert [line.bold for line in read(docx(whole + part_only), "r.docx").lines] == [True, False]


def test_sizes_are_in_points(read: Read) -> None:
    source = read(docx(p(run("Large", '<w:sz w:val="32"/>')) + p("usual")), "r.docx")
    assert [line.size for line in source.lines] == [16.0, 11.0]


def test_lists_count_as_word_does(read: Read) -> None:
    body = "".join(
        numbered("x", num, depth)
        for num, depth in [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0)]
    )
    lines = read(docx(body), "r.docx").lines
    assert [line.label for line in lines] == ["5", "5.1", "5.2", "a", "6", "6.1", None, "1"]
    assert [line.level for line in lines] == [1, 2, 2, 3, 1, 2, 1, 1]


def test_what_goes_on_with_a_list_item(read: Read) -> None:
    body = (
        numbered("item", 1)
        + p("goes on", '<w:ind w:left="720"/>')
        + p("nested", style="B2")
        + p("goes on", style="C1")
        + p("plain")
        + p("indented", '<w:ind w:left="720"/>')
    )
    assert told(read(docx(body), "r.docx")) == [
        (Role.ITEM, 1, "item"),
        (Role.PARAGRAPH, 1, "goes on"),
        (Role.ITEM, 2, "nested"),
        (Role.PARAGRAPH, 1, "goes on"),
        (Role.PARAGRAPH, 0, "plain"),
        (Role.PARAGRAPH, 0, "indented"),
    ]


def test_tracked_changes_are_accepted(read: Read) -> None:
    body = p(
        run("The force ")
        + f"<w:del>{run('never ').replace('w:t', 'w:delText')}</w:del>"
        + f"<w:ins>{run('always ')}</w:ins>"
        + run("acts.")
    )
    deleted_end = p("One ", "<w:rPr><w:del/></w:rPr>") + p("paragraph.")
    assert [line.text for line in read(docx(body + deleted_end), "r.docx").lines] == [
        "The force always acts.",
        "One paragraph.",
    ]


def test_marks_that_are_no_text_of_their_own(read: Read) -> None:
    inner = (
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>ordi</w:t><w:softHyphen/><w:t>nation</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0A7"/><w:instrText>PAGE</w:instrText></w:r>'
        "<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink>"
    )
    assert read(docx(p(inner)), "r.docx").lines[0].text == "co-ordination\uf0a7 link"


def test_line_breaks_and_tabs(read: Read) -> None:
    tab, brk = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
    body = (
        p(run("Strengths", "<w:b/>") + brk + run("The force."))
        + p(run("NPT") + tab + run("neighbourhood policing team"))
        + p(run("5.12") + tab + run("The BCU acts."))
    )
    assert told(read(docx(body), "r.docx")) == [
        (Role.PARAGRAPH, 0, "Strengths"),
        (Role.PARAGRAPH, 0, "The force."),
        (None, 0, "NPT\tneighbourhood policing team"),
        (None, 0, "5.12 The BCU acts."),
    ]


def test_rows_of_data_and_boxes(read: Read) -> None:
    body = table((p("Area"), p("Grade")), (p("SOLUTION"), p("One.") + p("Two.")), (p("Box"),))
    assert told(read(docx(body), "r.docx")) == [
        (Role.ROW, 0, "Area\tGrade"),
        (Role.PARAGRAPH, 0, "SOLUTION"),
        (Role.PARAGRAPH, 0, "One."),
        (Role.PARAGRAPH, 0, "Two."),
        (Role.PARAGRAPH, 0, "Box"),
    ]


def test_a_text_box_is_read_once_and_behind_its_paragraph(read: Read) -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice>'
        f"{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(docx(p(run("Before") + drawn) + p("After")), "r.docx")
    assert [line.text for line in source.lines] == ["Before", "In the box", "After"]


def test_heads_feet_contents_and_hidden_text_are_chrome(read: Read) -> None:
    body = p("Findings 12", style="T1") + p(run("Shown") + run("hidden", "<w:vanish/>"))
    source = read(docx(body, header1=part("hdr", p("Kent")), footer1=part("ftr", p("2"))), "r.docx")
    assert [(line.text, line.chrome) for line in source.lines] == [
        ("Findings 12", "a list of contents"),
        ("Shown", ""),
        ("hidden", "hidden text"),
        ("Kent", "the header of the pages"),
        ("2", "the footer of the pages"),
    ]
    assert [line.number for line in source.lines] == [1, 2, 3, 4, 5]


def test_footnotes_stand_behind_the_text(read: Read) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator">{p("line")}</w:footnote>'
        f"<w:footnote>{p('A note.')}</w:footnote>",
    )
    source = read(docx(p("Text"), footnotes=notes), "r.docx")
    assert [line.text for line in source.lines] == ["Text", "A note."]
    assert source.warnings == ("Footnotes stand behind the text: 1 paragraphs.",)


def test_what_python_docx_writes(read: Read) -> None:
    import docx as python_docx

    document = python_docx.Document()
    document.core_properties.title = "Inspection of Kent"
    document.add_heading("Strengths", 2)
    document.add_paragraph("The force acts.", style="List Bullet")
    document.add_paragraph("Nested.", style="List Bullet 2")
    document.add_paragraph("More.", style="List Continue")
    document.add_paragraph("First.", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    source = read(buffer.getvalue(), "r.docx")
    assert told(source) == [
        (Role.HEADING, 2, "Strengths"),
        (Role.ITEM, 1, "The force acts."),
        (Role.ITEM, 2, "Nested."),
        (Role.PARAGRAPH, 1, "More."),
        (Role.ITEM, 1, "First."),
    ]
    assert source.lines[-1].label == "1"
    assert source.hints["title"] == "Inspection of Kent"

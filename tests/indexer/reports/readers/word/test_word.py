"""Word: paragraphs and rows by what their styles and numbering say."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from indexer.reports.lines import Cell, Role, Source
from tests.indexer.reports.readers.word.files import docx, numbered, p, part, run, table

Read = Callable[..., Source]


def left_out(source: Source) -> list[tuple[str, str]]:
    return [(line.text, line.chrome) for line in source.lines if line.role is Role.CHROME]


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
    source = read(docx(body + deleted_end), "r.docx")
    assert [line.text for line in source.lines if line.role is not Role.CHROME] == [
        "The force always acts.",
        "One paragraph.",
    ]
    assert left_out(source) == [("never", "deleted text")]


def test_a_row_that_was_deleted_is_not_read(read: Read) -> None:
    rows = table((p("Area"), p("Grade")), (p("Custody"), p("Fair")))
    rows = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    source = read(docx(rows), "r.docx")
    assert [line.text for line in source.lines if line.role is Role.ROW] == ["Custody\tFair"]
    assert left_out(source) == [("Area Grade", "deleted text")]


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


def test_a_name_in_a_later_column_is_a_row_of_its_table(read: Read) -> None:
    body = table((p("Good"), p("Fair")), (p(""), p("Custody")), (p("A note."), p("")))
    assert told(read(docx(body), "r.docx")) == [
        (Role.ROW, 0, "Good\tFair"),
        (Role.ROW, 0, "\tCustody"),
        (Role.PARAGRAPH, 0, "A note."),
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


def test_footnotes_are_notes_with_their_numbers(read: Read) -> None:
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{p("line")}</w:footnote>'
        f'<w:footnote w:id="8">{p("A note.") + p("It goes on.")}</w:footnote>'
        f'<w:footnote w:id="9">{p("Another.")}</w:footnote>',
    )
    call = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = p(run("The ISVA") + call.format(9) + run(" rings") + call.format(8) + run("."))
    source = read(docx(body, footnotes=notes), "r.docx")
    assert [(line.role, line.text, line.label) for line in source.lines] == [
        (Role.PARAGRAPH, "The ISVA rings.", None),
        (Role.CHROME, "1", None),
        (Role.CHROME, "2", None),
        (Role.NOTE, "A note.", "2"),
        (Role.NOTE, "It goes on.", None),
        (Role.NOTE, "Another.", "1"),
    ]


@pytest.mark.parametrize(
    "raised",
    ['<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="Ref"/>', '<w:position w:val="6"/>'],
)
def test_typed_numbers_of_notes_are_parted(read: Read, raised: str) -> None:
    body = p(run("The IOM") + run("7", raised) + run(" meets on the 2") + run("nd", raised))
    note = p(run("7", raised) + run("See the guide."))
    source = read(docx(body + note), "r.docx")
    assert [(line.role, line.text) for line in source.lines] == [
        (Role.PARAGRAPH, "The IOM meets on the 2nd"),
        (Role.CHROME, "7"),
        (Role.NOTE, "7 See the guide."),
    ]


def test_text_that_a_style_hides(read: Read) -> None:
    hidden = run(" (ask Kent)", '<w:rStyle w:val="Aside"/>')
    shown = run(" It shows.", '<w:rStyle w:val="Aside"/><w:vanish w:val="0"/>')
    body = p(run("Vans are clean.") + hidden + shown) + p("Check this.", style="Memo")
    source = read(docx(body), "r.docx")
    assert source.lines[0].text == "Vans are clean. It shows."
    assert left_out(source) == [("(ask Kent)", "hidden text"), ("Check this.", "hidden text")]


def test_prompts_of_empty_fields_are_not_read(read: Read) -> None:
    def control(content: str, prompt: str = "<w:showingPlcHdr/>") -> str:
        return f"<w:sdt><w:sdtPr>{prompt}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    body = p(run("Owner: ") + control(run("Choose one")) + run(".")) + control(p("Type here"))
    source = read(docx(body + control(p("Filled in."), "")), "r.docx")
    assert [line.text for line in source.lines if line.role is not Role.CHROME] == [
        "Owner: .",
        "Filled in.",
    ]
    assert {reason for _, reason in left_out(source)} == {"the prompt of an empty field"}


def test_the_contents_list_that_word_makes(read: Read) -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    made = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('Vans 3')}</w:sdtContent></w:sdt>"
    source = read(docx(made + p("Vans", style="H2")), "r.docx")
    assert left_out(source) == [("Vans 3", "a list of contents")]


def test_a_large_first_letter_is_part_of_its_word(read: Read) -> None:
    letter = p(run("T", '<w:sz w:val="90"/>'), '<w:framePr w:dropCap="drop" w:lines="3"/>')
    lines = read(docx(letter + p("he coast is long.")), "r.docx").lines
    assert [line.text for line in lines] == ["The coast is long."]


@pytest.mark.parametrize("printed", ["Recommendation 4", "R4", "AFI 4:", "Area for improvement 4"])
def test_a_number_set_with_a_tab_stands_above_its_text(read: Read, printed: str) -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = p(run(printed) + tab + run("The chief officer should clean the vans."))
    assert told(read(docx(body), "r.docx")) == [
        (Role.PARAGRAPH, 0, printed),
        (Role.PARAGRAPH, 0, "The chief officer should clean the vans."),
    ]


def test_numbers_by_style_by_linked_list_and_by_override(read: Read) -> None:
    body = numbered("x", 4) + p("y", style="Par2") + numbered("z", 5)
    lines = read(docx(body), "r.docx").lines
    assert [(line.level, line.label) for line in lines] == [(1, "1"), (2, "Point 1.01"), (1, "A")]


def test_cells_that_span_rows_and_columns(read: Read) -> None:
    down, on = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    rows = table(
        (down + p("The trust"), p("Ring back."), p("May")),
        (on + p(""), p("Write it down."), p("")),
        (wide + p("Both"), p("June")),
    )
    assert [line.text for line in read(docx(rows), "r.docx").lines] == [
        "The trust\tRing back.\tMay",
        "The trust\tWrite it down.",
        "Both\t\tJune",
    ]


def test_cells_that_hold_more_are_kept_apart(read: Read) -> None:
    listed = numbered("Ring back.", 2) + numbered("Write.", 2)
    rows = table((p("Who"), p("What")), (p("The trust"), listed))
    assert [(line.text, line.cell) for line in read(docx(rows), "r.docx").lines] == [
        ("Who\tWhat", None),
        ("The trust", Cell(1, 2, 1)),
        ("Ring back.", Cell(1, 2, 2)),
        ("Write.", Cell(1, 2, 2)),
    ]


def test_tables_that_lay_out_and_boxes_have_no_cells(read: Read) -> None:
    beside = table((p("One.") + p("Two."), p("Three.") + p("Four.")))
    box = table((p("What to mend"),), (p("The door."),))
    lines = read(docx(beside + box), "r.docx").lines
    assert [line.cell for line in lines] == [None] * 6
    groups = [line.groups for line in lines]
    assert groups[0] == groups[1] != groups[2] == groups[3] != groups[4] == groups[5]


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

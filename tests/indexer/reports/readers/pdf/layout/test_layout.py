"""Pages without tags: bullets, notes, tables, fields, and what a browser prints round them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from indexer.reports.lines import Cell, Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.lines.browser_print import BROWSER
from indexer.reports.readers.result import Reading

Pages = Callable[[bytes], Reading]
Drawn = Callable[[Callable[[Canvas], None]], bytes]

PROSE = "Sergeants read each plan before the team begins its work, and sign it"


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def put(canvas: Canvas, x: float, y: float, text: str, size: float = 11, **font: Any) -> None:
    canvas.setFont(font.get("font", "Helvetica"), size)
    canvas.drawString(x, y, text)


def test_a_bullet_alone_on_its_line_goes_with_its_text(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 710, "l", 16, font="ZapfDingbats")
        put(canvas, 90, 700, "Custody is full.")
        put(canvas, 72, 670, "5.12")
        put(canvas, 100, 656, "Patrol is not.")

    assert [" ".join(text.split()) for text in texts(pages(drawn(draw)))] == [
        "• Custody is full.",
        "5.12 Patrol is not.",
    ]


def test_notes_at_the_foot_leave_the_sentence_above(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(12):
            put(canvas, 72, 760 - 13 * row, f"{row} {PROSE}")
        put(canvas, 72, 120, "1 A plan is a page.", 8)
        put(canvas, 72, 110, "2 A team is ten people of the", 8)
        put(canvas, 72, 100, "same shift.", 8)
        put(canvas, 290, 40, "Page 1", 8)
        canvas.showPage()
        put(canvas, 72, 760, "when it is done.")

    roles = {line.text: line.role for line in pages(drawn(draw)).lines}
    assert [text for text, role in roles.items() if role is Role.NOTE] == [
        "1 A plan is a page.",
        "2 A team is ten people of the",
        "same shift.",
    ]


def test_small_type_at_the_foot_is_no_note_without_a_number(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(12):
            put(canvas, 72, 760 - 13 * row, f"{row} {PROSE}")
        put(canvas, 72, 120, "Source: the force's own figures.", 8)

    assert {line.role for line in pages(drawn(draw)).lines} == {None}


def test_a_power_stays_and_an_ordinal_too(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 700, "The county has 40 km")
        after = 72 + canvas.stringWidth("The county has 40 km", "Helvetica", 11)
        put(canvas, after, 704, "2", 6)
        put(canvas, after + 8, 700, "and it is the 4")
        after += 8 + canvas.stringWidth("and it is the 4", "Helvetica", 11)
        put(canvas, after, 704, "th", 6)
        put(canvas, after + 9, 700, "in size.")

    assert texts(pages(drawn(draw))) == ["The county has 40 km² and it is the 4th in size."]


def test_a_number_raised_high_is_parted_too(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 700, "They tell the board", 12)
        after = 72 + canvas.stringWidth("They tell the board", "Helvetica", 12)
        put(canvas, after, 706, "12", 7)
        put(canvas, after + 8, 700, ". It listens.", 12)

    assert [(line.text, line.chrome) for line in pages(drawn(draw)).lines] == [
        ("They tell the board. It listens.", ""),
        ("12", REFERENCE),
    ]


def ruled(canvas: Canvas, heights: list[int]) -> None:
    for y in heights:
        canvas.line(72, y, 500, y)


def test_a_table_between_rules_has_cells(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 740, PROSE)
        ruled(canvas, [720, 700, 660, 620])
        put(canvas, 76, 706, "Action")
        put(canvas, 300, 706, "Who")
        put(canvas, 76, 686, "Train all sergeants")
        put(canvas, 76, 672, "before the summer")
        put(canvas, 300, 686, "Chief Constable")
        put(canvas, 76, 646, "Tell the board")
        put(canvas, 300, 646, "Police and Crime")
        put(canvas, 300, 632, "Commissioner")
        put(canvas, 72, 600, PROSE)

    lines = list(pages(drawn(draw)).lines)
    assert [(line.text, line.cell) for line in lines] == [
        (PROSE, None),
        ("Action", Cell(1, 1, 1)),
        ("Who", Cell(1, 1, 2)),
        ("Train all sergeants", Cell(1, 2, 1)),
        ("before the summer", Cell(1, 2, 1)),
        ("Chief Constable", Cell(1, 2, 2)),
        ("Tell the board", Cell(1, 3, 1)),
        ("Police and Crime", Cell(1, 3, 2)),
        ("Commissioner", Cell(1, 3, 2)),
        (PROSE, None),
    ]


def test_a_name_over_several_columns_does_not_join_them(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [720, 700, 680, 640])
        put(canvas, 76, 706, "No.")
        put(canvas, 120, 706, "What is asked")
        put(canvas, 76, 686, "What the force should do at once")
        put(canvas, 76, 666, "R1")
        put(canvas, 120, 666, "Train all sergeants")
        put(canvas, 120, 652, "before the summer")
        put(canvas, 72, 600, PROSE)

    lines = list(pages(drawn(draw)).lines)
    assert [(line.text, line.cell) for line in lines] == [
        ("No.", Cell(1, 1, 1)),
        ("What is asked", Cell(1, 1, 2)),
        ("What the force should do at once", Cell(1, 2, 1)),
        ("R1", Cell(1, 3, 1)),
        ("Train all sergeants", Cell(1, 3, 2)),
        ("before the summer", Cell(1, 3, 2)),
        (PROSE, None),
    ]


def test_a_heading_between_two_boxes_of_one_width_parts_them(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [720, 700, 660, 620, 590, 540])
        put(canvas, 78, 706, "Body")
        put(canvas, 200, 706, "Action")
        put(canvas, 78, 686, "The trust")
        put(canvas, 200, 686, "Leaders should shorten")
        put(canvas, 200, 672, "the waits.")
        put(canvas, 78, 646, "The council")
        put(canvas, 200, 646, "Leaders should review plans.")
        put(canvas, 68, 600, "Details of the partnership that was inspected", 12)
        put(canvas, 78, 570, "Town Hall, Harbour Street")

    lines = list(pages(drawn(draw)).lines)
    assert [(line.text, line.cell) for line in lines] == [
        ("Body", Cell(1, 1, 1)),
        ("Action", Cell(1, 1, 2)),
        ("The trust", Cell(1, 2, 1)),
        ("Leaders should shorten", Cell(1, 2, 2)),
        ("the waits.", Cell(1, 2, 2)),
        ("The council", Cell(1, 3, 1)),
        ("Leaders should review plans.", Cell(1, 3, 2)),
        ("Details of the partnership that was inspected", None),
        ("Town Hall, Harbour Street", None),
    ]


def test_rules_between_paragraphs_make_no_table(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, [720, 680, 640])
        for y in (706, 692, 666, 652):
            put(canvas, 72, y, PROSE)

    assert {line.role for line in pages(drawn(draw)).lines} == {None}


def test_the_value_of_a_field_is_read_where_it_stands(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 700, "Action taken:")
        canvas.acroForm.textfield(
            name="action", x=72, y=660, width=400, height=24, value="Sergeants were trained."
        )
        put(canvas, 72, 630, "End of the form.")

    data = drawn(draw)
    wanted = ["Action taken:", "Sergeants were trained.", "End of the form."]
    assert texts(pages(data)) == wanted
    assert texts(pages(data.replace(b"/AP ", b"/XX "))) == wanted


def test_heads_and_feet_of_a_browser_are_chrome(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for number in (1, 2):
            put(canvas, 24, 822, "26/11/2026, 12:18", 8)
            put(canvas, 250, 822, "Our report", 8)
            put(canvas, 72, 700, PROSE)
            put(canvas, 24, 16, "https://example.org/report/", 8)
            put(canvas, 560, 16, f"{number}/2", 8)
            canvas.showPage()

    reading = pages(drawn(draw))
    assert [line.text for line in reading.lines if not line.chrome] == [PROSE, PROSE]
    assert {line.chrome for line in reading.lines} == {"", BROWSER}


def test_an_address_at_the_foot_of_one_page_is_text(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 700, PROSE)
        put(canvas, 24, 16, "https://example.org/report/", 8)

    assert {line.chrome for line in pages(drawn(draw)).lines} == {""}


def test_a_page_that_is_turned_is_read_upright(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        put(canvas, 72, -100, "They tell the board")
        after = 72 + canvas.stringWidth("They tell the board", "Helvetica", 11)
        put(canvas, after, -96, "1", 6)
        put(canvas, 72, -114, "what they found.")

    assert texts(pages(drawn(draw))) == ["They tell the board", "what they found.", "1"]


HALF = "Sergeants read each plan before the team"


def column(canvas: Canvas, left: float, rows: range, every: int) -> None:
    """A column of lines, or of items over ``every`` lines each."""
    for row in rows:
        y = 760 - 14 * row
        if every and (row - rows.start) % every == 0:
            put(canvas, left + 4, y, "•")
        put(canvas, left + (18 if every else 0), y, f"{HALF[: 36 if every else 40]} {row}.")


def test_a_page_of_items_has_the_columns_of_the_others(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            column(canvas, 72, range(40), 0)
            column(canvas, 312, range(40), 0)
            put(canvas, 66, 40, "Page 1", 8)
            canvas.showPage()
        column(canvas, 72, range(12), 3)
        column(canvas, 312, range(12), 3)

    last = [line for line in pages(drawn(draw)).lines if line.page == 3]
    assert sum(line.text.startswith("• ") for line in last) == 8
    assert {line.indent for line in last if line.text.startswith("• ")} == {4.0}


def test_a_short_heading_over_both_columns_parts_them(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for top, name in ((760, "Prevention"), (600, "Disruption")):
            put(canvas, 72, top, name, 18)
            for column, x in enumerate((72, 320)):
                for row in range(7):
                    put(
                        canvas, x, top - 28 - 14 * row, f"{name} {column} {row} reads each plan", 10
                    )

    read = texts(pages(drawn(draw)))
    first, second = read.index("Prevention"), read.index("Disruption")
    assert [text.split()[0] for text in read[first:second]] == ["Prevention"] * 15
    assert [text.split()[0] for text in read[second:]] == ["Disruption"] * 15
    assert [text.split()[1] for text in read[first + 1 : second]] == ["0"] * 7 + ["1"] * 7


def test_a_heading_beside_text_stands_in_its_column(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(16):
            put(canvas, 320, 760 - 14 * row, f"right {row} reads each plan at night", 10)
            if row != 8:
                put(canvas, 72, 760 - 14 * row, f"left {row} reads each plan at night", 10)
        put(canvas, 72, 760 - 14 * 8, "Disruption", 14)

    read = [text.split()[0] for text in texts(pages(drawn(draw)))]
    assert read == ["left"] * 8 + ["Disruption"] + ["left"] * 7 + ["right"] * 16


def test_the_number_of_a_note_over_both_columns_stands_in_front_of_it(
    pages: Pages, drawn: Drawn
) -> None:
    def draw(canvas: Canvas) -> None:
        for x, name in ((72, "left"), (320, "right")):
            for row in range(16):
                put(canvas, x, 760 - 14 * row, f"{name} {row} reads each plan at night", 10)
        put(canvas, 72, 63, "1", 5)
        put(canvas, 78, 60, f"{PROSE}, when the work is done and the others have seen it too.", 7.5)

    reading = pages(drawn(draw))
    note = next(line for line in reading.lines if "others have seen" in line.text)
    assert note.role is Role.NOTE
    assert texts(reading).count("1") == 0


def test_letters_that_reach_a_little_over_the_edge_of_a_column_are_in_it(
    pages: Pages, drawn: Drawn
) -> None:
    def draw(canvas: Canvas) -> None:
        for _ in range(2):
            column(canvas, 72, range(40), 0)
            column(canvas, 312, range(40), 0)
            canvas.showPage()
        for row in range(4):
            put(canvas, 72, 760 - 14 * row, f"Left {row}")
            put(canvas, 311.5 if row % 2 else 312, 760 - 14 * row, f"Right {row}")

    last = [line.text for line in pages(drawn(draw)).lines if line.page == 3]
    assert last == [f"{side} {row}" for side in ("Left", "Right") for row in range(4)]

"""PDF: printed lines with place, size and weight."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.reports.lines import Line, Role, Source
from indexer.reports.readers.note_marks import REFERENCE

Read = Callable[..., Source]
Draw = Callable[[Canvas], None]

HEIGHT = A4[1]
PROSE = "The force works with partners to keep vulnerable people safe across the county."


def pdf(draw: Draw) -> bytes:
    """A PDF that ``draw`` has drawn on."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, pageCompression=0)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def put(
    canvas: Canvas, x: float, y: float, text: str, font: str = "Helvetica", size: float = 11
) -> None:
    """Text at ``x`` from the left and ``y`` from the top of the page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def line(source: Source, begin: str) -> Line:
    """The one line that begins like that."""
    (found,) = [line for line in source.lines if line.text.startswith(begin)]
    return found


def test_place_size_weight_and_gaps(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, "Strengths", "Helvetica-Bold", 14)
        for row in range(6):
            put(canvas, 72, 130 + 13 * row, f"{row} {PROSE}")
        put(canvas, 72, 230, "• A bullet that is long enough to be wrapped once in the column")
        put(canvas, 90, 243, "and its second line.")

    source = read(pdf(draw), "r.pdf")
    heading = line(source, "Strengths")
    assert (heading.bold, heading.size, heading.indent, heading.page) == (True, 14.0, 0.0, 1)
    assert [entry.starts for entry in source.lines] == [True, True, *[False] * 5, True, False]
    assert line(source, "and its").indent == pytest.approx(18, abs=0.5)
    assert [entry.number for entry in source.lines] == list(range(1, 10))


def test_running_heads_and_feet_stand_at_the_edge(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        for number in (1, 2):
            put(canvas, 72, 40, "Cambridgeshire Constabulary", size=9)
            for row in range(20):
                put(canvas, 72, 90 + 13 * row, PROSE)
            put(canvas, 290, HEIGHT - 40, str(number), size=9)
            canvas.showPage()

    source = read(pdf(draw), "r.pdf")
    assert [entry.text for entry in source.lines if entry.edge] == [
        "Cambridgeshire Constabulary",
        "1",
        "Cambridgeshire Constabulary",
        "2",
    ]


def test_columns_are_read_one_after_the_other(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 80, "A heading that runs over both of the columns of the page", size=16)
        for row in range(10):
            put(canvas, 72, 120 + 12 * row, f"left {row} of the words in a column", size=10)
            put(canvas, 310, 120 + 12 * row, f"right {row} of the words in a column", size=10)

    texts = [entry.text for entry in read(pdf(draw), "r.pdf").lines]
    assert texts[0].startswith("A heading")
    assert [text.split()[0] for text in texts[1:]] == ["left"] * 10 + ["right"] * 10


def test_cells_of_a_table_are_parted_by_tabs(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        for row, cells in enumerate([("Excellent", "Good", "Fair"), ("6", "14", "21")]):
            for column, cell in enumerate(cells):
                put(canvas, 150 + 80 * column, 100 + 16 * row, cell)
        put(canvas, 72, 160, PROSE)

    source = read(pdf(draw), "r.pdf")
    assert [(entry.text, entry.role) for entry in source.lines] == [
        ("Excellent\tGood\tFair", Role.ROW),
        ("6\t14\t21", Role.ROW),
        (PROSE, None),
    ]


def test_a_bullet_of_a_symbol_font_and_a_number_are_no_cells(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, "l", "ZapfDingbats")
        put(canvas, 100, 100, "A bullet")
        put(canvas, 72, 130, "5.12")
        put(canvas, 110, 130, "A paragraph")

    texts = [entry.text for entry in read(pdf(draw), "r.pdf").lines]
    assert texts[0].endswith(" A bullet")
    assert not texts[0].startswith("l")
    assert texts[1] == "5.12 A paragraph"


def test_the_number_of_a_footnote_is_parted_from_its_word(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, "The force")
        width = canvas.stringWidth("The force", "Helvetica", 11)
        put(canvas, 72 + width, 96, "1", size=6)
        put(canvas, 72 + width + 7, 100, "goes on.")

    assert [(entry.text, entry.chrome) for entry in read(pdf(draw), "r.pdf").lines] == [
        ("The force goes on.", ""),
        ("1", REFERENCE),
    ]


def test_a_footnote_in_small_type_may_stand_above_the_next_section(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, "The force")
        width = canvas.stringWidth("The force", "Helvetica", 11)
        put(canvas, 72 + width, 96, "4", size=6)
        put(canvas, 72, 130, "4 Its board met in May.", size=8)
        put(canvas, 72, 160, "5 small figures are no note.", size=8)
        for place in range(5):
            put(canvas, 72, 190 + 15 * place, PROSE)

    notes = [line.text for line in read(pdf(draw), "r.pdf").lines if line.role is Role.NOTE]
    assert notes == ["4 Its board met in May."]


def test_slanting_and_invisible_text_is_left_out_with_a_warning(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, PROSE)
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")
        canvas.restoreState()
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(3)
        text.textLine("unseen")
        canvas.drawText(text)

    source = read(pdf(draw), "r.pdf")
    assert [entry.text for entry in source.lines] == [PROSE]
    assert source.warnings == (
        "Page 1: 5 characters that stand at an angle were left out.",
        "Page 1: 6 characters that cannot be seen were left out.",
    )


def test_a_page_on_its_side_is_read_upright(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.drawString(72, -300, "First line of a wide table")
        canvas.drawString(72, -315, "second line of it")

    texts = [entry.text for entry in read(pdf(draw), "r.pdf").lines]
    assert texts == ["First line of a wide table", "second line of it"]


def test_a_page_that_is_a_picture_is_warned_of(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 72, 100, PROSE)
        canvas.showPage()
        canvas.drawInlineImage(Image.new("RGB", (50, 50), "red"), 72, 500)

    source = read(pdf(draw), "r.pdf")
    assert source.warnings == ("Page 2 is a picture without text.",)


def test_the_files_own_title_is_a_hint_and_its_date_not_that_of_publication(read: Read) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Inspection of Kent")
        put(canvas, 72, 100, PROSE)

    hints = read(pdf(draw), "r.pdf").hints
    assert hints["title"] == "Inspection of Kent"
    assert set(hints) == {"title", "created"}


def test_a_pdf_is_known_whatever_its_name(read: Read) -> None:
    data = pdf(lambda canvas: put(canvas, 72, 100, PROSE))
    assert read(data, "report.txt").format == "pdf"


@pytest.mark.parametrize("title", ["Layout 1", "PowerPoint Presentation", "report_v3.indd"])
def test_a_title_that_a_program_filled_in_is_no_hint(read: Read, title: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle(title)
        put(canvas, 72, 100, PROSE)

    assert "title" not in read(pdf(draw), "r.pdf").hints

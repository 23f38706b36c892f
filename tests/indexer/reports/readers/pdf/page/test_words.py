"""Letters: ligatures, signs, hyphens, and words set with spaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.reports.readers.pdf.page.ligatures import ligatures
from indexer.reports.readers.result import Reading

Pages = Callable[[bytes], Reading]
Drawn = Callable[[Callable[[Canvas], None]], bytes]
PdfOf = Callable[[dict[int, bytes]], bytes]


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def page_of(pdf_of: PdfOf, content: bytes, font: bytes) -> bytes:
    """A PDF of one page with one font."""
    return pdf_of(
        {
            1: b"<</Type /Catalog /Pages 2 0 R>>",
            2: b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
            3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources <</Font <</F1 5 0 R>>>>>>",
            4: b"<</Length %d>> stream\n%b\nendstream" % (len(content), content),
            5: b"<</Type /Font /Subtype /Type1 %b>>" % font,
        }
    )


def shown(*lines: bytes) -> bytes:
    """A page's content: lines below each other."""
    drawn = b" ".join(b"(%b) Tj 0 -14 Td" % line for line in lines)
    return b"BT /F1 11 Tf 72 700 Td %b ET" % drawn


def test_ligatures_that_have_a_name_alone_are_letters(pages: Pages, pdf_of: PdfOf) -> None:
    font = (
        b"/BaseFont /Helvetica /Encoding <</Type /Encoding"
        b" /Differences [123 /fi /f_f /f_f_i.liga /T_h]>>"
    )
    data = page_of(pdf_of, shown(rb"~eir sta| \{nds su}cient e|ort"), font)
    assert texts(pages(data)) == ["Their staff finds sufficient effort"]


def test_a_code_that_two_fonts_give_to_two_ligatures_is_neither() -> None:
    assert ligatures(b"/Differences [1 /f_f /f_l] /Differences [1 /f_i]") == {2: "fl"}


def test_letters_of_a_font_named_symbol_are_letters(pages: Pages, pdf_of: PdfOf) -> None:
    font = b"/BaseFont /ABCDEF+SegoeUISymbol /Encoding /WinAnsiEncoding"
    data = page_of(pdf_of, shown(b"Sergeants read each plan"), font)
    assert texts(pages(data)) == ["Sergeants read each plan"]


def test_words_in_a_font_of_signs_are_words(pages: Pages, pdf_of: PdfOf) -> None:
    font = b"/BaseFont /Wingdings /Encoding /WinAnsiEncoding"
    assert texts(pages(page_of(pdf_of, shown(b"Custody"), font))) == ["Custody"]


def test_a_hyphen_at_the_end_of_a_line_is_kept(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for row, text in enumerate(("The multi-", "agency hub is open within 24-", "hour limits.")):
            canvas.drawString(72, 700 - 14 * row, text)

    assert texts(pages(drawn(draw))) == [
        "The multi-",
        "agency hub is open within 24-",
        "hour limits.",
    ]


def test_a_soft_hyphen_is_undone(pages: Pages, pdf_of: PdfOf) -> None:
    content = (
        b"BT /F1 11 Tf 72 700 Td (Plans for safe) Tj"
        b" /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC"
        b" 0 -14 Td (guarding are made.) Tj ET"
    )
    data = page_of(pdf_of, content, b"/BaseFont /Helvetica")
    assert texts(pages(data)) == ["Plans for safeguarding", "are made."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("S T R E N G T H S", "STRENGTHS"),
        ("A R E A S   O F   W O R K", "AREAS OF WORK"),
        ("Grades A B C D", "Grades A B C D"),
        ("A B C", "A B C"),
    ],
)
def test_a_word_set_with_spaces_is_a_word(
    pages: Pages, drawn: Drawn, typed: str, read: str
) -> None:
    reading = pages(drawn(lambda canvas: canvas.drawString(72, 700, typed)))
    assert texts(reading) == [read]


def test_a_large_first_letter_belongs_to_its_word(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 40)
        canvas.drawString(72, 672, "S")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(102, 693, "ergeants read each plan before the team")
        canvas.drawString(102, 680, "begins its work, and sign it when the")
        canvas.drawString(72, 660, "work is done.")

    reading = pages(drawn(draw))
    assert texts(reading) == [
        "Sergeants read each plan before the team",
        "begins its work, and sign it when the",
        "work is done.",
    ]
    assert {line.indent for line in reading.lines} == {0.0}

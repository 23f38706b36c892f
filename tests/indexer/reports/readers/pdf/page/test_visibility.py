"""What a reader of the page sees is what is read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.colors import Color, black, darkblue, white
from reportlab.pdfgen.canvas import Canvas

from indexer.reports.readers.result import Reading

Pages = Callable[[bytes], Reading]
Drawn = Callable[[Callable[[Canvas], None]], bytes]
PdfOf = Callable[[dict[int, bytes]], bytes]

PROSE = "Sergeants read each plan before the team begins its work."
UNSEEN = "Page 1: 6 characters that cannot be seen were left out."


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def test_white_on_white_is_not_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.setFillColor(white)
        canvas.drawString(72, 650, "unseen")

    reading = pages(drawn(draw))
    assert texts(reading) == [PROSE]
    assert reading.warnings == (UNSEEN,)


def test_white_on_blue_is_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(darkblue)
        canvas.rect(60, 690, 400, 30, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(72, 700, PROSE)

    reading = pages(drawn(draw))
    assert texts(reading) == [PROSE]
    assert reading.warnings == ()


def test_black_on_black_is_not_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.setFillColor(black)
        canvas.rect(60, 640, 400, 30, stroke=0, fill=1)
        canvas.drawString(72, 650, "unseen")

    reading = pages(drawn(draw))
    assert texts(reading) == [PROSE]
    assert reading.warnings == (UNSEEN,)


def test_what_is_blacked_out_is_not_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.drawString(72, 650, "unseen")
        canvas.setFillColor(black)
        canvas.rect(70, 645, 60, 20, stroke=0, fill=1)

    reading = pages(drawn(draw))
    assert texts(reading) == [PROSE]
    assert reading.warnings == (UNSEEN,)


def test_what_shines_through_is_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, PROSE)
        canvas.setFillColor(Color(1, 1, 0, alpha=0.3))
        canvas.rect(60, 690, 400, 30, stroke=0, fill=1)

    assert texts(pages(drawn(draw))) == [PROSE]


def test_what_stands_beyond_the_edges_is_not_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageSize((700, 900))
        canvas.setCropBox((50, 50, 650, 850))
        canvas.drawString(72, 700, PROSE)
        canvas.drawString(72, 20, "report_v3.indd")

    reading = pages(drawn(draw))
    assert texts(reading) == [PROSE]
    assert reading.warnings == ("Page 1: 14 characters beyond its edges were left out.",)


def test_recognised_text_is_read_under_a_stamp(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(Image.new("RGB", (60, 84), "white"), 0, 0, 595, 842)
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(3)
        text.textLine(PROSE)
        canvas.drawText(text)
        canvas.drawString(400, 800, "STAMP")

    reading = pages(drawn(draw))
    assert texts(reading) == ["STAMP", PROSE]
    assert reading.warnings == ("Page 1 is a picture with text that was recognised by a machine.",)


def test_text_under_the_picture_of_a_scan_is_read(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 500, PROSE)
        canvas.drawInlineImage(Image.new("RGB", (60, 84), "white"), 0, 0, 595, 842)

    assert texts(pages(drawn(draw))) == [PROSE]


@pytest.mark.parametrize("state", ["ON", "OFF"])
def test_a_layer_is_read_when_it_is_on(pages: Pages, pdf_of: PdfOf, state: str) -> None:
    content = (
        b"BT /F1 11 Tf 72 700 Td (Everybody sees this line.) Tj ET\n"
        b"/OC /Layer BDC BT /F1 11 Tf 72 650 Td (layered) Tj ET EMC"
    )
    data = pdf_of(
        {
            1: b"<</Type /Catalog /Pages 2 0 R /OCProperties <</OCGs [5 0 R] /D <</%b [5 0 R]>>>>>>"
            % state.encode(),
            2: b"<</Type /Pages /Count 1 /Kids [3 0 R]>>",
            3: b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources"
            b" <</Font <</F1 6 0 R>> /Properties <</Layer 5 0 R>>>>>>",
            4: b"<</Length %d>> stream\n%b\nendstream" % (len(content), content),
            5: b"<</Type /OCG /Name (Draft)>>",
            6: b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        }
    )
    shown = ["layered"] if state == "ON" else []
    assert texts(pages(data)) == ["Everybody sees this line.", *shown]

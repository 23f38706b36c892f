"""Bullets that are drawn and not printed."""

from __future__ import annotations

from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from indexer.reports.readers.pdf.page.drawn_bullets import with_drawn_bullets
from indexer.reports.readers.pdf.page.objects import Area, Mark
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.result import Reading
from tests.indexer.reports.readers.pdf.made import stretch

Pages = Callable[[bytes], Reading]
Drawn = Callable[[Callable[[Canvas], None]], bytes]


def dot(left: float, baseline: float = 100.0, size: float = 4.0, light: int = 0) -> Area:
    return Area(1, (left, baseline + 2, left + size, baseline + 2 + size), light)


def texts(stretches: list[Stretch]) -> list[str]:
    return [each.text for each in stretches]


def test_a_square_in_front_of_a_line_is_its_bullet() -> None:
    lines = [stretch("Sergeants read each plan.", 90), stretch("at night.", 90, 88)]
    found = with_drawn_bullets(lines, [dot(78)])
    assert texts(found) == ["\u2022", "Sergeants read each plan.", "at night."]
    assert (found[0].left, found[0].baseline) == (78, 100)


def test_a_bullet_belongs_to_the_element_of_its_text() -> None:
    found = with_drawn_bullets([stretch("Sergeants read.", 90, mark=Mark(id=7))], [dot(78)])
    assert [each.mark.id for each in found] == [7, 7]


def test_what_is_too_far_too_large_or_between_words_is_no_bullet() -> None:
    far = [stretch("Sergeants read.", 200)]
    assert with_drawn_bullets(far, [dot(78)]) == far
    near = [stretch("Sergeants read.", 90)]
    assert with_drawn_bullets(near, [dot(78, size=8.5)]) == near
    assert with_drawn_bullets(near, [dot(78, baseline=112)]) == near
    words = [stretch("Home", 56), stretch("Reports", 90)]
    assert with_drawn_bullets(words, [dot(80)]) == words


def test_the_key_of_a_chart_is_no_list() -> None:
    key = [stretch("Kent", 90), stretch("Essex", 90, 80)]
    assert with_drawn_bullets(key, [dot(78), dot(78, 80, light=120)]) == key
    assert len(with_drawn_bullets(key, [dot(78), dot(78, 80)])) == 4


def test_a_running_head_has_no_bullet() -> None:
    head = [stretch("Sergeants read.", 90, mark=Mark(artifact=True))]
    assert with_drawn_bullets(head, [dot(78)]) == head


def test_items_with_drawn_bullets_are_told_apart(pages: Pages, drawn: Drawn) -> None:
    def draw(canvas: Canvas) -> None:
        for place, text in enumerate(["Custody is full.", "Patrol is not.", "Cells are clean."]):
            canvas.drawString(90, 700 - 14 * place, text)
            canvas.rect(78, 702.5 - 14 * place, 4, 4, stroke=0, fill=1)

    assert [" ".join(line.text.split()) for line in pages(drawn(draw)).lines] == [
        "\u2022 Custody is full.",
        "\u2022 Patrol is not.",
        "\u2022 Cells are clean.",
    ]

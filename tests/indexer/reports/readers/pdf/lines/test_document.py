"""The printed lines of all pages as Lines: numbers, indents, gaps, rows."""

from __future__ import annotations

from indexer.reports.lines import Line, Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.lines.document import document_lines
from indexer.reports.readers.pdf.page.printed import Printed, printed_lines
from tests.indexer.reports.readers.pdf.made import line, stretch


def read(*pages: list[Printed]) -> list[Line]:
    return list(document_lines(pages))


def lines(*texts: str, gap: float = 12.0, **said: object) -> list[Printed]:
    return [line(text, 700.0 - gap * place, **said) for place, text in enumerate(texts)]


def test_lines_are_numbered_over_all_pages() -> None:
    found = read(lines("one", "two"), lines("three", page=2))
    assert [(one.number, one.text, one.page) for one in found] == [
        (1, "one", 1),
        (2, "two", 1),
        (3, "three", 2),
    ]


def test_an_indent_is_told_from_the_margin_of_the_document() -> None:
    page = [*lines("one", "two", "three", left=72.0), line("indented", 600.0, left=90.0)]
    assert [one.indent for one in read(page)] == [0.0, 0.0, 0.0, 18.0]


def test_a_wider_gap_begins_a_paragraph() -> None:
    page = [line(text, at) for text, at in (("a", 700), ("b", 688), ("c", 676), ("d", 650))]
    assert [one.starts for one in read(page)] == [True, False, False, True]


def test_another_size_begins_a_paragraph() -> None:
    page = [*lines("a", "b"), line("c", 676.0, size=12.0)]
    assert read(page)[-1].starts


def test_cells_that_stand_under_each_other_are_rows() -> None:
    page = [
        next(printed_lines(1, [stretch("Custody", 0, at), stretch("Good", 90, at, typed=False)]))
        for at in (700.0, 688.0)
    ]
    assert [one.role for one in read(page)] == [Role.ROW, Role.ROW]


def test_the_number_of_a_note_comes_behind_its_page() -> None:
    mark = line("1", 700.0, role=Role.CHROME, chrome=REFERENCE)
    assert [one.text for one in read([mark, *lines("one", "two")])] == ["one", "two", "1"]


def test_a_line_without_text_is_none() -> None:
    assert read([*lines("one"), line(" ", 600.0)])[-1].text == "one"

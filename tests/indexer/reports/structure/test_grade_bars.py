"""A table of one row that prints a name and a grade heads the text below it."""

from indexer.reports.labelling.vocabulary import judgement
from indexer.reports.lines import Cell, Line, Role
from indexer.reports.structure.grade_bars import with_bars


def _row(number: int, text: str, column: int, row: int = 1) -> Line:
    return Line(number, text, role=Role.ROW, cell=Cell(1, row, column), element=7)


def _told(*lines: Line) -> list[tuple[int, str, Role | None, int]]:
    return [(ln.number, ln.text, ln.role, ln.level) for ln in with_bars(lines, judgement)]


def test_a_bar_is_a_heading_one_below_the_one_above_it_and_its_grade() -> None:
    chapter = Line(1, "Organisational delivery", role=Role.HEADING, level=1)
    assert _told(chapter, _row(2, "Staff", 1), _row(3, "Good", 2))[1:] == [
        (2, "Staff", Role.HEADING, 2),
        (3, "Good", Role.PARAGRAPH, 0),
    ]


def test_a_row_that_is_one_line_is_a_bar_too() -> None:
    assert _told(Line(1, "Staff\tGood", role=Role.ROW)) == [
        (1, "Staff", Role.HEADING, 0),
        (1, "Good", Role.PARAGRAPH, 0),
    ]


def test_a_table_of_judgements_and_a_row_without_a_grade_stay() -> None:
    table = [_row(1, "Staff", 1), _row(2, "Good", 2), _row(3, "Planning", 1, 2)]
    table.append(_row(4, "Inadequate", 2, 2))
    assert list(with_bars(table, judgement)) == table
    figures = [_row(1, "Vacancy rate", 1), _row(2, "4 per cent", 2)]
    assert list(with_bars(figures, judgement)) == figures

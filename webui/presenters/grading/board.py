"""The grade board: all forces by all areas of a series of inspections, and how they spread.

The page of grades hands in the records of the reports and the series that are asked for; a table
for ``pages/grades.html`` comes out. Several series stand side by side in each cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer import ReportRecord, grade_scale, slug
from webui.presenters.grading.history import Trend, trend


@dataclass(frozen=True, slots=True)
class Series:
    """A series of inspections that gave grades."""

    name: str
    #: The number of its reports that gave grades.
    reports: int
    #: The month of its newest report.
    published: str

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return slug(self.name)


@dataclass(frozen=True, slots=True)
class BoardGrade:
    """The grade of a force in an area, in one report."""

    grade: str
    report: ReportRecord
    trend: Trend = Trend.UNKNOWN


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A force with its grades in each area, oldest first."""

    force: str
    cells: tuple[tuple[BoardGrade, ...], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The table. ``areas`` are as printed, in the order of the reports."""

    areas: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    #: The grades, best first, that the forces were given.
    scale: tuple[str, ...]

    def count(self, area: int, grade: str) -> int:
        """How many forces have that grade in an area, by their newest report here."""
        return sum(row.cells[area][-1].grade == grade for row in self.rows if row.cells[area])


def graded_series(reports: Iterable[ReportRecord]) -> tuple[Series, ...]:
    """The series that gave grades, the one with the newest report first."""
    found: dict[str, list[ReportRecord]] = {}
    for report in reports:
        if report.series and report.force and any(area.grade for area in report.areas):
            found.setdefault(report.series, []).append(report)
    rows = (
        Series(name, len(those), max(report.published for report in those))
        for name, those in found.items()
    )
    return tuple(sorted(rows, key=lambda row: (row.published, row.name), reverse=True))


def grade_board(
    reports: Iterable[ReportRecord], series: Sequence[str], ordered_by: str = ""
) -> Board:
    """The board of the reports of some series, by their printed names.

    Rows are in order of the forces' names, or with the worst first in the area whose slug is
    ``ordered_by``.
    """
    chosen = sorted(
        (report for report in reports if report.series in series and report.force),
        key=lambda report: (report.published, report.id),
    )
    areas = tuple(
        dict.fromkeys(area.name for report in chosen for area in report.areas if area.grade)
    )
    scale = _scale(chosen)
    rows = [
        _row(force, areas, chosen)
        for force in sorted({name for report in chosen for name in report.forces})
    ]
    rows = [row for row in rows if any(row.cells)]
    place = next((n for n, area in enumerate(areas) if slug(area) == ordered_by), None)
    if place is not None:
        rows.sort(key=lambda row: _worth(row.cells[place], scale), reverse=True)
    return Board(areas, tuple(rows), scale)


def _row(force: str, areas: Sequence[str], reports: Sequence[ReportRecord]) -> BoardRow:
    own = [report for report in reports if force in report.forces]
    return BoardRow(force, tuple(tuple(_cell(area, own)) for area in areas))


def _cell(name: str, reports: Iterable[ReportRecord]) -> Iterable[BoardGrade]:
    before = ""
    for report in reports:
        area = report.area(name)
        if area and area.grade:
            change = trend(grade_scale(report.family), before, area.grade)
            yield BoardGrade(area.grade, report, change)
            before = area.grade


def _scale(reports: Iterable[ReportRecord]) -> tuple[str, ...]:
    """Every grade given, each family's best first."""
    scales = dict.fromkeys(grade for r in reports for grade in grade_scale(r.family))
    given = {area.grade for report in reports for area in report.areas}
    return tuple(grade for grade in scales if grade in given)


def _worth(cell: tuple[BoardGrade, ...], scale: Sequence[str]) -> int:
    return scale.index(cell[-1].grade) if cell and cell[-1].grade in scale else -1

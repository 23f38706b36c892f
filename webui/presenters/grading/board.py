"""The grade board: all who were inspected by all areas of a series, and how their grades spread.

The page of grades hands in the records of the reports and the series that are asked for; a table
for ``pages/grades.html`` comes out. Several series stand side by side in each cell. A force has a
row, and so has a council or another place whose services were inspected without one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer import FACETS, ReportRecord, grade_scale, slug
from webui.presenters.grading.history import Trend, trend
from webui.presenters.sentences import listed, plural

#: Of a series in which half as many were inspected as in another there is a picture too.
_MANY = 2
_NO_SERIES = next(facet.missing for facet in FACETS if facet.name == "series")


@dataclass(frozen=True, slots=True)
class Series:
    """A series of inspections that gave grades."""

    name: str
    #: The number of its reports that gave grades, and of those who were inspected.
    reports: int
    inspected: int
    #: The month of its newest report.
    published: str

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return slug(self.name)


@dataclass(frozen=True, slots=True, order=True)
class Inspected:
    """Who was inspected: a force, a place in one, or a council or service of a place alone."""

    force: str
    place: str = ""
    #: The id of the report, where it names neither; such a report has a row of its own.
    report: str = ""
    title: str = ""

    @property
    def name(self) -> str:
        """What the row is called."""
        return ", ".join(filter(None, (self.force, self.place))) or self.title


@dataclass(frozen=True, slots=True)
class BoardGrade:
    """The grade that somebody was given in an area, in one report."""

    grade: str
    report: ReportRecord
    trend: Trend = Trend.UNKNOWN


@dataclass(frozen=True, slots=True)
class BoardRow:
    """Who was inspected, with the grades in each area, oldest first."""

    whose: Inspected
    cells: tuple[tuple[BoardGrade, ...], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The table. ``areas`` are as printed, in the order of the reports."""

    areas: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    #: The grades, best first, that were given.
    scale: tuple[str, ...]

    @property
    def what(self) -> str:
        """What the rows are, as a word for one of them: 'force', 'place' or 'force or place'."""
        return " or ".join(self._kinds)

    @property
    def counted(self) -> str:
        """How many rows there are of what: '43 forces', '3 forces and places'."""
        return plural(len(self.rows), self.what, listed([f"{one}s" for one in self._kinds], "and"))

    @property
    def _kinds(self) -> list[str]:
        there = {
            "force": any(row.whose.force for row in self.rows),
            "place": any(row.whose.place or not row.whose.force for row in self.rows),
        }
        return [name for name, some in there.items() if some]

    def foremost(self, area: str) -> tuple[str, ...]:
        """The forces with a grade in the area of that slug, each once, in the order of the rows."""
        place = next((n for n, name in enumerate(self.areas) if slug(name) == area), None)
        graded = (row for row in self.rows if place is not None and row.cells[place])
        return tuple(dict.fromkeys(row.whose.force for row in graded if row.whose.force))

    def count(self, area: int, grade: str) -> int:
        """How many have that grade in an area, by their newest report here."""
        return sum(row.cells[area][-1].grade == grade for row in self.rows if row.cells[area])


def graded_series(reports: Iterable[ReportRecord]) -> tuple[Series, ...]:
    """The series that gave grades: the newest of those in which many were inspected first.

    Then those in which most were.
    """
    found: dict[str, list[ReportRecord]] = {}
    for report in reports:
        if any(area.grade for area in report.areas):
            found.setdefault(_series(report), []).append(report)
    rows = (
        Series(
            name,
            len(those),
            len({one for report in those for one in _inspected(report)}),
            max(report.published for report in those),
        )
        for name, those in found.items()
    )
    # Reports of no series have little in common: theirs is never what the page opens on.
    ordered = sorted(
        rows,
        key=lambda row: (row.name != _NO_SERIES, row.inspected, row.published, row.name),
        reverse=True,
    )
    many = [row for row in ordered if row.inspected * _MANY >= ordered[0].inspected]
    newest = max(many, key=lambda row: (row.name != _NO_SERIES, row.published), default=None)
    return tuple(sorted(ordered, key=lambda row: row is not newest))


def grade_board(
    reports: Iterable[ReportRecord], series: Sequence[str], ordered_by: str = ""
) -> Board:
    """The board of the reports of some series, by the names that ``graded_series`` gives them.

    Rows are in order of their names, or with the worst first in the area whose slug is
    ``ordered_by``.
    """
    chosen = sorted(
        (report for report in reports if _series(report) in series),
        key=lambda report: (report.published, report.id),
    )
    areas = tuple(
        dict.fromkeys(area.name for report in chosen for area in report.areas if area.grade)
    )
    scale = _scale(chosen)
    own: dict[Inspected, list[ReportRecord]] = {}
    for report in chosen:
        for one in _inspected(report):
            own.setdefault(one, []).append(report)
    rows = [
        BoardRow(whose, tuple(tuple(_cell(area, own[whose])) for area in areas))
        for whose in sorted(own, key=lambda one: one.name.casefold())
    ]
    rows = [row for row in rows if any(row.cells)]
    place = next((n for n, area in enumerate(areas) if slug(area) == ordered_by), None)
    if place is not None:
        rows.sort(key=lambda row: _worth(row.cells[place], scale), reverse=True)
    return Board(areas, tuple(rows), scale)


def _series(report: ReportRecord) -> str:
    return report.series or _NO_SERIES


def _inspected(report: ReportRecord) -> tuple[Inspected, ...]:
    """Who a report is about; two areas of one force are not each other's past."""
    if report.forces:
        return tuple(Inspected(force, report.place) for force in report.forces)
    if report.place:
        return (Inspected("", report.place),)
    return (Inspected("", "", report.id, report.title),)


def _cell(name: str, reports: Iterable[ReportRecord]) -> Iterable[BoardGrade]:
    before: tuple[ReportRecord, str] | None = None
    for report in reports:
        area = report.area(name)
        if area and area.grade:
            change = trend(*before, report, area.grade) if before else Trend.UNKNOWN
            yield BoardGrade(area.grade, report, change)
            before = report, area.grade


def _scale(reports: Iterable[ReportRecord]) -> tuple[str, ...]:
    """Every grade given, each family's best first, and last those of no scale."""
    scales = dict.fromkeys(grade for r in reports for grade in grade_scale(r.family))
    given = dict.fromkeys(a.grade for report in reports for a in report.areas if a.grade)
    return tuple(grade for grade in {**scales, **given} if grade in given)


def _worth(cell: tuple[BoardGrade, ...], scale: Sequence[str]) -> int:
    return scale.index(cell[-1].grade) if cell else -1

"""The grades of one force over the years: a row a subject, a column a report.

The page of a force hands in the records of its reports; a table for
``components/grade_history.html`` comes out. Grades are only called better or worse where both are
words of one scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indexer import Area, GradeSpread, ReportFacts, ReportRecord, place_on_scale, scale_of
from webui.presenters.grading.subjects import Subject, subject

#: 'Adequate' of Outstanding, Good, Adequate, Requires improvement and Inadequate.
_MIDDLE = 0.5


class Trend(StrEnum):
    """How a grade compares with the one before it on the same scale."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    #: There is none before it, or one of another scale.
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The grade of an area in one report, and how it compares with the one before."""

    report: ReportRecord
    area: Area
    grade: str
    trend: Trend = Trend.UNKNOWN
    #: The grade that it is compared with.
    before: str = ""

    @property
    def is_poor(self) -> bool:
        """Whether it stands in the worse half of its scale."""
        return _badness(self) > _MIDDLE

    @property
    def subject(self) -> str:
        """The name of the subject in whose row it stands."""
        return subject(self.area.name).name

    @property
    def spread(self) -> GradeSpread | None:
        """How all forces were graded in this area, where the report prints it."""
        return self.area.grade_spread


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One subject: for each report the grades of the areas that are about it."""

    subject: Subject
    cells: tuple[tuple[Graded, ...], ...]

    @property
    def newest(self) -> tuple[Graded, ...]:
        """The grades of the newest report that has one."""
        return next((cell for cell in reversed(self.cells) if cell), ())


@dataclass(frozen=True, slots=True)
class GradeHistory:
    """The table: reports with grades in order of date, and the subjects that they graded."""

    reports: tuple[ReportRecord, ...]
    rows: tuple[HistoryRow, ...]

    @property
    def lined_up(self) -> tuple[Subject, ...]:
        """The subjects under which areas of different names stand."""
        return tuple(row.subject for row in self.rows if row.subject.reason)

    def of(self, report: ReportRecord) -> tuple[Graded, ...]:
        """The grades that one report gave, worst first."""
        cells = (cell for row in self.rows for cell in row.cells)
        given = (one for cell in cells for one in cell if one.report == report)
        return tuple(sorted(given, key=lambda one: -_badness(one)))

    def changed(self, trend: Trend) -> tuple[HistoryRow, ...]:
        """The rows in which the newest report changed a grade for the better or the worse."""
        return tuple(row for row in self.rows if any(one.trend == trend for one in row.cells[-1]))


def grade_history(reports: Iterable[ReportRecord]) -> GradeHistory:
    """The table of one force's reports, whatever their order."""
    graded = tuple(
        sorted(
            (report for report in reports if any(area.grade for area in report.areas)),
            key=lambda report: (report.published, report.id),
        )
    )
    subjects: dict[str, Subject] = {}
    cells: dict[tuple[str, int], list[Graded]] = {}
    for column, report in enumerate(graded):
        for area in report.areas:
            if area.grade:
                known = subject(area.name)
                subjects.setdefault(known.key, known)
                one = Graded(report, area, area.grade)
                cells.setdefault((known.key, column), []).append(one)
    rows = (
        HistoryRow(known, _compared([cells.get((key, n), []) for n in range(len(graded))]))
        for key, known in subjects.items()
    )
    return GradeHistory(graded, tuple(sorted(rows, key=_worst_first)))


def trend(earlier: ReportFacts, before: str | None, later: ReportFacts, now: str) -> Trend:
    """How the grade ``now`` of a later report compares with that of an earlier one.

    UNKNOWN where nobody can say that it is later, or where the two are not of one scale: 'Good'
    stands on several, and is not the same.
    """
    first, second = (scale_of(one.family, one.published) for one in (earlier, later))
    if not _is_before(earlier, later) or first != second:
        return Trend.UNKNOWN
    was, stands = (place_on_scale(grade or "", later.family) for grade in (before, now))
    if was is None or stands is None:
        return Trend.UNKNOWN
    return Trend.SAME if stands == was else Trend.WORSE if stands > was else Trend.BETTER


def _is_before(one: ReportFacts, other: ReportFacts) -> bool:
    """Whether a report was published before another, as far as both say when."""
    told = min(len(one.published), len(other.published))
    return one.published[:told] < other.published[:told]


def _compared(cells: list[list[Graded]]) -> tuple[tuple[Graded, ...], ...]:
    """Each cell with what became of the grade; only a cell of one grade is compared with one.

    That of a place is compared with that of the same place.
    """
    compared: list[tuple[Graded, ...]] = []
    last: dict[str, Graded | None] = {}
    for cell in cells:
        if len(cell) == 1:
            (one,) = cell
            compared.append((_against(last.get(one.report.place), one),))
            last[one.report.place] = one
        else:
            compared.append(tuple(cell))
            last.update({one.report.place: None for one in cell})
    return tuple(compared)


def _against(last: Graded | None, one: Graded) -> Graded:
    if last is None:
        return one
    found = trend(last.report, last.grade, one.report, one.grade)
    return Graded(one.report, one.area, one.grade, found, last.grade)


def _worst_first(row: HistoryRow) -> tuple[bool, float]:
    """Rows of the newest report come first, worst grade first."""
    worst = max(
        (_badness(one) for one in row.newest),
        default=0.0,
    )
    return not row.cells[-1], -worst


def _badness(one: Graded) -> float:
    """0 for the best grade of its scale, 1 for the worst."""
    return place_on_scale(one.grade, one.report.family) or 0.0

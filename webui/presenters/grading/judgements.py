"""The grades of each force in each area, over all reports, and those of one report counted.

The breakdown and the comparison hand in what the archive knows of its reports, and look a force
and an area up in what comes out; the lists of forces and reports have each report's counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indexer import GRADES, GradeSpread, ReportRecord, grade_scale, slug

#: Every grade, for reports whose family has no scale.
_GRADES = tuple(word for grade in GRADES for word in (grade.name, *grade.forms))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The grade of an area in one report."""

    grade: str
    report: str
    published: str
    #: How all forces were graded in this area, where the report prints it.
    spread: GradeSpread | None


#: By the slugs of force and area, newest report first.
Judgements = Mapping[tuple[str, str], tuple[Judgement, ...]]


def judgements(reports: Iterable[ReportRecord]) -> Judgements:
    """Every grade that the reports give."""
    found: dict[tuple[str, str], list[Judgement]] = {}
    for report in sorted(reports, key=lambda report: report.published, reverse=True):
        for area in report.areas:
            if area.grade:
                one = Judgement(area.grade, report.id, report.published, area.grade_spread)
                for force in report.forces:
                    found.setdefault((slug(force), slug(area.name)), []).append(one)
    return {key: tuple(several) for key, several in found.items()}


def newest_graded(reports: Sequence[ReportRecord]) -> ReportRecord | None:
    """Of reports, newest first, the first that gives a grade; None where none does."""
    return next((one for one in reports if any(area.grade for area in one.areas)), None)


def tally(report: ReportRecord) -> tuple[tuple[str, int], ...]:
    """The grades that a report gives, best first, and in how many areas each."""
    counts = Counter(area.grade for area in report.areas if area.grade)
    best_first = dict.fromkeys((*grade_scale(report.family), *_GRADES, *sorted(counts)))
    return tuple((grade, counts[grade]) for grade in best_first if grade in counts)

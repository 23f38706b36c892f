"""Who was given the grade that a question asks for: 'which forces are inadequate at custody', 'what
grade did custody get'.

The findings of such areas are a list of sentences; who asks this wants to know whose grades they
are. ``Searcher`` asks for them once an answer is there, and the page shows them above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.index.analysis import sequence
from indexer.index.records import ReportRecord
from indexer.search.facets import Selection
from indexer.search.understanding.kinds.grades import GRADE
from indexer.search.understanding.reading import AsRead, GradedArea, Understood

#: What is said of one report, and not of all of it: an area has one grade and several categories.
_OF_FINDINGS = frozenset({"area", "category", GRADE})


def graded(
    read: AsRead, selection: Selection, reports: Iterable[ReportRecord]
) -> tuple[GradedArea, ...]:
    """The areas with a grade that the words ask for, the newest first; () where they ask for none.

    Of what else is asked for, the other filters hold for the report, and the words for the name of
    the area.
    """
    if not read.grading and not any(map(_asks, read.understood)):
        return ()
    chosen = {name: set(selection.names(name)) for name in selection.chosen}
    words = frozenset(sequence(read.words))
    newest = sorted(reports, key=lambda report: (report.published, report.id), reverse=True)
    return tuple(
        GradedArea(whose, area.name, area.grade, report)
        for report in newest
        if _is_chosen(report, chosen)
        for area in report.areas
        if area.grade
        and area.grade in chosen.get(GRADE, {area.grade})
        and words <= set(sequence(area.name))
        and area.name in chosen.get("area", {area.name})
        for whose in _whose(report)
    )


def _asks(one: Understood) -> bool:
    return one.facet == GRADE and not one.excluded


def _is_chosen(report: ReportRecord, chosen: dict[str, set[str]]) -> bool:
    """Whether a report has one of the chosen values of every facet that is about reports."""
    return all(
        values.intersection(report.labels[name])
        for name, values in chosen.items()
        if name not in _OF_FINDINGS
    )


def _whose(report: ReportRecord) -> Iterator[str]:
    yield from report.forces or ((report.place,) if report.place else ())

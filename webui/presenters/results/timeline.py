"""What a search finds, year by year: how often, in which categories, by how many reports.

The page of the years hands in what ``Archive.cross`` counted and the records of the reports; the
years with a report come out in their order, those without a finding among them, with the bars to
draw: a row a year, so that any number of years fits on a phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from indexer import FacetValue, Matrix, ReportRecord, SearchPage
from webui.presenters.tag_colours import TONES, tone

#: A drawing, in units that are pixels where there is room: its width, the height of a row, where
#: its bar begins, how thick and how long that is at most, and what parts the colours of one bar.
#: The number stands behind the bar.
WIDTH, ROW, LEFT, BAR, LONGEST, GAP = 400, 26, 46, 16, 260, 1
#: What stands for the year of reports without a date; it has no place between the others.
UNDATED = "No date given"
#: Facets whose values are those of a whole report.
_OF_REPORT = ("force", "place", "series", "report")


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, from the upper left corner of its drawing."""

    x: float
    y: float
    width: float
    #: One of ``tag_colours.TONES``, '' for none.
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """One year, or the findings without one."""

    label: str
    findings: int
    #: The number of findings in each category of the timeline.
    counts: tuple[int, ...]
    #: The number of reports in which it is said, and of all under the filters.
    saying: int
    reports: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years of which there is a report, earliest first; what has no date comes last."""

    categories: tuple[FacetValue, ...]
    years: tuple[Year, ...]

    @property
    def dated(self) -> tuple[Year, ...]:
        """The years that are drawn."""
        return tuple(year for year in self.years if year.label != UNDATED)

    @property
    def height(self) -> int:
        """The height of a drawing, with a third of a row below."""
        return ROW * len(self.dated) + ROW // 3

    @property
    def tones(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The colours that are drawn, from the left, with the categories that each is of."""
        named = ((one, tuple(c.label for c in self.categories if tone(c.label) == one))
                 for one in TONES)  # fmt: skip
        return tuple((one, names) for one, names in named if names)

    def finding_bars(self) -> Iterator[Bar]:
        """The bars of the findings, a piece a colour."""
        most = max((year.findings for year in self.dated), default=0) or 1
        for place, year in enumerate(self.dated):
            x = float(LEFT)
            for colour, count in self._by_tone(year):
                width = LONGEST * count / most
                yield Bar(x, _top(place), max(width - GAP, GAP), colour)
                x += width

    def report_bars(self) -> Iterator[tuple[Bar, Bar]]:
        """For each year the bar of its reports, and of those in which it is said."""
        most = max((year.reports for year in self.dated), default=0) or 1
        for place, year in enumerate(self.dated):
            lengths = (LONGEST * n / most for n in (year.reports, year.saying))
            every, saying = (Bar(LEFT, _top(place), length) for length in lengths)
            yield every, saying

    def _by_tone(self, year: Year) -> Iterator[tuple[str, int]]:
        found: Counter[str] = Counter()
        for category, count in zip(self.categories, year.counts, strict=True):
            found[tone(category.label)] += count
        return ((one, found[one]) for one in TONES if found[one])


def timeline(
    by_category: Matrix, by_report: Matrix, page: SearchPage, reports: Iterable[ReportRecord]
) -> Timeline:
    """The timeline of an answer.

    ``by_category`` and ``by_report`` are its counts by year and category, and by year and report.
    """
    columns = sorted(by_category.columns, key=lambda one: TONES.index(tone(one.label)))
    said = _cells(by_category)
    saying = {row.label: sum(map(bool, counts)) for row, counts in _rows(by_report)}
    under = Counter(report.published[:4] or UNDATED for report in _under(page, reports))
    return Timeline(
        tuple(columns),
        tuple(
            Year(
                label,
                findings=sum(said.get(label, {}).values()),
                counts=tuple(said.get(label, {}).get(one.label, 0) for one in columns),
                saying=saying.get(label, 0),
                reports=under[label],
            )
            for label in _labels(said, under)
        ),
    )


def _labels(said: Iterable[str], under: Iterable[str]) -> list[str]:
    """The years in their order, then what has none."""
    return sorted({*said, *under}, key=lambda label: (label == UNDATED, label))


def _under(page: SearchPage, reports: Iterable[ReportRecord]) -> Iterator[ReportRecord]:
    """The reports that the filters of a search leave, whatever its words are."""
    chosen = {
        name: {value.label for value in page.facets.get(name, ()) if value.selected}
        for name in (*_OF_REPORT, "year")
    }
    for report in reports:
        if all(
            not labels or labels.intersection(report.labels.get(name, ()))
            for name, labels in chosen.items()
        ):
            yield report


def _cells(matrix: Matrix) -> Mapping[str, Mapping[str, int]]:
    return {
        row.label: {one.label: n for one, n in zip(matrix.columns, counts, strict=True)}
        for row, counts in _rows(matrix)
    }


def _rows(matrix: Matrix) -> Iterator[tuple[FacetValue, Sequence[int]]]:
    return zip(matrix.rows, matrix.counts, strict=True)


def _top(place: int) -> float:
    return ROW * place + (ROW - BAR) / 2

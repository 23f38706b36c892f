"""A table of counts by two facets, in which each cell leads to the findings that it counts.

The breakdown and the comparison hand in what ``Archive.cross`` counted and the search it counted
for; a table for ``components/crosstab.html`` comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from indexer import FACETS, FacetValue, Matrix, SearchRequest
from webui.presenters.grading.judgements import Judgements
from webui.urls import filtered_urls

#: Rows of one table; those with most findings are kept. 43 forces by 60 areas are 2,580 cells.
MOST_ROWS = 60
#: Rows that are seen at once; the rest is folded, and printed with them.
FIRST_ROWS = 20
#: Columns from which a table is printed as lists: so many do not fit on paper.
_WIDE = 8
#: Cells of a row of such a table that stand in its list on a narrow screen: those with most
#: findings. With all of 40 forces a breakdown was 29,000 pixels long on a phone.
_FOREMOST = 5
#: Steps of shade, by which the eye finds where most findings are.
_SHADES = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of findings, and where they are."""

    count: int
    url: str
    #: 0 for none, then 1 to 3 as the count nears the highest of the table.
    shade: int
    #: The newest grade of this force in this area, '' where there is none or no such pair.
    grade: str = ""
    #: The month in which it was published.
    graded: str = ""
    #: The per cent of its column's findings, None where it is not asked for.
    share: int | None = None
    #: Whether it is left out of a row's list on a narrow screen, where others have more.
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A value with a cell for each column."""

    value: FacetValue
    url: str
    cells: tuple[Cell, ...]

    @property
    def more(self) -> int:
        """The number of cells with findings that a list on a narrow screen leaves out."""
        return sum(bool(cell.is_rest and cell.count) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Crosstab:
    """A table by two facets, named as in URLs. Rows come by number, what is missing last."""

    across: str
    columns: tuple[tuple[FacetValue, str], ...]
    rows: tuple[Row, ...]
    #: Rows that are left out because others have more findings.
    left_out: int

    @property
    def first(self) -> tuple[Row, ...]:
        """The rows that are seen at once."""
        return self.rows[:FIRST_ROWS]

    @property
    def folded(self) -> tuple[Row, ...]:
        """The rows that are seen when they are unfolded."""
        return self.rows[FIRST_ROWS:]

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than fit on paper."""
        return len(self.columns) > _WIDE


def crosstab(
    matrix: Matrix,
    asked: SearchRequest,
    facets: tuple[str, str],
    judged: Judgements | None = None,
    share: bool = False,
    whole: Callable[[str], str | tuple[str, ...]] = str,
) -> Crosstab:
    """The matrix of a search as a table.

    ``facets`` are those of its rows and columns. ``judged`` puts grades into a table of areas by
    forces. ``share`` shades each column by itself, so that a long report is no darker than a
    short one, and says what part of the column's findings each number is. ``whole`` says by which
    values a column is filtered, where it is not by its own alone.
    """
    down, across = facets
    address = filtered_urls(asked)

    def link(**values: FacetValue) -> str:
        filters = {name: value.value for name, value in values.items()}
        return address({name: whole(v) if name == across else v for name, v in filters.items()})

    def cell(row: FacetValue, column: FacetValue, count: int, top: int) -> Cell:
        known = (judged or {}).get((column.value, row.value), ())
        shade = -(-_SHADES * count // top) if count else 0
        url = link(**{down: row, across: column}) if count else ""
        part = round(100 * count / column.count) if share and count else None
        grade, graded = (known[0].grade, known[0].published) if known else ("", "")
        return Cell(count, url, shade, grade, graded, part)

    counted = _by_number(matrix, down)
    tops = _tops([counts for _, counts in counted], len(matrix.columns), share)
    rows = tuple(
        Row(row, link(**{down: row}), _ranked(map(cell, repeat(row), matrix.columns, counts, tops)))
        for row, counts in counted[:MOST_ROWS]
    )
    columns = tuple((column, link(**{across: column})) for column in matrix.columns)
    return Crosstab(across, columns, rows, len(counted) - len(rows))


def _ranked(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells of a row; those behind the foremost of a wide table are marked as the rest."""
    row = tuple(cells)
    if len(row) <= _WIDE:
        return row
    foremost = sorted(range(len(row)), key=lambda place: -row[place].count)[:_FOREMOST]
    return tuple(replace(one, is_rest=place not in foremost) for place, one in enumerate(row))


def _tops(rows: Sequence[tuple[int, ...]], columns: int, share: bool) -> list[int]:
    """For each of so many columns the count of the rows shown that has the darkest shade."""
    tops = [max((counts[column] for counts in rows), default=0) for column in range(columns)]
    return tops if share else [max(tops, default=0)] * len(tops)


def _by_number(matrix: Matrix, down: str) -> list[tuple[FacetValue, tuple[int, ...]]]:
    """The rows with their counts, those with most findings first and what is missing last."""
    missing = _missing(down)
    rows = zip(matrix.rows, matrix.counts, strict=True)
    return sorted(rows, key=lambda row: (row[0].label == missing, -row[0].count))


def _missing(facet: str) -> str:
    return next(one.missing for one in FACETS if one.name == facet)

"""A table of counts by two facets, in which each cell leads to the findings that it counts.

The breakdown and the comparison hand in what ``Archive.cross`` counted and the search it counted
for; a table for ``components/crosstab.html`` comes out.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer import FacetValue, Matrix, SearchRequest
from webui.presenters.grading.judgements import Judgements
from webui.urls import filtered_urls

#: Rows of one table; those with most findings are kept. 43 forces by 60 areas are 2,580 cells.
MOST_ROWS = 60
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


@dataclass(frozen=True, slots=True)
class Row:
    """A value with a cell for each column."""

    value: FacetValue
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Crosstab:
    """A table by two facets, named as in URLs."""

    across: str
    columns: tuple[tuple[FacetValue, str], ...]
    rows: tuple[Row, ...]
    #: Rows that are left out because others have more findings.
    left_out: int


def crosstab(
    matrix: Matrix,
    asked: SearchRequest,
    facets: tuple[str, str],
    judged: Judgements | None = None,
) -> Crosstab:
    """The matrix of a search as a table.

    ``facets`` are those of its rows and columns. ``judged`` puts grades into a table of areas by
    forces.
    """
    down, across = facets
    highest = max((count for row in matrix.counts for count in row), default=0)

    address = filtered_urls(asked)

    def link(**values: FacetValue) -> str:
        return address({name: value.value for name, value in values.items()})

    def cell(row: FacetValue, column: FacetValue, count: int) -> Cell:
        known = (judged or {}).get((column.value, row.value), ())
        shade = -(-_SHADES * count // highest) if count else 0
        url = link(**{down: row, across: column}) if count else ""
        return Cell(count, url, shade, known[0].grade if known else "")

    least = sorted((row.count for row in matrix.rows), reverse=True)[:MOST_ROWS][-1:]
    rows = tuple(
        Row(
            row,
            link(**{down: row}),
            tuple(cell(row, c, n) for c, n in zip(matrix.columns, counts, strict=True)),
        )
        for row, counts in zip(matrix.rows, matrix.counts, strict=True)
        if [row.count] >= least
    )[:MOST_ROWS]
    columns = tuple((column, link(**{across: column})) for column in matrix.columns)
    return Crosstab(across, columns, rows, len(matrix.rows) - len(rows))

"""A table of counts: its rows in order, and what of them is shown."""

from __future__ import annotations

from flask import Flask

from indexer import FacetValue, Matrix, SearchRequest
from webui.presenters.results.crosstab import crosstab

AREAS = (
    FacetValue("", "No area given", 9, False),
    FacetValue("cells", "Cells", 2, False),
    FacetValue("crime", "Crime", 5, False),
)
FORCES = (FacetValue("kent-police", "Kent Police", 16, False),)
COUNTED = Matrix(AREAS, FORCES, ((9,), (2,), (5,)), 16)


def test_what_has_no_area_comes_last(app: Flask) -> None:
    with app.test_request_context():
        table = crosstab(COUNTED, SearchRequest(), ("area", "force"))
    assert [row.value.label for row in table.rows] == ["Crime", "Cells", "No area given"]
    assert table.left_out == 0


def test_a_wide_row_names_its_foremost_on_a_narrow_screen_and_counts_the_rest(app: Flask) -> None:
    forces = tuple(FacetValue(f"force-{n}", f"Force {n}", n, False) for n in range(12))
    counted = Matrix(AREAS[1:2], forces, (tuple(range(12)),), 66)
    with app.test_request_context():
        (row,) = crosstab(counted, SearchRequest(), ("area", "force")).rows
    assert [cell.count for cell in row.cells] == list(range(12))
    assert [cell.count for cell in row.cells if not cell.is_rest] == [7, 8, 9, 10, 11]
    assert row.more == 6


def test_a_table_that_fits_names_all(app: Flask) -> None:
    with app.test_request_context():
        rows = crosstab(COUNTED, SearchRequest(), ("area", "force")).rows
    assert not any(cell.is_rest for row in rows for cell in row.cells)

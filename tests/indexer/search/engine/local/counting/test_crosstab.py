"""Counts by pairs of values."""

from __future__ import annotations

import pytest

from indexer.errors import RequestError
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest

ASKED = [
    SearchRequest(),
    SearchRequest(q="police"),
    SearchRequest(filters={"category": ("Strengths", "Areas for improvement")}),
]


@pytest.mark.parametrize("request_", ASKED)
def test_each_cell_is_what_filtering_by_it_finds(archive: Archive, request_: SearchRequest) -> None:
    matrix = archive.cross(request_, "area", "category")
    assert matrix.total == archive.search(request_).total > 0
    for row, counts in zip(matrix.rows, matrix.counts, strict=True):
        assert sum(counts) == row.count
        for column, count in zip(matrix.columns, counts, strict=True):
            filters = {**request_.filters, "area": (row.value,), "category": (column.value,)}
            assert archive.search(SearchRequest(request_.q, filters)).total == count
    for column, counts in zip(matrix.columns, zip(*matrix.counts, strict=True), strict=True):
        assert sum(counts) == column.count


def test_nothing_found_is_an_empty_matrix(archive: Archive) -> None:
    matrix = archive.cross(SearchRequest('"nowhere at all"', correct=False), "area", "category")
    assert (matrix.rows, matrix.columns, matrix.counts, matrix.total) == ((), (), (), 0)


def test_a_facet_that_is_not_there_is_named(archive: Archive) -> None:
    with pytest.raises(RequestError, match="'colour'") as error:
        archive.cross(SearchRequest(), "area", "colour")
    assert error.value.parameter == "colour"

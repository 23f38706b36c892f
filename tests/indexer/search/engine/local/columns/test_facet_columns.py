"""Facets counted together are counted right, and in few tables."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from indexer.index.facets import FACETS
from indexer.search.engine.local.columns.facet_columns import (
    FacetColumn,
    several_values,
    tables,
)
from indexer.search.engine.local.counting.crosstab import crosstab

SIZE = 500
DICE = np.random.default_rng(3)
LISTED = [facet.name for facet in FACETS if not facet.hidden]


def columns(values: int) -> dict[str, FacetColumn]:
    slugs = [str(value) for value in range(values)]
    return {
        facet.name: FacetColumn(slugs, DICE.integers(0, values, SIZE).astype(np.uint16))
        for facet in FACETS
    }


@pytest.mark.parametrize(("values", "together"), [(2, 12), (5, 5), (9, 3), (50, 2), (100, 1)])
def test_each_facet_is_in_one_of_few_tables(values: int, together: int) -> None:
    """``together``: how many facets of so many values fit into one table."""
    facets = columns(values)
    made = tables(facets)
    assert len(made) == -(-len(LISTED) // together)
    docs = np.sort(DICE.choice(SIZE, 90, replace=False))
    counted = [pair for table in made for pair in table.counts(docs)]
    assert [name for name, _ in counted] == LISTED
    for name, counts in counted:
        seen = Counter(facets[name].codes[docs].tolist())
        assert counts.tolist() == [seen[value] for value in range(values)]
        assert counts.tolist() == facets[name].counts(docs).tolist()


def test_nothing_is_counted_as_nothing() -> None:
    (table, *_) = tables(columns(3))
    for _, counts in table.counts(np.array([], dtype=np.intp)):
        assert counts.tolist() == [0, 0, 0]


def test_a_facet_with_one_value_has_it_everywhere() -> None:
    facets = columns(3)
    alike = {name: FacetColumn("x", np.zeros(SIZE, np.uint8)) for name in LISTED[1:]}
    for some in (facets | alike, facets | alike | {LISTED[0]: alike[LISTED[1]]}):
        counted = {n: c for table in tables(some) for n, c in table.counts(np.arange(90))}
        assert counted.keys() == set(LISTED)
        assert [counted[name].tolist() for name in LISTED[1:]] == [[90]] * len(alike)
        assert sum(counted[LISTED[0]]) == 90


def test_a_column_marks_what_has_a_value() -> None:
    column = FacetColumn("abc", np.array([0, 2, 1, 2], np.uint16))
    assert column.having(frozenset({0, 1})).tolist() == [True, False, True, False]
    assert column.having(frozenset({2})).tolist() == [False, True, False, True]
    assert column.having(frozenset()).tolist() == [False] * 4


def test_a_document_with_several_values_has_each() -> None:
    """One to three values each, drawn by lot and held against a plain count."""
    given = [sorted(DICE.choice(4, DICE.integers(1, 4), replace=False)) for _ in range(SIZE)]
    having = [
        (code, np.array([doc for doc in range(SIZE) if code in given[doc]], np.int32))
        for code in range(4)
    ]
    column = several_values("abcd", SIZE, having)
    other = columns(3)[LISTED[0]]
    (table,) = tables({**columns(2), "force": column})
    for docs in (np.arange(SIZE), np.sort(DICE.choice(SIZE, 90, replace=False)), np.arange(0)):
        seen = Counter(code for doc in docs for code in given[doc])
        expected = [seen[code] for code in range(4)]
        assert column.counts(docs).tolist() == expected
        assert dict(table.counts(docs))["force"].tolist() == expected
        crossed = crosstab(other, column, docs)
        assert crossed.pairs == Counter(
            (int(other.codes[doc]), code) for doc in docs for code in given[doc]
        )
        assert crossed.rows == Counter(other.codes[docs].tolist())
        assert crossed.columns == seen
        turned = crosstab(column, column, docs)
        assert turned.pairs == Counter(
            (one, two) for doc in docs for one in given[doc] for two in given[doc]
        )
        assert (crossed.total, turned.total) == (len(docs), len(docs))
    for codes in (frozenset({0}), frozenset({1, 3}), frozenset[int]()):
        assert column.having(codes).tolist() == [bool(codes & set(given[d])) for d in range(SIZE)]

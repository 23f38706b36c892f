"""Values are counted under the query and all choices but those of their own facet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.facets import FACETS
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.counting.facet_counts import FacetCounts
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.engine.local.scoring.matches import Matches, unscored
from indexer.search.query.nodes import Everything, Term
from indexer.search.query.ranking import Ranking

LISTED = [facet.name for facet in FACETS if not facet.hidden]


@pytest.fixture(scope="module")
def snapshot(gold_index: Path) -> Snapshot:
    return Snapshot(builds.candidates(gold_index)[0])


@pytest.fixture(scope="module", params=[Term("risk"), Everything()], ids=str)
def found(request: pytest.FixtureRequest, snapshot: Snapshot) -> Matches:
    return Evaluator(snapshot, Ranking()).matches(request.param)


def one_by_one(snapshot: Snapshot, facet: str, docs: list[int]) -> list[int]:
    column = snapshot.facets[facet]
    seen = Counter(int(column.codes[doc]) for doc in docs)
    return [seen[code] for code in range(len(column.slugs))]


def test_without_choices_every_listed_facet_counts_what_was_found(
    snapshot: Snapshot, found: Matches
) -> None:
    counted = FacetCounts(snapshot, found, {})
    counts, without = counted.counts()
    assert counted.matches is found
    assert without == {}
    for facet in LISTED:
        assert counts[facet] == one_by_one(snapshot, facet, found.docs.tolist())


def test_a_choice_narrows_all_facets_but_its_own(snapshot: Snapshot, found: Matches) -> None:
    chosen = {"area": frozenset({0, 1, 2, 3}), "category": frozenset({0})}
    counted = FacetCounts(snapshot, found, chosen)
    areas, categories = (snapshot.facets[name].codes for name in chosen)
    in_areas = [doc for doc in found.docs.tolist() if areas[doc] < 4]
    in_category = [doc for doc in found.docs.tolist() if categories[doc] == 0]
    passed = [doc for doc in in_areas if doc in in_category]
    counts, without = counted.counts()
    assert counted.matches.docs.tolist() == passed
    assert without == {"area": len(in_category), "category": len(in_areas)}
    assert counts["area"] == one_by_one(snapshot, "area", in_category)
    assert counts["category"] == one_by_one(snapshot, "category", in_areas)
    assert counts["grade"] == one_by_one(snapshot, "grade", passed)


def test_nothing_found_is_counted_as_nothing(snapshot: Snapshot) -> None:
    counts, _ = FacetCounts(snapshot, unscored(np.zeros(0, dtype=np.intp)), {}).counts()
    assert {sum(numbers) for numbers in counts.values()} == {0}

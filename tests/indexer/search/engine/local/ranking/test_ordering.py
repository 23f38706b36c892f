"""The order of matches, and which of near-identical ones stands for the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.matches import Matches, unscored
from indexer.search.query.plan import Sort

Make = Callable[..., Report]
SAME = "Role profiles and job descriptions for all staff are up to date and on the intranet"


@pytest.fixture(scope="module")
def snapshot(report: Make, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Documents 0 to 2 of a report of 2018, 3 and 4 of one of 2020: 1 and 3 are near-identical."""
    index = tmp_path_factory.mktemp("ordering") / "index"
    publish(
        [
            report("Dogs bark.", SAME, "Cats sleep.", id="a-2018", published="2018-01"),
            report(SAME + ".", "Horses run.", id="b-2020", published="2020-01"),
        ],
        index,
    )
    return Snapshot(builds.candidates(index)[0])


@pytest.fixture(scope="module")
def ordering(snapshot: Snapshot) -> Ordering:
    return Ordering(snapshot)


def matches(*scores: float) -> Matches:
    return Matches(np.arange(len(scores)), np.array(scores, dtype=np.float32))


def order(ordering: Ordering, found: Matches, sort: Sort, needed: int = 99) -> list[int]:
    return found.docs[ordering.places(found, sort, needed)].tolist()


def test_by_relevance_the_best_come_first_and_equals_in_report_order(ordering: Ordering) -> None:
    assert order(ordering, matches(1, 3, 1, 2, 3), Sort.RELEVANCE) == [1, 4, 3, 0, 2]


def test_what_has_no_score_is_in_report_order(ordering: Ordering) -> None:
    assert order(ordering, unscored(np.arange(5)), Sort.RELEVANCE) == [0, 1, 2, 3, 4]


def test_by_date_the_newest_report_comes_first(ordering: Ordering) -> None:
    assert order(ordering, matches(1, 3, 1, 2, 3), Sort.NEWEST) == [3, 4, 0, 1, 2]
    assert order(ordering, matches(1, 3, 1, 2, 3), Sort.REPORT) == [0, 1, 2, 3, 4]


def test_within_a_month_the_day_tells_and_without_a_date_the_days_of_the_inspection(
    report: Make, tmp_path: Path
) -> None:
    known = (
        ("a", "2024-03", {"day": "2024-03-02"}),
        ("b", "2024-03", {"day": "2024-03-20"}),
        ("c", "", {"inspected": "5 to 9 April 2024"}),
    )
    publish(
        [
            replace(report("Dogs bark.", id=name, published=published), facts=facts)
            for name, published, facts in known
        ],
        tmp_path / "index",
    )
    dated = Ordering(Snapshot(builds.candidates(tmp_path / "index")[0]))
    assert order(dated, unscored(np.arange(3)), Sort.NEWEST) == [2, 1, 0]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("needed", range(1, 5))
def test_the_first_few_are_the_same_as_of_all(ordering: Ordering, sort: Sort, needed: int) -> None:
    found = matches(1, 3, 1, 2, 3)
    assert order(ordering, found, sort, needed)[:needed] == order(ordering, found, sort)[:needed]


def test_of_twins_the_first_in_the_order_stays(ordering: Ordering) -> None:
    found = matches(1, 1, 1, 2, 1)
    assert ordering.distinct(found, Sort.REPORT).docs.tolist() == [0, 1, 2, 4]
    for sort in (Sort.RELEVANCE, Sort.NEWEST):
        assert ordering.distinct(found, sort).docs.tolist() == [0, 2, 3, 4]


def test_without_twins_nothing_is_left_out(ordering: Ordering) -> None:
    found = matches(1, 1, 1)
    assert ordering.distinct(found, Sort.RELEVANCE).docs.tolist() == [0, 1, 2]


def test_twins_are_those_that_were_found_too(ordering: Ordering) -> None:
    assert ordering.twins.of(1, np.arange(5)) == [3]
    assert ordering.twins.of(3, np.arange(5)) == [1]
    assert ordering.twins.of(1, np.array([0, 1, 4])) == []
    assert ordering.twins.of(0, np.arange(5)) == []

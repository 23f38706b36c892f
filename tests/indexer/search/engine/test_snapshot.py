"""A build of several segments with deletions is one row of documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.index import builds
from indexer.index.builds import write_json
from indexer.index.publication import publish, record
from indexer.index.schema import to_document
from indexer.reports.report import Report
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.nodes import Everything, Not, Phrase, Term
from indexer.search.engine.ranking import Ranking
from indexer.search.engine.snapshot import Snapshot

Make = Callable[..., Report]


@pytest.fixture
def snapshot(index: Path, report: Make) -> Snapshot:
    """Report b in a first segment; a and c in a second; one finding of b deleted."""
    first = report("red one", "red two", "blue three", id="b", area="Custody")
    later = [
        report("red four", id="a", area="Patrol"),
        report("green red five", id="c", area="Patrol", published="2021-01"),
    ]
    publish([first], index)
    (build,) = builds.candidates(index)
    whoosh = build.open()
    whoosh.storage.readonly = False
    with whoosh.writer(compound=False) as writer:
        writer.merge = False
        for finding in (finding for one in later for finding in one.findings):
            writer.add_document(**to_document(finding))
        writer.delete_by_term("id", "b-2")
    write_json(build.path / "reports.json", {one.id: record(one) for one in [first, *later]})
    return Snapshot(builds.candidates(index)[0])


def test_findings_are_counted_without_the_deleted(snapshot: Snapshot) -> None:
    assert (snapshot.size, snapshot.count) == (5, 4)
    assert Evaluator(snapshot, Ranking()).matches(Everything()).docs.tolist() == [0, 2, 3, 4]


def test_lists_run_through_all_segments(snapshot: Snapshot) -> None:
    evaluator = Evaluator(snapshot, Ranking())
    assert evaluator.matches(Term("red")).docs.tolist() == [0, 3, 4]
    assert evaluator.matches(Not(Term("red"))).docs.tolist() == [2]
    assert evaluator.matches(Phrase(("green", "red"))).docs.tolist() == [4]


def test_each_number_is_its_finding(snapshot: Snapshot) -> None:
    texts = [snapshot.finding(doc).text for doc in (0, 2, 3, 4)]
    assert texts == ["red one", "blue three", "red four", "green red five"]
    assert [snapshot.doc(name) for name in ("b-1", "b-2", "a-1", "c-1")] == [0, None, 3, 4]


def test_report_order_is_by_report_whatever_the_segment(snapshot: Snapshot) -> None:
    assert [snapshot.finding(int(doc)).report for doc in snapshot.order if doc != 1] == [
        "a",
        "b",
        "b",
        "c",
    ]


def test_facets_know_both_names_of_a_value(snapshot: Snapshot) -> None:
    area = snapshot.facets["area"]
    assert area.code("Patrol") == area.code("patrol") == area.slugs.index("patrol")
    assert area.code("Traffic") is None
    assert [area.slugs[code] for code in area.codes[[0, 2, 3, 4]]] == [
        "custody",
        "custody",
        "patrol",
        "patrol",
    ]

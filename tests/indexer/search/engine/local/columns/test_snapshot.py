"""A build of several segments with masked reports is one row of documents."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from indexer.index import builds
from indexer.index.publication import Publication, publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.query.nodes import Everything, Not, Phrase, Term
from indexer.search.query.ranking import Ranking
from indexer.search.request import SearchRequest

Make = Callable[..., Report]


@pytest.fixture
def snapshot(index: Path, report: Make) -> Snapshot:
    """Reports b and d in a first segment, d masked; a and c in a second."""
    first = report("red one", "red two", "blue three", id="b", area="Custody")
    later = [
        report("red four", id="a", area="Patrol"),
        report("green red five", id="c", area="Patrol", published="2021-01"),
    ]
    publish([first, report("red masked", id="d", area="Custody")], index)
    with Publication(index) as publication:
        publication.keep("b")
        for one in later:
            publication.add(one)
        publication.commit()
    return Snapshot(builds.candidates(index)[0])


def test_findings_are_counted_without_the_masked(snapshot: Snapshot) -> None:
    assert (snapshot.size, snapshot.count) == (6, 5)
    found = Evaluator(snapshot, Ranking()).matches(Everything()).docs.tolist()
    assert found == [0, 1, 2, 4, 5]


def test_lists_run_through_all_segments(snapshot: Snapshot) -> None:
    evaluator = Evaluator(snapshot, Ranking())
    assert evaluator.matches(Term("red")).docs.tolist() == [0, 1, 4, 5]
    assert evaluator.matches(Not(Term("red"))).docs.tolist() == [2]
    assert evaluator.matches(Phrase(("green", "red"))).docs.tolist() == [5]


def test_each_number_is_its_finding(snapshot: Snapshot) -> None:
    texts = [snapshot.finding(doc).text for doc in (0, 2, 4, 5)]
    assert texts == ["red one", "blue three", "red four", "green red five"]
    assert [snapshot.doc(name) for name in ("b-1", "d-1", "a-1", "c-1")] == [0, None, 4, 5]


def test_report_order_is_by_report_whatever_the_segment(snapshot: Snapshot) -> None:
    reports = [snapshot.finding(int(doc)).report for doc in snapshot.order if doc != 3]
    assert reports == ["a", "b", "b", "b", "c"]


def test_each_document_has_the_code_of_its_value(snapshot: Snapshot) -> None:
    area = snapshot.facets["area"]
    assert snapshot.labels["area"] == {"custody": "Custody", "patrol": "Patrol"}
    assert [area.slugs[code] for code in area.codes[[0, 2, 4, 5]]] == [
        "custody",
        "custody",
        "patrol",
        "patrol",
    ]


@pytest.mark.parametrize(
    "ask",
    [
        lambda archive: archive.search(SearchRequest(q="one two", group=True)),
        lambda archive: archive.search(SearchRequest(filters={"area": ("Custody",)})),
        lambda archive: archive.search(SearchRequest(q="who praises the paptrol well?")),
        lambda archive: archive.suggest("pat"),
        lambda archive: archive.similar("b-1"),
        lambda archive: archive.glossary(),
        lambda archive: archive.register(),
        lambda archive: next(archive.scan(SearchRequest(q="one")).findings),
    ],
    ids=["words", "filters", "question", "suggestion", "similar", "glossary", "register", "scan"],
)
def test_an_old_build_is_let_go_when_a_newer_one_is_taken_up(
    ask: Callable[[Archive], object], index: Path, report: Make
) -> None:
    """At once, and not when the collector of cycles comes by: it may be large."""
    publish([report("one patrol", "two patrol", id="b"), report("one", id="a")], index)
    with _let_go(index, report) as archive:
        ask(archive)


@pytest.mark.parametrize("read", ["findings", "marked", "excerpts"])
@pytest.mark.parametrize("asked", [{}, {"q": "one"}, {"q": "one", "group": True}], ids=str)
def test_an_old_build_is_let_go_while_a_list_of_it_is_being_sent(
    read: str, asked: dict[str, Any], index: Path, report: Make
) -> None:
    """An export takes half a minute under load, and builds may be published in that time."""
    publish([report("one patrol", "one patrol", id="b"), report("one", id="a")], index)
    with _let_go(index, report) as archive:
        scan = archive.scan(SearchRequest(**asked))
        sent = getattr(scan, read)
        next(sent)
    assert len(list(sent)) == scan.page.listed - 1


@contextmanager
def _let_go(index: Path, report: Make) -> Iterator[Archive]:
    """An archive; of what is open in it nothing is there when a newer build was taken up."""
    archive = Archive(index)
    gc.collect()
    gc.disable()
    try:
        engine = archive._opened.used.engine
        parts = (archive._opened.used, engine, engine._snapshot, engine._evaluator)
        old = [weakref.ref(part) for part in (*parts, engine._snapshot.build)]
        del engine, parts
        yield archive
        publish([report("two")], index)
        assert archive._lock.acquire(blocking=False)
        archive._take_up(archive._opened)
        assert [part() for part in old] == [None] * len(old)
    finally:
        gc.enable()

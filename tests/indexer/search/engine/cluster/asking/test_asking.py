"""What is asked of a cluster is ranked as in a folder, to any depth, in few round trips."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.engine import ClusterEngine
from indexer.search.engine.cluster.kept.papers import read
from indexer.search.engine.cluster.sending import upload
from indexer.search.engine.local.source import LocalSource
from indexer.search.query.nodes import Everything, Term
from indexer.search.query.plan import Plan, Sort
from indexer.search.request import SearchRequest
from webui import create_app

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
Sent = Callable[[Path], ClusterAddress]
#: Searches of every kind, each asked once.
PAGES = (
    "q=training", "q=missing+persons", "q=%22child+abuse%22", "q=superv*", "q=NPT",
    "q=MARAC+OR+MAPPA", "q=harassment+-stalking", "q=who+looks+after+missing+children",
    "q=what+needs+to+improve+in+custody", "q=staff&category=strengths&page=2",
    "q=training&sort=newest&group=0", "q=area:%22Child+Abuse%22+referrals",
    "q=runaway+children+at+risk", "q=recieve+trainning", "q=xyzzyplugh", "q=&category=strengths",
    "q=staff&match=all&context=1&size=100",
    # Where next to nothing is found, what would find more is offered, and counted.
    "q=custody+AND+mapping&year=2007&category=strengths", "q=%22staff+runaway+training%22",
    "q=%22staff+of+the+force%22&year=2007", "q=%22recieve+trainning%22&category=strengths",
    "q=database+workforce+casework&area=child-abuse", "q=good+custody+in+2007+by+nobody",
    "q=&page=3&size=100&group=0",
)  # fmt: skip


def test_pages_go_on_behind_the_shortlist(gold_index: Path, in_cluster: Sent) -> None:
    """With a shortlist of ten, pages of twenty are all in the same order, none twice."""
    address = in_cluster(gold_index)
    connection = Connection(address)
    index = upload.current(connection)
    assert index is not None
    engine = ClusterEngine(connection, index, read(connection, index), "", shortlisted=10)
    local = LocalSource(gold_index).open(lambda engine: engine).used
    for node in (Term("risk"), Everything()):
        for sort in Sort:
            for grouped in (False, True):
                plan = Plan(node, sort=sort, grouped=grouped, size=500)
                whole = engine.search(plan)
                mine = local.search(plan)
                assert (whole.total, whole.listed) == (mine.total, mine.listed)
                assert len(whole.best) == len(mine.best)
                if sort is not Sort.RELEVANCE or node == Everything():
                    ids = [[one.finding.id for one in found.best] for found in (whole, mine)]
                    assert ids[0] == ids[1]
                scores = [one.score for one in whole.best]
                assert sort is not Sort.RELEVANCE or scores == sorted(scores, reverse=True)
                pages = [
                    one
                    for start in range(0, 500, 20)
                    for one in engine.search(
                        Plan(node, sort=sort, grouped=grouped, start=start, size=20)
                    ).best
                ]
                assert pages == list(whole.best)
                scanned = [one.finding.id for one in engine.scan(plan)]
                assert scanned == [one.finding.id for one in whole.best]


def test_questions_are_ranked_by_meaning_alike(meant_index: Path, in_cluster: Sent) -> None:
    local = Archive(meant_index)
    cluster = Archive(Path(str(in_cluster(meant_index))))
    assert cluster.health().meaning == "on"
    for query in (
        "who looks after children that nobody knows about",
        "which staff do not know what they are asked to do",
        "how is grief for families handled",
        "missing persons",
        "buying vehicles cheaply",
        "police base inside a shop",
        "one stop shop for battered women",
    ):
        for group in (False, True):
            request = SearchRequest(q=query, group=group, size=100)
            mine, theirs = local.search(request), cluster.search(request)
            assert (theirs.total, theirs.close, theirs.meant) == (
                mine.total,
                mine.close,
                mine.meant,
            )
            ids = [[hit.finding.id for hit in page.hits] for page in (mine, theirs)]
            assert ids[0] == ids[1]
    name = cluster.search(SearchRequest(q="missing persons")).hits[0].finding.id
    mine, theirs = ([hit.finding.id for hit in one.similar(name)] for one in (local, cluster))
    assert mine == theirs


def test_by_date_what_has_most_of_the_words_is_close_however_it_scores(
    report: Make, in_cluster: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "It was seen by all who were there on the day that they came to look. " * 4
    said = [
        *["Dogs bark at vans and lorries."] * 10,
        *[f"Dogs bark at vans. {long}"] * 3,
        *["Vans, lorries, vans, lorries, vans and lorries."] * 30,
        *["Nothing was said."] * 60,
    ]
    publish([report(*said)], tmp_path)
    address = in_cluster(tmp_path)
    monkeypatch.setattr("indexer.search.engine.cluster.engine.CLOSE", 5)
    request = SearchRequest(q="dogs bark vans lorries", sort=Sort.NEWEST, group=False, size=50)
    mine, theirs = (Archive(where).search(request) for where in (tmp_path, Path(str(address))))
    assert (mine.total, mine.close) == (10, 3)
    assert (theirs.total, theirs.close) == (10, 3)


def test_where_nothing_answers_what_has_enough_of_the_words_is_close_however_it_scores(
    report: Make, in_cluster: Sent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "It was seen by all who were there on the day that they came to look. " * 8
    said = [
        *[f"Dogs are seen. {long}"] * 3,
        *["Vans, vans, vans, vans, vans and vans."] * 30,
        *["Lorries, lorries, lorries, lorries and lorries."] * 30,
        *["Nothing was said."] * 60,
    ]
    publish([report(*said)], tmp_path)
    address = in_cluster(tmp_path)
    monkeypatch.setattr("indexer.search.engine.cluster.engine.CLOSE", 5)
    request = SearchRequest(q="dogs vans lorries", group=False, size=50)
    mine, theirs = (Archive(where).search(request) for where in (tmp_path, Path(str(address))))
    assert (mine.total, mine.close) == (0, 3)
    assert (theirs.total, theirs.close) == (0, 3)


@pytest.mark.parametrize("meaning", [False, True])
def test_a_page_takes_three_round_trips_at_most(
    meaning: bool,
    corpus_index: Path,
    meant_index: Path,
    in_cluster: Sent,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever is asked for the first time, with all that stands on the page."""
    address = in_cluster(meant_index if meaning else corpus_index)
    client = create_app({"INDEX": Path(str(address))}).test_client()
    client.get("/healthz")  # opens the index
    asked: list[str] = []
    perform = Connection._perform

    def counted(connection: Connection, method: str, path: str, *more: Any) -> Any:
        # Every so often it is looked which build is current, whatever is asked.
        if not path.startswith("/_alias/"):
            asked.append(path)
        return perform(connection, method, path, *more)

    monkeypatch.setattr(Connection, "_perform", counted)
    took = {}
    for query in PAGES:
        asked.clear()
        assert client.get(f"/?{query}").status_code == 200
        took[query] = len(asked)
    more = {query: number for query, number in took.items() if number > 3}
    assert more == {}
    assert max(took.values()) > 0

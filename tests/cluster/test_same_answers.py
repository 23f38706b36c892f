"""Random and judged searches of one corpus, asked of both engines: the answers are the same."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from indexer.index.location import ClusterAddress
from indexer.search.archive import Archive
from indexer.search.engine.cluster.source import ClusterSource
from indexer.search.engine.local.source import LocalSource
from indexer.search.request import MAX_SIZE, SearchRequest, Sort
from indexer.search.searcher import Searcher
from tests.cluster.requests import invented, judged

pytestmark = pytest.mark.cluster
RANDOM = 60


@pytest.fixture(scope="module")
def both(
    sample_index: Path, in_cluster: Callable[[Path], ClusterAddress]
) -> tuple[Searcher, Searcher]:
    """The sample corpus, searched by the embedded engine and by the cluster."""
    cluster = ClusterSource(in_cluster(sample_index))
    return LocalSource(sample_index).open(Searcher).used, cluster.open(Searcher).used


def test_judged_and_random_searches_are_answered_alike(
    both: tuple[Searcher, Searcher], tell: Callable[[str, str], None]
) -> None:
    local, cluster = both
    requests = [*judged(), *islice(invented(local), RANDOM)]
    shared = []
    for request in requests:
        mine, theirs = local.search(request), cluster.search(request)
        assert (theirs.total, theirs.close, theirs.listed) == (
            mine.total,
            mine.close,
            mine.listed,
        ), request
        assert theirs.facets == mine.facets, request
        assert list(theirs.notes) == list(mine.notes), request
        assert theirs.hints == mine.hints, request
        assert theirs.suggestion == mine.suggestion, request
        texts = ({hit.finding.id: hit.text for hit in page.hits} for page in (mine, theirs))
        ours, others = texts
        if mine.listed <= MAX_SIZE:
            assert others.keys() == ours.keys(), request
        assert all(others[name] == ours[name] for name in others.keys() & ours.keys()), request
        best = [{hit.finding.id for hit in page.hits[:10]} for page in (mine, theirs)]
        if best[0]:
            shared.append(len(best[0] & best[1]) / len(best[0]))
    assert len(shared) > RANDOM / 2
    mean = sum(shared) / len(shared)
    tell("Two engines", f"{len(requests)} searches alike; top ten shared: {mean:.3f}")
    assert mean >= 0.9


def test_all_that_is_found_is_taken_away_alike(both: tuple[Searcher, Searcher]) -> None:
    local, cluster = both
    for request in islice(invented(local), 15):
        mine, theirs = (
            [hit.finding.id for hit in searcher.scan(request).excerpts]
            for searcher in (local, cluster)
        )
        assert sorted(theirs) == sorted(mine), request


def test_two_facets_are_crossed_alike(both: tuple[Searcher, Searcher]) -> None:
    local, cluster = both
    for request in islice(invented(local), 15):
        mine, theirs = (
            searcher.crosstab(request, "area", "category") for searcher in (local, cluster)
        )
        assert theirs == mine, request


def test_what_stands_beside_a_finding_is_alike(both: tuple[Searcher, Searcher]) -> None:
    local, cluster = both
    for hit in islice(local.scan(SearchRequest(sort=Sort.NEWEST)).excerpts, 0, None, 100):
        name = hit.finding.id
        assert cluster.finding(name) == hit.finding
        for praising in (False, True):
            mine, theirs = (
                [one.finding.id for one in searcher.similar(name, 3, praising)]
                for searcher in (local, cluster)
            )
            assert theirs == mine
    assert list(cluster.glossary) == list(local.glossary)


def test_what_is_typed_is_completed_alike(both: tuple[Searcher, Searcher]) -> None:
    local, cluster = both
    for typed in ("", "n", "neigh", "missing per", "dom", "PC"):
        mine, theirs = (
            searcher.suggest(SearchRequest(q=typed), 8) for searcher in (local, cluster)
        )
        assert theirs == mine


def test_an_archive_opens_the_address(
    sample_index: Path, in_cluster: Callable[[Path], ClusterAddress]
) -> None:
    archive = Archive(Path(str(in_cluster(sample_index))))
    health = archive.health()
    assert (health.problem, health.findings) == ("", Archive(sample_index).health().findings)
    assert "nodes" in health.cluster
    assert archive.report("cambridgeshire-2007").findings

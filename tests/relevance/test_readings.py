"""Searches that say more than their subject: nearly all of the first ten findings fit that.

``readings.jsonl`` was written before anybody looked at how such words are read. A search says what
its findings must fit (``fits``: facet to values), what they must be ``without``, which categories
``lead`` the list, which words the ``area`` of each has, whether dates fall (``newest``), which word
is kept ``uncorrected``, and that ``some`` answer. An empty list fits nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer import SearchPage, SearchRequest
from indexer.index.builds import Build
from indexer.index.facets import BY_NAME
from indexer.reports.finding import Finding
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.searcher import Searcher

SEARCHES: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("readings.jsonl").read_text("utf-8").splitlines()
]
#: The share of the first ten that fits, over all searches and over those of one kind.
ALL, KIND = 0.95, 0.85
#: So many lead a list, where some must.
LEADING = 5


@pytest.fixture(scope="module")
def searcher(all_samples: Build) -> Searcher:
    return Searcher(LocalEngine(all_samples))


def test_the_first_ten_fit_what_was_said(
    searcher: Searcher, tell: Callable[[str, str], None]
) -> None:
    shares: dict[str, list[float]] = defaultdict(list)
    for search in SEARCHES:
        page = searcher.search(SearchRequest(q=search["q"], size=10, context=False))
        share = min(_shares(search, page))
        shares[search["kind"]].append(share)
        if share < 1:
            tell("Searches that do not fit wholly", f"{share:.2f} {search['q']}")
    means = {kind: sum(some) / len(some) for kind, some in shares.items()}
    every = [share for some in shares.values() for share in some]
    told = ", ".join(f"{kind} {mean:.2f} ({len(shares[kind])})" for kind, mean in means.items())
    tell("What was read fits", f"all {sum(every) / len(every):.3f} ({len(every)}): {told}")
    assert len(every) >= 30
    assert sum(every) / len(every) >= ALL
    assert {kind for kind, mean in means.items() if mean < KIND} == set()


def _shares(search: dict[str, Any], page: SearchPage) -> Iterator[float]:
    """The share of the first ten that fits, for each thing that was said."""
    findings = [hit.finding for hit in page.hits]
    yield float(bool(findings) or "uncorrected" in search)
    yield float(page.total > 0 or not search.get("some"))
    yield float(search.get("uncorrected") not in {change.typed for change in page.corrections})
    for fits in _conditions(search):
        yield _share(findings, fits)
    if categories := search.get("lead"):
        yield _share(findings[:LEADING], lambda finding: finding.category in categories)
    if search.get("newest"):
        dates = [finding.published for finding in findings]
        yield float(dates == sorted(dates, reverse=True))


def _conditions(search: dict[str, Any]) -> Iterator[Callable[[Finding], bool]]:
    """What each finding must be."""
    for facet, values in search.get("fits", {}).items():
        yield lambda finding, name=facet, some=values: _value(name, finding) in some
    for facet, values in search.get("without", {}).items():
        yield lambda finding, name=facet, some=values: _value(name, finding) not in some
    if words := search.get("area"):
        yield lambda finding: words in (finding.area or "").lower()


def _share(findings: list[Finding], fits: Callable[[Finding], bool]) -> float:
    return sum(map(fits, findings)) / len(findings) if findings else 0.0


def _value(facet: str, finding: Finding) -> str:
    return BY_NAME[facet].value(finding)

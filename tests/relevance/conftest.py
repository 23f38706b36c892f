"""Judged queries, asked of a searcher in this process and scored as a server would be.

Three sets are about one report: the 52 *known* ones, which those who wrote the thesaurus had seen,
the 31 *independent* ones, written and judged by others afterwards, and 40 *new* questions that no
word of the thesaurus was written for. Those over all sample reports are asked of an index of their
gold, so that no file need be read. What was measured is printed at the end of the run.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexer import SearchPage, SearchRequest
from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.publication import publish
from indexer.reports.finding import Finding
from tests.relevance import samples

Search = Callable[[SearchRequest], SearchPage]
#: nDCG@10 by kind of query, and over 'all'.
Row = dict[str, float]

HERE = Path(__file__).parent
TESTS = HERE.parent
GOLD = TESTS / "data" / "gold"


def _scorer() -> ModuleType:
    """The scorer that is run against a server, as a module."""
    path = TESTS / "tools" / "score_search.py"
    spec = importlib.util.spec_from_file_location("score_search", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORER = _scorer()
#: The judged queries by the name of their set.
QUERIES: dict[str, list[dict[str, Any]]] = {
    "known": SCORER.read(GOLD / "queries.jsonl"),
    "independent": SCORER.read(HERE / "independent.jsonl"),
    "new": SCORER.read(HERE / "questions.jsonl"),
}
#: Those over all sample reports.
OVER_ALL: dict[str, list[dict[str, Any]]] = {"blind": SCORER.read(HERE / "blind.jsonl")}
_GOLD = SCORER.Gold(SCORER.read(GOLD / "cambridgeshire-2007.findings.jsonl"))
#: The numbers that judgements may name a finding by.
Numbers = Callable[[Finding], list[int]]


def by_text(finding: Finding) -> list[int]:
    """The numbers of a finding of the Cambridgeshire report as it is cut now."""
    found: list[int] = _GOLD.numbers(finding.text)
    return found


def ndcg(search: Search, query: Mapping[str, Any], numbers: Numbers = by_text) -> float:
    """nDCG@10 of one judged query."""
    filters = {name: (value,) for name, value in (query.get("filters") or {}).items()}
    page = search(SearchRequest(q=query["q"], filters=filters, size=10))
    ranking: list[int | None] = []
    taken: set[int] = set()
    for hit in page.hits:
        free = [n for n in numbers(hit.finding) if n not in taken]
        ranking.append(free[0] if free else None)
        taken.update(free[:1])
    grades = {judged["n"]: judged["grade"] for judged in query["relevant"]}
    return float(SCORER.ndcg(ranking, grades))


def by_kind(search: Search, queries: list[dict[str, Any]], numbers: Numbers = by_text) -> Row:
    """Mean nDCG@10 of ``queries`` by kind, and over 'all'."""
    values: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        value = ndcg(search, query, numbers)
        values[query["kind"]].append(value)
        values["all"].append(value)
    return {kind: sum(scores) / len(scores) for kind, scores in sorted(values.items())}


@pytest.fixture(scope="session")
def measure(tell: Callable[[str, str], None]) -> Callable[[str, Search], dict[str, Row]]:
    """Scores a search on all sets about one report and has the run print a table of each."""

    def measured(name: str, search: Search) -> dict[str, Row]:
        rows = {which: by_kind(search, queries) for which, queries in QUERIES.items()}
        _tell(tell, name, rows)
        return rows

    return measured


@pytest.fixture(scope="session")
def measure_all(tell: Callable[[str, str], None]) -> Callable[[str, Search], dict[str, Row]]:
    """The same on the sets over all sample reports."""

    def measured(name: str, search: Search) -> dict[str, Row]:
        rows = {
            which: by_kind(search, queries, lambda finding: [samples.number(finding)])
            for which, queries in OVER_ALL.items()
        }
        _tell(tell, name, rows)
        return rows

    return measured


def _tell(tell: Callable[[str, str], None], name: str, rows: Mapping[str, Row]) -> None:
    for which, row in rows.items():
        figures = " | ".join(f"{value:.3f}" for value in row.values())
        tell(f"nDCG@10, {which} queries", f"| | {' | '.join(row)} |")
        tell(f"nDCG@10, {which} queries", f"| {name} | {figures} |")


@pytest.fixture(scope="session")
def build(corpus_index: Path) -> Build:
    """The report, read from its file and published."""
    return builds.candidates(corpus_index)[0]


@pytest.fixture(scope="session")
def meant(meant_index: Path) -> Build:
    """The same with vectors."""
    return builds.candidates(meant_index)[0]


@pytest.fixture(scope="session")
def all_samples(made_once: Callable[..., Path]) -> Build:
    """All sample reports as their gold has them."""
    folder = made_once("gold-samples", lambda index: publish(list(samples.reports()), index))
    return builds.candidates(folder)[0]

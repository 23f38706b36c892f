"""Judged queries, asked of a searcher in this process and scored as a server would be.

There are three sets: the 52 *known* ones, which those who wrote the thesaurus had seen, the 31
*independent* ones, written and judged by others afterwards, and 40 *new* questions that no word of
the thesaurus was written for; the ranking was set by their tuning half, and not by the final one.
What was measured is printed at the end of the run, so that CI shows it.
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
_GOLD = SCORER.Gold(SCORER.read(GOLD / "cambridgeshire-2007.findings.jsonl"))


def ndcg(search: Search, query: Mapping[str, Any]) -> float:
    """nDCG@10 of one judged query."""
    filters = {name: (value,) for name, value in (query.get("filters") or {}).items()}
    page = search(SearchRequest(q=query["q"], filters=filters, size=10))
    ranking: list[int | None] = []
    taken: set[int] = set()
    for hit in page.hits:
        numbers = [n for n in _GOLD.numbers(hit.finding.text) if n not in taken]
        ranking.append(numbers[0] if numbers else None)
        taken.update(numbers[:1])
    grades = {judged["n"]: judged["grade"] for judged in query["relevant"]}
    return float(SCORER.ndcg(ranking, grades))


def by_kind(search: Search, queries: list[dict[str, Any]]) -> Row:
    """Mean nDCG@10 of ``queries`` by kind, and over 'all'."""
    values: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        value = ndcg(search, query)
        values[query["kind"]].append(value)
        values["all"].append(value)
    return {kind: sum(scores) / len(scores) for kind, scores in sorted(values.items())}


@pytest.fixture(scope="session")
def measure(tell: Callable[[str, str], None]) -> Callable[[str, Search], dict[str, Row]]:
    """Scores a search on all sets and has the run print a table of each."""

    def measured(name: str, search: Search) -> dict[str, Row]:
        rows = {which: by_kind(search, queries) for which, queries in QUERIES.items()}
        for which, row in rows.items():
            figures = " | ".join(f"{value:.3f}" for value in row.values())
            tell(f"nDCG@10, {which} queries", f"| | {' | '.join(row)} |")
            tell(f"nDCG@10, {which} queries", f"| {name} | {figures} |")
        return rows

    return measured


@pytest.fixture(scope="session")
def build(corpus_index: Path) -> Build:
    """The report, read from its file and published."""
    return builds.candidates(corpus_index)[0]


@pytest.fixture(scope="session")
def meant(meant_index: Path) -> Build:
    """The same with vectors."""
    return builds.candidates(meant_index)[0]

"""The judged queries, asked of a searcher in this process and scored as a server would be.

What was measured is printed at the end of the run, so that CI shows it.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from indexer import SearchPage, SearchRequest, build_index
from indexer.index import builds
from indexer.search.snapshot import Snapshot

Search = Callable[[SearchRequest], SearchPage]

TESTS = Path(__file__).parents[1]
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
QUERIES: list[dict[str, Any]] = SCORER.read(GOLD / "queries.jsonl")
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


def by_kind(search: Search) -> dict[str, float]:
    """Mean nDCG@10 by kind of query, and over 'all'."""
    values: dict[str, list[float]] = defaultdict(list)
    for query in QUERIES:
        value = ndcg(search, query)
        values[query["kind"]].append(value)
        values["all"].append(value)
    return {kind: sum(scores) / len(scores) for kind, scores in sorted(values.items())}


#: The rows that were measured, in order: a name, and nDCG@10 by kind.
MEASURED: list[tuple[str, dict[str, float]]] = []


@pytest.fixture(scope="session")
def measure() -> Callable[[str, Search], dict[str, float]]:
    """Scores a search by kind of query and remembers the row for the end of the run."""

    def measured(name: str, search: Search) -> dict[str, float]:
        row = by_kind(search)
        MEASURED.append((name, row))
        return row

    return measured


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The Cambridgeshire report, read from its file and published."""
    folder = tmp_path_factory.mktemp("relevance")
    name = "cambridgeshire-2007"
    shutil.copytree(TESTS.parent / "corpus" / name, folder / "corpus" / name)
    build_index(folder / "corpus", folder / "index")
    return Snapshot(builds.candidates(folder / "index")[0])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of what was measured."""
    if not MEASURED:
        return
    kinds = list(MEASURED[0][1])
    terminalreporter.section("nDCG@10")
    terminalreporter.write_line(" " * 34 + " ".join(f"{kind[:10]:>10}" for kind in kinds))
    for name, row in MEASURED:
        figures = " ".join(f"{row[kind]:10.3f}" for kind in kinds)
        terminalreporter.write_line(f"{name:34}{figures}")

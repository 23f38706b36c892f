"""The engines that are compared. Each does the same three pieces of work, one on top of the other.

``top``: the ten best findings and how many there are. ``counts``: for every value of five
facets the findings under the query and all filters but the facet's own. ``snippets``: a piece of
each of the ten with what was found marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from indexer.reports.finding import Finding
from indexer.reports.report import Report
from tests.bench.invented.asked import FACETS, Asked

#: Name to module and class.
ENGINES = {
    "this engine": "ours.Ours",
    "this engine, whole answer": "ours.WholeAnswer",
    "tantivy": "tantivy.Tantivy",
    "SQLite FTS5": "fts5.FTS5",
    "Whoosh": "whoosh.Whoosh",
}
TOP = 10


class Engine(Protocol):
    """An engine over the index in one folder."""

    def __init__(self, folder: Path) -> None: ...

    def build(self, reports: Iterable[Report]) -> None:
        """Index all findings."""

    def open(self) -> None:
        """Make ready to answer."""

    def top(self, asked: Asked) -> tuple[int, Any]:
        """How many findings there are, and the ten best in a form of the engine's own."""

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        """Facet to value to number of findings."""

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        """A piece of the text of each of the ten best."""


def engine(name: str, folder: Path) -> Engine:
    """The engine of that name over ``folder``."""
    module, kind = ENGINES[name].split(".")
    made: Engine = getattr(import_module(f"{__name__}.{module}"), kind)(folder)
    return made


def values(finding: Finding) -> dict[str, str]:
    """The value of each facet, as printed."""
    return {
        "area": finding.area or "",
        "category": finding.category or "",
        "grade": finding.grade or "Not graded",
        "force": finding.force,
        "year": finding.year,
    }


def groups(asked: Asked) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The facets that are counted under the same filters, with these: all but their own."""
    yield [facet for facet in FACETS if facet not in asked.filters], dict(asked.filters)
    for facet in asked.filters:
        yield [facet], {name: v for name, v in asked.filters.items() if name != facet}

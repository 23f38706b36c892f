"""A report is read in a process that has all it needs for it, and nothing else."""

from __future__ import annotations

import sys

#: What a process has before it does its work; filled anew in each that imports this.
AT_FIRST = frozenset(sys.modules)

from pathlib import Path  # noqa: E402

from indexer.processes.workers import Workers  # noqa: E402
from indexer.reports.corpus.entries import Entry  # noqa: E402
from indexer.reports.corpus.reading import read_entry  # noqa: E402

SAMPLE = Path(__file__).parents[3] / "data" / "reports" / "f2-text" / "report.txt"


def modules(entry: Entry) -> tuple[int, frozenset[str], frozenset[str]]:
    """How many findings were read, what was loaded at first, and what there is afterwards."""
    return len(read_entry(entry).findings), AT_FIRST, frozenset(sys.modules)


def test_it_has_its_readers_and_neither_index_nor_numpy() -> None:
    with Workers(modules, count=1) as workers:
        (outcome,) = workers.map([Entry("sample", SAMPLE)])
    assert not isinstance(outcome, Exception)
    findings, first, last = outcome
    assert findings
    assert "indexer.reports.corpus.reading" in first
    assert not {"indexer.index", "numpy", "whoosh"} & last

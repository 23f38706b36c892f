"""Of what stands beside a finding most is useful, and where nobody does it well nothing does.

``relatives.jsonl`` has what was judged by reading: for a finding those that show somebody doing it
'well', and those on the 'same' matter. What is shown and was not judged useful counts as padding.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.index.builds import Build
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.searcher import Searcher

JUDGED: list[dict[str, Any]] = [
    json.loads(line)
    for line in Path(__file__).with_name("relatives.jsonl").read_text("utf-8").splitlines()
]
#: The least share of what is shown that is useful, and of those that have an answer that get one.
USEFUL, ANSWERED = 0.6, 0.5


@pytest.fixture(scope="module")
def searcher(meant: Build) -> Searcher:
    return Searcher(LocalEngine(meant))


@pytest.mark.parametrize(("kind", "praising"), [("well", True), ("same", False)])
def test_what_is_shown_is_useful(
    searcher: Searcher, tell: Callable[[str, str], None], kind: str, praising: bool
) -> None:
    judged = {one["finding"]: set(one[kind]) for one in JUDGED if kind in one}
    shown = {
        finding: [hit.finding.id for hit in searcher.similar(finding, 3, praising)]
        for finding in judged
    }
    useful = [near in judged[finding] for finding in judged for near in shown[finding]]
    having = [bool(set(shown[finding]) & judged[finding]) for finding in judged if judged[finding]]
    lacking = [not shown[finding] for finding in judged if not judged[finding]]
    tell(
        "Beside a finding",
        f"{kind}: {sum(useful)} of {len(useful)} shown are useful; {sum(having)} of {len(having)} "
        f"with an answer get one; {sum(lacking)} of {len(lacking)} without get none",
    )
    assert len(useful) > 10
    assert sum(useful) / len(useful) >= USEFUL
    assert sum(having) / len(having) >= ANSWERED
    assert kind == "same" or sum(lacking) >= len(lacking) / 2

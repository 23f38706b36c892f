"""How findings stand whatever was asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.columns.standing import Standing
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.matches import Matches, unscored
from indexer.search.query.plan import Sort

Make = Callable[..., Report]
SAME = "In this section we set out our main findings that relate to dealing with organised crime"
#: Text, force and category of each finding; those of one force are of one report.
FINDINGS = (
    ("Dogs bark at night.", "North", "Context"),
    (SAME, "North", "Findings"),
    ("Cats sleep by day.", "North", "Strengths"),
    ("Cows moo at noon.", "North", "Strengths"),
    (SAME + ".", "South", "Findings"),
    ("Sheep follow one another.", "South", "Areas for improvement"),
)


@pytest.fixture(scope="module")
def snapshot(report: Make, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Documents 0 to 3 of North, 4 and 5 of South."""
    reports = []
    for force in ("North", "South"):
        rows = [row for row in FINDINGS if row[1] == force]
        made = report(*(text for text, _, _ in rows), id=f"{force.lower()}-2020")
        findings = tuple(
            replace(finding, force=force, category=row[2])
            for finding, row in zip(made.findings, rows, strict=True)
        )
        reports.append(replace(made, force=force, findings=findings))
    index = tmp_path_factory.mktemp("standing") / "index"
    publish(reports, index)
    return Snapshot(builds.candidates(index)[0])


def test_what_judges_is_first_and_context_last(snapshot: Snapshot) -> None:
    everything = unscored(np.arange(6))
    order = Ordering(snapshot).places(everything, Sort.RELEVANCE, 6).tolist()
    assert order == [2, 5, 3, 1, 4, 0]


def test_equals_take_turns_by_force(snapshot: Snapshot) -> None:
    scores = np.array([3, 1, 3, 3, 2, 3], dtype=np.float32)
    order = Ordering(snapshot).places(Matches(np.arange(6), scores), Sort.RELEVANCE, 6).tolist()
    assert order == [0, 5, 2, 3, 4, 1]


def test_what_is_said_of_several_forces_and_judges_nothing_sinks(snapshot: Snapshot) -> None:
    weights = Standing(snapshot).weights
    assert weights is not None
    assert (weights < 1).tolist() == [False, True, False, False, True, False]


def test_without_boilerplate_all_weigh_alike(
    report: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = tmp_path_factory.mktemp("alike") / "index"
    publish([report("Dogs bark.", "Cats sleep.")], index)
    assert Standing(Snapshot(builds.candidates(index)[0])).weights is None

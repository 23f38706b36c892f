"""How findings stand whatever was asked: forces in turn, and what judges before what tells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from indexer.index import builds
from indexer.index.publication import publish
from indexer.reports.finding import CONTEXT
from indexer.reports.report import Report
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.engine.local.standing import Standing, turn_of

Make = Callable[..., Report]
SAID = "The programme visits each force once a year and publishes what it has found there"


def standing(index: Path, *reports: Report) -> Standing:
    publish(reports, index)
    return Standing(Snapshot(builds.candidates(index)[0]))


def test_a_turn_is_counted_by_key_and_force_in_the_order_of_ranks() -> None:
    keys = np.array([1, 1, 1, 1, 2], np.float32)
    forces = np.array([0, 0, 1, 0, 0], np.uint8)
    ranks = np.array([3, 1, 2, 0, 4], np.int32)
    assert turn_of(keys, forces, ranks).tolist() == [2, 1, 0, 0, 0]


def test_no_documents_have_no_turns() -> None:
    assert turn_of(np.zeros(0, np.float32), np.zeros(0, np.uint8), np.zeros(0, np.int32)).size == 0


def test_forces_take_turns_where_nothing_was_asked(index: Path, report: Make) -> None:
    found = standing(
        index,
        report("Dogs bark.", "Cats sleep.", id="a-2018", force="Avon Police"),
        report("Horses run.", id="b-2018", force="Kent Police"),
    )
    assert np.argsort(found.browsing).tolist() == [0, 2, 1]


def test_what_sets_the_scene_comes_last(index: Path, report: Make) -> None:
    found = standing(
        index,
        report("The force has two areas.", id="a-2018", category=CONTEXT),
        report("Horses run.", id="b-2018"),
    )
    assert np.argsort(found.browsing).tolist() == [1, 0]


def test_what_reports_of_two_forces_say_alike_and_judges_nothing_counts_less(
    index: Path, report: Make
) -> None:
    found = standing(
        index,
        report(SAID + ".", "Dogs bark.", id="a-2018", force="Avon Police", category=CONTEXT),
        report(SAID + ".", id="b-2018", force="Kent Police", category=CONTEXT),
    )
    assert found.weights is not None
    sunk, kept, twin = found.weights.tolist()
    assert sunk == twin < kept == 1


def test_what_one_force_says_twice_is_no_boilerplate(index: Path, report: Make) -> None:
    again = report(SAID + ".", id="b-2020", published="2020-01", category=CONTEXT)
    assert standing(index, report(SAID + ".", category=CONTEXT), again).weights is None

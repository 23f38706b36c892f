"""How a finding becomes a document."""

from __future__ import annotations

from collections.abc import Callable

from indexer.index.schema import PackedPositions, headings, to_document
from indexer.reports.report import Report


def test_positions_unpack_as_packed() -> None:
    positions = PackedPositions()
    assert positions.decode_positions(positions.encode([0, 7, 70_000])) == [0, 7, 70_000]
    assert positions.decode_frequency(positions.encode([1, 2, 3])) == 3


def test_a_missing_grade_has_a_value_of_its_own(report: Callable[..., Report]) -> None:
    (finding,) = report("x", grade=None).findings
    assert to_document(finding)["grade"] == ("not-graded",)


def test_each_heading_is_indexed_once(report: Callable[..., Report]) -> None:
    (finding,) = report("x", area="Custody", category="Strengths").findings
    assert headings(finding) == ("Custody", "Strengths")

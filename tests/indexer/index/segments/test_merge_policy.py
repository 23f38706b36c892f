"""When parts are written anew."""

from __future__ import annotations

import pytest

from indexer.index.segments.merge_policy import LARGE, surplus, worn
from indexer.index.segments.segment_list import Part, Share


def part(*findings: int, name: str = "p") -> Part:
    shares = (Share(f"{name}{i}", n, {"body": 10 * n}) for i, n in enumerate(findings))
    return Part(name, tuple(shares))


@pytest.mark.parametrize(("kept", "is_worn"), [({"p0", "p1"}, False), ({"p0"}, True)])
def test_a_part_of_mostly_masked_reports_is_worn(kept: set[str], is_worn: bool) -> None:
    assert worn(part(2, 3).keeping(kept)) is is_worn


def test_a_few_parts_are_left_alone() -> None:
    assert surplus([part(100, name=f"p{n}") for n in range(8)]) == []


def test_nine_of_a_size_become_one() -> None:
    nine = [part(100, name=f"p{n}") for n in range(9)]
    large = [part(5000, name="q"), part(30000, name="r")]
    assert surplus([*nine, *large]) == nine


def test_large_parts_are_never_written_anew() -> None:
    assert surplus([part(LARGE + 1, name=f"p{n}") for n in range(30)]) == []


def test_a_finding_is_written_anew_once_a_tier() -> None:
    """One report after the other, as the maintainer adds them."""
    parts: list[Part] = []
    written, most = 0, 0
    for number in range(600):
        parts.append(part(100, name=f"n{number}"))
        while some := surplus(parts):
            one = Part(f"m{number}", tuple(share for old in some for share in old.shares))
            parts = [p for p in parts if p not in some] + [one]
            written += one.live
        most = max(most, len(parts))
    assert sum(p.live for p in parts) == 60_000
    assert written <= 3 * 60_000
    assert most <= 32

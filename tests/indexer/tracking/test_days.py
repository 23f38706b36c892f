"""Days as people type them."""

from __future__ import annotations

import pytest

from indexer.tracking.days import day


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-01", "01/03/2026", "1/3/2026", "1/3/26", "1.3.2026", "1-3-2026", "1 March 2026",
        "1 Mar 2026", "01-Mar-26", "2026/03/01", "2026-03-01 00:00:00", " 1  March 2026 ",
    ],
)  # fmt: skip
def test_a_day_is_read(typed: str) -> None:
    assert day(typed) == "2026-03-01"


@pytest.mark.parametrize("typed", ["", "soon", "31/02/2026", "03/31/2026", "2026", "Q2", "45000"])
def test_what_is_no_day_is_none(typed: str) -> None:
    assert day(typed) == ""

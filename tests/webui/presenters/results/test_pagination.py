from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.presenters.results.pagination import window


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 14, [1, 2, 3, None, 14]),
        (5, 14, [1, 2, 3, 4, 5, 6, 7, None, 14]),
        (7, 14, [1, None, 5, 6, 7, 8, 9, None, 14]),
        (14, 14, [1, None, 12, 13, 14]),
    ],
)
def test_window(page: int, pages: int, shown: list[int | None]) -> None:
    assert window(page, pages) == shown


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))))
def test_pages_rise_and_a_gap_hides_at_least_two(case: tuple[int, int]) -> None:
    page, pages = case
    shown = window(page, pages)
    assert {1, page, pages} <= set(shown)
    assert len(shown) <= 9
    for left, right in pairwise(shown):
        if left is None or right is None:
            continue
        assert right == left + 1
    for left, right in zip(shown, shown[2:], strict=False):
        if left is not None and right is not None and shown[shown.index(left) + 1] is None:
            assert right - left > 2

"""The same words of something else are not the same."""

from __future__ import annotations

import pytest

from indexer.search.language.frames import differ_in_filling

CAPACITY = "There is too little capacity for {}, which leads to delays of up to nine days."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            CAPACITY.format("workforce planning"),
            CAPACITY.format("the checks of cells"),
        ),
        (
            "By 31 March 2025, it should have a process by which stop and search is checked.",
            "By 31 March 2022, it should have a process by which crime groups are checked.",
        ),
        (
            "Staff told us that workloads had grown. " + CAPACITY.format("call handling"),
            CAPACITY.format("custody") + " There is a plan to put this right.",
        ),
    ],
)
def test_one_frame_may_be_filled_with_two_matters(one: str, other: str) -> None:
    assert differ_in_filling(one, other)
    assert differ_in_filling(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (CAPACITY.format("custody"), CAPACITY.format("custody")),
        # Another day, another number.
        (
            "By 31 March 2025, it should have a process by which stop and search is checked.",
            "By 30 June 2022, it should have a process by which stop and search is checked.",
        ),
        # More is said of it.
        (CAPACITY.format("custody"), CAPACITY.format("custody") + " An audit had found the same."),
        # Another frame.
        (CAPACITY.format("custody"), "The force should review how custody is led and checked."),
        ("", CAPACITY.format("custody")),
    ],
)
def test_what_is_said_of_one_matter_is_filled_alike(one: str, other: str) -> None:
    assert not differ_in_filling(one, other)
    assert not differ_in_filling(other, one)

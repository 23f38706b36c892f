"""The columns of a table of actions, and what its cells say."""

from __future__ import annotations

import pytest

from indexer.reports.findings.action_columns import Cells, columns, is_of_actions, understood
from indexer.reports.findings.deadlines import in_cell

HEAD = ("No.", "Recommendation", "Lead officer", "By when")


def test_the_head_says_what_the_columns_hold() -> None:
    assert columns(HEAD).holds == ("number", "", "owner", "by_when")
    assert columns(("Target date", "Action", "Responsible body")).holds == ("by_when", "", "owner")
    assert not columns(("Question", "What we saw"))


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("1.", "Paint it.", "Head of estates", "3 May 2024"),
         Cells((1,), "1", "Head of estates", "3 May 2024")),
        (("A4", "Paint it.", "", "May 2024"), Cells((1,), "A4", None, "May 2024")),
        (("2", "Paint it.", "–", "ongoing"), Cells((1,), "2", None, "ongoing")),
        (("2", "Paint it.", "3 May 2024"), Cells((1,), "2", None, "3 May 2024")),
        (("3", "Paint it.", "Estates", "when money allows"),
         Cells((1, 3), "3", "Estates", None)),
        (("3", "Paint it.", "Estates", "TBC"), Cells((1,), "3", "Estates", None)),
        (("The yard is grey.", "Paint it.", "Estates", "in six weeks"),
         Cells((0, 1), None, "Estates", "in six weeks")),
    ],
)  # fmt: skip
def test_a_cell_is_believed_for_what_it_says(cells: tuple[str, ...], read: Cells) -> None:
    assert understood(cells, columns(HEAD)) == read


def test_without_a_head_only_a_number_in_front_is_told() -> None:
    assert understood(("R3", "Paint it.", "3 May 2024"), columns(())) == Cells((1, 2), "R3")


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("3 May 2024", "2024-05-03"),
        ("By the end of May 2024", "2024-05-31"),
        ("03/05/2024", "2024-05-03"),
        ("Mar-25", "2025-03-31"),
        ("Within six months of publication", "2024-09-13"),
        ("3 months", "2024-06-13"),
        ("2025", "2025-12-31"),
        ("Q2 2024/25", None),
        ("Immediate", None),
        ("31 March", None),
    ],
)
def test_a_time_in_a_cell_and_its_last_day(cell: str, due: str | None) -> None:
    assert in_cell(cell, "2024-03-13") == (cell, due)


@pytest.mark.parametrize(
    "cell", ["", "Head of estates", "The plan of 2021 was late and went unread."]
)
def test_a_cell_that_is_no_time(cell: str) -> None:
    assert in_cell(cell, "2024-03-13") is None


def test_a_table_that_only_numbers_what_is_asked_is_none_of_actions() -> None:
    head = ("Recommendation", "For", "By when")
    assert is_of_actions(head, [("Train all sergeants.", "The force", "May 2024")])
    assert not is_of_actions(head, [("1", "The force", "May 2024"), ("2", "The board", "")])

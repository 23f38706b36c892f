"""Tables of judgements whose columns a text has lost."""

from __future__ import annotations

import pytest

from indexer.reports.labelling.vocabulary import is_heading_text, judgement
from indexer.reports.lines import Line, Role
from indexer.reports.structure.judgement_rows import with_judgement_rows, with_labelled_rows


def rows(*texts: str) -> tuple[list[str], frozenset[str]]:
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    found, named = with_judgement_rows(lines, judgement)
    return [line.text for line in found if line.role is Role.ROW], named


def test_rows_near_each_other_are_rows_with_the_group_between_them() -> None:
    found, named = rows(
        "Summary of judgements Grade Direction of Travel",
        "1A Fairness Good Improved",
        "2 Reducing Crime",
        "2A Volume Crime   Fair   Stable",
        "The force is led well.",
    )
    assert found == [
        "Summary of judgements Grade Direction of Travel",
        "1A Fairness\tGood\tImproved",
        "2 Reducing Crime",
        "2A Volume Crime\tFair\tStable",
    ]
    assert {"fairness", "volume crime"} <= named
    assert "reducing crime" not in named


def test_one_such_line_is_none() -> None:
    assert rows("Leadership Good", "The force is led well and has a plan.") == ([], frozenset())


def test_sentences_are_none() -> None:
    texts = ("We found that supervision was good", "The work of the team is fair.")
    assert rows(*texts) == ([], frozenset())


def test_rows_that_kept_their_cells_hold_the_group_between_them() -> None:
    lines = [
        Line(1, "1.1 Leadership\tGood", role=Role.ROW),
        Line(2, "2. Court disposals"),
        Line(3, "2.1 Assessment\tFair"),
    ]
    found, _ = with_judgement_rows(lines, judgement)
    assert [line.role for line in found] == [Role.ROW] * 3


def labelled(*texts: str) -> list[str]:
    lines = [Line(number, text) for number, text in enumerate(texts, start=1)]
    found = with_labelled_rows(lines, judgement, is_heading_text)
    return [line.text for line in found if line.role is Role.ROW]


@pytest.mark.parametrize("gap", [" ", "        "])
def test_labels_over_a_grade_and_its_direction_are_rows(gap: str) -> None:
    found = labelled("1A Fairness", f"Grade{gap}Direction of Travel", f"Fair{gap}Improved")
    assert found == ["Grade\tDirection of Travel", "Fair\tImproved"]


def test_a_standard_far_from_its_grade_is_a_row() -> None:
    assert labelled("Staff have what they need.      Good") == ["Staff have what they need.\tGood"]
    assert labelled("Staff have what they need. Good", "Our view of staff      Good") == []


def test_a_grade_below_other_words_is_no_row() -> None:
    assert labelled("Harbour Police", "Good Improved") == []
    assert labelled("Grade", "Good") == []

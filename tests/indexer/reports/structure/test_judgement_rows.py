"""Tables of judgements whose columns a text has lost."""

from __future__ import annotations

from indexer.reports.labelling.vocabulary import judgement
from indexer.reports.lines import Line, Role
from indexer.reports.structure.judgement_rows import with_judgement_rows


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

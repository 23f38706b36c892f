"""Rows of a table of actions: who must act, and the number that they bear."""

from __future__ import annotations

from indexer.reports.findings.action_rows import action_rows
from indexer.reports.structure.tree import Block, Kind, Table


def row(*cells: str, bold: bool = False) -> Block:
    return Block(Kind.ROW, "\t".join(cells), (1,), cells=cells, bold=bold)


def test_the_head_is_told_by_its_words_and_no_action_wherever_it_is_printed() -> None:
    heads, actions = action_rows(Table((
        row("No.", "Recommendation", "Owner", "By when"),
        row("1.", "The force should train its staff.", "Chief Constable", "May 2024"),
        row("No.", "Recommendation", "Owner", "By when"),
        row("2.", "The council should publish its plan.", "", "–"),
    )))  # fmt: skip
    assert [head.cells[0] for head in heads] == ["No.", "No."]
    assert [(a.reference, a.row.text, a.owner, a.by_when) for a in actions] == [
        ("1", "The force should train its staff.", "Chief Constable", "May 2024"),
        ("2", "The council should publish its plan.", None, None),
    ]


def test_a_table_without_a_head_has_only_actions() -> None:
    heads, actions = action_rows(Table((row("The force should train its staff."),)))
    assert heads == ()
    assert [(a.reference, a.owner) for a in actions] == [(None, None)]


def test_an_empty_table_has_none() -> None:
    assert action_rows(Table(())) == ((), [])

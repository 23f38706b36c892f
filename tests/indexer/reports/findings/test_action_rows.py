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


def test_a_column_of_names_says_who_must_act_whatever_its_head() -> None:
    _, (first, second) = action_rows(Table((
        row("Number", "Recommendation", "For", "Notes"),
        row("1", "Train the staff.", "Chief constables", "The force knows."),
        row("2", "Publish a plan.", "The Home Office", "It is late."),
    )))  # fmt: skip
    assert [first.owner, second.owner] == ["Chief constables", "The Home Office"]
    assert first.row.text == "Train the staff.\tThe force knows."


def test_names_in_a_table_that_asks_for_nothing_are_its_text() -> None:
    head = row("Force", "What we saw", bold=True)
    _, (only,) = action_rows(Table((head, row("Kent Police", "It knows its demand."))))
    assert (only.owner, only.row.text) == (None, "Kent Police\tIt knows its demand.")


def test_a_table_without_a_head_has_only_actions() -> None:
    heads, actions = action_rows(Table((row("The force should train its staff."),)))
    assert heads == ()
    assert [(a.reference, a.owner) for a in actions] == [(None, None)]


def test_an_empty_table_has_none() -> None:
    assert action_rows(Table(())) == ((), [])


def owners(*cells: str) -> list[str | None]:
    """Who must act in the rows of a table whose column of owners holds these cells."""
    rows = (row(owner, "Train the staff.") for owner in cells)
    return [action.owner for action in action_rows(Table((row("Owner", "Action"), *rows)))[1]]


def test_a_name_printed_once_over_several_rows_is_the_owner_of_all() -> None:
    assert owners("", "The force", "", "", "Ofsted", "") == [
        None, "The force", "The force", "The force", "Ofsted", "Ofsted",
    ]  # fmt: skip


def test_an_empty_cell_says_nothing_where_a_name_is_printed_in_each_row() -> None:
    assert owners("The force", "The force", "") == ["The force", "The force", None]


def test_a_cell_that_says_that_there_is_no_owner_has_none() -> None:
    assert owners("The force", "–", "TBC") == ["The force", None, None]


def test_what_leads_in_from_an_owner_is_no_part_of_the_name() -> None:
    assert owners("The force should:", "Ofsted must", "The board:") == [
        "The force", "Ofsted", "The board",
    ]  # fmt: skip


def test_an_item_or_a_sentence_in_the_column_of_owners_is_text() -> None:
    head = row("Who", "By when")
    shifted = row("1. make sure that all are trained;", "May 2024")
    sentence = row("Cells are cold.", "May 2024")
    _, (first, second) = action_rows(Table((head, shifted, sentence)))
    assert (first.reference, first.row.text) == ("1", "make sure that all are trained;")
    assert (first.owner, first.by_when) == (None, "May 2024")
    assert (second.owner, second.row.text) == (None, "Cells are cold.")

"""Tables of actions: each row asks one body for one thing.

A cell that names who must act or by when, and one that only counts the rows, are no part of the
text (``action_columns``). Called by ``units``; in: a table, out: its heads and its actions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.reports import wording
from indexer.reports.findings.action_columns import OWNER, Columns, columns, understood
from indexer.reports.findings.addressees import addressee
from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.structure.tree import Block, Table


@dataclass(frozen=True, slots=True)
class Action:
    """One row: its words, its number, who must act and by when; None where it prints none."""

    row: Block
    reference: str | None = None
    owner: str | None = None
    by_when: str | None = None


def action_rows(table: Table) -> tuple[tuple[Block, ...], Sequence[Action]]:
    """The head of a table's columns wherever it is printed, and its other rows as actions."""
    first = table.rows[0] if table.rows else None
    if first is None:
        return (), []
    head = first.cells if _is_head(first) else None
    heads = tuple(row for row in table.rows if row.cells == head)
    rows = [row for row in table.rows if row.cells != head]
    known = columns(first.cells, [row.cells for row in rows] if head else ())
    actions = [_action(row, known) for row in rows]
    return heads, list(_with_owners_above(rows, actions, known))


def _with_owners_above(
    rows: Sequence[Block], actions: Sequence[Action], known: Columns
) -> Iterator[Action]:
    """The actions, those with nothing in the column of owners and nobody in their words with the
    owner above: a name is printed once over several rows. Not in a table that prints one twice
    running: there an empty cell says nothing."""
    named = [action.owner for action in actions]
    once = OWNER in known.holds and all(a != b for a, b in pairwise(named) if a)
    owner: str | None = None
    for row, action in zip(rows, actions, strict=True):
        owner = action.owner or owner
        blank = once and not any(row.cells[known.holds.index(OWNER) :][:1])
        bare = blank and action.owner is None and addressee(action.row.text) is None
        yield replace(action, owner=owner) if bare else action


def _action(row: Block, known: Columns) -> Action:
    said = understood(row.cells, known)
    row = _with_cells(row, said.text)
    numbered = None if said.label else wording.label(row.text)
    if numbered is None or not wording.is_paragraph_number(numbered[0].rstrip(")")):
        return Action(row, said.label, said.owner, said.by_when)
    label, text = numbered
    row = replace(row, text=text, cells=tuple(text.split("\t")))
    return Action(row, label.rstrip(".)"), said.owner, said.by_when)


def _is_head(row: Block) -> bool:
    """True for the heads of columns: short words, and no sentence."""
    return (
        len(row.cells) > 1
        and not any(len(cell) > 60 or _is_sentence(cell) for cell in row.cells)
        and (row.bold or bool(columns(row.cells)) or any(map(is_heading_text, row.cells)))
    )


def _is_sentence(cell: str) -> bool:
    """True for a sentence, and not for 'No.'."""
    return wording.ends_sentence(cell) and len(cell.split()) > 2


def _with_cells(row: Block, places: Sequence[int]) -> Block:
    """The row with the cells at some places only; whole where there are none."""
    if len(places) in (0, len(row.cells)):
        return row
    cells = tuple(row.cells[place] for place in places)
    return replace(row, text="\t".join(cells), cells=cells)

"""Tables of actions: each row asks one body for one thing.

A cell that names who must act, and one that only counts the rows, are no part of the text. Called
by ``units``; in: a table, out: its head and its actions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.reports import wording
from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.structure.tree import Block, Table

_REFERENCE = re.compile(r"(?:R|Rec\.? ?|No\.? ?)?\d{1,3}(?:\.\d{1,3})?\.?", re.I)
_OWNER = re.compile(
    r"^(?:responsible (?:body|bodies|person|agency)|owners?|lead(?: agency| officer)?|who|"
    r"addressees?|for whom|responsibility|organisation)$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Action:
    """One row: its words, its printed number and who must act, None where it prints none."""

    row: Block
    reference: str | None = None
    owner: str | None = None


def action_rows(table: Table) -> tuple[Block | None, Sequence[Action]]:
    """The head of a table's columns, None where it has none, and its rows as actions."""
    rows = list(table.rows)
    owner = _owner_column(rows[0]) if rows else None
    head = rows.pop(0) if rows and _is_head(rows[0]) else None
    return head, [_action(row, owner) for row in rows]


def _action(row: Block, owner: int | None) -> Action:
    number = _reference_column(row)
    reference = row.cells[number].rstrip(".") if number is not None else None
    named = row.cells[owner] if owner is not None and owner < len(row.cells) else ""
    return Action(_without_cells(row, owner, number), reference, named or None)


def _is_head(row: Block) -> bool:
    """True for the heads of columns: short words, and no sentence."""
    return (
        len(row.cells) > 1
        and not any(len(cell) > 60 or _is_sentence(cell) for cell in row.cells)
        and (row.bold or _owner_column(row) is not None or any(map(is_heading_text, row.cells)))
    )


def _is_sentence(cell: str) -> bool:
    """True for a sentence, and not for 'No.'."""
    return wording.ends_sentence(cell) and len(cell.split()) > 2


def _owner_column(row: Block) -> int | None:
    """The column that says who must act, by its head; None where there is none."""
    return next((i for i, cell in enumerate(row.cells) if _OWNER.match(cell.strip())), None)


def _reference_column(row: Block) -> int | None:
    """0 where the first of several cells is a printed number and nothing else, or None."""
    return 0 if len(row.cells) > 1 and _REFERENCE.fullmatch(row.cells[0].strip()) else None


def _without_cells(row: Block, *columns: int | None) -> Block:
    """The row without the cells of some columns."""
    if all(column is None for column in columns):
        return row
    cells = tuple(cell for i, cell in enumerate(row.cells) if i not in columns)
    return replace(row, text="\t".join(cells), cells=cells)

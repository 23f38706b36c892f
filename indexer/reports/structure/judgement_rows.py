"""Rows of a table of judgements whose cells have run together: '1A Fairness Good Improved'.

A text has lost the columns of such tables; two such lines near each other show one. What they name
are headings of the report. Called by ``structure.reading`` before lines are joined; in: pieces of
lines and what tells such a row, out: the same, rows as rows, and the keys of what they name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.reports import wording
from indexer.reports.lines import Line, Role

#: The cells of a row of judgements, the subject first; () for any other text.
Judgement = Callable[[str], Sequence[str]]

#: Between two rows stand so many other lines at most: the heading of a group.
BETWEEN = 2


def with_judgement_rows(
    lines: Sequence[Line], judgement: Judgement
) -> tuple[tuple[Line, ...], frozenset[str]]:
    """The lines, rows of judgements as table rows with the headings of groups between them, and
    the keys of their subjects."""
    plain = (None, Role.ROW)
    cells = {i: judgement(line.text) for i, line in enumerate(lines) if line.role in plain}
    found = [i for i, said in cells.items() if said]
    rows: dict[int, Sequence[str]] = {}
    for place, below in pairwise(found):
        between = range(place + 1, below)
        if len(between) <= BETWEEN and all(_is_group(lines[i]) for i in between):
            rows |= {i: (lines[i].text,) for i in between}
            rows |= {i: cells[i] for i in (place, below)}
    # The heads of columns keep theirs where the text has.
    rows = {i: said if len(said) > 1 else _cells(lines[i]) for i, said in rows.items()}
    changed = {
        i: replace(lines[i], text="\t".join(said), role=Role.ROW) for i, said in rows.items()
    }
    named = frozenset(wording.key(cells[i][0]) for i in rows if len(cells[i]) > 1)
    return tuple(changed.get(i, line) for i, line in enumerate(lines)), named


def _cells(line: Line) -> Sequence[str]:
    return wording.row_cells(line.text)


def _is_group(line: Line) -> bool:
    return line.role is None and wording.could_be_heading(line.text)

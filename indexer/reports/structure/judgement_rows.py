"""Rows of a table of judgements whose cells have run together: '1A Fairness Good Improved'.

A text has lost the columns of such tables; two such lines near each other show one. What they name
are headings of the report. A line of labels over one of judgements is a table too, and so is the
standard that an area is held to with its grade beside it. Called by ``structure.document`` before
lines are joined; in: pieces of lines and what tells such a row, out: the same, rows as rows, and
the keys of what they name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.run_in_headings import IsHeadingText

#: The cells of a row of judgements, the subject first; () for any other text.
Judgement = Callable[[str], Sequence[str]]

#: The year in front of the name of what was judged.
_YEARS = re.compile(r"^(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s+")
#: Between two rows stand so many other lines at most: the heading of a group.
BETWEEN = 2
#: Words that may stand in front of any grade.
SUBJECT = "Its subject"
#: The cells of a standard: what is expected, and the grade.
STANDARD = 2


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
    bars = {i: _bar(lines[i - 1], cells[i]) for i in found if i and i not in rows}
    rows |= {i: said for i, said in bars.items() if said}
    # The heads of columns keep theirs where the text has.
    rows = {i: said if len(said) > 1 else _cells(lines[i]) for i, said in rows.items()}
    changed = {
        i: replace(lines[i], text="\t".join(said), role=Role.ROW) for i, said in rows.items()
    }
    named = frozenset(wording.key(rows[i][0]) for i in rows if len(cells[i]) > 1)
    return tuple(changed.get(i, line) for i, line in enumerate(lines)), named


def with_labelled_rows(
    lines: Sequence[Line], judgement: Judgement, is_heading_text: IsHeadingText
) -> tuple[Line, ...]:
    """The lines, labels and the judgements below them as table rows ('Grade  Direction of Travel'
    / 'Good  Improved'), and each standard with its grade: 'Leaders … of all.   Good'."""
    rows: dict[int, Sequence[str]] = {}
    for place, line in enumerate(lines):
        if line.role is not None or line.size is not None:
            continue
        said = _judged(line.text, judgement)
        above = lines[place - 1] if place else None
        if len(said) > 1 and above is not None and above.role is None:
            labels = _labels(above.text, len(said), is_heading_text)
            rows |= {place - 1: labels, place: said} if labels else {}
        elif _is_standard(line.text, judgement):
            rows[place] = _cells(line)
    return tuple(
        replace(line, text="\t".join(rows[i]), role=Role.ROW) if i in rows else line
        for i, line in enumerate(lines)
    )


def _judged(text: str, judgement: Judgement) -> Sequence[str]:
    """The cells of a line that is a grade and what stands beside it, and nothing else."""
    subject, *said = judgement(f"{SUBJECT} {wording.spaced(text)}") or ("",)
    return said if subject == SUBJECT else ()


def _labels(text: str, count: int, is_heading_text: IsHeadingText) -> Sequence[str]:
    """The labels of so many judgements, whose gap the text may have lost; () for other words."""
    said = _row(text) if len(_row(text)) > 1 else text.split()
    for ends in combinations(range(1, len(said)), count - 1):
        labels = [" ".join(said[a:b]) for a, b in pairwise((0, *ends, len(said)))]
        if all(map(is_heading_text, labels)):
            return labels
    return ()


def _is_standard(text: str, judgement: Judgement) -> bool:
    """True for a sentence beside a grade, far from it."""
    cells = _row(text)
    parted = len(cells) == STANDARD and wording.ends_sentence(cells[0])
    return parted and list(_judged(cells[1], judgement)) == [cells[1]]


def _bar(above: Line, said: Sequence[str]) -> Sequence[str]:
    """The cells of a bar below an area's heading, which says its name again, or as much of it as
    fits, and the grade: '2007/08 Neighbourhood Policing   Good'; () for any other row."""
    subject, name = wording.key(_YEARS.sub("", said[0])), wording.key(above.text)
    again = above.role is None and bool(subject) and f"{name} ".startswith(f"{subject} ")
    return (above.text, *said[1:]) if again and len(said) > 1 else ()


def _cells(line: Line) -> Sequence[str]:
    return wording.row_cells(line.text)


def _row(text: str) -> Sequence[str]:
    return [cell for cell in wording.row_cells(text) if cell]


def _is_group(line: Line) -> bool:
    return line.role is None and wording.could_be_heading(line.text)

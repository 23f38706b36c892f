"""Rows of figures whose columns a text has lost: 'Fife 1,988 1,644', or each cell on a line.

Tools that take the text out of a page print a table of figures as short lines of names and
numbers. A run of such lines is one. Called by ``document`` before lines are joined; in: pieces of
lines, out: the same, those of such a run as rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.run_in_headings import IsHeadingText

#: So many lines with figures, and figures in all, make a table.
LINES, FIGURES = 2, 4
#: A name is no longer, nor is a question beside a figure.
NAME_CHARACTERS, QUESTION_CHARACTERS = 60, 120
#: Between two lines with figures stand so many with a name alone at most.
NAMES = 2
#: What numbers a page.
PAGES = ("page", "p", "p.")
#: The heads of columns have no more words where each stands on a line of its own.
HEAD_WORDS = 2

_FIGURE = r"(?:[£$€+−-]?\d[\d.,]*(?:[/–-]\d+)*(?:%|m|bn|k)?|n/a|–|-)"
_FIGURES = re.compile(rf"{_FIGURE}(?:\s+{_FIGURE})*")
_ROW = re.compile(rf"(?P<name>\S.*?)\s+(?P<figures>{_FIGURE}(?:\s+{_FIGURE})*)")
#: What no page number is: an amount, a share, a figure with a point.
_AMOUNT = re.compile(r"[£$€%]|\d[.,]\d")
#: A telephone number's parts are no figures.
_DIALLED = re.compile(r"(?<!\S)\(?0\d{3,}")
#: Figures far from the name and from each other: the text has kept its columns.
_APART = re.compile(rf"\S\s{{2,}}{_FIGURE}(?:\s{{2,}}{_FIGURE})+$")
_YEARS = re.compile(r"(?:(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?\s*){2,}")


def with_figure_rows(lines: Sequence[Line], is_heading_text: IsHeadingText) -> tuple[Line, ...]:
    """The lines, those of a table of figures that has lost its columns as rows."""
    cells = [_cells(line, is_heading_text) for line in lines]
    rows: dict[int, Sequence[str]] = {}
    place = 0
    while place < len(lines):
        run = _run(place, lines, cells, is_heading_text)
        rows |= {i: cells[i] or (lines[i].text.strip(),) for i in run}
        place = max([place, *run]) + 1
    return tuple(
        replace(line, text="\t".join(rows[i]), role=Role.ROW) if i in rows else line
        for i, line in enumerate(lines)
    )


def _cells(line: Line, is_heading_text: IsHeadingText) -> Sequence[str]:
    """The name and the figures of a line of plain text, or its figures; () for any other."""
    text = line.text.strip()
    if line.role is not None or line.size is not None or wording.bullet(text):
        return ()
    if _FIGURES.fullmatch(text):
        return tuple(text.split())
    found = _ROW.fullmatch(text)
    if found is None or wording.is_date(text) or is_heading_text(text):
        return ()
    name = found["name"].strip()
    longest = QUESTION_CHARACTERS if name.endswith("?") else NAME_CHARACTERS
    named = len(name) <= longest and re.search(r"[^\W\d_]{2}", name) is not None
    if not named or name.endswith((":", ",", ".")) or _DIALLED.search(text):
        return ()
    apart = _APART.search(text) is not None
    if (wording.goes_on(name) and not apart) or name.casefold() in PAGES:
        return ()
    return (wording.spaced(name), *found["figures"].split())


def _run(
    start: int,
    lines: Sequence[Line],
    cells: Sequence[Sequence[str]],
    is_heading_text: IsHeadingText,
) -> Sequence[int]:
    """The places of the lines of the table that begins with the figures of a line, with the heads
    of its columns; none where there is no table."""
    if not cells[start]:
        return ()
    end, figured = start, [start]
    for place in range(start + 1, len(lines)):
        if cells[place]:
            figured.append(place)
            end = place
        elif place - end > NAMES or not _is_name(lines[place], is_heading_text):
            break
    rows = [cells[place] for place in figured]
    heads = _heads(start, lines, cells, is_heading_text)
    if not _are_table(rows, end + 1 - start - len(figured)) or not (heads or _say_what(rows)):
        return ()
    return range(start - heads, end + 1)


def _are_table(rows: Sequence[Sequence[str]], names: int) -> bool:
    """True for enough lines with figures, which are more than numbers of pages."""
    figures = [cell for row in rows for cell in row if _FIGURES.fullmatch(cell)]
    if len(rows) < LINES or len(figures) < FIGURES or names > len(rows):
        return False
    beside = any(sum(bool(_FIGURES.fullmatch(cell)) for cell in row) > 1 for row in rows)
    return beside or any(map(_AMOUNT.search, figures))


def _say_what(rows: Sequence[Sequence[str]]) -> bool:
    """True for names or amounts; numbers alone say nothing of what they count."""
    every = [cell for row in rows for cell in row]
    return any(re.search(r"[^\W\d_]{2}", cell) or _AMOUNT.search(cell) for cell in every)


def _heads(
    start: int,
    lines: Sequence[Line],
    cells: Sequence[Sequence[str]],
    is_heading_text: IsHeadingText,
) -> int:
    """How many lines above the first one with figures head its columns: one that nothing parts
    from it, one over years alone, and short ones of which each is a cell."""
    above = list(_names_above(start, lines, is_heading_text))
    if not above:
        return 0
    if not lines[start].starts or _YEARS.fullmatch(" ".join(cells[start])):
        return 1
    short = [line for line in above if len(line.text.split()) <= HEAD_WORDS]
    return len(short) if len(short) > 1 else 0


def _names_above(
    start: int, lines: Sequence[Line], is_heading_text: IsHeadingText
) -> Iterator[Line]:
    for place in range(start - 1, max(start - 5, -1), -1):
        if not _is_name(lines[place], is_heading_text):
            return
        yield lines[place]


def _is_name(line: Line, is_heading_text: IsHeadingText) -> bool:
    """True for a short line of plain text that is no sentence, no item and no known heading."""
    text = line.text.strip()
    if line.role is not None or line.size is not None or wording.bullet(text):
        return False
    if wording.label(text) or text.endswith((":", ";", ",")) or wording.goes_on(text):
        return False
    ended = wording.ends_sentence(text) and not text.endswith("?")
    return len(text) <= QUESTION_CHARACTERS and not ended and not is_heading_text(text)

"""Tables that hold data and say nothing: figures beside names, and names beside names.

Such a table is no finding, and neither are its caption and its source; the section in which it
stands goes on behind it. Readers who cut a report by hand all count it so. A table says something
where a cell is a sentence, or asks for something, or where its head names a category or who must
act. Called by ``units``; in: the text of a section, out: the same without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from indexer.reports import wording
from indexer.reports.findings.action_columns import is_of_actions
from indexer.reports.labelling import statements
from indexer.reports.labelling.vocabulary import Role, opened, shared, words
from indexer.reports.structure.tree import Block, Node, Table, blocks

DATA = "table of figures or names"
BESIDE = "caption or source of a table"

#: A name beside other names has no more words: 'Designated custody suites'.
NAME_WORDS = 4
#: A sentence has no fewer words: 'No. 4.' is a name.
SENTENCE_WORDS = 4
#: So many columns of figures hold data even where the rows of a table ask for something.
COLUMNS = 2
#: A caption, or the words that say where figures are from, is no longer.
BESIDE_CHARACTERS = 200

_DIGIT = re.compile(r"\d")
#: What a figure is counted in; any other word makes a name of it.
_UNITS = re.compile(
    r"[^\W\d_](?![^\W\d_])|\b(?:per|cent|percent|points?|of|in|out|to|and|from|over|under|than|about"
    r"|million|bn|billion|thousand|days?|hours?|hrs?|minutes?|mins?|weeks?|months?|years?|score"
    r"|pages?|pp|st|nd|rd|th|km|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
#: What an empty cell prints, or one that only ticks.
_BLANK = re.compile(
    r"[\s–—*.✓✔✗x-]*|n/?[ak]|nil|none|not (?:applicable|available|known)|yes|no", re.I
)
_CAPTION = re.compile(r"(?:figure|fig\.?|table|chart|graph|map) ?\d{1,2}[a-z]?\b", re.I)
_BETWEEN_SENTENCES = re.compile(r"[.!?] ")
_SOURCE = re.compile(r"(?:(?:data )?sources?|notes?)(?: to (?:the )?(?:table|figure))?\s?:", re.I)


def left_out(nodes: Sequence[Node], asking: bool) -> Iterator[tuple[Block, str]]:
    """The blocks of a section that are data or stand beside them, each with the reason.

    Below a heading that judges, whose rows are findings, it is ``asking``.
    """
    data = [isinstance(node, Table) and is_of_data(node, asking) for node in nodes]
    above: tuple[bool, bool] = (False, False)
    for node, is_data, below in zip_longest(nodes, data, data[1:], fillvalue=False):
        assert not isinstance(node, bool)
        beside = isinstance(node, Block) and _is_beside(node.text, any(above), bool(below))
        if is_data or beside:
            yield from ((block, DATA if is_data else BESIDE) for block in blocks([node]))
        above = (bool(is_data), beside)


def is_of_data(table: Table, asking: bool) -> bool:
    """True for a table that holds figures or names and says nothing; below a heading that judges
    (``asking``), only for one that has several columns of figures."""
    rows = [row.cells for row in table.rows if row.cells and not wording.is_rule(row.text)]
    if len(rows) < COLUMNS or any(map(_names_category, rows[0])):
        return False
    if is_of_actions(rows[0], rows[1:]) or any(_says(cell) for cells in rows for cell in cells):
        return False
    body = [cells for cells in rows[1:] if sum(map(bool, cells)) > 1]
    if asking:
        return bool(body) and all(_figures(cells) >= COLUMNS for cells in body)
    if not body:
        return all(is_figure(row[0]) or _is_of_names(row) for row in rows)
    return all(map(_figures, body)) or all(map(_is_of_names, body))


def _is_beside(text: str, above: bool, below: bool) -> bool:
    """True for the words over a table, and for those below one that say where its figures are
    from; not for a sentence that speaks of it, but for one that only leads in to it."""
    if len(text) > BESIDE_CHARACTERS:
        return False
    if above and _SOURCE.match(text):
        return True
    leads = text.endswith(":") and not _BETWEEN_SENTENCES.search(text)
    return (below and leads) or bool(_CAPTION.match(text) and not wording.ends_sentence(text))


def _names_category(head: str) -> bool:
    known = opened(shared(), words(head), "")
    return known is not None and known.role in (Role.CATEGORY, Role.REMEDY)


def is_figure(cell: str) -> bool:
    """True for a cell that holds a number and what it counts, and for an empty one."""
    if _BLANK.fullmatch(cell):
        return True
    return bool(_DIGIT.search(cell)) and not _WORD.search(_UNITS.sub("", cell))


def _figures(cells: Sequence[str]) -> int:
    """How many cells beside the first hold figures; 0 where a longer one holds none."""
    beside = [cell for cell in cells[1:] if cell]
    if any(not is_figure(cell) and _words(cell) > NAME_WORDS for cell in beside):
        return 0
    return sum(map(is_figure, beside))


def _is_of_names(cells: Sequence[str]) -> bool:
    return all(is_figure(cell) or _words(cell) <= NAME_WORDS for cell in cells)


def _words(cell: str) -> int:
    return len(_WORD.findall(cell))


def _says(cell: str) -> bool:
    """True for a sentence, and for what asks for something; a question says nothing."""
    if cell.endswith("?"):
        return False
    ended = wording.ends_sentence(cell) and not cell.endswith(":")
    return statements.asks(cell) or (ended and _words(cell) >= SENTENCE_WORDS)

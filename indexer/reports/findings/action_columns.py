"""The columns of a table of actions: which holds the number, who must act, and by when.

``action_rows`` asks it for the columns of a table and for the cells of each row. A cell is
believed for what it says, not only for where it stands: a time in the column of owners is a time,
for a row with an empty cell may be printed with one cell fewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from indexer.data_files import toml
from indexer.reports import wording
from indexer.reports.findings.addressees import is_actor
from indexer.reports.findings.deadlines import in_cell

NUMBER, OWNER, BY_WHEN = "number", "owner", "by_when"
_REFERENCE = re.compile(
    r"(?:R|Rec\.? ?|AFI ?|No\.? ?|recommendation |area for \w+ )?\d{1,3}(?:\.\d{1,3})?[a-z]?\.?",
    re.I,
)
#: Under the head 'No.' any short name of a row is its number: 'A1', 'CP/3'.
_SHORT_NAME = re.compile(r"[\w./-]{1,8}", re.I)
#: The head of the column that holds what is asked.
_ASKED = re.compile(r"(?:agreed |required |proposed )?(?:actions?|recommendations?)\b.{0,40}", re.I)
#: What leads from an owner's name in to the next cell: 'The force should:'.
_LEADS_IN = re.compile(r"\s+(?:should|must|needs? to|(?:is|are) asked to)(?:\s*:)?$|:$", re.I)
#: What an empty cell prints.
_EMPTY = re.compile(r"[\s–—-]*|n/?a|none|tbc|to be confirmed", re.I)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, by its head; empty where the head says nothing."""

    holds: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(self.holds)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row as it is understood: cells that are its text, and what the others say."""

    #: The places of the cells that are the finding's text.
    text: tuple[int, ...]
    label: str | None = None
    owner: str | None = None
    by_when: str | None = None


def columns(head: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> Columns:
    """What the cells of a table's first row say of the columns below them.

    Where none says who must act on what is asked, a column whose cells in all ``rows`` name
    somebody who can does, whatever its head: 'For'.
    """
    kinds = [_kind(cell) for cell in head]
    if OWNER not in kinds and (BY_WHEN in kinds or any(map(_is_asked, head))):
        others = (at for at, kind in enumerate(kinds) if not kind and not _is_asked(head[at]))
        if (found := next((at for at in others if _names_actors(rows, at)), None)) is not None:
            kinds[found] = OWNER
    return Columns(tuple(kinds))


def _is_asked(head: str) -> bool:
    return bool(_ASKED.fullmatch(head.strip()))


def _names_actors(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and not _EMPTY.fullmatch(row[place])]
    return bool(cells) and all(map(is_actor, cells))


def is_of_actions(head: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """True for the head of a table of actions: a column says who must act or by when, and another
    holds what is asked, and not its number alone in all ``rows``."""
    kinds = columns(head, rows).holds
    asked = [place for place, cell in enumerate(head) if _is_asked(cell)]
    said = (row[place] for row in rows for place in asked if place < len(row))
    words = any(cell and not _REFERENCE.fullmatch(cell) for cell in said)
    return words and any(kind in (OWNER, BY_WHEN) for kind in kinds)


def _kind(head: str) -> str:
    plain = " ".join(head.split()).rstrip(" :?*")
    return next((kind for kind, pattern in _heads() if pattern.fullmatch(plain)), "")


def understood(cells: Sequence[str], known: Columns) -> Cells:
    """A row by its columns; a number in its first cell is one without a head, too."""
    said: dict[str, str] = {}
    text: list[int] = []
    for place, cell in enumerate(cells):
        kind = _said_by(cell, known.holds[place] if place < len(known.holds) else "", place)
        if kind and (kind not in said) and len(cells) > 1:
            said[kind] = _LEADS_IN.sub("", cell) if kind == OWNER else cell
        elif cell and not (kind and _EMPTY.fullmatch(cell)):
            text.append(place)
    given = {kind: cell for kind, cell in said.items() if not _EMPTY.fullmatch(cell)}
    label = given.get(NUMBER, "").rstrip(".") or None
    return Cells(tuple(text), label, given.get(OWNER), given.get(BY_WHEN))


def _said_by(cell: str, kind: str, place: int) -> str:
    """What a cell is, by its column and its words; '' for text."""
    if _EMPTY.fullmatch(cell):
        return kind
    if kind in (OWNER, BY_WHEN) and in_cell(cell, ""):
        return BY_WHEN
    if kind == BY_WHEN or (kind == OWNER and _is_text(cell)):
        return ""
    if kind == NUMBER:
        return NUMBER if _SHORT_NAME.fullmatch(cell) or _REFERENCE.fullmatch(cell) else ""
    if place == 0 and _REFERENCE.fullmatch(cell):
        return NUMBER
    return kind


def _is_text(cell: str) -> bool:
    """True for what names nobody though it stands in the column of owners: an item with its
    number, and a sentence: a row may be printed with a cell more than the head."""
    said = _LEADS_IN.sub("", cell)
    ended = said.endswith((".", ";")) and not is_actor(said.rstrip(".;"))
    return ended or wording.label(said) is not None


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = toml(__package__, "action_columns.toml")
    return tuple((kind, re.compile("|".join(data[kind]), re.I)) for kind in data)

"""A table that people keep, put beside the register by the ids of its rows.

``store`` hands in the sheet and what is asked for; each row stands beside one entry or is named
with the reason why not. Nothing of the table is dropped, and nothing of a report is changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from indexer.data_files import toml
from indexer.search.fields import FIELDS
from indexer.tracking.days import day
from indexer.tracking.sheet import Sheet, SheetRow

#: So many rows tell in which column the ids stand.
_TRIED = 500
#: A cell may be the address of a finding's page.
_ADDRESS = re.compile(r"^.*/findings/|[?#].*$")


@dataclass(frozen=True, slots=True)
class TrackedRow:
    """What people keep of one entry of the register."""

    line: int
    #: One for each of ``Joined.columns``.
    cells: tuple[str, ...]
    #: The first day on which it was done, 'YYYY-MM-DD'; '' where it is not, or not said when.
    closed: str = ""
    #: Whether its status says that it is done.
    done: bool = False

    def is_done(self, on: str) -> bool:
        """Whether it was done on a day, as far as the table says."""
        return self.closed <= on if self.closed else self.done


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row that does not stand beside an entry, or not all of it, and why in a sentence."""

    line: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The table beside the register."""

    #: The headings of what people added, in the order of the table.
    columns: tuple[str, ...] = ()
    #: By the id of the finding.
    rows: Mapping[str, TrackedRow] = field(default_factory=lambda: MappingProxyType({}))
    misfits: tuple[Misfit, ...] = ()
    #: All headings, as those of the cells of misfits.
    headings: tuple[str, ...] = ()
    #: Why there is no table to be shown though one is stored, '' where all is well.
    problem: str = ""

    def cell(self, finding_id: str, column: str) -> str:
        """What stands under a heading for a finding, '' where nothing does."""
        row = self.rows.get(finding_id)
        return row.cells[self.columns.index(column)] if row else ""


def join(sheet: Sheet, known: Collection[str]) -> Joined:
    """The sheet beside the entries whose ids are ``known``."""
    table = _Table(sheet, known)
    for row in sheet.rows:
        table.take(row)
    return Joined(
        columns=tuple(sheet.headings[place] for place in table.own),
        rows=MappingProxyType(table.rows),
        misfits=tuple(table.misfits),
        headings=sheet.headings,
    )


class _Table:
    """The rows of a sheet as they are taken, one after the other."""

    def __init__(self, sheet: Sheet, known: Collection[str]) -> None:
        self.rows: dict[str, TrackedRow] = {}
        self.misfits: list[Misfit] = []
        self._headings = sheet.headings
        self._place = _id_column(sheet, known)
        self._known = known
        #: The places of the columns that people added.
        self.own = [
            place
            for place, name in enumerate(sheet.headings)
            if place != self._place and name.casefold() not in ours()
        ]
        self._dates = self._own_of("dates")
        self._closing = [place for place in self._dates if place in self._own_of("closing")]
        self._status = self._own_of("status")

    def _own_of(self, kind: str) -> list[int]:
        return [place for place in self.own if _is(self._headings[place], kind)]

    def take(self, row: SheetRow) -> None:
        """Put a row beside its entry, or among the misfits with the reason."""
        key = finding_id(row.cells[self._place]) if self._place is not None else ""
        reasons = list(self._faults(row))
        if why := self._stray(key):
            reasons.insert(0, why)
        else:
            self.rows[key] = self._tracked(row)
        self.misfits += [Misfit(row.line, row.cells, reason) for reason in reasons]

    def _stray(self, key: str) -> str:
        """Why a row stands beside no entry, '' where it does."""
        if self._place is None:
            return "No column of the table has references of findings."
        if not key:
            return "The row has no reference of a finding."
        if key in self.rows:
            return f"‘{key}’ has a row already, in line {self.rows[key].line}; that one is shown."
        if key not in self._known:
            return f"‘{key[:60]}’ is the reference of nothing that is asked for in these reports."
        return ""

    def _faults(self, row: SheetRow) -> Iterator[str]:
        for place in self._dates:
            if (cell := row.cells[place]) and not day(cell):
                yield (
                    f"‘{cell[:60]}’ under ‘{self._headings[place]}’ is no date. Write it as "
                    "2026-03-31 or 31/03/2026."
                )

    def _tracked(self, row: SheetRow) -> TrackedRow:
        closed = [found for place in self._closing if (found := day(row.cells[place]))]
        done = any(_says_done(row.cells[place]) for place in self._status)
        own = tuple(row.cells[place] for place in self.own)
        return TrackedRow(row.line, own, min(closed, default=""), done)


def finding_id(cell: str) -> str:
    """The id in a cell, which may be the address of a finding's page."""
    return _ADDRESS.sub("", cell.strip())


def _id_column(sheet: Sheet, known: Collection[str]) -> int | None:
    """The column with most ids that are known; else the one whose heading says so, or None."""
    rows = sheet.rows[:_TRIED]
    found = {
        place: sum(finding_id(row.cells[place]) in known for row in rows)
        for place in range(len(sheet.headings))
    }
    best = max(found, key=lambda place: found[place], default=0)
    if found.get(best):
        return best
    named = (place for place, name in enumerate(sheet.headings) if _is(name, "ids"))
    return next(named, None)


@cache
def ours() -> frozenset[str]:
    """The headings, in small letters, of the columns that this product writes itself."""
    fields = (field.heading for field in FIELDS if field.heading)
    return frozenset(heading.casefold() for heading in (*fields, *_words("ours")))


def _says_done(cell: str) -> bool:
    return cell.casefold().startswith(_words("done"))


def _is(heading: str, kind: str) -> bool:
    return any(re.search(pattern, heading, re.I) for pattern in _words(kind))


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(toml(__package__, "columns.toml")[kind])

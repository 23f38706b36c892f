"""The text of a finding cut for showing: paragraphs and lists, marks, and joins over pages.

Templates ask for it with a finding and, from a search, its text in fragments with marks; blocks of
rows come out. A finding's text is one line, and it says where in it each nested bullet stands;
nothing is added to the text and nothing is taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import NamedTuple

from indexer import Finding, Fragment

#: Characters of the longest text that unfolds in a list of results, and that is printed whole with
#: it. One in ten has more than 1,000; they add a twentieth to what a page weighs. What is longer
#: than this is a table that no list should print.
UNFOLDED = 6000


class Piece(NamedTuple):
    """A stretch of text; ``match`` when it was searched for, ``join`` when halves meet here."""

    text: str
    match: bool = False
    #: A page break of the report stood right before this piece.
    join: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, with one row, or a list, with a row for each bullet."""

    bullets: bool
    rows: tuple[tuple[Piece, ...], ...]


def unfolds(finding: Finding) -> bool:
    """Whether a finding may be read in full among others, or only on its own page."""
    return len(finding.text) <= UNFOLDED


def plain(finding: Finding) -> tuple[Fragment, ...]:
    """The whole text of a finding as one segment without a mark."""
    return (Fragment(finding.text, False),)


def blocks(finding: Finding, segments: Iterable[Fragment] = ()) -> tuple[Block, ...]:
    """The finding's text in paragraphs and lists, in order.

    ``segments`` are the whole text with its marks; without them it is shown unmarked.
    """
    pieces = tuple(_joined(finding, tuple(segments) or plain(finding)))
    rows = [(nested, _between(pieces, start, end)) for start, end, nested in _stretches(finding)]
    return tuple(
        Block(bullets, tuple(row for _, row in group))
        for bullets, group in groupby(rows, key=lambda row: row[0])
    )


def _stretches(finding: Finding) -> Iterator[tuple[int, int, bool]]:
    """First and last offset of each paragraph and bullet, in order, and whether it is a bullet."""
    at = 0
    for start, end in finding.nested_at:
        if finding.text[at:start].strip():
            yield at, start, False
        at = end
        yield start, end, True
    if finding.text[at:].strip():
        yield at, len(finding.text), False


def _joined(finding: Finding, segments: tuple[Fragment, ...]) -> Iterator[Piece]:
    """The segments as pieces, cut where halves of the text were joined."""
    joins = set(finding.joins)
    at = 0
    for segment in segments:
        end = at + len(segment.text)
        cuts = sorted({at, end, *(join for join in joins if at < join < end)})
        for start, stop in pairwise(cuts):
            yield Piece(segment.text[start - at : stop - at], segment.match, start in joins)
        at = end


def _between(pieces: tuple[Piece, ...], start: int, end: int) -> tuple[Piece, ...]:
    """The part of the pieces between two offsets of the text."""
    row = []
    at = 0
    for piece in pieces:
        low, high = max(start, at), min(end, at + len(piece.text))
        if low < high:
            join = piece.join and low == at
            row.append(Piece(piece.text[low - at : high - at], piece.match, join))
        at += len(piece.text)
    return tuple(row)

"""The raised numbers in a text that call for a note, parted from the words that they stand at.

'MARAC<sup>12</sup> within ten days' is printed as MARAC with a small 12 above, which is no part
of the sentence: as 'MARAC12' nobody finds it. Ordinals (21st), powers (km²) and letters (nº)
stay. For the readers of web pages and of Word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from indexer.reports.readers.inline import BREAK, CELL, GAP, Piece

#: Why a number that was taken out is in no finding.
REFERENCE = "the number of a footnote"

_MARK = re.compile(
    r"[\[(]?(?:(?:(?:foot|end)?note )?\d{1,3}(?:\s*[,–-]\s*\d{1,3})*|[*†‡§]{1,3})[\])]?[,;]?"
)
#: Letters are marks of notes only where they are links.
_LETTER = re.compile(r"[\[(]?(?:[a-z]|[ivx]{1,4})[\])]?")
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
#: What is raised to a power: a measure of length, or ten.
_BASE = re.compile(r"(?:^|[\s\d(/])(?:[kcm]?m|miles?|ft|feet|yds?|in)$|(?:^|[^\d.,])10$")
_EDGES = (BREAK, CELL, GAP)


@dataclass(slots=True)
class Parted:
    """A block's text without the marks of notes in it, and these marks."""

    pieces: list[Piece] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    #: The raised number that the block begins with: its own, if it is a note.
    own: str = ""


def parted(pieces: Sequence[Piece]) -> Parted:
    """The pieces of a block with the raised numbers behind its words taken out."""
    found = Parted()
    for raised, group in groupby(pieces, lambda piece: piece.raised):
        run = list(group)
        if raised:
            _take(found, run)
        else:
            found.pieces += run
    return found


def is_note_mark(text: str) -> bool:
    """Whether a raised stretch of text can call for a note: '1', '2,3', '*'."""
    return bool(_MARK.fullmatch(text.strip()))


def as_power(before: str, text: str) -> str:
    """A raised number as the power of the measure before it ('km' and '2' are km²), or ''."""
    return text.translate(_DIGITS) if text.isdigit() and _BASE.search(before) else ""


def _take(found: Parted, run: list[Piece]) -> None:
    """Take in a raised stretch of text: as a mark, a power, or text like any other."""
    text = "".join(piece.text for piece in run).strip()
    before = _before(found.pieces)
    if power := as_power(before, text):
        found.pieces.append(replace(run[0], text=power, raised=False))
    elif not _is_mark(text, run):
        found.pieces += run
    elif before.strip():
        found.marks.append(text)
    else:
        found.own = found.own or text.strip("[]().,;")
        found.pieces += [*run, GAP]


def _is_mark(text: str, run: list[Piece]) -> bool:
    linked = all(piece.linked for piece in run if piece.text.strip())
    return is_note_mark(text) or bool(linked and _LETTER.fullmatch(text))


def _before(pieces: list[Piece]) -> str:
    """The last words in the same line or cell."""
    words = ""
    for piece in reversed(pieces):
        if any(piece is edge for edge in _EDGES[:2]) or len(words) > 20:
            break
        words = piece.text + words
    return words

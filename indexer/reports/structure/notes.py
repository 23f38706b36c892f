"""Footnotes: they stand between the halves of a sentence and are no part of it.

A note is what the reader tags as one; small type below the text of its page; in a text without
sizes, lines above a page's end, or a paragraph anywhere, that begin with the number of a reference
mark further up. Called by ``structure.reading``; in: pieces of lines, out: the numbers of those
that are notes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile, zip_longest

from indexer.reports import wording
from indexer.reports.lines import Line, Role

FOOTNOTE = "footnote"

_NUMBERED = re.compile(r"^(\d{1,3}|[*†‡])\s+(?=[A-Z‘“\"(]|https?:|www\.)|^(\d{1,2})$")
#: A note has so many lines at most, and stands so many lines above its page's end.
NOTE_LINES = 6
#: So many lines at the end of a page may be notes.
NOTES_LINES = 30
#: Type of a note against that of the text.
SMALLER = 0.9
#: How far up, in lines, the mark of a note may stand.
MARK_LINES = 60


def notes(lines: Sequence[Line], left_out: Mapping[int, str], body: float | None) -> frozenset[int]:
    """The numbers of the pieces that are footnotes, furniture apart."""
    found = {line.number for line in lines if line.role is Role.NOTE}
    kept = [line for line in lines if line.number not in left_out]
    numbered = [line for line in lines if line.number not in left_out or _is_bare_number(line)]
    if body is not None:
        return frozenset(found | _small(lines, left_out, body))
    found |= (
        _above_page_ends(lines, left_out) | _below_numbers(lines, left_out) | _hanging(numbered)
    )
    return frozenset(found | _paragraphs([line for line in kept if line.number not in found]))


def _small(lines: Sequence[Line], left_out: Mapping[int, str], body: float) -> set[int]:
    """Lines in small type at the foot of a page, from the first that begins with a number; one on
    a line of its own may have been taken for that of the page."""
    found: set[int] = set()
    run: list[Line] = []
    kept = [line for line in lines if line.number not in left_out or _is_bare_number(line)]
    for line, below in zip_longest(kept, kept[1:]):
        small = line.size is not None and line.size <= SMALLER * body and line.cell is None
        run = [*run, line] if small and (run or _NUMBERED.match(line.text)) else []
        if run and (below is None or below.page != line.page):
            while run and run[-1].number in left_out:
                run.pop()
            found |= {each.number for each in run}
            run = []
    return found


def _is_bare_number(line: Line) -> bool:
    return line.text.isdigit() and line.role is not Role.CHROME


def _hanging(lines: Sequence[Line]) -> set[int]:
    """The lines of notes that hang below their number wherever they stand: '1' alone on its line,
    and further in, right below it, what it says."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        below = lines[place + 1 : place + 1 + NOTE_LINES]
        if line.role is None and line.text.isdigit():
            hangs = [_hangs(each, line) for each in below]
            said = below[: (*hangs, False).index(False)]
            rest = takewhile(lambda each: not each.starts, below[len(said) :])
            if said and not wording.ends_sentence(said[-1].text):
                said = [*said, *rest]
            if said and _is_marked(lines, place, line.text):
                found |= {line.number, *(each.number for each in said)}
    return found


def _hangs(line: Line, number: Line) -> bool:
    return line.role is None and not line.starts and line.indent > number.indent


def _paragraphs(lines: Sequence[Line]) -> set[int]:
    """The lines of notes that are paragraphs of their own, as at the end of a section; none in a
    text that numbers its paragraphs in the same way, so that most have no mark above."""
    begins = [place for place, line in enumerate(lines) if _could_be_note(line)]
    called = [place for place in begins if _is_marked(lines, place, lines[place].text.split()[0])]
    if 2 * len(called) <= len(begins):
        return set()
    return {line.number for place in called for line in _paragraph(lines[place:])}


def _could_be_note(line: Line) -> bool:
    number = _NUMBERED.match(line.text)
    return line.role is None and line.starts and bool(number and number.group(1))


def _paragraph(lines: Sequence[Line]) -> list[Line]:
    """The first line with those that go on with it, and the notes right below."""
    rest = takewhile(lambda line: line.role is None and not line.starts, lines[1:])
    found = [lines[0], *rest]
    return found if len(found) <= NOTES_LINES else []


def _above_page_ends(lines: Sequence[Line], left_out: Mapping[int, str]) -> set[int]:
    found: set[int] = set()
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        at_end = below is not None and below.number in left_out and line.number not in left_out
        if at_end and line.role is None:
            found |= _note_ending(lines, place, left_out)
    return found


def _below_numbers(lines: Sequence[Line], left_out: Mapping[int, str]) -> set[int]:
    """Notes below a number on a line of its own, as some tools print them, down to the end of
    their page; the number may have been taken for that of a page."""
    found: set[int] = set()
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else None
        if line.page is not None and (below is None or below.page != line.page):
            found |= _notes_to(lines, place, left_out)
    return found


def _notes_to(lines: Sequence[Line], end: int, left_out: Mapping[int, str]) -> set[int]:
    """The lines of the notes that stand above the end of a page; none where there are none."""
    first, last = end + 1, end
    for start in range(end, max(end - NOTES_LINES, -1), -1):
        line = lines[start]
        if line.page != lines[end].page or last - start > NOTE_LINES:
            break
        if line.role is None and line.text.isdigit() and start < last:
            if not _is_marked(lines, start, line.text):
                break
            first, last = start, start - 1
    kept = lines[first : end + 1]
    return {line.number for line in kept if line.number not in left_out or line.text.isdigit()}


def _note_ending(lines: Sequence[Line], end: int, left_out: Mapping[int, str]) -> set[int]:
    """The lines of the notes whose last line stands at ``end``; none when it is text."""
    found: set[int] = set()
    for start in range(end, max(end - NOTE_LINES, 0), -1):
        if lines[start].number in left_out:
            break
        number = _NUMBERED.match(lines[start].text)
        if number is None or not number.group(1):
            continue
        if not _is_marked(lines, start, number.group(1)):
            break
        found |= {line.number for line in lines[start : end + 1]}
        end = start - 1
    return found


def _is_marked(lines: Sequence[Line], place: int, number: str) -> bool:
    """True when a reference mark with the number stands in the text above."""
    mark = re.compile(rf"(?<=[a-z,.;:’”)]){re.escape(number)}(?!\d|[.,]\d)(?=[\s,.;:)]|$)")
    above = lines[max(place - MARK_LINES, 0) : place]
    return any(mark.search(_without_label(line.text)) for line in above)


def _without_label(text: str) -> str:
    labelled = wording.label(text)
    return labelled[1] if labelled else text

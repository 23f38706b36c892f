"""How a source is printed as a whole: what tells its lines, headings and bullets apart.

Measured once over all lines. Called by ``structure.reading`` and ``builder``; in: lines
without furniture, out: a ``Print``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.reports import wording
from indexer.reports.lines import Line

#: Type larger than the text's by this factor makes a heading.
LARGER = 1.08
#: So far a letter's numbers count where they number paragraphs, with so many missed on the way.
COUNTED, MISSED = 3, 2
#: Where one line in twenty is longer than this, each paragraph is one line.
UNWRAPPED = 160
#: So many long lines that break off in a sentence show the column, where no line is longer.
AT_EDGE, BEYOND = 5, 1.1


#: So many lines that break off in a sentence tell how far a line reaches, but for this share; one
#: that ends before this share of the width stands in a table or a narrow column.
MEASURED, SHORTEST, NARROW = 20, 0.02, 0.72


@dataclass(frozen=True, slots=True)
class Print:
    """How a source is printed as a whole: what tells lines and headings apart in it."""

    #: The column at which its lines are wrapped; 0 where each paragraph is one line.
    width: int
    #: The type size of most of its text in points; None where the format has none.
    body: float | None
    #: The marks that begin its bullets.
    marks: frozenset[str]
    #: Its words in lower case, without halves of broken ones.
    vocabulary: frozenset[str]
    #: True where paragraphs are numbered: one '5.12' alone is a figure at a line's start.
    numbered: bool = True
    #: The letters behind which paragraphs are numbered ('S1', 'S2', 'S3').
    letters: frozenset[str] = frozenset()
    #: The column that a line reaches with the first word of the next, which did not fit on it; 0
    #: where too few tell.
    reach: int = 0

    def is_set_apart(self, line: Line) -> bool:
        """True for a line in bold, or in larger type than the text."""
        larger = line.size is not None and self.body is not None and line.size > self.body * LARGER
        return line.bold or larger

    def stands_out(self, line: Line) -> bool:
        """True for a line that its type makes a heading."""
        return self.is_set_apart(line) and wording.could_be_heading(line.text)

    def label(self, text: str) -> tuple[str, str] | None:
        """The printed number in front and the text behind it, or None."""
        return wording.label(text) or (wording.lettered(text) if self.is_lettered(text) else None)

    def is_lettered(self, text: str) -> bool:
        """True for a paragraph that is numbered behind a letter: 'S4 The force …'."""
        found = wording.lettered(text)
        return found is not None and found[0][0] in self.letters


def printed(lines: Sequence[Line]) -> Print:
    """How the lines of a source, furniture apart, are printed."""
    width = _wrapped_at(lines)
    return Print(
        width=width,
        body=_body_size(lines),
        marks=_bullet_marks(lines),
        vocabulary=_vocabulary(lines),
        numbered=len({found[0] for line in lines if (found := dotted(line.text))}) != 1,
        letters=_letters(lines),
        reach=_reach(lines, width),
    )


def dotted(text: str) -> tuple[str, str] | None:
    """The number '5.12' in front and the text behind it, or None."""
    found = wording.label(text)
    return found if found is not None and "." in found[0].rstrip(".") else None


def _vocabulary(lines: Sequence[Line]) -> frozenset[str]:
    """The words of a source in lower case, without the halves of words broken at a line's end."""
    found: set[str] = set()
    broken = False
    for line in lines:
        words = re.findall(r"\w+(?:-\w+)*", line.text.lower())
        first, broken = (1 if broken else 0), line.text.endswith("-")
        found.update(words[first : len(words) - 1 if broken else None])
    return frozenset(found)


def line_end(line: Line) -> int:
    """The column in which a line ends; on a page, whose indents are points, a character is half
    as wide as its type is high."""
    indent = line.indent if line.size is None else line.indent / max(line.size / 2, 1.0)
    return int(indent) + len(line.text)


def _wrapped_at(lines: Sequence[Line]) -> int:
    """The column at which the source was wrapped, or 0 where each paragraph is one line."""
    plain = [line for line in lines if line.role is None or line.element]
    lengths = sorted(map(line_end, plain))
    if len(lengths) < 12:
        return 0
    if sum(length > UNWRAPPED for length in lengths) > 0.05 * len(lengths):
        return 0
    width = lengths[int(0.95 * len(lengths))]
    full = [line for line in plain if line_end(line) > 0.75 * width]
    cut = sum(not wording.ends_sentence(line.text) for line in full)
    # Where few paragraphs need two lines, those that do break at one column all the same.
    at_edge = cut >= AT_EDGE and 4 * cut >= len(full) and lengths[-1] <= BEYOND * width
    return width if width >= 30 and (cut >= 0.1 * len(lengths) or at_edge) else 0


def with_next_word(end: int, below: str) -> int:
    """The column that a line which ends in ``end`` would reach with the first word of the next."""
    return end + 1 + len(below.split(maxsplit=1)[0])


def _reach(lines: Sequence[Line], width: int) -> int:
    """How far lines reach with the first word of the next, where that goes on in their sentence."""
    reached = sorted(
        with_next_word(line_end(above), below.text)
        for above, below in pairwise(lines)
        if line_end(above) >= NARROW * width
        and wording.goes_on(below.text)
        and not wording.ends_sentence(above.text)
        and (above.page, above.role, below.role) == (below.page, None, None)
    )
    return reached[int(SHORTEST * len(reached))] if len(reached) >= MEASURED else 0


def _bullet_marks(lines: Sequence[Line]) -> frozenset[str]:
    """The marks that begin bullets in this source: those that stand at the start of two lines."""
    marks = Counter(found[0] for line in lines if (found := wording.bullet(line.text)))
    dashes = sum(marks[dash] for dash in "-–—−")
    return frozenset(
        mark
        for mark, count in marks.items()
        if count > 1 or mark not in "-–—−*oŸ" or (mark in "-–—−" and dashes > 1)
    )


def _letters(lines: Sequence[Line]) -> frozenset[str]:
    """The letters that count paragraphs from one on: a road ('M25') or a form ('A1') does not."""
    counted: dict[str, int] = {}
    for line in lines:
        if (found := wording.lettered(line.text)) is not None:
            letter, number = found[0][0], int(found[0][1:])
            if counted.get(letter, 0) < number <= counted.get(letter, 0) + MISSED:
                counted[letter] = number
    return frozenset(letter for letter, number in counted.items() if number >= COUNTED)


def _body_size(lines: Sequence[Line]) -> float | None:
    """The type size of most of the text, in points; None where the format has no sizes."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None

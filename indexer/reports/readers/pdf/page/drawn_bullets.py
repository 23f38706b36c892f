"""Bullets that a page draws as squares or discs, and does not print as letters.

``glyphs`` calls it. In go the stretches of a page and its small drawings, out come the stretches
with a bullet in front of each line that one is drawn before: what a reader sees is what is read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from indexer.reports.readers.pdf.page.objects import Area
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.page.words import BULLET

#: A bullet is as wide and as high as this, in sizes of the type behind it, and no line ends nearer
#: in front of it than as many as it stands away from its text at most.
SMALLEST, LARGEST, BEFORE, BEHIND = 0.14, 0.75, 1.0, 3.0
#: Its middle stands between the line that the letters stand on and their height.
LOWEST, HIGHEST = 0.05, 0.75
#: Pages with more are drawings.
MOST = 200


def with_drawn_bullets(stretches: list[Stretch], dots: Iterable[Area]) -> list[Stretch]:
    """The stretches in their order, each drawn bullet in front of the one that it stands before."""
    found = _of_one_colour(dots)
    if not found or len(found) > MOST:
        return stretches
    before: dict[int, Stretch] = {}
    for dot in found:
        text = _behind(dot, stretches)
        if text is not None:
            before[id(text)] = _bullet(dot, text)
    return [each for text in stretches for each in (before.get(id(text)), text) if each]


def _of_one_colour(dots: Iterable[Area]) -> list[Area]:
    """The drawings without those that are found in one size and several colours: the key of a
    chart tells its lines by them."""
    alike: defaultdict[tuple[int, int], list[Area]] = defaultdict(list)
    for dot in dots:
        left, bottom, right, top = dot.box
        alike[round(right - left), round(top - bottom)].append(dot)
    kinds = (kind for kind in alike.values() if len({dot.light for dot in kind}) == 1)
    return [dot for kind in kinds for dot in kind]


def _behind(dot: Area, stretches: Sequence[Stretch]) -> Stretch | None:
    """The text that a drawing is the bullet of: the next on its line, which begins behind it."""
    left, _, right, _ = dot.box
    line = [text for text in stretches if _is_on_line(dot, text)]
    behind = min((text for text in line if text.left >= right), key=_left, default=None)
    if behind is None or behind.mark.artifact or behind.left - right > BEHIND * behind.size:
        return None
    if any(text.left < right and text.right > left - BEFORE * behind.size for text in line):
        return None
    return behind if any(char.isalnum() for char in behind.text) else None


def _is_on_line(dot: Area, text: Stretch) -> bool:
    left, bottom, right, top = dot.box
    size = max(right - left, top - bottom)
    height = (bottom + top) / 2 - text.baseline
    return (
        SMALLEST * text.size <= size <= LARGEST * text.size
        and LOWEST * text.size <= height <= HIGHEST * text.size
    )


def _left(text: Stretch) -> float:
    return text.left


def _bullet(dot: Area, text: Stretch) -> Stretch:
    return Stretch(
        BULLET,
        dot.box[0],
        dot.box[2],
        text.baseline,
        text.size,
        bold=False,
        symbols=True,
        spaced=False,
        typed=False,
        glued=False,
        mark=text.mark,
    )

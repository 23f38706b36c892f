"""Words, stretches and printed lines as a page has them, for tests that need no PDF."""

from __future__ import annotations

from typing import Any

from indexer.reports.readers.pdf.page.objects import Mark
from indexer.reports.readers.pdf.page.printed import Printed, printed_lines
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.page.words import Style, Word

#: Type size of the text, in points, and how wide each of its letters is.
SIZE, WIDE = 10.0, 5.0


def word(text: str, left: float, baseline: float = 100.0, **said: Any) -> Word:
    """A word that begins at ``left``; ``said`` is what differs of its style, or ``spaced``."""
    spaced = said.pop("spaced", False)
    style = Style(
        item=1, size=SIZE, bold=False, symbols=False, inked=True, angle=0.0,
        origin=(left, baseline), mark=Mark(),
    )  # fmt: skip
    for name, value in said.items():
        setattr(style, name, value)
    right = left + WIDE * len(text) * style.size / SIZE
    return Word(text, left, baseline - 2, right, baseline + 8, style, spaced, typed=False)


def stretch(text: str, left: float = 0.0, baseline: float = 100.0, **said: Any) -> Stretch:
    """A stretch that begins at ``left``; ``said`` is what differs of it."""
    size = said.pop("size", SIZE)
    right = said.pop("right", left + WIDE * len(text) * size / SIZE)
    made = Stretch(
        text, left, right, baseline, size, bold=False, symbols=False, spaced=True, typed=True,
        glued=False, mark=Mark(),
    )  # fmt: skip
    for name, value in said.items():
        setattr(made, name, value)
    return made


def line(text: str, baseline: float = 100.0, page: int = 1, **said: Any) -> Printed:
    """A printed line of one stretch; ``said`` is what differs of the line, or ``size``, ``left``
    and ``bold`` of its stretch."""
    type_ = {name: said.pop(name) for name in ("size", "left", "bold") if name in said}
    (made,) = printed_lines(page, [stretch(text, baseline=baseline, **type_)])
    for name, value in said.items():
        setattr(made, name, value)
    return made

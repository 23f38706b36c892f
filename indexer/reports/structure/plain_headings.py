"""Headings that only their shape tells: short lines in a text that has lost its blank lines.

Called by ``structure.reading`` before lines are joined; in: lines, out: the numbers of headings.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.reports import wording
from indexer.reports.lines import Line

#: A text is tight when fewer of its lines than this have a blank line before them.
TIGHT = 0.25
#: A heading leaves this share of the line free; the last line of a paragraph may too, but ends
#: in a full stop.
SHORT = 0.75
#: The longest heading where lines are not wrapped, in characters, and the shortest text below it.
UNWRAPPED = 110


def headings_by_shape(lines: Sequence[Line], width: int) -> frozenset[int]:
    """The numbers of lines in a tight text that stand between a sentence's end and a new text.

    ``width`` is the column at which the text was wrapped, 0 where it was not. An empty set for a
    text with blank lines, and for formats that say what is a heading.
    """
    plain = [line for line in lines if line.role is None and line.size is None]
    if not plain or sum(line.starts for line in plain) > TIGHT * len(plain):
        return frozenset()
    longest = SHORT * width if width else UNWRAPPED
    return frozenset(
        line.number
        for above, line, below in zip(plain, plain[1:], plain[2:], strict=False)
        if _reads_like_heading(line.text, longest)
        and (wording.ends_sentence(above.text) or _reads_like_heading(above.text, longest))
        and _begins(below.text)
    )


def _reads_like_heading(text: str, longest: float) -> bool:
    if (
        len(text) > longest
        or wording.bullet(text)
        or wording.label(text)
        or "\t" in text
        or "|" in text
    ):
        return False
    return wording.could_be_heading(text) and not text.rstrip().endswith((":", "!"))


def _begins(text: str) -> bool:
    return bool(
        wording.bullet(text) or wording.label(text) or text[:1].isupper() or text[:1] in "‘“'\""
    )

"""Footnotes of pages whose tags do not tell them: small type below a page or a section.

``document`` calls it. In go the printed lines of each page; those of notes get the role of one, so
that the sentence above goes on overleaf.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.reports.lines import Role
from indexer.reports.readers.note_marks import REFERENCE
from indexer.reports.readers.pdf.page.printed import Printed, printed_text

#: Notes are set smaller than the text by this factor: 8 or 9 points against 10, 10 against 12.
SMALLER = 0.93
#: Type so much smaller needs no call in the text: its raised number may not be read as such.
SMALLEST = 0.87
#: Lines of notes stand no further apart than this, in type sizes; a running foot does.
APART = 2.2
#: How a note begins: with its number or sign.
_BEGINS = re.compile(r"(\d{1,3}|[*†‡§]{1,3})[.)]?(?:\s+|(?=[A-Z‘“'\"]))\S")


def body_size(lines: Iterable[Printed]) -> float:
    """The type size that most letters are set in; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.role is not Role.CHROME:
            sizes[line.size] += sum(len(cell.text) for cell in line.cells)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def calls(page: Iterable[Printed]) -> frozenset[str]:
    """The numbers of footnotes that a page calls."""
    return frozenset(printed_text(line) for line in page if line.chrome == REFERENCE)


def mark_notes(page: Sequence[Printed], body: float, called: frozenset[str]) -> None:
    """Give the lines of footnotes their role. ``called`` are the numbers that the page and the one
    before it call: a section's notes may stand overleaf."""
    lines = [line for line in page if line.role is not Role.CHROME]
    for line in (*_foot(lines, body, called), *_inside(lines, body, called)):
        line.role, line.level, line.label = Role.NOTE, 0, None


def _inside(lines: Sequence[Printed], body: float, called: frozenset[str]) -> Iterator[Printed]:
    """The lines of notes that stand at the end of their section, above more text: small type that
    begins with a number which the page calls."""
    above: Printed | None = None
    for line in lines:
        small = _is_small(line, body)
        found = _BEGINS.match(printed_text(line)) if small else None
        begins = found is not None and found.group(1) in called
        goes_on = above is not None and small and _is_near(above, line)
        above = line if begins or goes_on else None
        if above is not None:
            yield line


def _foot(lines: Sequence[Printed], body: float, called: frozenset[str]) -> Sequence[Printed]:
    """The lines of notes under the text of a page; a running foot further down is none."""
    end = len(lines)
    while end and lines[end - 1].edge and not _has_words(lines[end - 1]):
        end -= 1
    start = end
    while start and _is_small(lines[start - 1], body):
        start -= 1
    first = next((at for at in range(start, end) if _begins(lines[at], body, called)), end)
    last = first
    while last < end and (last == first or _is_near(lines[last - 1], lines[last])):
        last += 1
    return lines[first:last]


def _has_words(line: Printed) -> bool:
    """Whether a line says more than the number of its page."""
    return bool(re.sub(r"(?i)\bpage\b|\bof\b|[\W\d_]", "", printed_text(line)))


def _is_small(line: Printed, body: float) -> bool:
    return line.size <= SMALLER * body and line.role in (None, Role.PARAGRAPH, Role.NOTE)


def _is_near(above: Printed, line: Printed) -> bool:
    return above.baseline - line.baseline <= APART * line.size


def _begins(line: Printed, body: float, called: frozenset[str]) -> bool:
    """Whether a line begins with the number of a note: a raised one, one that the page calls, or
    one in type that only notes are set in."""
    found = _BEGINS.match(printed_text(line))
    if not found:
        return False
    first = line.parts[0]
    raised = first.size < SMALLER * line.size and first.baseline > line.baseline
    return raised or found.group(1) in called or line.size <= SMALLEST * body

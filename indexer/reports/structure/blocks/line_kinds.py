"""What a line is by itself: a row, an item, or what only its neighbours tell.

Called by ``builder`` and ``line_breaks``; in: a line, out: yes or no.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.reports import wording
from indexer.reports.lines import Line, Role
from indexer.reports.structure.blocks.typography import Print, dotted
from indexer.reports.structure.run_in_headings import IsHeadingText


@dataclass(frozen=True, slots=True)
class LineKinds:
    """Tells the lines of one source apart."""

    print: Print
    is_heading_text: IsHeadingText
    #: Pieces that are headings by their place, or that the contents list names.
    own_line: frozenset[int]

    def is_untagged(self, line: Line) -> bool:
        """True where type decides: no role, or a paragraph of a tagged PDF (letters tag headings
        as paragraphs)."""
        return line.role is None or (line.role is Role.PARAGRAPH and line.element > 0)

    def is_row(self, line: Line) -> bool:
        """True for a line that only its print makes a row; a wide gap behind the number of a
        paragraph ('S4') makes none."""
        return line.role is None and self.print.label(line.text) is None and is_row(line.text)

    def is_item(self, line: Line) -> bool:
        """True for a line that begins an item wherever it stands."""
        if line.role is Role.ITEM:
            return True
        if line.role is Role.PARAGRAPH and self.print.is_lettered(line.text):
            return not self.is_heading_text(line.text)
        if not self.is_untagged(line):
            return False
        if found := wording.bullet(line.text):
            return found[0] in self.print.marks or line.starts
        return (
            self.print.label(line.text) is not None
            and (self.print.numbered or dotted(line.text) is None)
            and line.number not in self.own_line
            and not self.is_heading_text(line.text)
            and not self.print.stands_out(line)
        )

    def is_marked(self, line: Line) -> bool:
        """True for a mark before what begins a block: in a sentence it might be a dash."""
        return self.is_untagged(line) and wording.bullet(line.text) is not None


def is_row(text: str) -> bool:
    """True for a line that is printed as cells side by side, and for the rules between rows."""
    if wording.is_rule(text):
        return True
    if wording.bullet(text) or wording.label(text):
        return False
    found = wording.cells(text)
    if len(found) < 2:
        return False
    return "\t" in text or text.startswith("|") or (len(found) > 2 and max(map(len, found)) < 60)

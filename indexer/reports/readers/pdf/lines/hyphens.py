"""Soft hyphens at the end of a line: the file itself says that the word has none.

``document`` calls it. Any other hyphen at the end of a line may belong to its word, and stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.printed import Printed
from indexer.reports.readers.pdf.page.words import SOFT_HYPHEN


def undo_soft_hyphens(lines: Iterable[Printed]) -> None:
    """Move the second half of a word up to the first, where a soft hyphen parts them."""
    text = [line for line in lines if line.role not in (Role.CHROME, Role.NOTE)]
    for line, below in pairwise(text):
        first, second = line.cells[-1], below.cells[0]
        if first.text.endswith(SOFT_HYPHEN) and line.element == below.element:
            half, _, second.text = second.text.strip().partition(" ")
            first.text = first.text.rstrip(SOFT_HYPHEN) + half

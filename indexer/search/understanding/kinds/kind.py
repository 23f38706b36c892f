"""What every kind of reading is: something that finds its words in a line.

``reader.NAMES`` and ``reader.JUDGEMENTS`` are the tables of them; each is made for one catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from indexer.search.understanding.line import Line
from indexer.search.understanding.reading import Reading, Unknown


class Kind(Protocol):
    """One kind of reading, made for one build."""

    def find(self, line: Line) -> Iterator[Reading | Unknown]:
        """What the words of the line name, from left to right.

        A line changes while it is read: what was given is taken before the next is asked for, so
        that nothing is read twice.
        """

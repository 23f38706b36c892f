"""Parts of a page that open and close: which heading opens which part, and on what level.

Sites set such a heading as a bare button, which says no level. It stands below the heading above
the accordion, and above those inside its own part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4.element import Tag

from indexer.reports.readers.html.text_density import HEADINGS
from indexer.reports.readers.html.visibility import neighbour, opens_part

_DEEPEST = 6
#: A part of the report has a sentence outside its links; a menu that folds up has none.
_SENTENCE = re.compile(r"(?:\w+\W+){3,}?\w+[^\n]*[.!?]")


@dataclass(slots=True)
class Accordions:
    """The openers met so far in one walk over a page."""

    #: The level of the last heading outside of their parts.
    above: int = 1
    #: ``id`` of the parts.
    parts: set[int] = field(default_factory=set)

    def pass_by(self, level: int) -> None:
        """Take in the level of a heading outside of the parts."""
        self.above = level

    def begin(self, tag: Tag) -> int:
        """Take in the part that ``tag`` is the heading of; its level, 0 where it is none."""
        part = neighbour(tag, 1) if tag.name == "button" and opens_part(tag) else None
        if part is None or not _SENTENCE.search(_outside_links(part)):
            return 0
        self.parts.add(id(part))
        inside = min((HEADINGS[h.name] for h in part.find_all(list(HEADINGS))), default=_DEEPEST)
        return max(min(self.above + 1, inside - 1), 1)


def _outside_links(part: Tag) -> str:
    texts = (text for text in part.find_all(string=True) if text.find_parent("a") is None)
    return " ".join(" ".join(text.split()) for text in texts)

"""What a question leaves out: 'all forces but Kent', '-Kent', 'NOT Kent', 'outside Kent and Essex'.

A filter for it would answer the opposite of what was asked, so ``QueryReader`` asks of every
reading whether it is left out, and makes of it a condition that lets nothing of it through.
"""

from __future__ import annotations

from indexer.search.understanding.line import Line
from indexer.search.understanding.vocabulary import vocabulary

#: Words that join what is left out with more of it.
_JOINING = frozenset({"and", "or", "nor", "also"})


class LeavingOut:
    """Tells what is left out in one line after the other; shared by all threads."""

    def __init__(self) -> None:
        self._phrases = vocabulary().phrases("excluding")
        self._between = vocabulary().words("before") | vocabulary().words("things")

    def before(self, line: Line, places: tuple[int, ...], ended: int) -> tuple[int, ...] | None:
        """The places of the words that leave out what stands at ``places``; None where none do.

        ``ended``: the place after what was left out last, if a list may go on from it, else 0.
        """
        first = min(places)
        joining = range(ended, first)
        if 0 < ended <= first and all(line.at(place) in _JOINING for place in joining):
            return tuple(joining)
        for found in self._phrases.found(line):
            between = range(max(found) + 1, first)
            if max(found) < first and all(self._passes(line, place) for place in between):
                return (*found, *between)
        return None

    def _passes(self, line: Line, place: int) -> bool:
        """Whether a word may stand between what leaves out and what is left out."""
        return line.at(place) in self._between or (line.free(place) and line.is_filler(place))

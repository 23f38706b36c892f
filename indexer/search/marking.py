"""A hundred thousand findings with their marks in seconds: what an export has of each.

The same as ``snippets`` shows and ``answer.Hit`` tells, to the last character, by another way. What
is printed between two spaces is looked at once for all findings of a search: a word that is wanted
by itself is marked wherever it stands. Only where words in a row are wanted, words of some reports,
or what is merely like a word, has the rest of the text a say; and only of a long text is the best
stretch looked for. ``Searcher.scan`` asks for it; a page does not, since to look at all that is new
takes longer than to mark twenty findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, compress, count

from indexer.search.answer import quoted
from indexer.search.cache import Kept
from indexer.search.snippets import (
    WHOLE,
    Found,
    Mark,
    Wanted,
    of_words,
    window,
    window_of,
)

#: So many printed words are kept for a search, at 300 bytes each.
_KEPT = 65536
#: What stands in a list of segments before a mark and behind it, and one without text.
_MARK, _MARKED = '", "match": false}, {"text": "', '", "match": true}, {"text": "'
_EMPTY = '{"text": "", "match": false}'
#: Stands for a word that hangs on the rest of the text; it is never within a text of JSON.
_HANGS = "\n"


class Marker:
    """Marks the findings of one search."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._written = Kept(self._in_json, _KEPT)

    def segments(self, text: str, report: str) -> str:
        """What is shown of a text of ``report``: its segments as JSON, parted by commas."""
        if self._wanted.terms:
            words = text.split(" ")
            shown = words if len(text) <= WHOLE else self._shown(text, words)
            inside = " ".join(map(self._written.__getitem__, shown))
            if shown and _HANGS not in inside:
                return _listed(inside)
        marked = self.marks(text, report)
        return _listed(_in_json(text, marked, *window(text, marked, self._wanted)))

    def marks(self, text: str, report: str) -> list[Mark]:
        """The stretches of a text of ``report`` that match, rising, never overlapping."""
        if not self._wanted.terms:
            return []
        return of_words(self._found(text.split(" ")), report, self._wanted)

    def _shown(self, text: str, words: list[str]) -> list[str]:
        """The words of a long text that are shown; none where part of one is, or one hangs."""
        found = self._found(words)
        if any(printed.hangs for _, _, printed in found):
            return []
        each = (self._wanted.seen(one.text, one.marks, base) for base, _, one in found)
        start, end = window_of(text, list(chain.from_iterable(each)))
        if text[start - 1 : start] not in ("", " ") or text[end : end + 1] not in ("", " "):
            return []
        first = text.count(" ", 0, start)
        return words[first : first + 1 + text.count(" ", start, end)]

    def _found(self, words: Sequence[str]) -> list[Found]:
        """The words of a text that are of interest."""
        known = map(self._wanted.known.__getitem__, words)
        return self._wanted.at(words, list(compress(count(), known)))

    def _in_json(self, printed: str) -> str:
        """The same within the text of a segment, ``_HANGS`` where the rest has a say."""
        one = self._wanted.known[printed]
        if one is not None and one.hangs:
            return _HANGS
        return _in_json(printed, one.marks if one else (), 0, len(printed))


def _in_json(text: str, marks: Sequence[Mark], start: int, end: int) -> str:
    """A stretch of a text within the text of a segment, which ends and begins anew at each mark."""
    pieces, place = [], start
    for left, right in marks:
        left, right = max(left, start), min(right, end)
        if left < right:
            before, marked = quoted(text[place:left])[1:-1], quoted(text[left:right])[1:-1]
            pieces.append(f"{before}{_MARK}{marked}{_MARKED}")
            place = right
    return "".join(pieces) + quoted(text[place:end])[1:-1]


def _listed(inside: str) -> str:
    """The segments of a stretch, those without text left out."""
    listed = f'{{"text": "{inside}", "match": false}}'.replace(f"{_EMPTY}, ", "")
    return listed.removesuffix(_EMPTY).removesuffix(", ")

"""A hundred thousand findings with their marks in seconds: what an export has of each.

The same as ``snippets`` shows and ``answer.Hit`` tells, to the last character, by another way. What
is printed between two spaces is looked at once for all findings of a search: a word that is wanted
by itself is marked wherever it stands. Only where words in a row are wanted, words of some reports,
or what is merely like a word, has the rest of the text a say; and only of a long text is the best
stretch looked for. ``Searcher.scan`` asks for it; a page does not, since to look at all that is new
takes longer than to mark twenty findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from typing import NamedTuple

from indexer.index.analysis import Token, counted, initial
from indexer.search.answer import quoted
from indexer.search.cache import Kept
from indexer.search.snippets import (
    WHOLE,
    Mark,
    Seen,
    Wanted,
    merged,
    of_tokens,
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


class _Printed(NamedTuple):
    """What stands between two spaces and has something wanted, or takes not just one position."""

    #: What is wanted in it, and what of that is marked; places are counted from it.
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    #: The marks with what a window is chosen by.
    seen: tuple[Seen, ...]
    #: How many positions it takes.
    taken: int
    #: Whether it hangs on the rest of the text what is marked.
    hangs: bool


class Marker:
    """Marks the findings of one search."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._known = Kept(self._met, _KEPT)
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
        words = text.split(" ")
        found = self._found(words)
        if any(one.hangs for _, one in found):
            return of_tokens(self._tokens(words), report, self._wanted)
        return [Mark(base + start, base + end) for base, one in found for start, end in one.marks]

    def _shown(self, text: str, words: list[str]) -> list[str]:
        """The words of a long text that are shown; none where part of one is, or one hangs."""
        found = self._found(words)
        if any(one.hangs for _, one in found):
            return []
        start, end = window_of(
            text,
            [
                (base + left, base + right, met, word)
                for base, one in found
                for left, right, met, word in one.seen
            ],
        )
        if text[start - 1 : start] not in ("", " ") or text[end : end + 1] not in ("", " "):
            return []
        first = text.count(" ", 0, start)
        return words[first : first + 1 + text.count(" ", start, end)]

    def _found(self, words: Sequence[str]) -> list[tuple[int, _Printed]]:
        """The words of a text that are of interest, each with where it begins."""
        known = list(map(self._known.__getitem__, words))
        bases = list(accumulate(map(len, words), initial=0))
        places = compress(range(len(known)), known)
        return [(bases[place] + place, one) for place in places if (one := known[place])]

    def _tokens(self, words: Iterable[str]) -> dict[str, list[Token]]:
        """Where each term stands that is wanted."""
        tokens: dict[str, list[Token]] = {}
        base = position = 0
        for word in words:
            one = self._known[word]
            if one is None:
                position += 1
            else:
                for term, offset, start, end, width in one.tokens:
                    token = Token(term, position + offset, base + start, base + end, width)
                    tokens.setdefault(term, []).append(token)
                position += one.taken
            base += len(word) + 1
        return tokens

    def _met(self, printed: str) -> _Printed | None:
        """What is to be known of what stands between two spaces; None for a word of no interest."""
        wanted = self._wanted
        if (letter := initial(printed)) and letter not in wanted.letters:
            return None
        every, taken = counted(printed)
        tokens = tuple(token for token in every if token.term in wanted.terms)
        if not tokens and taken == 1:
            return None
        marks = sorted(Mark(one.start, one.end) for one in tokens if one.term in wanted.words)
        marked = tuple(merged(marks))
        each = ((mark, printed[mark.start : mark.end]) for mark in marked)
        seen = tuple((*mark, wanted.met(word), word.casefold()) for mark, word in each)
        hangs = any(wanted.hangs(token.term) for token in tokens)
        return _Printed(tokens, marked, seen, taken, hangs)

    def _in_json(self, printed: str) -> str:
        """The same within the text of a segment, ``_HANGS`` where the rest has a say."""
        one = self._known[printed]
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

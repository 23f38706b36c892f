"""Where the sentences of a text begin, so that a search can tell whether words stand near.

``schema`` and ``segments.writer`` ask for it when a finding is indexed: a text goes in,
positions of words come out.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from indexer.index.analysis import positions

#: A full stop, question or exclamation mark, and after a space what may begin a sentence. Letters
#: that stand alone ('J. Smith', 'e.g.') and usual abbreviations end none.
_END = re.compile(
    r"(?<!\b[^\W\d_])(?<!\b(?:No|Mr|Dr|St|vs))(?<!\b(?:Mrs|cf\.|etc))[.!?]"
    r"[\"'\u2019\u201d)\]]*\s+(?=[\"'\u2018\u201c(\[]*[^\W_a-z])"
)


def starts(text: str) -> tuple[int, ...]:
    """The position of the first word of each sentence, rising; () for a text without words."""
    words = list(positions(text))
    places = [start for start, _ in words]
    firsts = (bisect_left(places, end) for end in (0, *(m.end() for m in _END.finditer(text))))
    return tuple(dict.fromkeys(words[first][1] for first in firsts if first < len(words)))

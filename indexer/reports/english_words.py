"""How common a word of English is, to tell a broken word from two that share a hyphen.

The list is that of pyspellchecker (160,000 words of film subtitles with their counts). Called by
``wording.join`` where a report's own words do not tell; its file is read then, in 0.1 s, and kept.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

#: A word that is counted less often than this is a slip or a name ('followup' 50, 'frontline' 818,
#: 'safeguarding' 637).
COMMON = 100
_AMERICAN = (
    (re.compile("our"), "or"),
    (re.compile("is(?=e|ing|ation)"), "iz"),
    (re.compile("tre$"), "ter"),
    (re.compile("(?<=[cf]en)ce$"), "se"),
    (re.compile("ogue$"), "og"),
)


def is_common(word: str) -> bool:
    """True for a word, in any case, that English knows well, in either of its spellings."""
    known = _counts()
    return any(known.get(each, 0) >= COMMON for each in _spellings(word.lower()))


def _spellings(word: str) -> Iterator[str]:
    """The word, and as American films spell it: 'honor' is known to them, and 'honour' is not."""
    yield word
    for british, american in _AMERICAN:
        yield british.sub(american, word)


@cache
def _counts() -> dict[str, int]:
    packed = (resources.files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    counts: dict[str, int] = json.loads(gzip.decompress(packed))
    return counts

"""How common a word of English is, to tell a broken word from two that share a hyphen.

The list is that of pyspellchecker (160,000 words of film subtitles with their counts). Called by
``wording.join`` where a report's own words do not tell; its file is read then, in 0.02 s, and kept.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache
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
    return any(_count(each) >= COMMON for each in _spellings(word.lower()))


def _spellings(word: str) -> Iterator[str]:
    """The word, and as American films spell it: 'honor' is known to them, and 'honour' is not."""
    yield word
    for british, american in _AMERICAN:
        yield british.sub(american, word)


@lru_cache(maxsize=4096)
def _count(word: str) -> int:
    """How often the word was counted. It is looked for in the text of the list, since to make a
    dictionary of it takes ten times as long as all the words of a report."""
    found = re.search(rb'"%b":\s*(\d+)' % re.escape(word.encode()), _counts())
    return int(found.group(1)) if found else 0


@cache
def _counts() -> bytes:
    packed = (resources.files("spellchecker") / "resources" / "en.json.gz").read_bytes()
    return gzip.decompress(packed)

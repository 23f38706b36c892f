"""Which words are English, whether or not any report has them, and how common.

``Lookup`` asks it before a word is taken for a slip.
The list is that of pyspellchecker (160,000 words seen in film subtitles and cleaned of slips, in
American spelling). Its file is read when first asked for, in 0.15 seconds; the library, which is
for finding corrections, would take 0.3 and is not imported.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: British endings and beginnings as Americans write them.
_AMERICAN = (
    (re.compile(r"is(e|es|ed|er|ers|ing|ations?|ational)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|er|ers|ing)$"), r"yz\1"),
    (re.compile(r"our"), "or"),
    (re.compile(r"tre(s?)$"), r"ter\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"amme(s?)$"), r"am\1"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ll(ed|er|ers|ing)$"), r"l\1"),
    (re.compile(r"paed"), "ped"),
)


def is_english(word: str) -> bool:
    """Whether a folded ``word`` is an English one, in British or American spelling."""
    return commonness(word) > 0


def commonness(word: str) -> int:
    """How often a folded ``word`` stands in the list's texts, in the spelling that has more."""
    known = _words()
    return max(known.get(way, 0) for way in _ways(word))


def _ways(word: str) -> Iterator[str]:
    yield word
    for british, american in _AMERICAN:
        yield british.sub(american, word)


@cache
def _words() -> Mapping[str, int]:
    spec = find_spec("spellchecker")
    assert spec is not None
    assert spec.origin is not None
    packed = Path(spec.origin).with_name("resources") / "en.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
    return counts

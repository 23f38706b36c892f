"""The inflectional steps of Porter's second English stemmer: plurals and the forms of verbs.

http://snowball.tartarus.org/algorithms/english/stemmer.html has five steps; 1 and 5 take off what
grammar adds ('visits', 'visited', 'visiting'), 2 to 4 what makes another word of a word ('visitor',
'visitation'). Only the former are taken here, so that one term is one word: over the 12,000
commonest English words all five steps together join 'responsible' with 'response' and 'author' with
'authority'. ``analysis`` calls it for every word.
"""

from __future__ import annotations

import re

_VOWEL, _OTHER = "aeiouy", "[^aeiouy]"
#: Where the first region begins: behind the first consonant that follows a vowel.
_REGION = re.compile(rf"[{_VOWEL}]{_OTHER}")
#: What ends in a short syllable: an 'e' goes back there after 'hop(ing)', and stays in 'hope'.
_SHORT = re.compile(rf"(?:^|.*{_OTHER})[{_VOWEL}][^{_VOWEL}wxY]$|^[{_VOWEL}]{_OTHER}$")
_HAS_VOWEL = re.compile(rf"[{_VOWEL}]")
_DOUBLE = re.compile(r"(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$")


def inflected(word: str) -> str:
    """What ``word``, in small letters, shares with its plural and the other forms of its verb."""
    if len(word) < 3:
        return word
    marked = re.sub(rf"^y|(?<=[{_VOWEL}])y", "Y", word)
    first = _after(marked, 0)
    second = _after(marked, first)
    stem = _final(_verb(_plural(marked), first), first, second)
    return stem.lower()


def _after(word: str, start: int) -> int:
    """Where the region that follows a vowel and a consonant begins, from ``start`` on."""
    match = _REGION.search(word, start)
    return match.end() if match else len(word)


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ied", "ies")):
        return word[:-2] if len(word) > 4 else word[:-1]
    if word.endswith("s") and not word.endswith(("us", "ss")) and _HAS_VOWEL.search(word[:-2]):
        return word[:-1]
    return word


def _verb(word: str, first: int) -> str:
    if word.endswith("eed"):
        return word[:-1] if len(word) - 3 >= first else word
    for ending in ("ed", "ing"):
        bare = word.removesuffix(ending)
        if bare != word:
            return _mended(bare, first) if _HAS_VOWEL.search(bare) else word
    return word


def _mended(bare: str, first: int) -> str:
    """What was left of a verb as it is written without the ending: 'hope', 'hop', 'relate'."""
    if bare.endswith(("at", "bl", "iz")):
        return bare + "e"
    if _DOUBLE.search(bare):
        return bare[:-1]
    return bare + "e" if first >= len(bare) and _SHORT.match(bare) else bare


def _final(word: str, first: int, second: int) -> str:
    """``word`` with its last 'y' as 'i', and without a last 'e' or 'l' that tells nothing."""
    last = len(word) - 1
    if word[-1] in "yY" and last > 1 and word[-2] not in _VOWEL:
        word = word[:-1] + "i"
    elif word[-1] == "e":
        bare = word[:-1]
        return bare if last >= second or (last >= first and not _SHORT.match(bare)) else word
    elif word.endswith("ll") and last >= second:
        return word[:-1]
    return word

"""How common a word of English is, to tell a broken word from two that share a hyphen.

The list is that of pyspellchecker (160,000 words of film subtitles with their counts). Called by
``wording.join`` where a report's own words do not tell; loaded then, in 0.2 s, and kept.
"""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

#: A word that is counted less often than this is a slip or a name ('followup' 50, 'frontline' 818,
#: 'safeguarding' 637).
COMMON = 100


def is_common(word: str) -> bool:
    """True for a word, in any case, that English knows well."""
    return _counts().get(word.lower(), 0) >= COMMON


@cache
def _counts() -> dict[str, int]:
    checker = SpellChecker(language="en", distance=1)
    return dict(checker.word_frequency.dictionary)

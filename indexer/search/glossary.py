"""Acronyms as people look them up: what they stand for, who says so, how often they are used.

``Archive.glossary`` asks for all entries of a build, ``Searcher`` for the acronyms of one finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.index.vocabulary import Vocabulary
from indexer.reports.finding import Finding
from indexer.search.language.thesaurus.expansion import Acronyms, Expansions, LongForm
from indexer.search.query.nodes import Node

_LONGEST = 8
#: From the first capital of a word that has another to its end: to look for the word from its
#: beginning takes six times as long.
_TWO_CAPITALS = re.compile(r"[A-Z]\w*[A-Z]\w*")
_is_in_words = re.compile(r"\w").match


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """One acronym. ``meanings`` is empty when no report and no list says what it stands for."""

    short: str
    meanings: tuple[LongForm, ...]
    #: The number of findings that use the letters.
    findings: int

    @property
    def conflict(self) -> bool:
        """Whether the reports give it more than one meaning."""
        return len([meaning for meaning in self.meanings if meaning.reports]) > 1


def entries(
    vocabulary: Vocabulary,
    expansions: Expansions,
    count: Callable[[Sequence[Node]], Sequence[int]],
) -> tuple[GlossaryEntry, ...]:
    """Every acronym that a report defines or uses, in alphabetical order.

    ``count`` is that of the engine; it is called once.
    """
    known = expansions.acronyms
    shorts = {short.casefold(): short for short in known}
    for word in vocabulary.capitals:
        ordinary = word.casefold() in vocabulary.words
        if not ordinary and word.isalpha() and len(word) <= _LONGEST:
            shorts.setdefault(word.casefold(), word)
    uses = count([expansions.letters(short) for short in shorts.values()])
    found = (
        GlossaryEntry(short, known.meanings(short), number)
        for short, number in zip(shorts.values(), uses, strict=True)
    )
    used = (e for e in found if e.findings or any(m.reports for m in e.meanings))
    return tuple(sorted(used, key=lambda entry: entry.short.casefold()))


def meanings_in(finding: Finding, acronyms: Acronyms) -> tuple[tuple[str, str], ...]:
    """The acronyms of a finding with their meanings in its report, in order of appearance."""
    found: dict[str, str] = {}
    text = finding.text
    for match in _TWO_CAPITALS.finditer(text):
        short = acronyms.printed(text[_beginning(text, match.start()) : match.end()])
        if short and short not in found and (long := acronyms.meaning_in(short, finding.report)):
            found[short] = long
    return tuple(found.items())


def _beginning(text: str, place: int) -> int:
    """Where the word begins that a letter at ``place`` is of."""
    while place and _is_in_words(text[place - 1]):
        place -= 1
    return place

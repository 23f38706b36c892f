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
_TWO_CAPITALS = re.compile(r"\b\w*[A-Z]\w*[A-Z]\w*")


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
    for match in _TWO_CAPITALS.finditer(finding.text):
        short = acronyms.printed(match[0])
        if short and short not in found and (text := acronyms.meaning_in(short, finding.report)):
            found[short] = text
    return tuple(found.items())

"""Acronyms as people look them up: what they stand for, who says so, how often they are used."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.reports.finding import Finding
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.nodes import Term
from indexer.search.engine.snapshot import Snapshot
from indexer.search.language.expansion import Acronyms, Expansions, LongForm

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
    snapshot: Snapshot, evaluator: Evaluator, expansions: Expansions
) -> tuple[GlossaryEntry, ...]:
    """Every acronym that a report defines or uses, in alphabetical order."""
    known = expansions.acronyms
    shorts = {short.casefold(): short for short in known}
    for word in snapshot.vocabulary.capitals:
        ordinary = word.casefold() in snapshot.vocabulary.words
        if not ordinary and word.isalpha() and len(word) <= _LONGEST:
            shorts.setdefault(word.casefold(), word)
    found = (
        GlossaryEntry(short, known.meanings(short), _uses(evaluator, expansions.letters(short)))
        for short in shorts.values()
    )
    used = (e for e in found if e.findings or any(m.reports for m in e.meanings))
    return tuple(sorted(used, key=lambda entry: entry.short.casefold()))


def _uses(evaluator: Evaluator, letters: Term) -> int:
    return len(evaluator.impact(letters).matches.docs)


def meanings_in(finding: Finding, acronyms: Acronyms) -> tuple[tuple[str, str], ...]:
    """The acronyms of a finding with their meanings in its report, in order of appearance."""
    found: dict[str, str] = {}
    for match in _TWO_CAPITALS.finditer(finding.text):
        short = acronyms.printed(match[0])
        if short and short not in found and (text := acronyms.meaning_in(short, finding.report)):
            found[short] = text
    return tuple(found.items())

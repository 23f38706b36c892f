"""What is said about an answer: plain sentences, and searches that would find more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from indexer.search.answer import Hint
from indexer.search.counts import Counts, Selection
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.matches import Matches
from indexer.search.engine.nodes import Everything
from indexer.search.engine.snapshot import Snapshot
from indexer.search.language.expansion import Acronyms
from indexer.search.language.interpretation import Interpretation
from indexer.search.request import SearchRequest

#: An answer with fewer findings is thin: what would find more is offered.
THIN = 3
_NAMED = 6


class Outcome(NamedTuple):
    """What a request came to."""

    counts: Counts
    interpretation: Interpretation
    #: Whether the findings are in order of meaning as well as of words.
    meant: bool = False

    @property
    def matches(self) -> Matches:
        """The findings that pass all filters."""
        return self.counts.matches


class Explainer:
    """Explains the answers of one snapshot."""

    def __init__(self, snapshot: Snapshot, evaluator: Evaluator, acronyms: Acronyms) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._acronyms = acronyms

    def notes(
        self, request: SearchRequest, selection: Selection, outcome: Outcome
    ) -> Iterator[str]:
        """Sentences: words ignored, limits met, what was found and what an empty answer lacks."""
        reading = outcome.interpretation
        if request.q.strip() and isinstance(reading.node, Everything):
            yield f"There is no word to search for in '{request.q.strip()}'."
        if reading.ignored:
            words = ", ".join(f"'{word}'" for word in reading.ignored)
            yield f"Ignored as too common to tell findings apart: {words}."
        yield from reading.notes
        yield from self._conflicts(reading)
        yield from _partial(outcome.matches, outcome.meant)
        if not len(outcome.matches.docs):
            yield from self._words(reading)
        if len(outcome.matches.docs) < THIN:
            yield from self._filters(selection, outcome)
        if not len(outcome.matches.docs) and '"' in request.q:
            yield "Try it without the quotes: the words need not stand side by side then."

    def hints(
        self,
        request: SearchRequest,
        selection: Selection,
        outcome: Outcome,
        count: Callable[[SearchRequest], int],
    ) -> Iterator[Hint]:
        """Searches that find more than a thin answer: a word alone, a filter fewer, no quotes.

        ``count`` says how many findings a request has.
        """
        total = len(outcome.matches.docs)
        if total >= THIN:
            return
        for text, asked in self._others(request, selection, outcome.interpretation):
            if (found := count(asked)) > total:
                yield Hint(text, found, asked)

    def _others(
        self, request: SearchRequest, selection: Selection, reading: Interpretation
    ) -> Iterator[tuple[str, SearchRequest]]:
        for facet in selection.chosen:
            filters = {name: values for name, values in request.filters.items() if name != facet}
            text = f"Without the {facet} {self._chosen(selection, facet)}"
            yield text, replace(request, filters=filters, page=1)
        if '"' in request.q:
            plain = request.q.translate(str.maketrans('"“”', "   ")).strip()
            yield "Without the quotes", replace(request, q=plain, page=1)
        for wanted in reading.wanted[:_NAMED]:
            if wanted.q != request.q.strip():
                yield f"'{wanted.text}' alone", replace(request, q=wanted.q, page=1)

    def _words(self, reading: Interpretation) -> Iterator[str]:
        each = {
            wanted.text: len(self._evaluator.impact(wanted.leaf).matches.docs)
            for wanted in reading.wanted[:_NAMED]
        }
        if list(each.values()) == [0]:
            yield f"No report has '{next(iter(each))}'."
        elif each:
            said = ", ".join(f"'{text}' in {_findings(number)}" for text, number in each.items())
            yield f"By itself and without filters: {said}."

    def _filters(self, selection: Selection, outcome: Outcome) -> Iterator[str]:
        for facet in selection.chosen:
            if (left := outcome.counts.without(facet)) > len(outcome.matches.docs):
                chosen = self._chosen(selection, facet)
                yield f"Without the {facet} {chosen}: {_findings(left)}."

    def _chosen(self, selection: Selection, facet: str) -> str:
        labels = list(self._snapshot.facets[facet].labels.values())
        return " or ".join(f"'{labels[code]}'" for code in sorted(selection.chosen[facet]))

    def _conflicts(self, reading: Interpretation) -> Iterator[str]:
        for short in dict.fromkeys(reading.acronyms):
            meanings = [m.long for m in self._acronyms.meanings(short) if m.reports]
            if len(meanings) > 1:
                listed = " and ".join(f"'{meaning}'" for meaning in meanings)
                yield f"The reports give more than one meaning for {short}: {listed}."


def _partial(matches: Matches, meant: bool) -> Iterator[str]:
    if matches.complete is None or not len(matches.docs):
        return
    complete = int(matches.complete.sum())
    if complete == 0:
        first = (
            "that have most of them, or mean something like it," if meant else "with most of them"
        )
        yield f"No finding has all of these words; those {first} come first."
    elif complete < len(matches.docs):
        has = "finding has" if complete == 1 else "findings have"
        first = "it comes" if complete == 1 else "they come"
        yield f"{complete} {has} all of these words; {first} first."


def _findings(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"

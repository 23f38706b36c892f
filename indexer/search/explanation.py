"""What is said about an answer, in plain sentences.

``Searcher`` makes one ``Explainer`` for each build and calls it once an answer is there; the
interpretation of the query and the engine's results go in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from indexer.index.facets import BY_NAME
from indexer.index.records import ReportRecord
from indexer.search.engine.interface import Results
from indexer.search.facets import Selection
from indexer.search.language.interpretation import Interpretation
from indexer.search.language.lookup import Occurrences
from indexer.search.language.thesaurus.expansion import Acronyms
from indexer.search.query.nodes import And, Everything, Node
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import AsRead, Nowhere

#: An answer with fewer findings, close ones among them, is thin: what would find more is offered.
THIN = 3
#: So many of its words are told apart at most.
NAMED = 6
#: So many words at most are named that no report has: of a question in other words it is most.
_MISSING = 2


@dataclass(frozen=True, slots=True)
class Meant:
    """What a request was taken to mean."""

    request: SearchRequest
    selection: Selection
    interpretation: Interpretation
    read: AsRead
    #: What every finding must be, whatever is searched for.
    always: tuple[Node, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The words that were passed over, as typed."""
        asked = (word for words in self.read.telling for word in words.split())
        return tuple(dict.fromkeys((*asked, *self.interpretation.ignored)))

    def under(self, node: Node) -> Node:
        """What has ``node`` and is what every finding must be."""
        return And((node, *self.always)) if self.always else node

    @property
    def leaves(self) -> Mapping[str, Node]:
        """The first of the words that are searched for, by their texts."""
        return {one.text: one.leaf for one in self.interpretation.wanted[:NAMED]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Meant):
    """What a request was taken to mean, and what came of it."""

    results: Results
    #: What is counted beside it.
    numbers: Occurrences


class Explainer:
    """Explains the answers of one build."""

    def __init__(self, acronyms: Acronyms) -> None:
        self._acronyms = acronyms

    def notes(self, outcome: Outcome) -> Iterator[str]:
        """Sentences: words ignored, limits met, what was found and what an empty answer lacks."""
        q, reading = outcome.request.q, outcome.interpretation
        total, close = outcome.results.total, outcome.results.close
        if outcome.read.words and isinstance(reading.node, Everything):
            yield f"There is no word to search for in '{q.strip()}'."
        yield from outcome.read.notes
        if outcome.ignored:
            words = ", ".join(f"'{word}'" for word in outcome.ignored)
            yield f"Not searched for, since they name no subject: {words}."
        if reading.framing:
            words = ", ".join(f"'{word}'" for word in dict.fromkeys(reading.framing))
            yield f"A finding answers without these too, which only frame the question: {words}."
        yield from reading.notes
        yield from self._conflicts(reading)
        yield from self._in_capitals(reading)
        if close and not total:
            yield from _nowhere(outcome)
        yield from _partial(outcome)
        if not total + close:
            yield from _words(outcome)
        if total < THIN:
            yield from _filters(outcome)
        if not total + close and '"' in q:
            yield "Try it without the quotes: the words need not stand side by side then."

    def _conflicts(self, reading: Interpretation) -> Iterator[str]:
        for short in dict.fromkeys(reading.acronyms):
            meanings = [m.long for m in self._acronyms.meanings(short) if m.reports]
            if len(meanings) > 1:
                listed = " and ".join(f"'{meaning}'" for meaning in meanings)
                yield f"The reports give more than one meaning for {short}: {listed}."

    def _in_capitals(self, reading: Interpretation) -> Iterator[str]:
        for one in dict.fromkeys(reading.in_capitals):
            meaning = next((m.long for m in self._acronyms.meanings(one.searched)), "")
            yield (
                f"'{one.typed}' was searched for as a word, whether in capitals or not, and not "
                f"what {one.searched} stands for, '{meaning}'. Type it in capitals for both."
            )


def _words(outcome: Outcome) -> Iterator[str]:
    each = _numbers(outcome, {text: outcome.under(leaf) for text, leaf in outcome.leaves.items()})
    if list(each.values()) == [0]:
        text = next(iter(each))
        anywhere = outcome.always and _numbers(outcome, outcome.leaves)[text]
        yield f"Only context has '{text}'." if anywhere else Nowhere(f"No report has '{text}'.")
    elif each:
        said = ", ".join(f"'{text}' in {_findings(number)}" for text, number in each.items())
        yield f"By itself and without filters: {said}."


def _nowhere(outcome: Outcome) -> Iterator[str]:
    """The words that no report has, nor others of their family: few among several."""
    counted = _numbers(outcome, outcome.leaves)
    akin = {one.text for one in outcome.interpretation.wanted if one.akin}
    missing = [f"'{text}'" for text, n in counted.items() if not n and text not in akin]
    if 0 < len(missing) <= _MISSING and len(counted) > 1:
        yield Nowhere(f"No report has {' or '.join(missing)}.")


def _numbers(outcome: Outcome, nodes: Mapping[str, Node]) -> Mapping[str, int]:
    """In how many findings each of some words stands, without filters."""
    outcome.numbers.ask(nodes.values())
    return {text: outcome.numbers.of(node) for text, node in nodes.items()}


def undated(outcome: Outcome, reports: Iterable[ReportRecord]) -> Iterator[str]:
    """That reports without a date are not among those of a time, where there are any such."""
    chosen = outcome.selection.chosen
    others = {
        name: set(outcome.selection.names(name)) for name in chosen if not BY_NAME[name].of_time
    }
    if len(others) == len(chosen):
        return
    left = sum(
        not record.published
        and all(not names.isdisjoint(record.labels.get(n, ())) for n, names in others.items())
        for record in reports
    )
    if left:
        said = "1 report without a date is" if left == 1 else f"{left} reports without a date are"
        yield f"{said} not among them."


def _filters(outcome: Outcome) -> Iterator[str]:
    for facet, left in outcome.results.without.items():
        if left > outcome.results.total:
            yield f"Without the {facet} {chosen(outcome.selection, facet)}: {_findings(left)}."


def chosen(selection: Selection, facet: str) -> str:
    """The chosen values of a facet, as they are told."""
    return " or ".join(f"'{name}'" for name in selection.names(facet))


def _partial(outcome: Outcome) -> Iterator[str]:
    """What is shown where nothing answers."""
    results = outcome.results
    if results.total or not results.close:
        return
    several = len(outcome.interpretation.wanted) > 1
    lacking = "has all of these words near each other" if several else "has this word"
    first = "it is" if results.close == 1 else f"the {results.close} here are"
    by_meaning = ", by words and meaning" if results.meant else ""
    yield f"No finding {lacking}; {first} close{by_meaning}, and the filters count what is close."


def _findings(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"

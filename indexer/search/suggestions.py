"""What a word that is being typed may become: acronyms, values of facets, words of the reports.

``Archive.suggest`` and ``Archive.named`` ask for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import nlargest
from itertools import chain, islice

from indexer.index.analysis import fold, stem
from indexer.index.facets import BY_NAME, FACETS, Facet
from indexer.search.catalogue import Catalogue
from indexer.search.language.thesaurus.expansion import Acronyms, Expansions, node_of
from indexer.search.language.thesaurus.lexicon import Fillers
from indexer.search.language.words.derivation import derived
from indexer.search.query.nodes import And, Node, Term

#: So many words are weighed at most; the most frequent ones that begin as typed.
_WEIGHED = 24
#: So many words at most are searched for, to say what each finds.
_SEARCHED = 8
#: So many acronyms, and values of each facet, at most stand before the words.
_NAMED = 3
#: How many findings answer each of some queries.
Answering = Callable[[Sequence[str]], Sequence[int]]
#: Kinds of suggestions that are no value of a facet.
ACRONYM, TERM = "acronym", "term"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go on typing."""

    #: ``ACRONYM``, ``TERM``, or the name of the facet that it is a value of.
    kind: str
    #: What to search for, or the printed name of the facet's value.
    text: str
    #: The meaning of an acronym, else ''.
    meaning: str
    #: The number of findings that answer the search which it leads to.
    findings: int

    @property
    def facet(self) -> Facet | None:
        """The facet that it is a value of, to be chosen as a filter; None for words to search."""
        return BY_NAME.get(self.kind)


class Suggester:
    """Suggests what one build would find."""

    def __init__(
        self,
        catalogue: Catalogue,
        expansions: Expansions,
        fillers: Fillers,
        count: Callable[[Sequence[Node]], Sequence[int]],
    ) -> None:
        """``count`` is that of the engine; each kind of suggestion calls it once."""
        self._catalogue = catalogue
        self._expansions = expansions
        self._fillers = fillers
        self._count = count

    def suggest(self, typed: str, number: int, answering: Answering) -> tuple[Suggestion, ...]:
        """At most ``number`` suggestions for ``typed``: acronyms, values of facets, then words.

        Names count when any of their words begins with what was typed; of words the last one is
        completed, and only with words that stand beside the one before it. ``answering`` counts
        what each would find.
        """
        folded = _folded(typed)
        if not folded:
            return ()
        acronyms = _leading(self._acronyms(folded), answering)
        terms = sorted(_leading(self._terms(typed.split()), answering), key=_findings)
        kinds = (acronyms, self._named(folded), terms)
        return tuple(islice(chain.from_iterable(kinds), number))

    def named(self, typed: str) -> tuple[Suggestion, ...]:
        """All values of facets whose name has ``typed``, from the beginning of a word."""
        folded = _folded(typed)
        names = chain.from_iterable(self._values) if folded else ()
        return tuple(value for name, value in names if f" {folded}" in name)

    # Acronyms

    def _acronyms(self, typed: str) -> Iterable[Suggestion]:
        beginning = [short for short in self._meanings if short.casefold().startswith(typed)]
        telling = [
            short
            for short, meaning in self._meanings.items()
            if short not in beginning and _begins(meaning, typed)
        ]
        often = (sorted(self._used(some), key=_findings) for some in (beginning, telling))
        return islice(chain.from_iterable(often), _NAMED)

    @cached_property
    def _meanings(self) -> dict[str, str]:
        """Each acronym with what it stands for."""
        acronyms: Acronyms = self._expansions.acronyms
        return {
            short: " or ".join(meaning.long for meaning in acronyms.meanings(short))
            for short in acronyms
        }

    def _used(self, shorts: Iterable[str]) -> Iterator[Suggestion]:
        """Those of the acronyms that find anything. To count them all takes 0.2 seconds."""
        shorts = list(shorts)
        numbers = self._count([self._expansions.letters(short) for short in shorts])
        for short, number in zip(shorts, numbers, strict=True):
            if number:
                yield Suggestion(ACRONYM, short, self._meanings[short], number)

    # Values of facets

    def _named(self, typed: str) -> Iterator[Suggestion]:
        for values in self._values:
            having = (value for name, value in values if f" {typed}" in name)
            yield from islice(having, _NAMED)

    @cached_property
    def _values(self) -> list[list[tuple[str, Suggestion]]]:
        """The values of each facet, each with its name in small letters after a space."""
        return [list(self._facet(facet.name)) for facet in FACETS if facet.suggested]

    def _facet(self, name: str) -> Iterator[tuple[str, Suggestion]]:
        values = self._catalogue.facets[name]
        for number, label in zip(values.totals, values.names, strict=True):
            if number:
                yield f" {_folded(label)}", Suggestion(name, label, "", number)

    # Words

    def _terms(self, words: list[str]) -> Iterator[Suggestion]:
        *before, last = words
        if not fold(last):
            return
        found = sorted(self._beside(before, self._beginning(fold(last))), key=_findings)
        yield from islice(self._each_once(found), _SEARCHED)

    def _each_once(self, found: Iterable[Suggestion]) -> Iterator[Suggestion]:
        """Those that find something else: a verb and its noun of doing are one search."""
        given: list[str] = []
        for one in found:
            last = fold(one.text.split()[-1])
            if not set(given).intersection(derived(last, given, self._catalogue.vocabulary.words)):
                given.append(last)
                yield one

    def _beside(self, before: list[str], beginning: list[str]) -> Iterator[Suggestion]:
        """The words that follow the last of those before them, where those before all stand."""
        folded = [fold(word) for word in before]
        having = [Term(stem(word)) for word in folded if word not in self._fillers.words]
        after = tuple(map(stem, folded[-1:]))
        words: dict[str, str] = {}
        for word in beginning:
            words.setdefault(stem(word), word)
        ends = [node_of((*after, term)) for term in words]
        numbers = self._count([And((*having, end)) if having else end for end in ends])
        for word, number in zip(words.values(), numbers, strict=True):
            if number:
                yield Suggestion(TERM, " ".join([*before, word]), "", number)

    def _beginning(self, prefix: str) -> list[str]:
        """The most frequent words that begin with ``prefix``, most frequent first."""
        words = self._words
        counts = self._catalogue.vocabulary.words
        start = bisect_left(words, prefix)
        end = bisect_left(words, prefix + "\U0010ffff", start)
        return nlargest(_WEIGHED, islice(words, start, end), key=lambda word: counts[word])

    @cached_property
    def _words(self) -> list[str]:
        words = self._catalogue.vocabulary.words
        return sorted(w for w in words if len(w) > 2 and w not in self._fillers.words)


def _leading(found: Iterable[Suggestion], answering: Answering) -> Iterator[Suggestion]:
    """The suggestions with the numbers of the searches that they lead to."""
    listed = list(found)
    numbers = answering([one.text for one in listed])
    for one, number in zip(listed, numbers, strict=True):
        if number:
            yield replace(one, findings=number)


def _findings(suggestion: Suggestion) -> int:
    return -suggestion.findings


def _folded(text: str) -> str:
    return " ".join(map(fold, text.split()))


def _begins(text: str, typed: str) -> bool:
    """Whether some word of ``text``, with what follows it, begins with ``typed``."""
    return f" {typed}" in f" {_folded(text)}"

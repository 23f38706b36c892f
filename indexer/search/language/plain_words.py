"""Plain words side by side: which belong together, which are ignored, what else is searched for.

``Interpreter`` hands over the words of a run as typed; a node comes back, and everything that was
changed or brought in is told in the interpretation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.index.analysis import CAPITALS, fold
from indexer.search.language.expansion import Expansion, Expansions, canonical
from indexer.search.language.interpretation import Change, Interpretation, Wanted
from indexer.search.language.lookup import Lookup, Occurrences, group
from indexer.search.query.nodes import (
    Concept,
    Everything,
    Leaf,
    Member,
    Node,
    Part,
    Synonyms,
    Typed,
    Words,
)

#: A word that this share of the findings has is one of the reports' own: everyday synonyms count
#: half for it, and none is searched for that would count less than ``_SLIGHT``. nDCG@10 of the new
#: questions is 0.454, 0.480, 0.488 and 0.491 with 0.01, 0.02, 0.05 and 0.1; of the known ones it
#: is 0.960, and 0.957 with 0.1. ``_SLIGHT`` from 0 to 0.1 changes nothing; 0.2 loses 0.0003 of the
#: independent ones. It keeps marks and explanations free of what cannot decide anything.
_OWN, _SLIGHT = 0.05, 0.1
#: Words that are not passed over inside a set phrase: 'schools and police' is no 'school for
#: police'.
_COUPLING = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a run: where it stands among the typed ones, its text and its term."""

    place: int
    text: str
    term: str
    acronym: str | None
    filler: bool


class PlainWords:
    """Reads runs of plain words of one query."""

    def __init__(
        self,
        lookup: Lookup,
        occurrences: Occurrences,
        result: Interpretation,
        expand: bool,
        correct: bool,
    ) -> None:
        """``result`` is told of every change."""
        self._lookup = lookup
        self._occurrences = occurrences
        self._result = result
        self._expand = expand
        self._correct = correct

    def node(self, words: list[str], ignoring: bool) -> Node:
        """The node of a run; with ``ignoring`` filler words are left out if others remain."""
        units = [unit for place, word in enumerate(words) for unit in self._units(place, word)]
        self._result.spoken |= any(fold(unit.text) in self._lookup.fillers.spoken for unit in units)
        run = _Run(self._lookup, self._occurrences, words, units, self._expand)
        start = self._opening(units) if ignoring else 0
        parts, ignored = self._parts(run, start, ignoring)
        if not parts:
            parts, ignored = self._parts(run, 0, False)
        else:
            ignored = [unit.text for unit in units[:start]] + ignored
        self._result.ignored.extend(dict.fromkeys(ignored))
        return Words(tuple(parts)) if parts else Everything()

    def _units(self, place: int, word: str) -> Iterator[Unit]:
        if word.endswith("*"):
            self._result.notes.append(
                f"'{word}' was searched for as a word. A star stands for the rest of a word when "
                "three letters or more are before it."
            )
        lookup = self._lookup
        acronym = lookup.expansions.acronym(word)
        self._result.acronyms.extend([acronym] if acronym else [])
        term = lookup.term(acronym or word)
        filler = fold(word) in lookup.fillers.words and not term.startswith(CAPITALS)
        terms = canonical(word)
        if acronym is None and len(terms) == 1 and not filler:
            word = self._corrected(word, terms[0])
            terms = canonical(word)
        meanings = lookup.expansions.acronyms.meanings(acronym) if acronym else ()
        self._result.plainly.append(meanings[0].long if meanings else word)
        if len(terms) == 1:
            term = term if acronym or term.startswith(CAPITALS) else terms[0]
            yield Unit(place, word, term, acronym, filler)
        else:
            yield from (Unit(place, term, term, None, False) for term in terms)

    def _opening(self, units: list[Unit]) -> int:
        folded = tuple(fold(unit.text) for unit in units)
        for opening in self._lookup.fillers.openings:
            if folded[: len(opening)] == opening:
                return len(opening)
        return 0

    def _corrected(self, word: str, term: str) -> str:
        """``word``, or, when it stands nowhere, what it probably means."""
        better, known = self._lookup.better(word, term)
        if better is None:
            return word
        if known or not self._correct:
            self._result.suggestions.append(Change(word, better))
            return word
        self._result.corrections.append(Change(word, better))
        return better

    def _parts(self, run: _Run, start: int, ignoring: bool) -> tuple[list[Part], list[str]]:
        """The parts of a run from ``start`` on, and the filler words that are in none."""
        parts: list[Part] = []
        ignored: list[str] = []
        among = max(1, sum(not (ignoring and unit.filler) for unit in run.units[start:]))
        run.ask(start)
        while start < len(run.units):
            length, expansions = run.expanded(start)
            span = run.units[start : start + length]
            start += length
            if ignoring and length == 1 and span[0].filler and not expansions:
                ignored.append(span[0].text)
                continue
            expansions = tuple(self._weighed(run, span, expansions))
            for expansion in expansions:
                typed = run.typed(span) if length > 1 else span[0].text
                self._result.tell(typed, expansion.text)
            parts.append(self._part(run, span, expansions, among))
        return parts, ignored

    def _weighed(
        self, run: _Run, span: list[Unit], expansions: tuple[Expansion, ...]
    ) -> Iterator[Expansion]:
        """``expansions`` each once, loose ones by how much the reports use the typed words."""
        share = self._occurrences.share(run.own(span)) if expansions else 0.0
        seen: set[object] = set()
        for expansion in expansions:
            new = [m for m in expansion.members if (m.node, m.reports) not in seen]
            if expansion.loose:
                new = [replace(m, weight=m.weight * _OWN / (_OWN + share)) for m in new]
                new = [m for m in new if m.weight >= _SLIGHT]
            seen.update((m.node, m.reports) for m in new)
            if new:
                yield replace(expansion, members=tuple(new))

    def _part(
        self, run: _Run, span: list[Unit], expansions: tuple[Expansion, ...], among: int
    ) -> Part:
        """What is searched for of some words of a run, which are ``among`` so many telling ones."""
        others = tuple(member for expansion in expansions for member in expansion.members)
        letters = any(expansion.acronym for expansion in expansions)
        if len(span) == 1:
            concept = group((*_members(run.own(span)), *others))
            leaf = concept if letters else _as_typed(concept, span[0], among)
            self._result.wanted.append(Wanted(span[0].text, span[0].text, leaf))
            return Part((leaf,))
        telling = [unit for unit in span if not unit.filler] or span
        words: tuple[Leaf, ...] = tuple(run.own([unit]) for unit in telling)
        if not letters:
            words = tuple(_as_typed(run.own([unit]), unit, among) for unit in telling)
        self._result.wanted.extend(
            Wanted(unit.text, unit.text, word) for unit, word in zip(telling, words, strict=True)
        )
        return Part(words, group((*run.phrases(span), *others)))


class _Run:
    """The words of one run, and which of them belong together."""

    def __init__(
        self,
        lookup: Lookup,
        occurrences: Occurrences,
        words: list[str],
        units: list[Unit],
        expand: bool,
    ) -> None:
        self.units = units
        self._lookup = lookup
        self._known: Expansions = lookup.expansions
        self._occurrences = occurrences
        self._words = words
        self._expand = expand
        self._terms = tuple(unit.term for unit in units)
        self._passed_over = tuple(unit.filler and unit.term not in _COUPLING for unit in units)
        #: What was found at a place among so many words: to look it up costs more than the rest.
        self._found: dict[tuple[int, int], tuple[int, tuple[Expansion, ...]]] = {}

    def ask(self, start: int) -> None:
        """Ask at once for the numbers that reading from ``start`` on will want.

        It goes as if whatever is known occurred; where that is not so, more is asked for later.
        """
        leaves: list[Leaf] = []
        while self._expand and start < len(self.units):
            length, found = self._longest(start, len(self.units))
            length = max(1, length)
            found = (*self._of_acronym(start, length), *found)
            if found:
                leaves.extend(member.node for one in found for member in one.members)
                leaves.append(self.own(self.units[start : start + length]))
            start += length
        self._occurrences.ask(leaves)

    def expanded(self, start: int) -> tuple[int, tuple[Expansion, ...]]:
        """How many words from ``start`` belong together, and what is searched for as well."""
        joined = self._known.compounds.join(self._terms, start)
        length, found = self._entry(start) if self._expand else (1, ())
        if joined and joined[1] > length:
            return joined[1], ()
        acronyms = self._of_acronym(start, length)
        return length, (*filter(None, map(self._occurrences.occurring, acronyms)), *found)

    def _of_acronym(self, start: int, length: int) -> tuple[Expansion, ...]:
        acronym = self.units[start].acronym
        if not (self._expand and acronym and length == 1):
            return ()
        return self._known.of_acronym(acronym)

    def _entry(self, start: int) -> tuple[int, tuple[Expansion, ...]]:
        """The longest set phrase at ``start`` that brings anything: its length, and what."""
        end = len(self.units)
        while end > start:
            length, found = self._longest(start, end)
            if occurring := tuple(filter(None, map(self._occurrences.occurring, found))):
                return length, occurring
            end = start + length - 1
        return 1, ()

    def _longest(self, start: int, end: int) -> tuple[int, tuple[Expansion, ...]]:
        if (start, end) not in self._found:
            found = self._known.longest(self._terms[:end], self._passed_over[:end], start)
            self._found[start, end] = found
        return self._found[start, end]

    def typed(self, span: list[Unit]) -> str:
        """The words of ``span`` as typed."""
        return " ".join(self._words[span[0].place : span[-1].place + 1])

    def own(self, span: list[Unit]) -> Concept:
        """The typed words themselves, in every way they may be written."""
        if len(span) == 1:
            return self._lookup.word(span[0].term, span[0].text)
        return group(self.phrases(span))

    def phrases(self, span: list[Unit]) -> tuple[Member, ...]:
        """The typed words as a phrase, in every way its compounds may be written."""
        return self._known.phrases(canonical(self.typed(span)), 1.0, None)


def _members(leaf: Concept) -> tuple[Member, ...]:
    return leaf.members if isinstance(leaf, Synonyms) else (Member(leaf),)


def _as_typed(concept: Concept, unit: Unit, among: int) -> Leaf:
    """``concept`` with the form that was typed; capitals have a term of their own already."""
    if unit.term.startswith(CAPITALS):
        return concept
    return Typed(concept, fold(unit.text), among)

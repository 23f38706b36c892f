"""Plain words side by side: which belong together, which are ignored, what else is searched for.

``Interpreter`` hands over the words of a run as typed; a node comes back, and everything that was
changed or brought in is told in the interpretation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from indexer.budget import Budget
from indexer.index.analysis import AMOUNTS, BEFORE_NUMBERS, CAPITALS, fold, sequence, stem
from indexer.months import MONTHS
from indexer.search.language.interpretation import Change, Interpretation, Wanted
from indexer.search.language.lookup import Lookup, Occurrences, group
from indexer.search.language.parser import MAX_WORDS
from indexer.search.language.thesaurus.expansion import (
    Entry,
    Expansion,
    Expansions,
    Said,
    Terms,
    canonical,
    root_of,
)
from indexer.search.language.thesaurus.lexicon import Together
from indexer.search.language.words.grammar import senses
from indexer.search.query.nodes import (
    Concept,
    Everything,
    Leaf,
    Member,
    Node,
    Part,
    Phrase,
    Synonyms,
    Term,
    Typed,
    Words,
)

#: A word that this share of the findings has is one of the reports' own: everyday synonyms count
#: half for it, and none is searched for that would count less than ``_SLIGHT``. nDCG@10 of the new
#: questions is 0.454, 0.480, 0.488 and 0.491 with 0.01, 0.02, 0.05 and 0.1; of the known ones it
#: is 0.960, and 0.957 with 0.1. ``_SLIGHT`` from 0 to 0.1 changes nothing; 0.2 loses 0.0003 of the
#: independent ones. It keeps marks and explanations free of what cannot decide anything.
_OWN, _SLIGHT = 0.05, 0.1
#: What a word of the same family counts: 'supervision' of 'supervisor'.
_KIN = 0.7
#: Words that are not passed over inside a set phrase: 'schools and police' is no 'school for
#: police'.
_COUPLING = frozenset({"and", "or"})
_MONTHS = frozenset(map(fold, MONTHS))
#: So many words at least make another language, and what is said then.
_SEVERAL = 2
_STRANGE = (
    "Most of these words are neither English nor in any report. The reports are in English: ask in "
    "English."
)
#: The words of a run are no more than this, parts of words with marks inside counted: the work
#: grows with the square of their number, and one 'word' of 450 characters had 808 (6 seconds).
MOST_UNITS = 2 * MAX_WORDS
_NOT = Term(stem("not"))
#: The set phrases that the words of a run stand apart from have no more terms than this in all: a
#: cluster looks for each of them up to four times, and for 1,024 terms at most in one query.
_TAKEN_UP = 80
#: What only frames a question may be lacking where it has so many other words. With 2 'do they take
#: the right kids away from their families' counts 305 findings, with 3 it counts none.
_CONTENT = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of a run: where it stands among the typed ones, its text and its term."""

    place: int
    text: str
    term: str
    acronym: str | None
    filler: bool
    #: Whether it denies something; then it is no filler.
    denies: bool = False
    #: The terms of all words that it is the beginning of, where it is no word itself.
    stems: Terms = ()


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
        self._strange = False

    def node(self, words: list[str], ignoring: bool) -> Node:
        """The node of a run; with ``ignoring`` filler words are left out if others remain."""
        run = self._run(words)
        units = run.units
        if self._strange:
            self._result.notes.append(_STRANGE)
        self._result.spoken |= any(fold(unit.text) in self._lookup.fillers.spoken for unit in units)
        parts, ignored = self._parts(run, ignoring)
        if not parts:
            parts, ignored = self._parts(run, False)
        self._result.ignored.extend(dict.fromkeys(ignored))
        return Words(self._framed(parts, run)) if parts else Everything()

    def _framed(self, parts: list[Part], run: _Run) -> tuple[Part, ...]:
        """The parts; all are wanted of what is no sentence, where little else would be wanted, and
        where nothing is searched for but the words as typed. What denies says nothing by itself.
        """
        content = sum(len(part.words) for part in parts if not part.framing)
        content -= sum(unit.denies for unit in run.units)
        if self._result.spoken and self._expand and content >= _CONTENT:
            return tuple(parts)
        self._result.framing.clear()
        return tuple(replace(part, framing=False) for part in parts)

    def wanted(self, words: list[str]) -> list[Leaf]:
        """What is asked about when a run is read, so that several runs can ask at once."""
        return self._run(words).wanted()

    def _run(self, words: list[str]) -> _Run:
        words = self._lookup.fillers.denial.plainly(words)
        self._strange = self._correct and self._are_strange(words)
        denied = self._lookup.fillers.denial.places(words)
        every = (
            replace(unit, filler=False, denies=True) if place in denied else unit
            for place, word in enumerate(words)
            for unit in self._units(place, word)
        )
        units = list(islice(every, MOST_UNITS))
        if next(every, None) is not None:
            self._result.notes.append(
                f"Only the first {MOST_UNITS} words were searched for, the parts of words with "
                "hyphens and other marks counted."
            )
        return _Run(self._lookup, self._occurrences, words, units, self._expand)

    def _are_strange(self, words: list[str]) -> bool:
        """Whether half of the words are none of English and of the reports, and few of them slips.

        Then it is another language, and to correct one word in it would make up a question.
        """
        strange = [word for word in words if self._lookup.is_strange(word)]
        if len(strange) < _SEVERAL or 2 * len(strange) < len(words):
            return False
        slips = sum(self._lookup.better(word, stem(fold(word)))[0] is not None for word in strange)
        return 2 * slips < len(strange)

    @property
    def _corrects(self) -> bool:
        return self._correct and not self._strange

    def _units(self, place: int, word: str) -> Iterator[Unit]:
        if word.endswith("*"):
            self._result.notes.append(
                f"'{word}' was searched for as a word. A star stands for the rest of a word when "
                "three letters or more are before it."
            )
        lookup = self._lookup
        acronym = lookup.expansions.acronym(word)
        term = lookup.term(acronym or word)
        filler = fold(word) in lookup.fillers.words and not term.startswith(CAPITALS)
        terms = canonical(word)
        if acronym is None and len(terms) == 1 and not filler:
            if stems := lookup.completed(word, terms[0]) if self._corrects else ():
                yield self._completed(place, word, stems)
                return
            word = self._corrected(word, terms[0])
            acronym = lookup.expansions.acronym(word)
            terms = self._in_parts(word)
        meanings = lookup.expansions.acronyms.meanings(acronym) if acronym else ()
        if acronym and len(meanings) == 1 and self._is_unheard_of(acronym):
            yield from self._spelled_out(place, word, meanings[0].long)
            return
        self._result.acronyms.extend([acronym] if acronym else [])
        if acronym is None and self._expand and (short := lookup.expansions.acronym_beside(word)):
            self._result.in_capitals.append(Change(word, short))
        self._result.plainly.append(meanings[0].long if meanings else word)
        if len(terms) == 1:
            term = lookup.term(acronym or word)
            term = term if acronym or term.startswith(CAPITALS) else terms[0]
            yield Unit(place, word, term, acronym, filler)
        else:
            yield from (Unit(place, term, term, None, False) for term in terms)

    def _is_unheard_of(self, acronym: str) -> bool:
        """Whether no report has an acronym or anything that it stands for."""
        known = self._lookup.expansions
        if not self._expand or self._occurrences.of(
            self._lookup.word(known.letters(acronym).term, acronym, self._occurrences)
        ):
            return False
        return not any(map(self._occurrences.occurring, known.of_acronym(acronym)))

    def _spelled_out(self, place: int, word: str, long: str) -> Iterator[Unit]:
        """The words of what an acronym stands for, in its place."""
        self._result.corrections.append(Change(word, long))
        for one in long.split():
            yield from self._units(place, one)

    def _in_parts(self, word: str) -> Terms:
        """The terms of ``word``: one, or those of its parts where no report writes them as one."""
        terms = canonical(word)
        parts = sequence(word)
        if len(terms) < len(parts) and not self._lookup.knows(terms[0]):
            return parts
        return terms

    def _completed(self, place: int, word: str, stems: Terms) -> Unit:
        """A word that was typed in part: all words of the reports that begin with it."""
        self._result.corrections.append(Change(word, f"{word}*"))
        self._result.plainly.append(word)
        return Unit(place, word, stems[0], None, False, stems=stems)

    def _corrected(self, word: str, term: str) -> str:
        """``word``, or, when it stands nowhere, what it probably means."""
        better, known = self._lookup.better(word, term)
        if better is None:
            return word
        if known or not self._corrects:
            self._result.suggestions.append(Change(word, better))
            return word
        self._result.corrections.append(Change(word, better))
        return better

    def _parts(self, run: _Run, ignoring: bool) -> tuple[list[Part], list[str]]:
        """The parts of a run, and the filler words that are in none."""
        parts: list[Part] = []
        ignored: list[str] = []
        start, denying = 0, False
        among = max(1, sum(not (ignoring and unit.filler) for unit in run.units))
        self._occurrences.ask(run.wanted())
        while start < len(run.units):
            Budget.check()
            entry = run.expanded(start)
            span = run.units[start : start + entry.length]
            start += entry.length
            if ignoring and _says_nothing(span, entry):
                ignored.append(run.typed(span))
                continue
            # 'Not typed in' says something of something, as a sentence does; by words the final
            # half of the new questions gains 0.018. 'No further action' is a name.
            apart = len(span) == 1 or entry.together is Together.APART
            self._result.spoken |= apart and any(unit.denies for unit in span)
            expansions = tuple(self._weighed(run, span, entry.expansions))
            self._tell(run, span, expansions)
            part = self._part(run, span, entry._replace(expansions=expansions), among)
            if frames := self._frames(run.typed(span)):
                self._result.framing.append(run.typed(span))
            parts.append(replace(part, framing=frames))
            denying = self._deny(parts[-1], span, entry, denying)
        return parts, ignored

    def _frames(self, typed: str) -> bool:
        """Whether some words as typed only frame a question."""
        return " ".join(fold(typed).split()) in self._lookup.fillers.framing

    def _deny(self, part: Part, span: list[Unit], entry: Entry, denying: bool) -> bool:
        """Tell what is denied: what stands with a word that denies, or right behind it (then it is
        ``denying``) or behind what says the same ('lack of'); and what is not. Gives back whether
        what comes next is denied.
        """
        denies = any(unit.denies for unit in span)
        if (denies and len(span) == 1) or _says_not(entry):
            return True
        if denies or denying:
            units = [unit for unit in span if not unit.filler] or span
            pairs = zip(units, part.words, strict=False)
            self._result.denied.extend(word for unit, word in pairs if not unit.denies)
            self._result.denied.extend([part.whole] if part.whole else [])
        else:
            self._result.beside.append(part)
        return False

    def _tell(self, run: _Run, span: list[Unit], expansions: tuple[Expansion, ...]) -> None:
        """Tell what is searched for as well as some words, each once."""
        equal: set[object] = set()
        for unit in span:
            for word in run.doing(unit):
                self._result.tell(unit.text, word)
                equal.add(Term(stem(word)))
        typed = run.typed(span) if len(span) > 1 else span[0].text
        for expansion in expansions:
            if not equal.issuperset(member.node for member in expansion.members):
                close = not any(member.equal for member in expansion.members)
                self._result.tell(typed, expansion.text, close)

    def _weighed(
        self, run: _Run, span: list[Unit], expansions: tuple[Expansion, ...]
    ) -> Iterator[Expansion]:
        """``expansions`` each once, loose ones by how much the reports use the typed words."""
        share = self._occurrences.share(run.own(span)) if expansions else 0.0
        seen: set[object] = set()
        for expansion in expansions:
            new = [m for m in expansion.members if m.same or (m.node, m.reports) not in seen]
            if expansion.loose:
                new = [replace(m, weight=m.weight * _OWN / (_OWN + share)) for m in new]
                new = [m for m in new if m.same or m.weight >= _SLIGHT]
            seen.update((m.node, m.reports) for m in new)
            if new:
                yield replace(expansion, members=tuple(new))

    def _part(self, run: _Run, span: list[Unit], entry: Entry, among: int) -> Part:
        """What is searched for of some words of a run, which are ``among`` so many telling ones."""
        others = tuple(member for one in entry.expansions for member in one.members)
        letters = any(expansion.acronym for expansion in entry.expansions)
        if len(span) == 1:
            concept = group((*run.word(span[0]), *run.apart(others)))
            leaf = concept if letters else _as_typed(concept, span[0], among)
            return self._one(span[0].text, leaf, run.is_akin(span[0]))
        whole = group(run.apart((*run.phrases(span), *others)))
        if entry.together in (Together.IDIOM, Together.NOTHING):
            return self._one(run.typed(span), whole)
        telling = [unit for unit in span if not unit.filler] or span
        words: tuple[Leaf, ...] = tuple(group(run.word(unit)) for unit in telling)
        if not letters:
            words = tuple(_as_typed(group(run.word(unit)), unit, among) for unit in telling)
        self._result.wanted.extend(
            Wanted(unit.text, unit.text, word, run.is_akin(unit))
            for unit, word in zip(telling, words, strict=True)
        )
        return Part(words, whole, entry.together is Together.SET)

    def _one(self, text: str, leaf: Leaf, akin: bool = False) -> Part:
        self._result.wanted.append(Wanted(text, text, leaf, akin))
        return Part((leaf,))


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
        self._roots = tuple(root_of(unit.term, unit.text) for unit in units)
        said = senses(words)
        self._said = tuple(Said(fold(unit.text), said[unit.place]) for unit in units)
        self._passed_over = tuple(unit.filler and unit.term not in _COUPLING for unit in units)
        #: What was found at a place among so many words: to look it up costs more than the rest.
        self._found: dict[tuple[int, int], Entry] = {}
        #: The set phrases that each of what is searched for stands apart from.
        self._taken: dict[Term | Phrase, tuple[Phrase, ...]] = {}

    def wanted(self) -> list[Leaf]:
        """That whose numbers reading will want, to be asked for at once.

        It goes as if whatever is known occurred; where that is not so, more is asked for later.
        """
        written = (self._lookup.halves(unit.term, unit.text) for unit in self.units)
        self._occurrences.ask(chain.from_iterable(written))
        leaves: list[Leaf] = []
        start = 0
        while self._expand and start < len(self.units):
            entry = self._longest(start, len(self.units))
            length = max(1, entry.length)
            found = (*self._of_acronym(start, length), *entry.expansions)
            if found:
                leaves.extend(member.node for one in found for member in one.members)
                leaves.append(self.own(self.units[start : start + length]))
            start += length
        return leaves

    def expanded(self, start: int) -> Entry:
        """How many words from ``start`` belong together, and what is searched for as well."""
        entry = self._entry(start) if self._expand else Entry(1)
        if self._is_month(start):
            return Entry(2, together=Together.IDIOM)
        if (together := self._written_as_one(start)) > entry.length:
            return Entry(together, together=Together.SET)
        acronyms = self._occurring(self._of_acronym(start, entry.length))
        return entry._replace(expansions=(*acronyms, *entry.expansions))

    def _is_month(self, start: int) -> bool:
        """Whether a month and its year stand there: 'March' and '2015' apart are no time."""
        pair = [fold(unit.text) for unit in self.units[start : start + 2]]
        return len(pair) == 2 and pair[0] in _MONTHS and _YEAR.fullmatch(pair[1]) is not None

    def _written_as_one(self, start: int) -> int:
        """How many words from ``start`` are one in print: a compound, or an amount and its unit."""
        compound, _ = self._compound(start)
        if compound > 1 or start + 1 == len(self.units):
            return compound
        number = [unit.term[:1].isdigit() for unit in self.units[start : start + 2]]
        following, unit = self._compound(start + 1)
        if number[0] and unit in AMOUNTS:
            return 1 + following
        return 2 if self.units[start].term in BEFORE_NUMBERS and number[1] else 1

    def _compound(self, start: int) -> tuple[int, str]:
        """How many words from ``start`` make a compound, 1 for none, and the term of it."""
        joined = self._known.compounds.join(self._terms, start)
        if joined and self._reads_as(joined[0], self.units[start : start + joined[1]]):
            return joined[1], joined[0]
        pair = [fold(unit.text) for unit in self.units[start : start + 2]]
        term = self._lookup.joined(pair) if len(pair) == 2 else None
        return (2, term) if term else (1, self.units[start].term)

    def _reads_as(self, joined: str, span: list[Unit]) -> bool:
        """Whether some words are a compound as they were typed: who asks for 'records kept' asks
        for no 'record-keeping'.
        """
        return stem("".join(fold(unit.text) for unit in span)) == joined

    def _of_acronym(self, start: int, length: int) -> tuple[Expansion, ...]:
        acronym = self.units[start].acronym
        if not (self._expand and acronym and length == 1):
            return ()
        return self._known.of_acronym(acronym)

    def _entry(self, start: int) -> Entry:
        """The longest entry at ``start`` that brings anything, or whose words belong together."""
        end = len(self.units)
        while end > start:
            entry = self._longest(start, end)
            occurring = self._occurring(entry.expansions)
            if occurring or (entry.length > 1 and entry.together is not Together.APART):
                return entry._replace(expansions=occurring)
            end = start + entry.length - 1
        return Entry(1)

    def _occurring(self, expansions: Iterable[Expansion]) -> tuple[Expansion, ...]:
        return tuple(filter(None, map(self._occurrences.occurring, expansions)))

    def _longest(self, start: int, end: int) -> Entry:
        if (start, end) not in self._found:
            self._found[start, end] = self._known.longest(
                self._terms[:end], self._passed_over[:end], start, self._roots[:end], self._said
            )
        return self._found[start, end]

    def typed(self, span: list[Unit]) -> str:
        """The words of ``span`` as typed."""
        return " ".join(self._words[span[0].place : span[-1].place + 1])

    def own(self, span: list[Unit]) -> Concept:
        """The typed words themselves, in every way they may be written."""
        if len(span) == 1 and span[0].stems:
            return group(tuple(Member(Term(term)) for term in span[0].stems))
        if len(span) == 1:
            return self._lookup.word(span[0].term, span[0].text, self._occurrences)
        return group(self.phrases(span))

    def word(self, unit: Unit) -> tuple[Member, ...]:
        """One typed word in every way it may be written, its verb or noun of doing, and for less
        the others of its family.
        """
        kin = self._kin(unit)
        doing = (Member(Term(stem(word))) for word in self.doing(unit))
        others = (Member(Term(term), _KIN) for term in kin)
        return self.apart(_members(group((*_members(self.own([unit])), *doing, *others))))

    def apart(self, members: Iterable[Member]) -> tuple[Member, ...]:
        """The members, each apart from the set phrases that take it up, where none was typed."""
        return tuple(self._apart(member) for member in members)

    def _apart(self, member: Member) -> Member:
        if member.node not in self._taken:
            self._taken[member.node] = self._taken_up(member.node)
        return replace(member, apart_from=self._taken[member.node])

    def _taken_up(self, node: Term | Phrase) -> tuple[Phrase, ...]:
        """The set phrases that something stands apart from: none where one of them was typed, or
        where those of the words before are many already.
        """
        phrases = self._known.apart_from(node)
        if any(self._is_typed(phrase.terms) for phrase in phrases):
            return ()
        before = sum(len(phrase.terms) for some in self._taken.values() for phrase in some)
        return phrases if before + sum(len(one.terms) for one in phrases) <= _TAKEN_UP else ()

    def _is_typed(self, phrase: Terms) -> bool:
        starts = range(len(self._terms) - len(phrase) + 1)
        return any(self._terms[start : start + len(phrase)] == phrase for start in starts)

    def is_akin(self, unit: Unit) -> bool:
        """Whether other words of the family of one are searched for."""
        return bool(self._kin(unit))

    def _kin(self, unit: Unit) -> Terms:
        return self._lookup.family(unit.term, unit.text) if self._expand else ()

    def doing(self, unit: Unit) -> tuple[str, ...]:
        """The verb of a word or its noun of doing, as far as the reports have them."""
        found = self._lookup.doing(unit.term, unit.text) if self._expand else ()
        return tuple(word for word in found if self._occurrences.of(Term(stem(word))))

    def phrases(self, span: list[Unit]) -> tuple[Member, ...]:
        """The typed words as a phrase, in every way its compounds may be written."""
        as_typed, as_read = canonical(self.typed(span)), tuple(unit.term for unit in span)
        ways = tuple(
            member
            for terms in dict.fromkeys((as_typed, as_read))
            for member in self._known.phrases(terms, 1.0, None)
        )
        joined = self._lookup.joined([fold(unit.text) for unit in span]) if len(span) == 2 else None
        return (*ways, Member(Term(joined))) if joined else ways


def _says_nothing(span: list[Unit], entry: Entry) -> bool:
    """Whether some words are a filler, or a turn of speech that means nothing."""
    if len(span) == 1:
        return span[0].filler and not entry.expansions
    return entry.together is Together.NOTHING


def _says_not(entry: Entry) -> bool:
    """Whether some words say the same as 'not'."""
    members = (member for one in entry.expansions for member in one.members)
    return any(member.node == _NOT and member.weight >= 1 for member in members)


def _members(leaf: Concept) -> tuple[Member, ...]:
    return leaf.members if isinstance(leaf, Synonyms) else (Member(leaf),)


def _as_typed(concept: Concept, unit: Unit, among: int) -> Leaf:
    """``concept`` with the form that was typed; capitals have a term of their own already."""
    if unit.term.startswith(CAPITALS):
        return concept
    return Typed(concept, fold(unit.text), among)

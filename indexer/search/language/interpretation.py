"""What a typed query is taken to mean: a tree to evaluate, and every change that was made to it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from indexer.index.analysis import CAPITALS, analyse, capitals, fold, sequence, stem
from indexer.search.engine.cache import Cache
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.nodes import (
    And,
    Concept,
    Everything,
    Having,
    Leaf,
    Member,
    Node,
    Not,
    Or,
    Part,
    Synonyms,
    Term,
    Typed,
    Words,
)
from indexer.search.engine.snapshot import Snapshot
from indexer.search.language import query
from indexer.search.language.english import is_english
from indexer.search.language.expansion import Expansion, Expansions, Terms, canonical, node_of
from indexer.search.language.lexicon import Fillers
from indexer.search.language.spelling import Speller

#: A prefix stands for this many stems at most, the most frequent ones.
MAX_STEMS = 256
#: A phrase in quotes is searched for up to this many words.
MAX_PHRASE = 48
_MAX_PHRASES = 32
#: A word that this share of the findings has is one of the reports' own: everyday synonyms count
#: half for it, and none is searched for that would count less than ``_SLIGHT``.
_OWN, _SLIGHT = 0.05, 0.1
#: Words that are not passed over inside a set phrase: 'schools and police' is no 'school for
#: police'.
_COUPLING = frozenset({"and", "or"})
#: So many typed words are kept with the ways in which they may be written.
_WORDS_KEPT = 4096
#: A word this rare may be a slip for one this many times as frequent.
_RARE, _TIMES = 2, 25


@dataclass(frozen=True, slots=True)
class Change:
    """A word or phrase that was typed and what was searched for as well, or instead."""

    typed: str
    searched: str

    def to_json(self) -> dict[str, str]:
        """The change as the API gives it."""
        return {"from": self.typed, "to": self.searched}


class Wanted(NamedTuple):
    """A word or phrase that is searched for: as typed or corrected, as a query, as a leaf."""

    text: str
    q: str
    leaf: Leaf


@dataclass(slots=True)
class Interpretation:
    """The tree of a query, and how it came about."""

    node: Node = field(default_factory=Everything)
    expansions: list[Change] = field(default_factory=list)
    corrections: list[Change] = field(default_factory=list)
    suggestions: list[Change] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: The acronyms that were recognised.
    acronyms: list[str] = field(default_factory=list)
    #: Every word of a run in plain words: corrected, and acronyms as what they stand for.
    plainly: list[str] = field(default_factory=list)
    #: Every word or phrase that is searched for.
    wanted: list[Wanted] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One word of a run: where it stands among the typed ones, its text and its term."""

    place: int
    text: str
    term: str
    acronym: str | None
    filler: bool


class Interpreter:
    """Interprets queries against one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        evaluator: Evaluator,
        expansions: Expansions,
        speller: Speller,
        fillers: Fillers,
    ) -> None:
        self._snapshot = snapshot
        self._evaluator = evaluator
        self._expansions = expansions
        self._speller = speller
        self._fillers = fillers
        self._words: Cache[Concept] = Cache(_WORDS_KEPT, lambda _: 1)

    def interpret(self, typed: query.Query, expand: bool, correct: bool) -> Interpretation:
        """The meaning of ``typed``, with or without expansions and corrections."""
        reading = _Reading(self, expand, correct)
        if typed.tree is not None:
            reading.result.node = reading.node(typed.tree)
        if typed.dropped:
            reading.result.notes.append(
                f"Only the first {query.MAX_WORDS} words were searched for; "
                f"the rest was left out, from '{typed.dropped[0]}' on."
            )
        return reading.result

    @property
    def snapshot(self) -> Snapshot:
        """The build it knows the words of."""
        return self._snapshot

    @property
    def expansions(self) -> Expansions:
        """Acronyms and thesaurus."""
        return self._expansions

    @property
    def speller(self) -> Speller:
        """Corrections."""
        return self._speller

    @property
    def fillers(self) -> Fillers:
        """Words to ignore."""
        return self._fillers

    def occurs(self, leaf: Leaf) -> bool:
        """Whether any finding has ``leaf``."""
        return len(self._evaluator.impact(leaf).matches.docs) > 0

    def share(self, leaf: Leaf) -> float:
        """The share of the findings that have ``leaf``."""
        return len(self._evaluator.impact(leaf).matches.docs) / max(1, self._snapshot.count)

    def word(self, term: str, text: str) -> Concept:
        """One word in every way it may be written, split as typed too."""
        return self._words.get((term, text), lambda: self._word(term, text))

    def _word(self, term: str, text: str) -> Concept:
        ways = list(self._expansions.compounds.variants((term,)))
        tokens = analyse(text)
        if tokens and tokens[0].width > 1:
            ways.append(tuple(t.term for t in tokens[1:] if not t.term.startswith(CAPITALS)))
        return _group(tuple(Member(node_of(way)) for way in dict.fromkeys(ways)))

    def term(self, word: str) -> str:
        """The term of one typed word: marked when its capitals tell it from an ordinary word."""
        upper = capitals(word)
        vocabulary = self._snapshot.vocabulary
        if upper and upper in vocabulary.capitals and fold(word) in vocabulary.words:
            return CAPITALS + upper
        return stem(fold(upper or word))

    def beginning(self, prefix: str) -> list[str]:
        """The stems of all words that begin with ``prefix``, the most frequent first."""
        folded = fold(prefix)
        counts: dict[str, int] = {}
        for counted, words in self._sorted:
            for word in words[bisect_left(words, folded) :]:
                if not word.startswith(folded):
                    break
                term = stem(word)
                counts[term] = counts.get(term, 0) + counted[word]
        return sorted(counts, key=lambda term: (-counts[term], term))

    @cached_property
    def _sorted(self) -> list[tuple[dict[str, int], list[str]]]:
        vocabulary = self._snapshot.vocabulary
        small = {word.casefold(): n for word, n in vocabulary.capitals.items()}
        return [(dict(c), sorted(c)) for c in (vocabulary.words, small)]

    def values(self, facet: str, wanted: str) -> tuple[int, ...]:
        """The codes of the values of ``facet`` that are, or contain the words of, ``wanted``."""
        column = self._snapshot.facets[facet]
        if (exact := column.code(wanted)) is not None:
            return (exact,)
        terms = sequence(wanted)
        labels = (sequence(label) for label in column.labels.values())
        return tuple(code for code, label in enumerate(labels) if _contains(label, terms))


class _Reading:
    """The interpretation of one query under way."""

    def __init__(self, interpreter: Interpreter, expand: bool, correct: bool) -> None:
        self._interpreter = interpreter
        self._expand = expand
        self._correct = correct
        self.result = Interpretation()

    def node(self, typed: query.Typed) -> Node:
        """The tree to evaluate for ``typed``."""
        match typed:
            case query.Run(nodes):
                return self._run(nodes)
            case query.AllOf(nodes):
                return And(tuple(self.node(node) for node in nodes))
            case query.AnyOf(nodes):
                return Or(tuple(self.node(node) for node in nodes))
            case query.Without(node):
                return Not(self._silent(node))
            case query.Word(text):
                return self._words([text], ignoring=False)
            case _:
                return self._exact(typed)

    def _silent(self, node: query.Typed) -> Node:
        """The tree of something that is not wanted: taken as typed, and not talked about."""
        return _Reading(self._interpreter, expand=False, correct=False).node(node)

    def _exact(self, typed: query.Typed) -> Node:
        match typed:
            case query.Quoted(text):
                return self._quoted(text)
            case query.Beginning(text):
                return self._beginning(text)
            case query.Restriction(facet, value):
                return self._restriction(facet, value)
        raise AssertionError(typed)

    def _run(self, nodes: Sequence[query.Typed]) -> Node:
        words = [node.text for node in nodes if isinstance(node, query.Word)]
        others = [self.node(node) for node in nodes if not isinstance(node, query.Word)]
        if words:
            others.insert(0, self._words(words, ignoring=True))
        if all(isinstance(node, Not) for node in others):
            others.insert(0, Everything())
        return others[0] if len(others) == 1 else And(tuple(others))

    # Words side by side

    def _words(self, words: list[str], ignoring: bool) -> Node:
        units = [unit for place, word in enumerate(words) for unit in self._units(place, word)]
        start = self._opening(units) if ignoring else 0
        parts, ignored = self._parts(words, units, start, ignoring)
        if not parts:
            parts, ignored = self._parts(words, units, 0, False)
        else:
            ignored = [unit.text for unit in units[:start]] + ignored
        self.result.ignored.extend(dict.fromkeys(ignored))
        return Words(tuple(parts)) if parts else Everything()

    def _units(self, place: int, word: str) -> Iterator[_Unit]:
        interpreter = self._interpreter
        if word.endswith("*"):
            self.result.notes.append(
                f"'{word}' was searched for as a word. A star stands for the rest of a word when "
                "three letters or more are before it."
            )
        acronym = interpreter.expansions.acronym(word)
        self.result.acronyms.extend([acronym] if acronym else [])
        term = interpreter.term(acronym or word)
        filler = fold(word) in interpreter.fillers.words and not term.startswith(CAPITALS)
        terms = canonical(word)
        if acronym is None and len(terms) == 1 and not filler:
            word = self._corrected(word, terms[0])
            terms = canonical(word)
        meanings = interpreter.expansions.acronyms.meanings(acronym) if acronym else ()
        self.result.plainly.append(meanings[0].long if meanings else word)
        if len(terms) == 1:
            term = term if acronym or term.startswith(CAPITALS) else terms[0]
            yield _Unit(place, word, term, acronym, filler)
        else:
            yield from (_Unit(place, term, term, None, False) for term in terms)

    def _opening(self, units: list[_Unit]) -> int:
        folded = tuple(fold(unit.text) for unit in units)
        for opening in self._interpreter.fillers.openings:
            if folded[: len(opening)] == opening:
                return len(opening)
        return 0

    def _corrected(self, word: str, term: str) -> str:
        """``word``, or, when it stands nowhere, what it probably means."""
        better, known = self._better(word, term)
        if better is None:
            return word
        if known or not self._correct:
            self.result.suggestions.append(Change(word, better))
            return word
        self.result.corrections.append(Change(word, better))
        return better

    def _better(self, word: str, term: str) -> tuple[str | None, bool]:
        """What a slip probably means, or None; and whether the word is known all the same."""
        snapshot, speller = self._interpreter.snapshot, self._interpreter.speller
        known = snapshot.has(term) or self._interpreter.expansions.knows(term)
        frequency = snapshot.vocabulary.words.get(fold(word), 0)
        if (known and not 0 < frequency <= _RARE) or is_english(fold(word)):
            return None, known
        return speller.correct(fold(word), frequency * _TIMES if known else -1), known

    def _parts(
        self, words: list[str], units: list[_Unit], start: int, ignoring: bool
    ) -> tuple[list[Part], list[str]]:
        """The parts of a run from ``start`` on, and the filler words that are in none."""
        parts: list[Part] = []
        ignored: list[str] = []
        among = max(1, sum(not (ignoring and unit.filler) for unit in units[start:]))
        while start < len(units):
            length, expansions = self._expanded(units, start)
            span = units[start : start + length]
            start += length
            if ignoring and length == 1 and span[0].filler and not expansions:
                ignored.append(span[0].text)
                continue
            typed = " ".join(words[span[0].place : span[-1].place + 1])
            expansions = tuple(self._weighed(expansions, span, typed))
            for expansion in expansions:
                self._say(typed if length > 1 else span[0].text, expansion)
            parts.append(self._part(span, typed, expansions, among))
        return parts, ignored

    def _expanded(self, units: list[_Unit], start: int) -> tuple[int, tuple[Expansion, ...]]:
        """How many words from ``start`` belong together, and what is searched for as well."""
        known = self._interpreter.expansions
        terms = tuple(unit.term for unit in units)
        joined = known.compounds.join(terms, start)
        length, found = self._entry(units, start) if self._expand else (1, ())
        if joined and joined[1] > length:
            return joined[1], ()
        acronym = units[start].acronym
        if self._expand and acronym and length == 1:
            found = (*filter(None, map(self._occurring, known.of_acronym(acronym))), *found)
        return length, found

    def _entry(self, units: list[_Unit], start: int) -> tuple[int, tuple[Expansion, ...]]:
        """The longest set phrase at ``start`` that brings anything: its length, and what."""
        terms = tuple(unit.term for unit in units)
        fillers = tuple(unit.filler and unit.term not in _COUPLING for unit in units)
        end = len(units)
        while end > start:
            length, found = self._interpreter.expansions.longest(terms[:end], fillers[:end], start)
            if occurring := tuple(filter(None, map(self._occurring, found))):
                return length, occurring
            end = start + length - 1
        return 1, ()

    def _occurring(self, expansion: Expansion) -> Expansion | None:
        """``expansion`` with the members that occur in the build, None when none does."""
        members = tuple(m for m in expansion.members if self._interpreter.occurs(m.node))
        return replace(expansion, members=members) if members else None

    def _weighed(
        self, expansions: tuple[Expansion, ...], span: list[_Unit], typed: str
    ) -> Iterator[Expansion]:
        """``expansions`` each once, loose ones by how much the reports use the typed words."""
        share = self._interpreter.share(self._own(span, typed)) if expansions else 0.0
        seen: set[object] = set()
        for expansion in expansions:
            new = [m for m in expansion.members if (m.node, m.reports) not in seen]
            if expansion.loose:
                new = [replace(m, weight=m.weight * _OWN / (_OWN + share)) for m in new]
                new = [m for m in new if m.weight >= _SLIGHT]
            seen.update((m.node, m.reports) for m in new)
            if new:
                yield replace(expansion, members=tuple(new))

    def _own(self, span: list[_Unit], typed: str) -> Concept:
        """The typed words themselves, in every way they may be written."""
        if len(span) == 1:
            return self._word(span[0])
        return _group(self._interpreter.expansions.phrases(canonical(typed), 1.0, None))

    def _part(
        self, span: list[_Unit], typed: str, expansions: tuple[Expansion, ...], among: int
    ) -> Part:
        """What is searched for of some words of a run, which are ``among`` so many telling ones."""
        others = tuple(member for expansion in expansions for member in expansion.members)
        letters = any(expansion.acronym for expansion in expansions)
        if len(span) == 1:
            concept = _group((*_members(self._own(span, typed)), *others))
            leaf = concept if letters else _as_typed(concept, span[0], among)
            self.result.wanted.append(Wanted(span[0].text, span[0].text, leaf))
            return Part((leaf,))
        telling = [unit for unit in span if not unit.filler] or span
        words: tuple[Leaf, ...] = tuple(self._word(unit) for unit in telling)
        if not letters:
            words = tuple(_as_typed(self._word(unit), unit, among) for unit in telling)
        phrases = self._interpreter.expansions.phrases(canonical(typed), 1.0, None)
        self.result.wanted.extend(
            Wanted(unit.text, unit.text, word) for unit, word in zip(telling, words, strict=True)
        )
        return Part(words, _group((*phrases, *others)))

    def _word(self, unit: _Unit) -> Concept:
        return self._interpreter.word(unit.term, unit.text)

    def _say(self, typed: str, expansion: Expansion) -> None:
        """Tell of an expansion, once."""
        change = Change(typed, expansion.text)
        if change not in self.result.expansions:
            self.result.expansions.append(change)

    # Quotes, prefixes, facets

    def _quoted(self, text: str) -> Node:
        known = self._interpreter.expansions
        terms = tuple(self._interpreter.term(piece) for piece in _split(text))
        if not terms:
            return Or(())
        if len(terms) > MAX_PHRASE:
            terms = terms[:MAX_PHRASE]
            text = " ".join(_split(text)[:MAX_PHRASE])
            self.result.notes.append(
                f"Only the first {MAX_PHRASE} words of the phrase were searched for."
            )
        self._suggest(text)
        members = list(known.phrases(terms, 1.0, None))
        if self._expand:
            members.extend(self._spoken(text, terms))
        leaf = _group(tuple(members[:_MAX_PHRASES]))
        self.result.wanted.append(Wanted(text, f'"{text}"', leaf))
        return leaf

    def _suggest(self, text: str) -> None:
        """Words in quotes are never changed, but what they may have meant is offered."""
        for piece in _split(text):
            acronym = self._interpreter.expansions.acronym(piece)
            better = None if acronym else self._better(piece, self._interpreter.term(piece))[0]
            if better:
                self.result.suggestions.append(Change(piece, better))

    def _spoken(self, text: str, terms: Terms) -> Iterator[Member]:
        """The phrase with an acronym in it spelled out, or a long form in it as letters."""
        pieces = _split(text)
        for start in range(len(terms)):
            for length, expansion in self._acronyms_at(pieces, terms, start):
                self._say(" ".join(pieces[start : start + length]), expansion)
                for member in expansion.members:
                    way = terms[:start] + _terms(member) + terms[start + length :]
                    yield replace(member, node=node_of(way))

    def _acronyms_at(
        self, pieces: Terms, terms: Terms, start: int
    ) -> Iterator[tuple[int, Expansion]]:
        """Acronyms and long forms that begin at ``start``, with the number of words they take."""
        known = self._interpreter.expansions
        short = known.acronym(pieces[start])
        for expansion in known.of_acronym(short) if short else ():
            if occurring := self._occurring(expansion):
                yield 1, occurring
        length, found = known.longest(terms, (False,) * len(terms), start)
        for expansion in found if length > 1 else ():
            if expansion.acronym and (occurring := self._occurring(expansion)):
                yield length, occurring

    def _beginning(self, prefix: str) -> Node:
        stems = self._interpreter.beginning(prefix)
        if len(stems) > MAX_STEMS:
            self.result.notes.append(
                f"'{prefix}*' stands for {len(stems)} words; only the {MAX_STEMS} most frequent "
                "were searched for. Type more letters to narrow it."
            )
        members = tuple(Member(Term(term)) for term in stems[:MAX_STEMS])
        leaf = _group(members or (Member(Term(stem(fold(prefix)))),))
        self.result.wanted.append(Wanted(f"{prefix}*", f"{prefix}*", leaf))
        return leaf

    def _restriction(self, facet: str, value: str) -> Node:
        codes = self._interpreter.values(facet, value)
        if codes:
            return Having(facet, codes)
        self.result.notes.append(f"There is no {facet} '{value}'; it was searched for as words.")
        return self._words(value.split() or [value], ignoring=False)


def _split(text: str) -> tuple[str, ...]:
    """The words of a phrase as printed, one a position."""
    pieces: dict[int, str] = {}
    for token in analyse(text):
        if token.width == 1 and not token.term.startswith(CAPITALS):
            pieces[token.position] = text[token.start : token.end]
    return tuple(pieces.values())


def _terms(member: Member) -> Terms:
    return (member.node.term,) if isinstance(member.node, Term) else member.node.terms


def _members(leaf: Concept) -> tuple[Member, ...]:
    return leaf.members if isinstance(leaf, Synonyms) else (Member(leaf),)


def _as_typed(concept: Concept, unit: _Unit, among: int) -> Leaf:
    """``concept`` with the form that was typed; capitals have a term of their own already."""
    if unit.term.startswith(CAPITALS):
        return concept
    return Typed(concept, fold(unit.text), among)


def _group(members: tuple[Member, ...]) -> Concept:
    """A group of the members, each once; a single one without conditions stands for itself."""
    once: dict[object, Member] = {}
    for member in members:
        held = once.setdefault((member.node, member.reports), member)
        if member.weight > held.weight:
            once[(member.node, member.reports)] = member
    if len(once) == 1 and (only := next(iter(once.values()))).reports is None:
        return only.node
    return Synonyms(tuple(once.values()))


def _contains(terms: Terms, wanted: Terms) -> bool:
    length = len(wanted)
    return length > 0 and any(
        terms[start : start + length] == wanted for start in range(len(terms) - length + 1)
    )

"""A parsed query to what it means in one build: the tree to search by, with every change told.

``Searcher`` makes one ``Interpreter`` for each build; a query of ``parser`` goes in, and an
``Interpretation`` comes out. Runs of plain words are read in ``plain_words``, the rest here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from indexer.index.analysis import CAPITALS, analyse, capitals, fold, root, stem
from indexer.search.catalogue import Catalogue
from indexer.search.language import parser
from indexer.search.language.interpretation import Change, Interpretation, Wanted
from indexer.search.language.lookup import Lookup, Occurrences, Supposed, group
from indexer.search.language.plain_words import PlainWords
from indexer.search.language.thesaurus.expansion import Expansion, Expansions, Terms, node_of
from indexer.search.language.thesaurus.lexicon import Fillers
from indexer.search.language.words.spelling import Speller
from indexer.search.query.nodes import (
    And,
    Count,
    Everything,
    Having,
    Member,
    Node,
    Not,
    Or,
    Soon,
    Term,
)

#: A prefix stands for this many stems at most, the most frequent ones.
MAX_STEMS = 256
#: A phrase in quotes is searched for up to this many words.
MAX_PHRASE = 48
_MAX_PHRASES = 32
#: How many findings have what is no single word, and which share of all has what was typed.
_SUPPOSED = ((1, 0.0), (1, 1.0), (0, 0.0))


class Supposition(NamedTuple):
    """What a query may come to."""

    interpretation: Interpretation
    #: What must be known to read it so, and to search for it.
    asked: tuple[Node, ...]


class Interpreter:
    """Interprets queries against one build; shared by all threads."""

    def __init__(
        self,
        catalogue: Catalogue,
        expansions: Expansions,
        fillers: Fillers,
        count: Count,
    ) -> None:
        """``count`` is that of the engine; most queries call it once."""
        leads = partial(_leads, catalogue, expansions)
        speller = Speller(catalogue.vocabulary, expansions.words, leads)
        self._lookup = Lookup(catalogue, expansions, speller, fillers)
        self._catalogue = catalogue
        self._count = count

    def interpret(
        self, typed: parser.Query, expand: bool, correct: bool, soon: Soon | None = None
    ) -> Interpretation:
        """The meaning of ``typed``, with or without expansions and corrections; ``soon`` is what
        must be known next, where it is more than what is ``supposed``.
        """
        soon = soon or partial(self.supposed, typed, expand, correct)
        occurrences = Occurrences(self._catalogue, self._count, soon)
        reading = self._reading(typed, expand, correct, occurrences)
        if typed.dropped:
            reading.result.notes.append(
                f"Only the first {parser.MAX_WORDS} words were searched for; "
                f"the rest was left out, from '{typed.dropped[0]}' on."
            )
        return reading.result

    def suppose(self, typed: parser.Query, expand: bool, correct: bool) -> list[Supposition]:
        """What a query may come to: if the reports had what was typed everywhere, or rarely, or
        single words alone. Nothing is asked for it.
        """
        supposed = [Supposed(self._catalogue, *one) for one in _SUPPOSED]
        readings = [self._reading(typed, expand, correct, one) for one in supposed]
        return [
            Supposition(reading.result, (reading.result.node, *one.asked))
            for reading, one in zip(readings, supposed, strict=True)
        ]

    def supposed(self, typed: parser.Query, expand: bool, correct: bool) -> list[Node]:
        """What must be known to read a query and to search for it, by all that it may come to."""
        return [node for one in self.suppose(typed, expand, correct) for node in one.asked]

    def _reading(
        self, typed: parser.Query, expand: bool, correct: bool, occurrences: Occurrences
    ) -> _Reading:
        """A query as it is read where things stand in so many findings."""
        reading = _Reading(self._lookup, occurrences, expand, correct)
        if typed.tree is not None:
            reading.ask(typed.tree)
            reading.result.node = reading.node(typed.tree)
        return reading


class _Reading:
    """The interpretation of one query under way."""

    def __init__(
        self, lookup: Lookup, occurrences: Occurrences, expand: bool, correct: bool
    ) -> None:
        self._lookup = lookup
        self._occurrences = occurrences
        self._expand = expand
        self._correct = correct
        self.result = Interpretation()
        self._plain_words = PlainWords(lookup, occurrences, self.result, expand, correct)

    def ask(self, typed: parser.Typed) -> None:
        """Ask at once about all runs of ``typed`` where there are several: each asks otherwise by
        itself, and an engine on other machines takes a round trip for each call.
        """
        runs = list(_runs(typed))
        if len(runs) > 1:
            unheard = Interpretation()
            ahead = PlainWords(
                self._lookup, self._occurrences, unheard, self._expand, self._correct
            )
            self._occurrences.ask(leaf for words in runs for leaf in ahead.wanted(words))

    def node(self, typed: parser.Typed) -> Node:
        """The tree to evaluate for ``typed``."""
        match typed:
            case parser.Run(nodes):
                return self._run(nodes)
            case parser.AllOf(nodes):
                return And(tuple(self.node(node) for node in nodes))
            case parser.AnyOf(nodes):
                return Or(tuple(self.node(node) for node in nodes))
            case parser.Without(node):
                return Not(self._silent(node))
            case parser.Word(text):
                return self._plain_words.node([text], ignoring=False)
            case _:
                return self._exact(typed)

    def _silent(self, node: parser.Typed) -> Node:
        """The tree of something that is not wanted: taken as typed, and not talked about."""
        reading = _Reading(self._lookup, self._occurrences, expand=False, correct=False)
        return reading.node(node)

    def _exact(self, typed: parser.Typed) -> Node:
        match typed:
            case parser.Quoted(text):
                return self._quoted(text)
            case parser.Beginning(text):
                return self._beginning(text)
            case parser.Restriction(facet, value):
                return self._restriction(facet, value)
        raise AssertionError(typed)

    def _run(self, nodes: Sequence[parser.Typed]) -> Node:
        words = _words(nodes)
        others = [self.node(node) for node in nodes if not isinstance(node, parser.Word)]
        if words:
            others.insert(0, self._plain_words.node(words, ignoring=True))
        if all(isinstance(node, Not) for node in others):
            others.insert(0, Everything())
        return others[0] if len(others) == 1 else And(tuple(others))

    def _quoted(self, text: str) -> Node:
        terms = tuple(
            self._lookup.term(piece) if capitals(piece) else term for piece, term in _pieces(text)
        )
        if not terms:
            return Or(())
        if len(terms) > MAX_PHRASE:
            terms = terms[:MAX_PHRASE]
            text = " ".join(_split(text)[:MAX_PHRASE])
            self.result.notes.append(
                f"Only the first {MAX_PHRASE} words of the phrase were searched for."
            )
        self._suggest(text)
        members = list(self._lookup.expansions.phrases(terms, 1.0, None))
        if self._expand:
            members.extend(self._spoken(text, terms))
        leaf = group(tuple(members[:_MAX_PHRASES]))
        self.result.wanted.append(Wanted(text, f'"{text}"', leaf))
        return leaf

    def _suggest(self, text: str) -> None:
        """Words in quotes are never changed, but what they may have meant is offered."""
        for piece in _split(text):
            acronym = self._lookup.expansions.acronym(piece)
            term = self._lookup.term(piece)
            better = None if acronym else self._lookup.better(piece, term)[0]
            if better:
                self.result.suggestions.append(Change(piece, better))

    def _spoken(self, text: str, terms: Terms) -> Iterator[Member]:
        """The phrase with an acronym in it spelled out, or a long form in it as letters."""
        pieces = _split(text)
        known = [
            (start, length, expansion)
            for start in range(len(terms))
            for length, expansion in self._acronyms_at(pieces, terms, start)
        ]
        self._occurrences.ask(member.node for _, _, one in known for member in one.members)
        for start, length, expansion in known:
            if (occurring := self._occurrences.occurring(expansion)) is None:
                continue
            self.result.tell(" ".join(pieces[start : start + length]), occurring.text)
            for member in occurring.members:
                way = terms[:start] + _terms(member) + terms[start + length :]
                yield replace(member, node=node_of(way))

    def _acronyms_at(
        self, pieces: Terms, terms: Terms, start: int
    ) -> Iterator[tuple[int, Expansion]]:
        """Acronyms and long forms that begin at ``start``, with the number of words they take."""
        known = self._lookup.expansions
        short = known.acronym(pieces[start])
        for expansion in known.of_acronym(short) if short else ():
            yield 1, expansion
        entry = known.longest(terms, (False,) * len(terms), start)
        for expansion in entry.expansions if entry.length > 1 else ():
            if expansion.acronym:
                yield entry.length, expansion

    def _beginning(self, prefix: str) -> Node:
        stems = self._lookup.beginning(prefix)
        if len(stems) > MAX_STEMS:
            self.result.notes.append(
                f"'{prefix}*' stands for {len(stems)} words; only the {MAX_STEMS} most frequent "
                "were searched for. Type more letters to narrow it."
            )
        members = tuple(Member(Term(term)) for term in stems[:MAX_STEMS])
        leaf = group(members or (Member(Term(stem(fold(prefix)))),))
        self.result.wanted.append(Wanted(f"{prefix}*", f"{prefix}*", leaf))
        return leaf

    def _restriction(self, facet: str, value: str) -> Node:
        codes = self._lookup.values(facet, value)
        if codes:
            return Having(facet, codes)
        self.result.notes.append(f"There is no {facet} '{value}'; it was searched for as words.")
        return self._plain_words.node(value.split() or [value], ignoring=False)


def _words(nodes: Sequence[parser.Typed]) -> list[str]:
    """The plain words among things side by side."""
    return [node.text for node in nodes if isinstance(node, parser.Word)]


def _runs(typed: parser.Typed) -> Iterator[list[str]]:
    """The runs of plain words that are wanted, each as it is read."""
    match typed:
        case parser.Word(text):
            yield [text]
        case parser.Run(nodes):
            if words := _words(nodes):
                yield words
            others = (node for node in nodes if not isinstance(node, parser.Word))
            yield from chain.from_iterable(map(_runs, others))
        case parser.AllOf(nodes) | parser.AnyOf(nodes):
            yield from chain.from_iterable(map(_runs, nodes))


def _leads(catalogue: Catalogue, expansions: Expansions, word: str) -> bool:
    """Whether a word that no report has finds anything by what stands for it."""
    entry = expansions.longest((stem(fold(word)),), (False,), 0, (root(fold(word)),))
    members = (member for one in entry.expansions for member in one.members)
    return any(all(map(catalogue.documents, _terms(member))) for member in members)


def _split(text: str) -> tuple[str, ...]:
    """The words of a phrase as printed, one a position."""
    return tuple(piece for piece, _ in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The words of a phrase as printed, one a position, each with its term."""
    for token in analyse(text):
        if token.width == 1 and not token.term.startswith(CAPITALS):
            yield text[token.start : token.end], token.term


def _terms(member: Member) -> Terms:
    return (member.node.term,) if isinstance(member.node, Term) else member.node.terms

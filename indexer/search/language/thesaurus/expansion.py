"""Query expansion: what else a word or set phrase is searched for, by acronyms and thesaurus.

``Searcher`` makes one ``Expansions`` for each build; ``plain_words`` and ``interpreter`` look typed
words up in it, glossary and suggestions the acronyms.
Acronyms are learned from the reports (glossary and text) and completed from a national list;
where reports disagree on a meaning, it holds only in the reports that give it. Entries are
looked up by terms with the filler words left out, so that 'threats to the life' is found under
'threat to life'; those of the thesaurus by the families of their words too, so that 'investigate'
finds what stands under 'investigation'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

from indexer.index.analysis import CAPITALS, analyse, capitals, fold, root, sequence, stem
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.search.cache import Cache
from indexer.search.language.thesaurus.compiled import kept, sources
from indexer.search.language.thesaurus.lexicon import (
    Acronym,
    Bound,
    Fillers,
    Likeness,
    Together,
)
from indexer.search.language.words.grammar import Sense
from indexer.search.query.nodes import Member, Phrase, Term

Terms = tuple[str, ...]
_MAX_VARIANTS = 8
#: Terms of which the ways to write them are kept: a query that said the same three words hundreds
#: of times asked for them 17,000 times, which took 12 seconds.
_KEPT = 4096
#: What joins the parts of a word: a text without any has no compound.
_JOINING = frozenset("-\u2010\u2011/")
#: A typed phrase may hold this many filler words more than its entry.
_PASSED_OVER = 1


class Compounds:
    """How compounds may be written: 'frontline', 'front-line' and 'front line' are the same."""

    def __init__(self, compounds: Mapping[str, Terms], ignored: frozenset[str]) -> None:
        """``ignored`` are terms that make no compound by themselves: 'to do' is no 'to-do' list."""
        self._ignored = ignored
        self._parts = dict(compounds)
        self._joined: dict[Terms, str] = {}
        self._longest = 1
        self._ways: Cache[tuple[Terms, ...]] = Cache(_KEPT)
        for joined, parts in compounds.items():
            self._join(parts, joined)

    def _join(self, parts: Terms, joined: str) -> None:
        if not self._ignored.issuperset(parts):
            self._joined.setdefault(parts, joined)
            self._longest = max(self._longest, len(parts))

    def learn(self, text: str) -> None:
        """Take in the compounds that ``text`` writes with hyphens."""
        for joined, parts in _hyphenated(text):
            self.take(joined, parts)

    def take(self, joined: str, parts: Terms) -> None:
        """Take in a compound."""
        self._parts.setdefault(joined, parts)
        self._join(parts, joined)
        self._ways = Cache(_KEPT)

    def join(self, terms: Terms, start: int) -> tuple[str, int] | None:
        """The joined term of the compound at ``start`` and its number of parts, or None."""
        for length in range(min(self._longest, len(terms) - start), 1, -1):
            if joined := self._joined.get(terms[start : start + length]):
                return joined, length
        return None

    def parts(self, term: str) -> Terms:
        """The terms of a compound, or the term itself."""
        return self._parts.get(term, (term,))

    def variants(self, terms: Terms) -> tuple[Terms, ...]:
        """``terms`` with every compound in it joined or split, as given first; at most eight."""
        return self._ways.get(terms, lambda: self._variants(terms))

    def _variants(self, terms: Terms) -> tuple[Terms, ...]:
        ways: list[Terms] = [()]
        start = 0
        while start < len(terms):
            length, choices = 1, [terms[start : start + 1]]
            if (found := self.join(terms, start)) is not None:
                joined, length = found
                choices = [terms[start : start + length], (joined,)]
            elif parts := self._parts.get(terms[start]):
                choices.append(parts)
            ways = [way + choice for choice in choices for way in ways][:_MAX_VARIANTS]
            start += length
        return tuple(dict.fromkeys(ways))


@lru_cache(maxsize=65536)
def _hyphenated(text: str) -> tuple[tuple[str, Terms], ...]:
    """The compounds that ``text`` writes with hyphens: joined, and their parts."""
    if not _JOINING.intersection(text):
        return ()
    tokens = analyse(text)
    parts = {t.position: t.term for t in tokens if _plain(t.term) and t.width == 1}
    return tuple(
        (token.term, tuple(parts[token.position + i] for i in range(token.width)))
        for token in tokens
        if token.width > 1
    )


@lru_cache(maxsize=65536)
def canonical(text: str) -> Terms:
    """The terms of ``text``, compounds in their joined form, no marks."""
    return tuple(term for term, _ in _written(text))


@lru_cache(maxsize=65536)
def _written(text: str) -> tuple[tuple[str, str], ...]:
    """The ``canonical`` terms of ``text``, each with the word as printed."""
    covered = -1
    terms = []
    for term, position, start, end, width in analyse(text):
        if position > covered and _plain(term):
            terms.append((term, text[start:end]))
            covered = position + width - 1
    return tuple(terms)


@lru_cache(maxsize=65536)
def kin(text: str) -> Terms:
    """The roots of the words of ``text``, one for each of its ``canonical`` terms."""
    return tuple(root_of(term, word) for term, word in _written(text))


def root_of(term: str, word: str) -> str:
    """The root of a ``word`` as printed that stands under ``term``."""
    folded = "".join(filter(str.isalpha, fold(word)))
    return root(folded) if stem(folded) == term else term


def _plain(term: str) -> bool:
    return not term.startswith(CAPITALS)


@dataclass(frozen=True, slots=True)
class LongForm:
    """What an acronym stands for, and who says so."""

    long: str
    #: Pairs of report id and where ('glossary' or 'text'); empty for the national list alone.
    reports: tuple[tuple[str, str], ...] = ()
    #: The source of the national list, or ''.
    source: str = ""
    #: The reports in which it holds; None for all.
    scope: frozenset[str] | None = None
    #: Every form of it as printed, this one first.
    forms: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    long: str
    reports: list[tuple[str, str]] = field(default_factory=list)
    source: str = ""
    forms: dict[str, None] = field(default_factory=dict)


class Acronyms:
    """Every acronym with its meanings."""

    def __init__(self, reports: Mapping[str, ReportRecord], national: Iterable[Acronym]) -> None:
        self._shorts: dict[str, str] = {}
        gathered: dict[str, dict[Terms, _Gathered]] = defaultdict(dict)
        for report, record in reports.items():
            for definition in record.definitions:
                short = singular(definition.short)
                meaning = self._gather(gathered, short, (definition.long,))
                meaning.reports.append((report, definition.where))
        for acronym in national:
            meaning = self._gather(gathered, acronym.short, acronym.long)
            meaning.source = acronym.source
        everyone = frozenset(reports)
        self._meanings = {
            key: tuple(_scoped(list(meanings.values()), everyone))
            for key, meanings in gathered.items()
        }

        self._own: dict[tuple[str, str], str] = {}
        for key, known in self._meanings.items():
            for one in known:
                for report in dict.fromkeys(report for report, _ in one.reports):
                    own = self._own.get((key, report))
                    self._own[key, report] = f"{own} or {one.long}" if own else one.long

    def _gather(
        self, gathered: dict[str, dict[Terms, _Gathered]], short: str, forms: tuple[str, ...]
    ) -> _Gathered:
        key = short.casefold()
        self._shorts.setdefault(key, short)
        known = gathered[key]
        keys = [sequence(form) for form in forms]  # 'Multi Agency' is 'Multi-agency'
        meaning = next((known[k] for k in keys if k in known), None) or _Gathered(forms[0])
        for terms in keys:
            known.setdefault(terms, meaning)
        meaning.forms.update(dict.fromkeys(forms))
        return meaning

    def __iter__(self) -> Iterator[str]:
        return iter(self._shorts.values())

    def meanings(self, short: str) -> tuple[LongForm, ...]:
        """The meanings of ``short``, in any case; () when it is no acronym."""
        return self._meanings.get(short.casefold(), ())

    def meaning_in(self, short: str, report: str) -> str:
        """What ``short`` means in a report: its own meanings, else the only one known, else ''."""
        key = short.casefold()
        if (own := self._own.get((key, report))) is not None:
            return own
        others = [m for m in self.meanings(short) if m.scope is None or report in m.scope]
        return others[0].long if len(others) == 1 else ""

    def printed(self, word: str) -> str | None:
        """The acronym that a ``word`` of a report is, plural and possessive taken off, or None."""
        upper = capitals(word) or singular(word)
        return self._shorts.get(upper.casefold())

    def find(self, word: str, vocabulary: Vocabulary, ignored: frozenset[str]) -> str | None:
        """The acronym that a typed ``word`` is, plural and possessive taken off, or None.

        In small letters a word is only an acronym when it is no ordinary word of the corpus and
        not one of ``ignored``: 'it', 'who' and 'cats' are words.
        """
        upper = capitals(word)
        folded = fold(word)
        for key in (upper.casefold(),) if upper else (folded, folded.removesuffix("s")):
            if key not in self._shorts:
                continue
            ordinary = folded in vocabulary.words or folded in ignored
            if upper or not ordinary or word == self._shorts[key]:
                return self._shorts[key]
        return None

    def beside(self, word: str, vocabulary: Vocabulary, ignored: frozenset[str]) -> str | None:
        """The acronym that the reports print as well, of which a typed ``word`` has the letters
        and that ``find`` takes for a word: SEND for 'send'. None where there is none.
        """
        folded = fold(word)
        short = self._shorts.get(folded)
        taken = folded in ignored or self.find(word, vocabulary, ignored) is not None
        return None if taken or short is None or not vocabulary.capitals.get(short) else short


def singular(short: str) -> str:
    """An acronym without its plural 's': 'NPTs' is 'NPT', 'CATS' stays."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _scoped(meanings: list[_Gathered], everyone: frozenset[str]) -> Iterator[LongForm]:
    """The meanings, each with the reports it holds in when there are others."""
    distinct = list({id(meaning): meaning for meaning in meanings}.values())
    defining = frozenset(report for m in distinct for report, _ in m.reports)
    for meaning in distinct:
        # Where a report defines nothing, what is usual in the country is meant.
        usual = everyone - defining if meaning.source or not meaning.reports else frozenset()
        scope = usual.union(report for report, _ in meaning.reports)
        if not scope and everyone:
            continue
        yield LongForm(
            meaning.long,
            tuple(dict.fromkeys(meaning.reports)),
            meaning.source,
            scope if len(distinct) > 1 else None,
            tuple(meaning.forms),
        )


@dataclass(frozen=True, slots=True)
class Expansion:
    """One thing that is searched for as well."""

    #: As it is shown.
    text: str
    members: tuple[Member, ...]
    #: True for an acronym or a long form, False for the thesaurus.
    acronym: bool = False
    #: True when it counts less the more the reports use what was typed themselves.
    loose: bool = False


class Entry(NamedTuple):
    """What stands under some typed words: how many they are, and what they find."""

    length: int
    expansions: tuple[Expansion, ...] = ()
    together: Together = Together.APART


class Expansions:
    """Looks up what a run of typed words is also searched for."""

    def __init__(
        self,
        acronyms: Acronyms,
        likenesses: Iterable[Likeness],
        fillers: Fillers,
        vocabulary: Vocabulary,
        bound: Iterable[Bound] = (),
    ) -> None:
        self.acronyms = acronyms
        self.vocabulary = vocabulary
        self._ignored = fillers.words
        self._ignored_terms = frozenset(stem(word) for word in fillers.words)
        self.compounds = Compounds(vocabulary.compounds, self._ignored_terms)
        self._entries: dict[Terms, list[Expansion]] = {}
        likenesses = tuple(likenesses)
        self._thesaurus = _thesaurus(likenesses, self._ignored_terms)
        self._bound = _bound(likenesses, tuple(bound), self._ignored_terms)
        self._apart: Cache[tuple[Phrase, ...]] = Cache(_KEPT)
        self._learn()
        self._lengths: dict[Terms, int] = {}
        for short in acronyms:
            self._add_long_forms(short)
        longest = max(map(len, self._entries), default=1)
        self._longest = max(longest, self._thesaurus.longest) + _PASSED_OVER
        self._known = self._ignored_terms.union(self._thesaurus.known, *self._entries)
        #: Every single word that may be typed to find others, folded.
        self.words = self._thesaurus.words

    def acronym(self, word: str) -> str | None:
        """The acronym that a typed ``word`` is, or None."""
        return self.acronyms.find(word, self.vocabulary, self._ignored)

    def acronym_beside(self, word: str) -> str | None:
        """The acronym that a typed ``word``, which is none, would be in capitals, or None."""
        return self.acronyms.beside(word, self.vocabulary, self._ignored)

    def of_acronym(self, short: str) -> tuple[Expansion, ...]:
        """The meanings of an acronym."""
        return tuple(
            Expansion(
                meaning.long,
                tuple(
                    member
                    for form in meaning.forms
                    for member in self.phrases(canonical(form), 1.0, meaning.scope)
                ),
                acronym=True,
            )
            for meaning in self.acronyms.meanings(short)
        )

    def letters(self, short: str) -> Term:
        """The term an acronym stands under: the marked one, so that 'POLIT' is not 'politics'."""
        return Term(CAPITALS + short if capitals(short) == short else stem(fold(short)))

    def longest(
        self,
        terms: Terms,
        fillers: tuple[bool, ...],
        start: int,
        roots: Terms = (),
        said: Sequence[Said] = (),
    ) -> Entry:
        """The entry with the most terms at ``start``; one of length 0 where there is none.

        ``fillers`` tells which of the terms may be passed over; none is looked up by itself, so
        that 'it' is not taken for a computer. ``roots`` are those of the terms, by which the
        thesaurus is looked up as well; ``said`` how each was typed and is meant, by which a single
        word finds what it means in that sense alone.
        """
        for length in range(min(self._longest, len(terms) - start), 0, -1):
            window = slice(start, start + length)
            if length == 1 and fillers[start]:
                continue
            single = said[start] if said and length == 1 else None
            if found := self._entry(terms[window], fillers[window], roots[window], single):
                return found._replace(length=length)
        return Entry(0)

    def _entry(
        self, terms: Terms, fillers: tuple[bool, ...], roots: Terms, single: Said | None
    ) -> Entry | None:
        ways = self.compounds.variants(terms)
        if any(fillers) and not fillers[0] and not fillers[-1]:
            ways = (*ways, self._passing_over(terms, fillers))
            roots = self._passing_over(roots, fillers)
        exact = next((key for key in ways if self._has(key)), None)
        found = self._thesaurus.alike(exact or (), roots)
        alike = [one for one in found if single is None or single.means(one)]
        if exact is None and not alike:
            return None
        others = [one for one in alike if one.terms != terms]
        together = self._thesaurus.together(exact or ()) or Together.APART
        acronyms = self._entries.get(exact, ()) if exact else ()
        expansions = (*acronyms, *map(self._expansion, others))
        return Entry(0, expansions, Together.SET if acronyms and len(terms) > 1 else together)

    def _passing_over(self, terms: Terms, fillers: tuple[bool, ...]) -> Terms:
        """The terms that are no fillers, () where an entry of these has not nearly as many words.

        'Training over the course' is no 'training course'.
        """
        key = _telling(terms, fillers) if terms else ()
        length = max(self._lengths.get(key, 0), self._thesaurus.length(key))
        return key if len(terms) <= length + _PASSED_OVER else ()

    def _has(self, key: Terms) -> bool:
        return key in self._entries or self._thesaurus.together(key) is not None

    def _expansion(self, alike: _Alike) -> Expansion:
        members = self.phrases(alike.terms, alike.weight, None)
        if alike.same:
            members = tuple(replace(member, same=True) for member in members)
        return Expansion(alike.text, members, loose=alike.loose)

    def apart_from(self, node: Term | Phrase) -> tuple[Phrase, ...]:
        """The set phrases in which something does not mean what it means by itself."""
        return self._apart.get(node, lambda: self._without(node))

    def _without(self, node: Term | Phrase) -> tuple[Phrase, ...]:
        terms = node.terms if isinstance(node, Phrase) else self.compounds.parts(node.term)
        phrases = dict.fromkeys(one for term in terms for one in self._bound.get(term, ()))
        return tuple(one for one in phrases if one.terms != terms and _holds(one.terms, terms))

    def knows(self, term: str) -> bool:
        """Whether ``term`` is a word of the thesaurus or of a question, and so no slip."""
        return term in self._known

    def phrases(
        self, terms: Terms, weight: float, scope: frozenset[str] | None
    ) -> tuple[Member, ...]:
        """``terms`` as members of a group, in every way their compounds may be written."""
        return tuple(
            Member(node_of(variant), weight, scope) for variant in self.compounds.variants(terms)
        )

    def _learn(self) -> None:
        for joined, parts in self._thesaurus.compounds:
            self.compounds.take(joined, parts)
        for short in self.acronyms:
            for meaning in self.acronyms.meanings(short):
                for form in meaning.forms:
                    self.compounds.learn(form)

    def _add_long_forms(self, short: str) -> None:
        for meaning in self.acronyms.meanings(short):
            member = Member(self.letters(short), 1.0, meaning.scope)
            expansion = Expansion(short, (member,), acronym=True)
            for form in meaning.forms:
                self._add(canonical(form), expansion)

    def _add(self, terms: Terms, expansion: Expansion) -> None:
        for key in _keys(terms, self._ignored_terms):
            self._lengths[key] = max(self._lengths.get(key, 0), len(terms))
            if expansion not in self._entries.setdefault(key, []):
                self._entries[key].append(expansion)


class _Alike(NamedTuple):
    """What an entry of the thesaurus finds, before it is written in all ways of the reports."""

    text: str
    terms: Terms
    weight: float
    loose: bool
    #: Whether it is the very thing.
    same: bool = False
    #: The sense in which a word finds it.
    sense: str = Sense.ANY
    #: The folded form of the word that alone finds it; '' for every form.
    form: str = ""


class Said(NamedTuple):
    """How a word was typed, folded, and in which sense it is meant as far as that is told."""

    form: str
    sense: Sense = Sense.ANY

    def means(self, alike: _Alike) -> bool:
        """Whether the word finds something in that form and sense."""
        if alike.form and alike.form != self.form:
            return False
        return not (alike.sense and self.sense) or alike.sense == self.sense


class _Thesaurus:
    """All likenesses by what may be typed, looked up as they are kept: nothing is made before."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        """``kept``: as ``_kept_of`` makes it."""
        self._alike = kept["alike"]
        self._exact = kept["exact"]
        self._by_root = kept["by_root"]
        self._together = kept["together"]
        self._lengths = kept["lengths"]
        #: Every single word that may be typed, folded.
        self.words = frozenset(kept["words"])
        #: Every term of what may be typed, and how many the longest entry has.
        self.known: list[str] = kept["known"]
        self.longest: int = kept["longest"]
        #: How the texts write compounds: joined, and in parts.
        self.compounds = [(joined, tuple(parts)) for joined, parts in kept["compounds"]]

    def alike(self, exact: Terms, roots: Terms) -> dict[_Alike, None]:
        """What is found by terms, and by the roots of words, in the order of the entries."""
        numbers = self._exact.get(_key(exact), ()), self._by_root.get(_key(roots), ())
        rows = (self._alike[number] for some in numbers for number in some)
        return dict.fromkeys(_Alike(text, tuple(terms), *rest) for text, terms, *rest in rows)

    def together(self, exact: Terms) -> Together | None:
        """Whether the words of an entry mean the same when they stand apart; None for no entry."""
        name = self._together.get(_key(exact))
        return Together[name] if name else None

    def length(self, key: Terms) -> int:
        """The number of words of the longest entry under a key, fillers among them; 0 for none."""
        return int(self._lengths.get(_key(key), 0))


@lru_cache(maxsize=8)
def _thesaurus(likenesses: tuple[Likeness, ...], ignored: frozenset[str]) -> _Thesaurus:
    """The likenesses by all that may be typed; made once for all archives, and all processes."""
    said = repr((sources(), likenesses, sorted(ignored)))
    digest = blake2b(said.encode(), digest_size=16).hexdigest()
    return _Thesaurus(kept("thesaurus", digest, lambda: _kept_of(likenesses, ignored)))


def _kept_of(likenesses: tuple[Likeness, ...], ignored: frozenset[str]) -> dict[str, Any]:
    """The thesaurus in values of JSON: keys are texts, and what is found is listed once."""
    made = _made(likenesses, ignored)
    found = (one for some in (*made.exact.values(), *made.by_root.values()) for one in some)
    listed = {one: number for number, one in enumerate(dict.fromkeys(found))}
    texts = dict.fromkeys(text for one in likenesses for text in (*one.typed, *one.found))
    typed = (word for one in likenesses for text in one.typed for word in text.split())
    return {
        "alike": list(listed),
        "exact": {_key(key): [listed[one] for one in some] for key, some in made.exact.items()},
        "by_root": {_key(key): [listed[one] for one in some] for key, some in made.by_root.items()},
        "together": {_key(key): together.name for key, together in made.together.items()},
        "lengths": {_key(key): length for key, length in made.lengths.items()},
        "words": sorted(set(map(fold, typed))),
        "known": sorted({term for key in made.exact for term in key}),
        "longest": max(map(len, made.exact), default=1),
        "compounds": [compound for text in texts for compound in _hyphenated(text)],
    }


@lru_cache(maxsize=8)
def _bound(
    likenesses: tuple[Likeness, ...], bound: tuple[Bound, ...], ignored: frozenset[str]
) -> Mapping[str, tuple[Phrase, ...]]:
    """By its term the set phrases that take a word up; made once for all archives."""
    said = repr((sources(), likenesses, bound, sorted(ignored)))
    digest = blake2b(said.encode(), digest_size=16).hexdigest()
    found = kept("bound", digest, lambda: _bound_of(likenesses, bound, ignored))
    return {term: tuple(Phrase(tuple(row)) for row in rows) for term, rows in found.items()}


def _bound_of(
    likenesses: Iterable[Likeness], bound: Iterable[Bound], ignored: frozenset[str]
) -> dict[str, list[Terms]]:
    """What says nothing takes up all its words that are no fillers; the others are listed."""
    found: dict[str, dict[Terms, None]] = defaultdict(dict)
    for one in bound:
        for phrase in one.phrases:
            found[canonical(one.word)[0]][sequence(phrase)] = None
    idle = (one for one in likenesses if one.together is Together.NOTHING)
    for row in (sequence(text) for one in idle for text in one.typed):
        for term in row if len(row) > 1 else ():
            if term not in ignored:
                found[term][row] = None
    return {term: [row for row in rows if _is_least(row, rows)] for term, rows in found.items()}


def _is_least(phrase: Terms, phrases: Iterable[Terms]) -> bool:
    """Whether no other of the phrases stands in one: 'as well as' is taken up by 'as well'."""
    return not any(one != phrase and _holds(phrase, one) for one in phrases)


def _key(terms: Terms) -> str:
    return " ".join(terms)


class _Made(NamedTuple):
    exact: dict[Terms, dict[_Alike, None]]
    by_root: dict[Terms, dict[_Alike, None]]
    together: dict[Terms, Together]
    lengths: dict[Terms, int]


def _made(likenesses: tuple[Likeness, ...], ignored: frozenset[str]) -> _Made:
    """What is found by terms and by roots, and what is known of each key."""
    made = _Made({}, {}, {}, {})
    for likeness in likenesses:
        finds = _finds(likeness)
        for typed in likeness.typed:
            own = canonical(typed)
            form = fold(typed) if likeness.only else ""
            own_finds = (one._replace(form=form) for one in finds if not _holds(one.terms, own))
            found = dict.fromkeys(own_finds)
            fixed = likeness.together is Together.SET
            for key in _keys(own, ignored):
                whole = {_Alike(typed, own, 1.0, False): None} if key != own and fixed else {}
                made.exact.setdefault(key, {}).update(whole | found)
                held = made.together.get(key, Together.APART)
                made.together[key] = max(held, likeness.together, key=_STRICTER)
                made.lengths[key] = max(made.lengths.get(key, 0), len(own))
            if likeness.together in (Together.IDIOM, Together.NOTHING):
                continue
            for key in _keys(kin(typed), ignored):
                made.by_root.setdefault(key, {}).update(found)
                made.lengths[key] = max(made.lengths.get(key, 0), len(own))
    return made


#: Of several entries under one key the strictest counts.
_STRICTER = list(Together).index


def _finds(likeness: Likeness) -> list[_Alike]:
    """What a likeness finds."""
    found = ((text, canonical(text)) for text in likeness.found)
    return [
        _Alike(t, terms, likeness.weight, likeness.loose, likeness.same, likeness.sense)
        for t, terms in found
        if terms
    ]


def _telling(terms: Terms, fillers: tuple[bool, ...]) -> Terms:
    """The terms that are no fillers."""
    return tuple(term for term, filler in zip(terms, fillers, strict=True) if not filler)


def _keys(terms: Terms, ignored: frozenset[str]) -> set[Terms]:
    """``terms``, and those without words to ignore inside: 'never convicted' stays as it is."""
    telling = tuple(term for term in terms if term not in ignored)
    whole = len(telling) > 1 and telling[0] == terms[0] and telling[-1] == terms[-1]
    return {key for key in (terms, telling if whole else terms) if key}


def _holds(terms: Terms, part: Terms) -> bool:
    """Whether ``part`` stands in ``terms``: to find the part is to find the whole already."""
    if len(part) == 1:
        return part[0] in terms
    length = len(part)
    return any(terms[i : i + length] == part for i in range(len(terms) - length + 1))


def node_of(terms: Terms) -> Term | Phrase:
    """One term, or a phrase of several."""
    return Term(terms[0]) if len(terms) == 1 else Phrase(terms)

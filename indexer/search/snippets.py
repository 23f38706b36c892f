"""What of a finding is shown in a list, and what in it is marked.

Marks come from the same analysis as the index: a word is marked where its term stands, a phrase
only where its terms stand side by side. The text is never altered: segments, joined, are a
stretch of it. ``Searcher`` calls it for each hit with the tree of the query.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from indexer.index.analysis import CAPITALS, Token, analyse, beginning, beginnings, counted, told_by
from indexer.index.schema import headings
from indexer.reports.finding import Finding
from indexer.search.answer import Fragment
from indexer.search.cache import Kept
from indexer.search.query.nodes import (
    And,
    Node,
    Or,
    Phrase,
    Synonyms,
    Term,
    Typed,
    Words,
)

#: A finding up to this long is shown whole (the median is 257 characters, 95% have under 670).
WHOLE = 400
_WINDOW = 320
#: How far before the first mark a window may begin, to give it some context.
_LEAD = 60
#: A sentence that begins this near before a mark is shown from its beginning.
_SENTENCE = 140
#: So many printed words are kept with how their terms begin or with their terms, at 300 bytes each;
#: and so many for a search.
_KEPT, _KEPT_OF_A_SEARCH = 32768, 65536
#: So many headings are kept for a search: most stand above several findings, at some 600 bytes.
_HEADINGS = 1024


class Pattern(NamedTuple):
    """Terms that are marked where they stand side by side; in all reports when None, and not within
    any of some set phrases.
    """

    terms: tuple[str, ...]
    reports: frozenset[str] | None = None
    apart_from: tuple[tuple[str, ...], ...] = ()


class Mark(NamedTuple):
    """A marked stretch (characters, end exclusive)."""

    start: int
    end: int


class Seen(NamedTuple):
    """A mark with which of the words that were asked for it is, and what is printed there,
    folded.
    """

    start: int
    end: int
    met: frozenset[int]
    printed: str


_NO_WORDS: frozenset[int] = frozenset()
_NOTHING: Mapping[tuple[str, ...], frozenset[int]] = MappingProxyType({})


class Printed(NamedTuple):
    """What stands between two spaces and has something wanted, or takes not just one position."""

    text: str
    #: What is wanted in it, and what of that is marked; places are counted from it.
    tokens: tuple[Token, ...]
    marks: tuple[Mark, ...]
    #: How many positions it takes.
    taken: int
    #: Whether it hangs on the rest of the text what is marked.
    hangs: bool


class Headed(NamedTuple):
    """Which of the words that were asked for a heading has, and which it has or has the like of."""

    met: frozenset[int]
    like: frozenset[int]


#: A word of a text that is of interest, behind where it begins in characters and in positions.
Found = tuple[int, int, Printed]


class _Analysed(NamedTuple):
    """Everything in what stands between two spaces."""

    tokens: list[Token]
    #: How many positions it takes.
    taken: int
    terms: frozenset[str]


def _analyse(printed: str) -> _Analysed:
    tokens, taken = counted(printed)
    return _Analysed(tokens, taken, frozenset(token.term for token in tokens))


def _beginning(printed: str) -> str:
    """As ``beginning``; also of what had to be analysed, where all of its terms begin alike."""
    if told := beginning(printed):
        return told
    _, taken, terms = _analysed[printed]
    ways = set(map(told_by, terms))
    return ways.pop() if taken == 1 and len(ways) == 1 else ""


#: How the terms of what is printed between two spaces begin, and, where that is not told or is
#: looked for, what they are.
_begins = Kept(_beginning, _KEPT)
_analysed = Kept(_analyse, _KEPT)


class Wanted:
    """Everything that is marked: single words, and what stands only in some reports or in a row."""

    def __init__(
        self,
        patterns: Iterable[Pattern],
        parts: Mapping[tuple[str, ...], frozenset[int]] = _NOTHING,
        near: Mapping[tuple[str, ...], frozenset[int]] = _NOTHING,
        typed: Sequence[str] = (),
    ) -> None:
        """``parts``: which of the words that were asked for the terms of a pattern are, as typed or
        as something equal; ``near``: which of them they are merely like; ``typed``: each of the
        words by its number, '' for what is no word.
        """
        self._parts = parts
        self._near = near
        self._typed = typed
        #: All the words that were asked for, each by its number.
        self.asked = frozenset[int]().union(*parts.values())
        distinct = frozenset(patterns)
        simple = {p for p in distinct if p == Pattern(p.terms[:1])}
        self.words = frozenset(pattern.terms[0] for pattern in simple)
        #: By their first term, so that a text without it is done with at once.
        self.others: dict[str, list[Pattern]] = {}
        for pattern in distinct - simple:
            self.others.setdefault(pattern.terms[0], []).append(pattern)
        #: All terms that are looked for.
        rows = (row for pattern in distinct for row in (pattern.terms, *pattern.apart_from))
        self.terms = frozenset(term for row in rows for term in row)
        #: How what is printed must begin to be looked at: as one of them, or in no way that tells.
        self._beginnings = frozenset({""}.union(*map(beginnings, self.terms)))
        self._met: dict[str, frozenset[int]] = {}
        self._like: dict[str, frozenset[int]] = {}
        #: What is to be known of what stands between two spaces; None for a word of no interest.
        self.known: Kept[str, Printed | None] = Kept(self._printed, _KEPT_OF_A_SEARCH)
        #: Whether it hangs on the report what is marked.
        self._differs = any(pattern.reports is not None for pattern in distinct)
        self._headings: Kept[tuple[str, str], Headed] = Kept(self._headed, _HEADINGS)

    def met(self, marked: str) -> frozenset[int]:
        """Which of the words that were asked for a marked stretch is; none where it is only like
        one.
        """
        if (met := self._met.get(marked)) is None:
            terms = tuple(token.term for token in analyse(marked))
            met = self._parts.get(terms) or frozenset().union(
                *(self._parts.get((term,), ()) for term in terms)
            )
            self._met[marked] = met
        return met

    def like(self, marked: str) -> frozenset[int]:
        """Which of the words that were asked for a marked stretch is, or is like.

        A stretch may be several marks that overlap: everything in a row in it counts.
        """
        if (like := self._like.get(marked)) is None:
            terms = [token.term for token in analyse(marked)]
            size = range(len(terms) + 1)
            rows = [tuple(terms[start:end]) for start in size for end in size[start + 1 :]]
            found = (of.get(row, ()) for row in rows for of in (self._parts, self._near))
            like = frozenset().union(*found)
            self._like[marked] = like
        return like

    def heading(self, heading: str, report: str) -> Headed:
        """What a heading of a report has of what was asked for."""
        return self._headings[heading, report if self._differs else ""]

    def _headed(self, key: tuple[str, str]) -> Headed:
        heading, report = key
        marked = marks(heading, report, self)
        return Headed(_met_in(heading, marked, self), _like(heading, marked, self))

    def typed(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The words of those numbers, in the order in which they were typed; () where one of them
        is no word.
        """
        words = [self._typed[number] for number in sorted(numbers)]
        return tuple(dict.fromkeys(words)) if all(words) else ()

    def hangs(self, term: str) -> bool:
        """Whether it hangs on what else stands in a text what is marked where ``term`` does.

        The terms of a row hang on its first: without that none of them is marked.
        """
        return term in self.others or not self.always((term,))

    def always(self, terms: tuple[str, ...]) -> bool:
        """Whether a pattern is to be marked wherever it stands."""
        return terms in self._parts or not self._near.get(terms, ())

    def telling(self, found: Collection[tuple[str, ...]]) -> Collection[tuple[str, ...]]:
        """Those of the patterns found in one text that are to be marked there, by their terms.

        What is merely like a word is marked where the word itself is not: beside 'meetings', 'met'
        would mislead.
        """
        if not (near := [terms for terms in found if not self.always(terms)]):
            return found
        there = frozenset[int]().union(*(self._parts.get(terms, ()) for terms in found))
        return set(found).difference(terms for terms in near if self._near[terms] <= there)

    def found(self, text: str) -> list[Found]:
        """The words of a text that are of interest, in order.

        Of a hundred words ten are looked at: those that begin as something that is looked for.
        """
        if not self.terms:
            return []
        words, looked_at = text.split(" "), self._beginnings
        places = [
            place
            for place, word in enumerate(words)
            if _begins[word] in looked_at and self.known[word]
        ]
        return self.at(words, places) if places else []

    def at(self, words: Sequence[str], places: Iterable[int]) -> list[Found]:
        """What stands at these places among the words of a text, all of them of interest."""
        bases = list(accumulate(map(len, words), initial=0))
        found, further = [], 0
        for place in places:
            printed = self.known[words[place]]
            assert printed is not None
            found.append((bases[place] + place, place + further, printed))
            further += printed.taken - 1
        return found

    def _printed(self, printed: str) -> Printed | None:
        if _begins[printed] not in self._beginnings:
            return None
        every, taken, terms = _analysed[printed]
        if taken == 1 and terms.isdisjoint(self.terms):
            return None
        tokens = tuple(token for token in every if token.term in self.terms)
        marks = sorted(Mark(one.start, one.end) for one in tokens if one.term in self.words)
        hangs = any(self.hangs(one.term) for one in tokens)
        return Printed(printed, tokens, tuple(merged(marks)), taken, hangs)

    def seen(self, text: str, marked: Iterable[Mark], base: int = 0) -> list[Seen]:
        """Some marks of a text, which begins at ``base``, with what a window is chosen by."""
        return [
            Seen(base + start, base + end, self.met(word), word.casefold())
            for start, end in marked
            for word in (text[start:end],)
        ]


def wanted_by(node: Node) -> Wanted:
    """Everything that ``node`` finds findings by; what it excludes is no part of it."""
    parts: dict[tuple[str, ...], frozenset[int]] = defaultdict(frozenset)
    near: dict[tuple[str, ...], frozenset[int]] = defaultdict(frozenset)
    typed = []
    for number, (leaf, together) in enumerate(_leaves(node)):
        typed.append(_said(leaf))
        numbers = frozenset(range(number - together, number) if together else (number,))
        for pattern in _patterns(_equal(leaf)):
            parts[pattern.terms] |= numbers
        for pattern in _patterns(leaf):
            near[pattern.terms] |= numbers
    return Wanted(_patterns(node), parts, near, typed)


def _said(leaf: Node) -> str:
    """The word that a leaf was typed as, capitals as they are; '' for what is no word."""
    match leaf:
        case Typed():
            return leaf.form
        case Synonyms((member, *_)):
            return _said(member.node)
        case Term(term) if term.startswith(CAPITALS):
            return term.removeprefix(CAPITALS)
    return ""


def _equal(leaf: Node) -> Node:
    """A leaf without what is only like what was typed."""
    match leaf:
        case Typed(concept):
            return _equal(concept)
        case Synonyms(members):
            return Synonyms(tuple(member for member in members if member.equal))
    return leaf


def _leaves(node: Node) -> Iterator[tuple[Node, int]]:
    """What is asked for, leaf by leaf; what stands for some words together comes after them, with
    their number.
    """
    if isinstance(node, Words):
        for part in node.parts:
            yield from ((word, 0) for word in part.words)
            if part.whole is not None:
                yield part.whole, len(part.words)
    elif isinstance(node, And | Or):
        for inner in node.nodes:
            yield from _leaves(inner)
    else:
        yield node, 0


def _patterns(node: Node) -> Iterator[Pattern]:
    match node:
        case Term(term):
            yield Pattern((term,))
        case Phrase(terms):
            yield Pattern(terms)
        case Typed(concept):
            yield from _patterns(concept)
        case Synonyms(members):
            for member in members:
                for pattern in _patterns(member.node):
                    taken = tuple(phrase.terms for phrase in member.apart_from)
                    yield pattern._replace(reports=member.reports, apart_from=taken)
        case _:
            for inner in _inner(node):
                yield from _patterns(inner)


def _inner(node: Node) -> tuple[Node, ...]:
    if isinstance(node, And | Or):
        return node.nodes
    if isinstance(node, Words):
        wholes = tuple(part.whole for part in node.parts if part.whole is not None)
        return tuple(word for part in node.parts for word in part.words) + wholes
    return ()


def marks(text: str, report: str, wanted: Wanted) -> list[Mark]:
    """The stretches of a text of ``report`` that match, rising, never overlapping."""
    return of_words(wanted.found(text), report, wanted)


def of_words(words: list[Found], report: str, wanted: Wanted) -> list[Mark]:
    """As ``marks``, where the words of the text are known that are of interest.

    A word that is wanted by itself is marked wherever it stands. Only where words in a row are
    wanted, words of some reports, or what is merely like a word, has the rest of the text a say.
    """
    found = []
    for base, _, printed in words:
        if printed.hangs:
            return _of_tokens(_tokens(words), report, wanted)
        for start, end in printed.marks:
            found.append(Mark(base + start, base + end))
    return found


def _tokens(words: Iterable[Found]) -> dict[str, list[Token]]:
    """Where each term stands that is wanted."""
    tokens: dict[str, list[Token]] = {}
    for base, position, printed in words:
        for term, offset, start, end, width in printed.tokens:
            token = Token(term, position + offset, base + start, base + end, width)
            tokens.setdefault(term, []).append(token)
    return tokens


def _of_tokens(tokens: Mapping[str, list[Token]], report: str, wanted: Wanted) -> list[Mark]:
    found: dict[tuple[str, ...], list[Mark]] = {
        (term,): [Mark(token.start, token.end) for token in tokens[term]]
        for term in wanted.words.intersection(tokens)
    }
    for term in wanted.others.keys() & tokens.keys():
        for terms, reports, apart_from in wanted.others[term]:
            if (reports is None or report in reports) and all(map(tokens.__contains__, terms)):
                found.setdefault(terms, []).extend(_alone(terms, apart_from, tokens))
    there = {terms: marks for terms, marks in found.items() if marks}
    telling = wanted.telling(there)
    return list(merged(sorted(m for terms in telling for m in there[terms])))


def _alone(
    terms: tuple[str, ...],
    apart_from: tuple[tuple[str, ...], ...],
    tokens: Mapping[str, list[Token]],
) -> Iterator[Mark]:
    """Where the terms stand side by side, and not within a set phrase."""
    there = (phrase for phrase in apart_from if all(map(tokens.__contains__, phrase)))
    taken = [mark for phrase in there for mark in _in_a_row(phrase, tokens)]
    for mark in _in_a_row(terms, tokens):
        if not any(one.start <= mark.start and mark.end <= one.end for one in taken):
            yield mark


def _in_a_row(terms: tuple[str, ...], tokens: Mapping[str, list[Token]]) -> Iterator[Mark]:
    """Where the terms stand side by side."""
    following = [{t.position: t.end for t in tokens.get(term, ())} for term in terms]
    for token in tokens.get(terms[0], ()):
        ends = [ends.get(token.position + place) for place, ends in enumerate(following)]
        if (last := ends[-1]) is not None and None not in ends:
            yield Mark(token.start, last)


def merged(found: list[Mark]) -> Iterator[Mark]:
    """The marks, which rise, those that overlap as one."""
    last: Mark | None = None
    for mark in found:
        if last is not None and mark.start < last.end:
            last = Mark(last.start, max(last.end, mark.end))
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


def segments(text: str, marked: list[Mark], start: int, end: int) -> tuple[Fragment, ...]:
    """``text[start:end]`` in segments, marked and not."""
    pieces: list[Fragment] = []
    place = start
    for left, right in marked:
        if right <= start or left >= end:
            continue
        # Compared and not by ``max`` and ``min``: a page calls this forty times.
        left = left if left > start else start
        right = right if right < end else end
        if left < right:
            if place < left:
                pieces.append(Fragment(text[place:left], False))
            pieces.append(Fragment(text[left:right], True))
            place = right
    if place < end:
        pieces.append(Fragment(text[place:end], False))
    return tuple(pieces)


def headed_by(finding: Finding, marked: list[Mark], wanted: Wanted) -> str:
    """The innermost heading with some of what was asked for that the text has not; '' for none.

    ``marked`` are the marks of the text.
    """
    lacking = _unmet(finding.text, marked, wanted)
    for heading in reversed(headings(finding)) if lacking else ():
        if lacking & wanted.heading(heading, finding.report).met:
            return heading
    return ""


def lacked(finding: Finding, marked: list[Mark], wanted: Wanted) -> tuple[str, ...]:
    """The words that were typed and stand neither in the text nor in a heading above it, nor
    anything that is like them, which would be marked; () where it has something of all of them.
    ``marked`` are the marks of the text.
    """
    lacking = wanted.asked - _like(finding.text, marked, wanted)
    for heading in headings(finding) if lacking else ():
        lacking -= wanted.heading(heading, finding.report).like
    return wanted.typed(lacking)


def unlike(finding: Finding, marked: list[Mark], wanted: Wanted) -> tuple[str, ...] | None:
    """The words that were typed of which only something like them stands in the text and the
    headings above it, () where one of those is no word; None where all stand there themselves.
    """
    lacking = _unmet(finding.text, marked, wanted)
    for heading in headings(finding) if lacking else ():
        lacking -= wanted.heading(heading, finding.report).met
    return wanted.typed(lacking) if lacking else None


def _like(text: str, marked: list[Mark], wanted: Wanted) -> frozenset[int]:
    """Which of the words that were asked for its marks are, or are like."""
    return frozenset[int]().union(*(wanted.like(text[mark.start : mark.end]) for mark in marked))


def _met_in(text: str, marked: list[Mark], wanted: Wanted) -> frozenset[int]:
    """Which of the words that were asked for its marks are."""
    return frozenset[int]().union(*(wanted.met(text[mark.start : mark.end]) for mark in marked))


def _unmet(text: str, marked: list[Mark], wanted: Wanted) -> frozenset[int]:
    """Which of them none of its marks is: most often the first marks are all of them."""
    lacking = wanted.asked
    for start, end in marked:
        if not lacking:
            break
        lacking -= wanted.met(text[start:end])
    return lacking


def window(text: str, marked: list[Mark], wanted: Wanted) -> tuple[int, int]:
    """The stretch to show: all of a short text, else the window that has most of what was asked.

    It begins with a sentence, or else between words, and ends between words.
    """
    if len(text) <= WHOLE:
        return 0, len(text)
    return window_of(text, wanted.seen(text, marked))


def window_of(text: str, seen: Sequence[Seen]) -> tuple[int, int]:
    """As ``window``, of a text longer than ``WHOLE`` of which it is known what is seen in it."""
    start = _best(text, seen)
    if len(text) - start <= WHOLE:
        start = _forward(text, max(0, len(text) - WHOLE)) if seen else start
        return start, len(text)
    end = text.rfind(" ", start, start + _WINDOW + 1)
    return start, end if end > start else start + _WINDOW


def _best(text: str, seen: Sequence[Seen]) -> int:
    """The beginning of the best window: most of what was asked, then most different marks, then
    most marks.
    """
    if not seen:
        return 0
    starts, ends, met, printed = zip(*seen, strict=True)
    best, value, before = 0, (0, 0, 0), -1
    for place, first in enumerate(starts):
        start = _opening(text, first)
        if start == before:
            continue  # the window of the mark before, less that mark
        before, end = start, bisect_right(ends, start + _WINDOW, place)
        asked = _NO_WORDS.union(*met[place:end])
        found = (len(asked), len(set(printed[place:end])), end - place)
        if found > value:
            best, value = start, found
        if end == len(ends):
            break  # what follows has a part of these
    return best


def _opening(text: str, place: int) -> int:
    """Where a window begins that has a mark at ``place``: with its sentence, if that is near."""
    stop = text.rfind(". ", max(0, place - _SENTENCE), place)
    if stop >= 0:
        return stop + 2
    return 0 if place <= _SENTENCE else _forward(text, place - _LEAD)


def _forward(text: str, place: int) -> int:
    """The beginning of the first word at or after ``place``."""
    if place == 0:
        return 0
    space = text.find(" ", place - 1, place + _LEAD)
    return space + 1 if space >= 0 else place

"""Where leaves stand: each occurrence as a document and a position in one number, rising.

``Evaluator`` counts them, and ``Nearness`` looks whether they are near each other. Those of a
phrase are what the occurrences of its words have in common, each shifted back by its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.index.segments.inversion import changes, runs
from indexer.search.engine.local.columns.arrays import Bools, Docs, Floats, Ints, Keys
from indexer.search.engine.local.columns.columns import Columns
from indexer.search.engine.local.columns.postings import Postings
from indexer.search.engine.local.columns.snapshot import POSITION_BITS
from indexer.search.query.nodes import Leaf, Member, Phrase, Synonyms, Term, plain

#: Fewer than this part of all documents are looked up one by one.
_FEW = 32


class Occurrences:
    """Finds them in one snapshot."""

    def __init__(self, snapshot: Columns) -> None:
        self._snapshot = snapshot

    def equal(self, field: str, leaf: Leaf, docs: Ints) -> Keys:
        """Each occurrence of a leaf and of all that is equal to it in some ``docs``, rising."""
        concept = plain(leaf)
        members = concept.members if isinstance(concept, Synonyms) else (Member(concept),)
        return self._of_all(field, [member for member in members if member.equal], docs)

    def any(self, field: str, leaf: Leaf, docs: Ints | None = None) -> Keys:
        """Each occurrence of a leaf and of all that is like it, in no order; in ``docs`` alone,
        rising, where some are given.
        """
        concept = plain(leaf)
        members = concept.members if isinstance(concept, Synonyms) else (Member(concept),)
        return self._of_all(field, members, docs)

    def counted(self, field: str, members: Sequence[Member]) -> tuple[Docs, Floats]:
        """The findings with any of ``members`` in ``field``, and how often."""
        if len(members) == 1:
            return self._alone(field, members[0])
        size = self._snapshot.size
        numbers, times = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.uint8)
        for member in members:
            docs, frequencies = self._alone(field, member)
            numbers[docs] += frequencies
            times[docs] = np.minimum(times.take(docs), 1) + 1
        # What stands at one place is there once, however it is named: that is looked at where a
        # finding has several. To sort the places of all of two common words took 7 ms of 9.
        if len(several := np.flatnonzero(times > 1)):
            keys = np.sort(self._of_all(field, members, several.astype(np.int32)), kind="stable")
            docs, frequencies = _numbers(keys.compress(changes(keys)))
            numbers[docs] = frequencies
        docs = np.flatnonzero(times)
        return docs, numbers.take(docs)

    def _alone(self, field: str, member: Member) -> tuple[Docs, Floats]:
        """As ``counted``, of one member."""
        if member.anywhere and isinstance(member.node, Term):
            postings = self._snapshot.postings(field, member.node.term) or _NOTHING
            return postings.docs.astype(np.intp), postings.frequencies
        return _numbers(self._meant(field, member, None))

    def _of_all(self, field: str, members: Sequence[Member], docs: Ints | None = None) -> Keys:
        parts = [self._meant(field, one, docs) for one in members]
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def _of(self, field: str, node: Term | Phrase, docs: Ints | None) -> Keys:
        if isinstance(node, Term):
            if docs is not None:
                return self._inside(field, node.term, docs)
            return self._snapshot.occurrences(field, node.term)
        return self._in_a_row(field, node.terms, docs)

    def _in_a_row(self, field: str, terms: tuple[str, ...], among: Ints | None) -> Keys:
        """Each occurrence of some words side by side.

        They are only looked for in the findings that have all of them: of two common words that
        is a third of the work.
        """
        # A word of hundreds of parts, most of them alike, is a phrase of as many words, of which
        # each was looked up 1,252 times: 2.5 s for one request.
        found = {term: self._snapshot.postings(field, term) for term in set(terms)}
        known = {term: postings for term, postings in found.items() if postings}
        if len(known) < len(found):
            return np.zeros(0, dtype=np.int64)
        size = self._snapshot.size
        rarest = sorted(known, key=lambda term: len(known[term].docs))
        docs = known[rarest[0]].docs
        if among is not None:
            docs = docs.take(_places(docs, among, size))
        for term in rarest[1:]:
            docs = docs.take(_places(docs, known[term].docs, size))
        inside = {term: _keys(one, _places(one.docs, docs, size)) for term, one in known.items()}
        shifted = sorted(enumerate(terms), key=lambda word: len(inside[word[1]]))
        keys: Keys | None = None
        for place, term in shifted:  # rarest first, so that little is left to look up
            word = inside[term] - place
            keys = word if keys is None else _in_both(keys, word)
            if not len(keys):
                break
        return keys if keys is not None else np.zeros(0, dtype=np.int64)

    def _inside(self, field: str, term: str, docs: Ints) -> Keys:
        """Those of a term in ``docs``: of a common word that is few of many."""
        postings = self._snapshot.postings(field, term) or _NOTHING
        return _keys(postings, _places(postings.docs, docs, self._snapshot.size))

    def _meant(self, field: str, member: Member, docs: Ints | None) -> Keys:
        """Each occurrence of a member where it means what it stands for."""
        keys = self._scoped(self._of(field, member.node, docs), member)
        for phrase in member.apart_from if len(keys) else ():
            inside = self._in_a_row(field, phrase.terms, docs)
            for place in range(len(phrase.terms) - _length(member.node) + 1):
                keys = _without(keys, inside + place)
        return keys

    def _scoped(self, keys: Keys, member: Member) -> Keys:
        if member.reports is None:
            return keys
        column = self._snapshot.facets["report"]
        inside = np.array([report in member.reports for report in column.slugs], dtype=bool)
        kept: Keys = keys[inside[column.codes[keys >> POSITION_BITS]]]
        return kept


_NONE = np.zeros(0, np.int32)
_NOTHING = Postings(_NONE, np.zeros(0, np.float32), _NONE)


def _numbers(keys: Keys) -> tuple[Docs, Floats]:
    """The documents of occurrences, rising and each there once, and how many each has."""
    docs = keys >> POSITION_BITS
    starts = np.flatnonzero(changes(docs))
    return docs.take(starts), np.diff(starts, append=len(docs)).astype(np.float32)


def _keys(postings: Postings, kept: Docs) -> Keys:
    """The occurrences in those of some documents that stand at the places ``kept``, rising."""
    numbers = postings.frequencies.take(kept).astype(np.int32)
    places = postings.places.take(runs(postings.firsts.take(kept), numbers))
    having = np.repeat(postings.docs.take(kept), numbers)
    keys: Keys = (having.astype(np.int64) << POSITION_BITS) | places
    return keys


def _places(docs: Ints, others: Ints, size: int) -> Docs:
    """At which places of ``docs`` documents stand that are among ``others``; both are rising.

    Few are looked up one by one, many by marks on all ``size`` documents.
    """
    if not len(docs) or not len(others):
        return np.zeros(0, dtype=np.intp)
    if len(others) * _FEW < size:
        places = np.searchsorted(docs, others)
        places[places == len(docs)] = 0
        return places.compress(docs.take(places) == others)
    if len(docs) * _FEW < size:
        places = np.searchsorted(others, docs)
        places[places == len(others)] = 0
        return np.flatnonzero(others.take(places) == docs)
    marks = np.zeros(size, dtype=bool)
    marks[others] = True
    return np.flatnonzero(marks.take(docs))


def _in_both(left: Keys, right: Keys) -> Keys:
    """The keys in both; both rising."""
    if not len(left) or not len(right):
        return left[:0]
    return left.compress(_among(left, right))


def _length(node: Term | Phrase) -> int:
    return len(node.terms) if isinstance(node, Phrase) else 1


def _without(left: Keys, right: Keys) -> Keys:
    """The keys of the left that are not in the right; both rising."""
    return left.compress(~_among(left, right)) if len(right) else left


def _among(left: Keys, right: Keys) -> Bools:
    """Which keys of the left are in the right, where there are any."""
    places = np.searchsorted(right, left)
    places[places == len(right)] = 0
    among: Bools = right.take(places) == left
    return among

"""Coordination: a run of words scores the sum of its words, times the share of them that is met.

A finding answers the run when it has all of them, as typed or as something equal, near each other.

``Evaluator`` hands over a run and the impact of each of its words. Everything is added up over the
findings that have any of the words, and not over all.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.search.engine.local.columns.arrays import Bools, Docs, Floats, Ints
from indexer.search.engine.local.scoring.matches import Matches, union
from indexer.search.query.nodes import Leaf, Part, Phrase, Term, first, telling
from indexer.search.query.ranking import Ranking

#: What is met in more than this share of the documents is added over all of them: to add in places
#: takes five times as long for each.
_FEW = 0.25

#: Which of some documents, all of which have every part of a run, have them near each other.
Near = Callable[[tuple[Part, ...], Docs], Bools]


class Impact(NamedTuple):
    """The matches of a leaf, and the rarity that their scores contain."""

    matches: Matches
    #: In how many findings of the build it stands.
    documents: int
    rarity: float
    #: The rarity of what was typed, or is the same, without its synonyms.
    typed_rarity: float
    #: Which of the matches have what was typed, or what is the same, and not only a synonym; None
    #: when all have.
    typed: Bools | None = None


class Coordination:
    """Evaluates runs of words over ``size`` documents, given what each word finds."""

    def __init__(
        self, impact: Callable[[Leaf], Impact], near: Near, ranking: Ranking, size: int
    ) -> None:
        self._impact = impact
        self._near = near
        self._ranking = ranking
        self._size = size

    def matches(self, parts: tuple[Part, ...], few: bool = False) -> Matches:
        """The findings that have enough of the words, or ``few`` of them; those answer that have
        all, and near.
        """
        found = [self._impact(leaf).matches.docs for part in parts for leaf in _leaves(part)]
        tally = _Tally.over(union(found, self._size), self._size)
        for part in parts:
            self._count(part, tally)
        share = tally.covered / np.float32(tally.wanted or 1)
        enough = np.flatnonzero(share >= np.float32(0 if few else self._ranking.least))
        self._add_nearness(parts, tally)
        scores = tally.scores * share ** np.float32(self._ranking.coverage)
        wanted = telling(parts)
        answers = tally.met >= sum(len(part.words) for part in wanted)
        met = tally.evidence / np.float32(tally.asked or 1)
        run = Matches(tally.docs, scores, answers, met)
        # Where no finding has enough of the words, these are the best there are. All have enough of
        # two words, and nothing is picked.
        if 0 < len(enough) < len(run.docs):
            run, answers = run.at(enough), answers.take(enough)
        answers[answers] = self._near(wanted, run.docs.compress(answers))
        return run._replace(answers=answers)

    def _count(self, part: Part, tally: _Tally) -> None:
        if part.whole is None and not part.framing:
            self._apart(part.words, tally)
            return
        one = tally.blank()
        self._apart(part.words, one)
        if part.fixed:
            one.met *= 0
            one.evidence /= 2
        if part.whole is not None:
            self._as_whole(part, self._impact(part.whole), one)
        if part.framing:
            one.met *= 0
        tally.add(one)

    def _apart(self, words: tuple[Leaf, ...], tally: _Tally) -> None:
        """Each word for itself. One that stands nowhere is wanted of no finding."""
        for word in words:
            found = self._impact(word)
            tells = found.rarity**self._ranking.telling if found.documents else 0.0
            tally.wanted += tells
            # A word counts as evidence by how rare it is as typed, and rarest when it stands
            # nowhere.
            evidence = found.typed_rarity**self._ranking.telling
            tally.asked += evidence
            tally.note(found, np.float32(tells), np.float32(evidence / 2))

    def _as_whole(self, part: Part, whole: Impact, tally: _Tally) -> None:
        """A part that is met as a whole, or, for less, by its words apart.

        Met as a whole it weighs as much as its words do together, up to ``Ranking.whole``: of two
        findings, one with the letters and one with the long form, neither is then preferred, and
        what a common turn of speech stands for does not drown the other words.
        """
        places = tally.places(whole.matches.docs)
        impacts = [self._impact(word) for word in part.words]
        typed = sum(impact.rarity for impact in impacts if impact.documents)
        weight = min(max(1.0, typed / whole.rarity), self._ranking.whole) if whole.rarity else 1.0
        if not tally.wanted and whole.documents:
            tally.wanted = whole.rarity**self._ranking.telling
        as_whole = whole.matches.scores * np.float32(weight)
        if isinstance(part.whole, Phrase):  # nothing stands for it but its own words
            as_whole = np.maximum(as_whole, tally.scores.take(places))
        tally.scores *= np.float32(self._ranking.apart)
        tally.scores[places] = np.maximum(tally.scores.take(places), as_whole)
        tally.covered[places] = tally.wanted
        marks = np.float32(1) if whole.typed is None else whole.typed
        evidence = np.float32(tally.asked / 2) * (1 + marks)
        tally.evidence[places] = np.maximum(tally.evidence.take(places), evidence)
        answering = places if whole.typed is None else places.compress(whole.typed)
        tally.met[answering] = len(part.words)

    def _add_nearness(self, parts: tuple[Part, ...], tally: _Tally) -> None:
        """The score of neighbouring words that stand side by side in the finding too."""
        if not self._ranking.nearness:
            return
        words = [first(word) for part in parts for word in part.words]
        for left, right in pairwise(words):
            if isinstance(left, Term) and isinstance(right, Term):
                found = self._impact(Phrase((left.term, right.term))).matches
                places = tally.places(found.docs)
                tally.scores[places] += np.float32(self._ranking.nearness) * found.scores


class _Tally:
    """What is added up, for some documents, as words are met."""

    def __init__(self, docs: Docs, place_of: Ints) -> None:
        self.docs = docs
        self._place_of = place_of
        #: ``covered``: the rarity of the words met, synonyms among them, to the power
        #: ``Ranking.telling``; ``evidence``: nearly the same, a synonym counting half of what was
        #: typed; ``met``: how many words are met as typed.
        arrays = np.zeros((4, len(docs)), dtype=np.float32)
        self.scores, self.covered, self.evidence, self.met = arrays
        #: What ``covered`` would be with all the words that occur.
        self.wanted = 0.0
        #: What ``evidence`` would be with all the words, also those that occur nowhere.
        self.asked = 0.0

    @classmethod
    def over(cls, docs: Docs, size: int) -> _Tally:
        """Nothing yet, for ``docs`` among ``size`` documents."""
        place_of = np.empty(size, dtype=np.int32)
        place_of[docs] = np.arange(len(docs), dtype=np.int32)
        return cls(docs, place_of)

    def places(self, docs: Docs) -> Docs:
        """The places of ``docs``, all of which are among the documents."""
        return self._place_of.take(docs).astype(np.intp)

    def note(self, found: Impact, telling: np.float32, evidence: np.float32) -> None:
        """A word that is met: its scores and what it counts, as evidence twice if typed."""
        places = self.places(found.matches.docs)
        typed: Bools | Floats | np.float32 = np.float32(1)
        if found.typed is not None:
            typed = found.typed
        if len(places) < _FEW * len(self.docs):
            self.scores[places] += found.matches.scores
            self.covered[places] += telling
            self.met[places] += typed
            self.evidence[places] += evidence * (1 + typed)
            return
        self.scores += self._spread(places, found.matches.scores)
        met = self._spread(places, np.float32(1))
        typed = met if found.typed is None else self._spread(places, found.typed)
        self.covered += telling * met
        self.met += typed
        self.evidence += evidence * (met + typed)

    def _spread(self, places: Docs, values: Floats | Bools | np.float32) -> Floats:
        """The values at these places, 0 at all others."""
        spread = np.zeros(len(self.docs), dtype=np.float32)
        spread[places] = values
        return spread

    def blank(self) -> _Tally:
        """An empty tally of the same documents."""
        return _Tally(self.docs, self._place_of)

    def add(self, other: _Tally) -> None:
        """Everything that was added up in ``other``, for the same documents."""
        self.scores += other.scores
        self.covered += other.covered
        self.evidence += other.evidence
        self.asked += other.asked
        self.met += other.met
        self.wanted += other.wanted


def _leaves(part: Part) -> tuple[Leaf, ...]:
    return part.words if part.whole is None else (*part.words, part.whole)

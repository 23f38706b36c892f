"""What comes first in a list, by what a question asks of it.

'What needs to improve in custody?' is answered by what asks for something, and only then by the
rest of what is said about custody; 'the best forces at custody' by the areas of that name with the
best grades. ``QueryReader`` has the words and asks here; engines are told conditions, those that
come first before the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from indexer.index.analysis import sequence
from indexer.index.facets import BY_NAME
from indexer.reports.categories import Stance
from indexer.reports.labelling.family import families, place_on_scale
from indexer.search.catalogue import Catalogue
from indexer.search.query.nodes import And, Having, Node
from indexer.search.understanding.kinds import asides

AREA, CATEGORY, GRADE = "area", "category", "grade"
#: What is above the middle of its scale is done well, what is below it is done badly.
_MIDDLE = 0.5


class Leading:
    """The conditions of one build."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def by_stance(self, stances: tuple[Stance, ...]) -> tuple[Node, ...]:
        """What has a category with one of these stances comes first."""
        codes = self.codes(asides.names_of(stances))
        return (Having(CATEGORY, tuple(sorted(codes))),) if codes else ()

    def by_grade(self, words: str, stances: tuple[Stance, ...]) -> tuple[Node, ...]:
        """The areas that the words are about come first, the best graded of them or the worst;
        then what has a category with one of these stances.
        """
        areas = self.areas(words)
        tiers = self._tiers(best=Stance.PRAISES in stances) if areas else ()
        graded = (And((Having(AREA, areas), Having(GRADE, codes))) for codes in tiers)
        return (*graded, *self.by_stance(stances))

    def areas(self, words: str) -> tuple[int, ...]:
        """The codes of the areas whose names have all of the words that tell."""
        wanted = set(sequence(words))
        if not wanted:
            return ()
        names = self._catalogue.facets[AREA].names
        return tuple(
            code
            for code, name in enumerate(names)
            if name != BY_NAME[AREA].missing and wanted <= set(sequence(name))
        )

    def _tiers(self, best: bool) -> Iterable[tuple[int, ...]]:
        """The codes of grades, tier by tier: the best first, or the worst."""
        tiers: dict[float, list[int]] = defaultdict(list)
        for code, name in enumerate(self._catalogue.facets[GRADE].names):
            for place in _place_on_scale(name):
                if place != _MIDDLE and (place < _MIDDLE) == best:
                    tiers[place].append(code)
        return (tuple(tiers[place]) for place in sorted(tiers, reverse=not best))

    def codes(self, names: Iterable[str]) -> frozenset[int]:
        """The codes of those of some categories that are here."""
        codes = map(self._catalogue.facets[CATEGORY].code, names)
        return frozenset(code for code in codes if code is not None)


def _place_on_scale(grade: str) -> Iterator[float]:
    """Where a grade stands on the scale of the first family that has it, from 0, the best, to 1."""
    places = (place_on_scale(grade, one.name) for one in families())
    yield from islice((place for place in places if place is not None), 1)

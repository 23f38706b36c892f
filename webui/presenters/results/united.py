"""Forces that reports call by several names, each as one: a former name is no other force.

The comparison hands in filters, values of the facet, counts and grades as the archive has them, by
each name; the same come out by force, under the name that the newest report has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from indexer import FacetValue, Matrix, slug
from webui.presenters.forces import Force
from webui.presenters.grading.judgements import Judgement, Judgements


class United:
    """The names of forces, those of one force together."""

    def __init__(self, known: Iterable[Force]) -> None:
        """``known``: the forces, each with all its names."""
        self._forces = {key: force for force in known for key in force.keys}

    def keys(self, key: str) -> tuple[str, ...]:
        """All names in filters of the force that has one of them; ``key`` alone for no force."""
        force = self._forces.get(key)
        return force.keys if force else (key,)

    def one(self, key: str, label: str) -> tuple[str, str]:
        """The first of the names of the force that has this one, for filters and as printed; what
        went in for no force.
        """
        force = self._forces.get(key)
        return (force.key, force.name) if force else (key, label)

    def filters(self, filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The filters, of each force that they name by all its names."""
        named: dict[str, None] = {}
        for name in filters.get(Force.facet, ()):
            force = self._forces.get(slug(name))
            named |= dict.fromkeys(force.keys if force else (name,))
        return {**filters, Force.facet: tuple(named)} if named else dict(filters)

    def values(self, values: Iterable[FacetValue]) -> list[FacetValue]:
        """The values of the facet, one for each force, where the first of its names stands."""
        found: dict[str, FacetValue] = {}
        for one in map(self._foremost, values):
            same = found.get(one.value, one._replace(count=0))
            found[one.value] = one._replace(
                count=same.count + one.count, selected=same.selected or one.selected
            )
        return list(found.values())

    def columns(self, matrix: Matrix) -> Matrix:
        """A table with a column for each name as one with a column for each force."""
        columns = self.values(matrix.columns)
        places = {one.value: place for place, one in enumerate(columns)}
        of = [places[self._foremost(one).value] for one in matrix.columns]
        rows = []
        for counts in matrix.counts:
            row = [0] * len(columns)
            for place, count in zip(of, counts, strict=True):
                row[place] += count
            rows.append(tuple(row))
        return replace(matrix, columns=tuple(columns), counts=tuple(rows))

    def judgements(self, judged: Judgements) -> Judgements:
        """The grades of each force, newest first, under the first of its names."""
        found: dict[tuple[str, str], list[Judgement]] = {}
        for (force, area), some in judged.items():
            found.setdefault((self.keys(force)[0], area), []).extend(some)
        return {
            pair: tuple(sorted(some, key=lambda one: one.published, reverse=True))
            for pair, some in found.items()
        }

    def _foremost(self, value: FacetValue) -> FacetValue:
        key, label = self.one(value.value, value.label)
        return value._replace(value=key, label=label)

"""The catalogue of a build: what can be known of it without asking an engine.

It is small and local whatever engine answers: the words of the reports, the values of the facets
with the number of findings that have each, and the facts of every report. An engine makes it when
it opens a build; language, explanation, suggestions and glossary stand on it, and know no arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.index.analysis import sequence
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.slugs import former_slug, slug


class FacetValues:
    """The values of one facet, numbered in report order. The number of a value is its code."""

    def __init__(
        self, labels: Mapping[str, str], totals: Sequence[int], several: bool = False
    ) -> None:
        """``labels``: slug to printed name; ``totals``: how many findings have each value;
        ``several``: a finding may have more than one.
        """
        self.labels = labels
        self.slugs = tuple(labels)
        self.names = tuple(labels.values())
        self.totals = tuple(totals)
        self._several = several
        self._codes = {value: code for code, value in enumerate(self.slugs)}

    def code(self, name: str) -> int | None:
        """The code of a value given as slug or printed name, or None."""
        if name in self._codes or slug(name) in self._codes:
            return self._codes.get(name, self._codes.get(slug(name)))
        return self._codes.get(self._former.get(name, ""))

    def current(self, name: str) -> tuple[str, ...]:
        """``name``, or the slugs of the values whose slug it was in earlier addresses.

        Those of a facet with several are also the values whose names it joins: the forces of
        'Norfolk Constabulary; Suffolk Constabulary', as a report prints them.
        """
        if name in self._codes or slug(name) in self._codes:
            return (name,)
        if former := self._former.get(name):
            return (former,)
        return (self._joined(slug(name)) if self._several else ()) or (name,)

    def _joined(self, name: str) -> tuple[str, ...]:
        """The slugs that, end to end, are ``name``; () where there are none."""
        if name in self._codes:
            return (name,)
        for first in self.slugs:
            if name.startswith(f"{first}-") and (rest := self._joined(name[len(first) + 1 :])):
                return (first, *rest)
        return ()

    @cached_property
    def _former(self) -> Mapping[str, str]:
        """The slugs of values by what they were."""
        return {former_slug(name): value for value, name in self.labels.items()}

    def codes(self, name: str) -> tuple[int, ...]:
        """The codes of the values that are, or whose names contain the words of, ``name``."""
        exact = [self.code(one) for one in self.current(name)]
        if None not in exact:
            return tuple(code for code in exact if code is not None)
        wanted = sequence(name)
        labels = (sequence(label) for label in self.names)
        return tuple(code for code, label in enumerate(labels) if _contains(label, wanted))

    @cached_property
    def newest_first(self) -> tuple[int, ...]:
        """The codes of values that are dates, the latest first."""
        codes = range(len(self.slugs))
        return tuple(sorted(codes, key=lambda code: self.slugs[code], reverse=True))


def _contains(words: Sequence[object], wanted: Sequence[object]) -> bool:
    length = len(wanted)
    return length > 0 and any(
        words[start : start + length] == wanted for start in range(len(words) - length + 1)
    )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a build says of itself."""

    #: The id of the build, and when it was made.
    build: str
    created: str
    #: The number of findings.
    count: int
    #: What is kept of each report by its id, in order of id.
    reports: Mapping[str, ReportRecord]
    vocabulary: Vocabulary
    #: By the name of the facet.
    facets: Mapping[str, FacetValues]
    #: In how many findings a term stands, in the text or above it. A look-up, and no round trip.
    documents: Callable[[str], int]

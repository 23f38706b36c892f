"""The register: everything that the reports ask for, each with who must act and by when.

``Searcher`` makes it once for each build from the findings of the categories that ask, and from
what happens next, which is context, where a printed day is set for it. The pages, the API and the
exports filter it; what people keep beside it is joined by ``indexer.tracking``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from indexer.index.facets import FACETS
from indexer.index.schema import facet_values
from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.reports.finding import CONTEXT, Finding
from indexer.search.bodies import other_body

_ASKING = frozenset(categories.names(Stance.ASKS))
#: The categories of findings that the register may hold.
MAY_ASK = (*categories.names(Stance.ASKS), CONTEXT)
_NAMES = tuple(facet.name for facet in FACETS)


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One thing that a report asks for, without its words: 40,000 of them take 20 MB."""

    id: str
    report: str
    #: The slugs of its values in each facet, in the order of ``FACETS``.
    slugs: tuple[tuple[str, ...], ...]
    #: 'YYYY-MM' of its report, or less.
    published: str
    #: Who must act, as printed; '' where nobody is named.
    addressee: str
    #: The last day on which it is to be done, 'YYYY-MM-DD'; '' where none can be reckoned.
    due: str
    #: Who must act where that is not the police that were inspected; '' where they must, or where
    #: nobody is named.
    other: str = ""

    def has(self, facet: str, values: Collection[str]) -> bool:
        """Whether one of its values in a facet is one of ``values``, given as slugs."""
        return any(value in values for value in self.values(facet))

    def values(self, facet: str) -> tuple[str, ...]:
        """Its values in a facet, as slugs."""
        return self.slugs[_NAMES.index(facet)]

    def is_late(self, day: str) -> bool:
        """Whether its last day was before ``day``, 'YYYY-MM-DD'."""
        return "" < self.due < day


def asks(finding: Finding) -> bool:
    """True for a finding that belongs in the register."""
    return finding.category in _ASKING or bool(finding.due)


def entries(findings: Iterable[Finding]) -> Iterator[RegisterEntry]:
    """The entries of findings, in their order."""
    # Findings that are read one by one share no value; kept once, an entry takes half the room.
    known: dict[object, object] = {}
    for one in findings:
        slugs = tuple(facet_values(one).values())
        shared = known.setdefault(slugs, slugs)
        assert isinstance(shared, tuple)
        said = (one.report, one.published, one.addressee or "", one.due or "", other_body(one))
        report, published, addressee, due, other = (
            str(known.setdefault(value, value)) for value in said
        )
        yield RegisterEntry(one.id, report, shared, published, addressee, due, other)

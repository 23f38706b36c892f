"""What came of invented requests, for the tests of what is told and offered beside an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.index.facets import FACETS
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Results
from indexer.search.explanation import Outcome
from indexer.search.facets import Selection
from indexer.search.language.interpretation import Change, Interpretation, Wanted
from indexer.search.language.lookup import Occurrences
from indexer.search.language.parser import Query
from indexer.search.query.nodes import Count, Node, Soon, Term, nothing
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import AsRead

CATALOGUE = Catalogue(
    build="b",
    created="",
    count=9,
    reports={},
    vocabulary=Vocabulary(),
    facets={
        f.name: FacetValues({"custody": "Custody", "patrol": "Patrol"}, [5, 4]) for f in FACETS
    },
    documents=lambda term: {"dog": 7}.get(term, 0),
)
DOGS = Wanted("dogs", "dogs", Term("dog"))
BARK = Wanted("bark", "bark", Term("bark"))


def nobody(nodes: Sequence[Node], soon: Soon = nothing) -> Sequence[int]:
    """Counts nothing but single words, which the catalogue knows."""
    raise AssertionError(nodes)


def outcome(
    total: int,
    q: str = "dogs bark",
    close: int = 0,
    meant: bool = False,
    without: Mapping[str, int] | None = None,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    wanted: Sequence[Wanted] = (DOGS, BARK),
    suggestions: Sequence[Change] = (),
    count: Count = nobody,
) -> Outcome:
    """What came of a request that has so many findings."""
    return Outcome(
        SearchRequest(q=q, filters=filters or {}),
        Selection(CATALOGUE, filters or {}),
        Interpretation(node=Term("dog"), wanted=list(wanted), suggestions=list(suggestions)),
        AsRead(Query(None), q),
        results=Results((), total, close, total + close, meant, {}, without or {}),
        numbers=Occurrences(CATALOGUE, count),
    )

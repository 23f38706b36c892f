"""Where a question asks who is better: which forces to compare, and in which areas.

``Searcher`` asks for it once an answer is there; the page of comparisons takes the request.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.index.analysis import sequence
from indexer.search.engine.interface import Results
from indexer.search.facets import Selection
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import AsRead

#: Forces that are compared at most: more cannot be read side by side.
MOST = 6


def comparison(
    request: SearchRequest, read: AsRead, selection: Selection, results: Results
) -> SearchRequest | None:
    """The comparison that the words ask for; None where they ask for none, or nobody can be.

    The forces are those that were named, or those with the most findings; the areas those whose
    names have the words.
    """
    if not read.comparing:
        return None
    forces = selection.most("force", results.counts)[:MOST]
    if len(forces) < 2:
        return None
    filters = {
        **{name: values for name, values in request.filters.items() if values},
        "force": forces,
        "area": tuple(_areas(read.words, selection, results.counts)),
    }
    return replace(request, q=read.words, filters=filters, page=1)


def _areas(words: str, selection: Selection, counts: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """The areas that the words are about."""
    wanted = set(sequence(words))
    areas = selection.most("area", counts) if wanted else ()
    yield from (area for area in areas if wanted <= set(sequence(area)))

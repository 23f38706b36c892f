"""What a search asks for.

The page, the API, the exports and the command make a request of what their reader gave;
``Archive`` answers it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.search.query.plan import Match, Sort

__all__ = ["DEFAULT_SIZE", "MAX_SIZE", "Match", "SearchRequest", "Sort"]

DEFAULT_SIZE = 20
MAX_SIZE = 100


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search, as every caller asks it: the page, the API, the exports and the command.

    ``filters`` maps a facet's name to the values asked for, printed names or slugs: OR inside a
    facet, AND across facets; a facet that is missing or empty does not filter.
    """

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    size: int = DEFAULT_SIZE
    #: Also search for what acronyms and synonyms stand for, and rank by meaning where the build
    #: has vectors.
    expand: bool = True
    #: Correct words that stand nowhere in the corpus.
    correct: bool = True
    #: Show near-identical findings as one.
    group: bool = False
    #: Whether what is close follows what answers.
    match: Match = Match.ANY
    #: Find sections of context too, which set the scene and judge nothing.
    context: bool = True
    #: Read forces, places, years, grades, categories and series among the words as filters.
    read: bool = True
    #: What is not to be read so, as typed: it is searched for as words.
    literal: tuple[str, ...] = ()

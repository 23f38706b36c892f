"""How good the answers are: the floors only rise, and every mechanism earns its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indexer import SearchPage, SearchRequest
from indexer.search.lexicon import Fillers, Lexicon
from indexer.search.ranking import Ranking
from indexer.search.searcher import Searcher
from indexer.search.snapshot import Snapshot

Search = Callable[[SearchRequest], SearchPage]
Measure = Callable[[str, Search], dict[str, float]]

#: A little under what was measured when the floor was last raised.
FLOORS = {
    "acronym": 0.96,
    "code": 0.94,
    "facet": 0.90,
    "keyword": 0.92,
    "misspelled": 0.96,
    "natural": 0.88,
    "quoted": 1.0,
    "variant": 0.97,
    "all": 0.93,
}

LEXICON = Lexicon.load()
RANKING = Ranking()
#: Each mechanism switched off: its name, what is searched with, and what is asked otherwise.
WITHOUT: dict[str, tuple[Ranking, Lexicon, dict[str, bool]]] = {
    "without expansion": (RANKING, LEXICON, {"expand": False}),
    "without the national acronyms": (RANKING, replace(LEXICON, acronyms=()), {}),
    "without the thesaurus": (RANKING, replace(LEXICON, likenesses=()), {}),
    "without correction": (RANKING, LEXICON, {"correct": False}),
    "without ignoring fillers": (
        RANKING,
        replace(LEXICON, fillers=Fillers(frozenset(), ())),
        {},
    ),
    "without the share of words met": (replace(RANKING, coverage=0.0), LEXICON, {}),
    "without nearness": (replace(RANKING, nearness=0.0), LEXICON, {}),
    "without headings": (
        replace(RANKING, fields={**RANKING.fields, "heading": replace(
            RANKING.fields["heading"], weight=0.0)}),
        LEXICON,
        {},
    ),
}  # fmt: skip
#: Switching a mechanism off may gain this much by chance: one rank in one of 52 queries.
CHANCE = 0.005


@pytest.fixture(scope="module")
def installed(snapshot: Snapshot, measure: Measure) -> dict[str, float]:
    """nDCG@10 by kind as installed."""
    return measure("as installed", Searcher(snapshot).search)


def test_answers_are_as_good_as_they_were(installed: dict[str, float]) -> None:
    short = {kind: installed[kind] for kind, floor in FLOORS.items() if installed[kind] < floor}
    assert short == {}


@pytest.mark.parametrize("name", WITHOUT)
def test_no_mechanism_does_harm(
    snapshot: Snapshot, measure: Measure, installed: dict[str, float], name: str
) -> None:
    ranking, lexicon, changes = WITHOUT[name]
    searcher = Searcher(snapshot, ranking, lexicon)
    row = measure(name, lambda request: searcher.search(replace(request, **changes)))
    assert row["all"] <= installed["all"] + CHANCE

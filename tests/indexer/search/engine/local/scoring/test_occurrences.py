"""Where words and phrases stand, told from the texts themselves."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.analysis import stem
from indexer.index.publication import publish
from indexer.index.schema import BODY
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import POSITION_BITS, Snapshot
from indexer.search.engine.local.scoring.occurrences import Occurrences
from indexer.search.query.nodes import Leaf, Member, Phrase, Synonyms, Term

red, green = Term("red"), Term("green")


@pytest.fixture
def occurrences(index: Path, report: Callable[..., Report]) -> Occurrences:
    texts = ("red green blue", "green red", "red and red")
    publish([report(*texts), report("red in the south", id="south-2021")], index)
    return Occurrences(Snapshot(builds.candidates(index)[0]))


@pytest.mark.parametrize(
    ("leaf", "places"),
    [
        (red, [(0, 0), (1, 1), (2, 0), (2, 2), (3, 0)]),
        (Term("absent"), []),
        (Phrase(("red", "green")), [(0, 0)]),
        (Phrase(("green", "red")), [(1, 0)]),
        (Phrase(("red", "absent")), []),
        (Phrase(("blue", "south", "red")), []),
        (Synonyms((Member(green), Member(red, 0.5))), [(0, 1), (1, 0)]),
        (Synonyms((Member(red, reports=frozenset({"south-2021"})),)), [(3, 0)]),
    ],
)
def test_each_place_of_what_is_equal(
    occurrences: Occurrences, leaf: Leaf, places: list[tuple[int, int]]
) -> None:
    found = sorted(occurrences.equal(BODY, leaf, np.arange(4, dtype=np.int32)).tolist())
    assert [divmod(one, 1 << POSITION_BITS) for one in found] == places


def test_only_some_documents_are_looked_at(occurrences: Occurrences) -> None:
    found = occurrences.equal(BODY, red, np.array([1, 3], dtype=np.int32))
    assert [divmod(one, 1 << POSITION_BITS) for one in found.tolist()] == [(1, 1), (3, 0)]


@pytest.mark.parametrize(
    ("members", "counted"),
    [
        ([Member(red)], {0: 1, 1: 1, 2: 2, 3: 1}),
        ([Member(red), Member(green)], {0: 2, 1: 2, 2: 2, 3: 1}),
        # What stands at one place is there once, however it is named.
        ([Member(red), Member(red)], {0: 1, 1: 1, 2: 2, 3: 1}),
        ([Member(Phrase(("red", "green"))), Member(Phrase(("green", "red")))], {0: 1, 1: 1}),
        ([], {}),
    ],
)
def test_members_are_counted_together(
    occurrences: Occurrences, members: list[Member], counted: dict[int, int]
) -> None:
    docs, frequencies = occurrences.counted(BODY, members)
    assert dict(zip(docs.tolist(), frequencies.tolist(), strict=True)) == counted


@pytest.mark.parametrize("first", ["every", "second", "once", "twice"])
@pytest.mark.parametrize("second", ["every", "second", "once", "twice"])
def test_words_side_by_side_are_found_however_rare_each_is(
    index: Path, report: Callable[..., Report], first: str, second: str
) -> None:
    texts = []
    for number in range(100):
        own = ["every"] + ["second"] * (number % 2) + ["once"] * (number == 41)
        texts.append(" ".join([*own, *["twice"] * (number in (41, 42)), *reversed(own)]))
    publish([report(*texts)], index)
    phrase = Phrase((stem(first), stem(second)))
    found = Occurrences(Snapshot(builds.candidates(index)[0])).any(BODY, phrase)
    assert [divmod(one, 1 << POSITION_BITS) for one in sorted(found.tolist())] == [
        (doc, place)
        for doc, text in enumerate(texts)
        for place, pair in enumerate(pairwise(text.split()))
        if pair == (first, second)
    ]

"""Posting lists in one piece are those of Whoosh's own matcher."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.analysis import stem
from indexer.index.schema import TEXTS
from indexer.search.engine.local.columns.postings import Block, Postings, Segment, joined


@pytest.fixture(scope="module")
def segment(gold_index: Path) -> Iterator[Segment]:
    with builds.candidates(gold_index)[0].open().reader() as reader:
        yield Segment(reader)


def _whole(blocks: list[Block]) -> Postings | None:
    return joined([(0, block) for block in blocks])


@pytest.mark.parametrize("field", [*TEXTS, "area"])
def test_every_list_is_that_of_the_matcher(segment: Segment, field: str) -> None:
    terms = [term.decode() for term in segment._reader.lexicon(field)]
    assert terms
    for term in terms:
        ours, theirs = segment.postings(field, term), _whole(segment.matched(field, term))
        assert ours is not None
        assert theirs is not None
        for column in ("docs", "frequencies", "places"):
            np.testing.assert_array_equal(getattr(ours, column), getattr(theirs, column))


def test_positions_are_as_many_as_the_frequencies_say(segment: Segment) -> None:
    postings = segment.postings("body", stem("police"))
    assert postings is not None
    assert len(postings.places) == postings.frequencies.sum()
    ends = [*postings.firsts.tolist()[1:], len(postings.places)]
    assert np.subtract(ends, postings.firsts).tolist() == postings.frequencies.tolist()


def test_a_term_that_is_not_there_has_no_list(segment: Segment) -> None:
    assert segment.postings("body", "zzz") is None
    assert segment.matched("body", "zzz") == []


def test_lengths_are_those_that_whoosh_gives(segment: Segment) -> None:
    reader = segment._reader
    expected = [reader.doc_field_length(doc, "body") for doc in range(segment.size)]
    assert segment.lengths("body").tolist() == expected

"""Inverting all texts at once gives what inverting each by itself gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.analysis import chunks
from indexer.index.schema import AnalysedText, in_succession, of_word
from indexer.index.segments.inversion import Inverted, Inverter, changes

Postings = dict[tuple[bytes, int], list[int]]

_WORD = st.sampled_from(
    [
        "It",
        "IT's",
        "co-ordination",
        "ordin",
        "24/7",
        "the",
        "PCSOs",
        "team's",
        "—",
        "naïve",
        "6,500",
        "a",
    ]
)
_TEXT = st.lists(_WORD, max_size=12).map(" ".join)


def spread(inverted: Inverted) -> Postings:
    """Term and document → positions."""
    found: Postings = {}
    place = 0
    for number, term in enumerate(inverted.terms):
        for posting in range(*inverted.starts[number : number + 2]):
            count = int(inverted.frequencies[posting])
            found[term, int(inverted.docs[posting])] = inverted.places[
                place : place + count
            ].tolist()
            place += count
    assert place == len(inverted.places)
    return found


def one_by_one(values: list[str] | list[tuple[str, ...]]) -> Postings:
    """The same from the field's own ``index``, which Whoosh's writer calls for each document."""
    field = AnalysedText()
    return {
        (term, doc): field.format.decode_positions(packed)
        for doc, value in enumerate(values)
        for term, _, _, packed in field.index(value)
    }


@given(st.lists(_TEXT, max_size=8))
def test_texts_as_one_by_one(texts: list[str]) -> None:
    inverter: Inverter[str] = Inverter()
    for text in texts:
        inverter.add(chunks(text))
    inverted = inverter.inverted(of_word)
    assert spread(inverted) == one_by_one(texts)
    assert inverted.terms == sorted(inverted.terms)
    assert inverted.lengths.tolist() == [
        sum(count for _, count, _, _ in AnalysedText().index(text)) for text in texts
    ]


@given(st.lists(st.lists(_TEXT, max_size=3).map(tuple), max_size=6))
def test_rows_of_headings_as_one_by_one(rows: list[tuple[str, ...]]) -> None:
    inverter: Inverter[tuple[str, ...]] = Inverter()
    for row in rows:
        inverter.add([row])
    inverted = inverter.inverted(lambda row: (in_succession(row), 0))
    assert spread(inverted) == one_by_one(rows)


def test_documents_rise_within_a_term() -> None:
    inverter: Inverter[str] = Inverter()
    for text in ("b a", "", "a b a", "b"):
        inverter.add(text.split())
    inverted = inverter.inverted(of_word)
    assert inverted.terms == [b"a", b"b"]
    assert inverted.starts.tolist() == [0, 2, 5]
    assert inverted.docs.tolist() == [0, 2, 0, 2, 3]
    assert inverted.frequencies.tolist() == [1, 2, 1, 1, 1]


def test_each_unit_is_counted() -> None:
    inverter: Inverter[str] = Inverter()
    for text in ("b a", "a b a"):
        inverter.add(text.split())
    assert dict(inverter.counts()) == {"a": 3, "b": 2}


def test_nothing_added_is_nothing() -> None:
    inverted = Inverter[str]().inverted(of_word)
    assert inverted.terms == []
    assert inverted.starts.tolist() == [0]
    assert len(inverted.docs) == len(inverted.lengths) == 0


def test_changes_are_the_first_and_what_differs() -> None:
    assert changes(np.array([2, 2, 3, 3, 2])).tolist() == [True, False, True, False, True]
    assert changes(np.array([], dtype=np.int64)).tolist() == []

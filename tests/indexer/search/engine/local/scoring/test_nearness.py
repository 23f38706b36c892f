"""Parts are near in one sentence or the next, told without arrays for every finding of a report."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.analysis import analyse
from indexer.index.schema import headings
from indexer.index.sentences import starts
from indexer.reports.finding import Finding
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.query.nodes import Part, Term, Words
from indexer.search.query.ranking import Ranking


@pytest.fixture(scope="module")
def snapshot(gold_index: Path) -> Snapshot:
    return Snapshot(builds.candidates(gold_index)[0])


def sentences(finding: Finding) -> list[set[str]]:
    """The terms of each sentence."""
    first = [*starts(finding.text), 1 << 30]
    return [
        {token.term for token in analyse(finding.text) if start <= token.position < end}
        for start, end in pairwise(first)
    ]


def near(finding: Finding, terms: set[str]) -> bool:
    above = {token.term for text in headings(finding) for token in analyse(text)}
    said = [set(), *sentences(finding)]
    return any(terms <= one | other | above for one, other in pairwise(said))


@pytest.mark.parametrize(
    "terms",
    [
        {"risk", "staff"},
        {"child", "refer"},
        {"perform", "meet"},
        {"neighborhood", "polic", "train"},
        {"forc", "the", "strength"},
        {"miss", "person", "strength"},
    ],
    ids=lambda terms: " ".join(sorted(terms)),
)
def test_a_finding_answers_where_two_sentences_and_the_headings_have_all(
    snapshot: Snapshot, terms: set[str]
) -> None:
    words = Words(tuple(Part((Term(term),)) for term in sorted(terms)))
    found = Evaluator(snapshot, Ranking()).matches(words)
    expected = [d for d in range(snapshot.size) if near(snapshot.finding(d), terms)]
    assert np.flatnonzero(found.answering(snapshot.size)).tolist() == expected
    assert len(expected) < len(found.docs)


def test_every_sentence_has_its_windows(snapshot: Snapshot) -> None:
    numbers = [len(starts(snapshot.finding(doc).text)) for doc in range(snapshot.size)]
    assert np.diff(snapshot.windows).tolist() == [number + 1 for number in numbers]
    assert len(snapshot.sentences) == sum(numbers)

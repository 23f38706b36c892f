"""What answers and what is close are two lists; the second is cut, and counted only alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.index import builds
from indexer.search.engine.local.evaluation import Evaluator
from indexer.search.engine.local.finder import MOST, Finder
from indexer.search.engine.local.ordering import Ordering
from indexer.search.engine.local.snapshot import Snapshot
from indexer.search.query.nodes import Node, Part, Term, Words
from indexer.search.query.plan import Match, Plan
from indexer.search.query.ranking import Ranking


@pytest.fixture(scope="module")
def finder(gold_index: Path) -> Finder:
    snapshot = Snapshot(builds.candidates(gold_index)[0])
    return Finder(snapshot, Evaluator(snapshot, Ranking()), Ordering(snapshot), None)


def words(*terms: str) -> Node:
    return Words(tuple(Part((Term(term),)) for term in terms))


def test_what_answers_scores_more_than_what_is_close(finder: Finder) -> None:
    found = finder.find(Plan(words("risk", "staff", "child")))
    (answers, first), (close, second) = found.lists
    assert (first, second) == (True, False)
    assert found.counted is found.answers
    assert answers.scores.min() > close.scores.max()
    assert not set(answers.docs.tolist()) & set(close.docs.tolist())


def test_what_is_close_is_cut_by_its_score_and_never_hundreds(finder: Finder) -> None:
    close = finder.find(Plan(words("the", "forc", "zzzz"))).close.matches
    assert len(close.docs) == MOST
    few = finder.find(Plan(words("risk", "staff", "child"))).close.matches
    assert 0 < len(few.docs) < MOST
    assert few.scores.min() >= 0.3 * few.scores.max()


def test_where_nothing_answers_what_is_close_is_counted(finder: Finder) -> None:
    plan = Plan(words("the", "forc", "zzzz"), chosen={"category": frozenset({0})})
    found = finder.find(plan)
    assert found.counted is found.close
    counts, _ = found.counted.counts()
    assert counts["category"][0] == len(found.close.matches.docs) > 0
    others = finder.find(replace(plan, chosen={"category": frozenset({1})}))
    assert len(others.close.matches.docs) > 0
    assert not found.meant


def test_what_is_close_may_be_unwanted(finder: Finder) -> None:
    found = finder.find(Plan(words("the", "forc", "zzzz"), match=Match.ALL))
    assert len(found.answers.matches.docs) == len(found.close.matches.docs) == 0

"""What answers and what is close: two lists for key words, one for a question in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.finder import AHEAD, MOST, Finder
from indexer.search.engine.local.ranking.hybrid import Fusion, Leading
from indexer.search.engine.local.ranking.ordering import Ordering
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import Node, Part, Term, Words
from indexer.search.query.plan import Match, Plan, Sort
from indexer.search.query.ranking import Ranking


@pytest.fixture(scope="module")
def snapshot(gold_index: Path) -> Snapshot:
    return Snapshot(builds.candidates(gold_index)[0])


@pytest.fixture(scope="module")
def evaluator(snapshot: Snapshot) -> Evaluator:
    return Evaluator(snapshot, Ranking())


@pytest.fixture(scope="module")
def finder(snapshot: Snapshot, evaluator: Evaluator) -> Finder:
    return Finder(snapshot, evaluator, Ordering(snapshot), None, Ranking())


@pytest.fixture(scope="module")
def many(report: Callable[..., Report], tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """Finds among 60 findings with 'north' and 'south', 12 with both and 'east', 120 with none."""
    texts = [f"North and south are told apart in place {i}." for i in range(60)]
    texts += [f"North, south and east meet in place {i}." for i in range(12)]
    texts += [f"Something else is said of place {i}." for i in range(120)]
    index = tmp_path_factory.mktemp("many") / "index"
    publish([report(*texts)], index)
    snapshot = Snapshot(builds.candidates(index)[0])
    return Finder(snapshot, Evaluator(snapshot, Ranking()), Ordering(snapshot), None, Ranking())


def words(*terms: str) -> Node:
    return Words(tuple(Part((Term(term),)) for term in terms))


def test_what_answers_scores_more_than_what_is_close(finder: Finder) -> None:
    found = finder.find(Plan(words("risk", "staff", "child")))
    answers, close = found.lists
    assert answers.answers is None
    assert close.answers is not None
    assert not close.answers.any()
    assert found.counted is found.answers
    assert answers.scores.min() > close.scores.max()
    assert not set(answers.docs.tolist()) & set(close.docs.tolist())


def test_what_is_close_is_cut_by_its_score_and_never_hundreds(finder: Finder, many: Finder) -> None:
    close = many.find(Plan(words("north", "south", "zzzz"))).others.matches
    assert len(close.docs) == MOST
    few = finder.find(Plan(words("visit", "offender", "staff"))).others.matches
    assert 0 < len(few.docs) < MOST
    assert few.scores.min() >= 0.3 * few.scores.max()


def test_what_has_little_of_what_was_asked_is_not_close(many: Finder) -> None:
    """What no finding has is asked for all the same, and rarest of all."""
    assert len(many.find(Plan(words("north", "zzzz"))).others.matches.docs) == 0
    assert len(many.find(Plan(words("north", "zzzz", "yyyy"))).others.matches.docs) == 0


def test_where_plenty_answer_nothing_weak_follows(many: Finder) -> None:
    found = many.find(Plan(words("north", "south", "east")))
    assert len(found.answers.matches.docs) == 12
    assert len(found.others.matches.docs) == 0


def test_where_nothing_answers_what_is_close_is_counted(finder: Finder) -> None:
    plan = Plan(words("risk", "staff", "budget"), chosen={"category": frozenset({0})})
    found = finder.find(plan)
    assert found.counted is found.others
    counts, _ = found.counted.counts()
    assert counts["category"][0] == len(found.others.matches.docs) > 0
    others = finder.find(replace(plan, chosen={"category": frozenset({1})}))
    assert len(others.others.matches.docs) > 0
    assert not found.meant


def test_what_is_close_may_be_unwanted(finder: Finder) -> None:
    found = finder.find(Plan(words("risk", "staff", "budget"), match=Match.ALL))
    assert len(found.answers.matches.docs) == len(found.others.matches.docs) == 0


def test_a_question_in_a_sentence_has_one_list_in_which_what_answers_has_an_advantage(
    finder: Finder, evaluator: Evaluator
) -> None:
    plan = Plan(words("risk", "staff", "child"))
    parted, mixed = finder.find(plan), finder.find(replace(plan, sentence=True))
    (listed,) = mixed.lists
    assert listed.answers is not None
    assert set(listed.docs[listed.answers]) == set(parted.answers.matches.docs)
    assert 0 < np.count_nonzero(~listed.answers) <= MOST
    found = evaluator.matches(plan.node)
    gained = listed.scores - found.scores[np.searchsorted(found.docs, listed.docs)]
    assert gained[~listed.answers] == pytest.approx(0)
    assert gained[listed.answers] == pytest.approx(0.3 * found.scores.max())


def test_a_question_counts_and_scans_what_answers(finder: Finder, many: Finder) -> None:
    found = finder.find(Plan(words("risk", "staff", "child"), sentence=True))
    assert found.counted is found.answers
    (scanned,) = found.scanned(Match.ANY)
    assert set(scanned.docs) == set(found.answers.matches.docs) != set()
    alone = many.find(Plan(words("north", "south", "zzzz"), sentence=True))
    assert alone.counted is alone.others
    (close,) = alone.scanned(Match.ANY)
    assert len(close.docs) == MOST


@pytest.mark.parametrize("sentence", [False, True])
def test_what_is_close_is_scanned_after_what_answers_where_it_is_wanted(
    finder: Finder, sentence: bool
) -> None:
    found = finder.find(Plan(words("risk", "staff", "child"), sentence=sentence))
    answers, close = found.scanned(Match.CLOSE)
    assert set(answers.docs) == set(found.answers.matches.docs) != set()
    assert answers.answered.all()
    assert len(close.docs) > 0
    assert not close.answered.any()
    listed = {doc for one in found.lists for doc in one.docs.tolist()}
    assert listed == {*answers.docs.tolist(), *close.docs.tolist()}


def test_a_question_may_want_only_what_answers(finder: Finder) -> None:
    plan = Plan(words("risk", "staff", "child"), sentence=True, match=Match.ALL)
    found = finder.find(plan)
    (listed,) = found.lists
    assert set(listed.docs) == set(found.answers.matches.docs) != set()


def test_what_speaks_of_those_who_are_named_gains_and_no_finding_is_lost(many: Finder) -> None:
    plain = Plan(words("north", "south"))
    spoken = replace(plain, speaking=(Term("east"),))
    before, after = (many.find(one).answers.matches for one in (plain, spoken))
    assert np.array_equal(before.docs, after.docs)
    gained = after.scores / before.scores
    assert sorted(set(gained.round(3).tolist())) == [1.0, 1.5]
    assert np.count_nonzero(gained > 1) == 12


class Level:
    """Stands in for ``Fusion``: everything means the same."""

    def order(self, matches: Matches, question: str) -> Matches:
        ones = np.ones(len(matches.docs), dtype=np.float32)
        return matches._replace(scores=ones, met=ones)

    def leading(self, matches: Matches, question: str) -> Leading:
        return Leading(self.order(matches, question), np.float32(0), 0)


class Falling(Level):
    """The same: each finding is a little further from the question than the one before."""

    def __init__(self, step: float) -> None:
        self._step = step

    def order(self, matches: Matches, question: str) -> Matches:
        shares = 1 - np.arange(len(matches.docs), dtype=np.float32) * np.float32(self._step)
        return matches._replace(scores=np.maximum(shares, 0.5), met=np.ones_like(shares))


@pytest.mark.parametrize("sentence", [False, True])
@pytest.mark.parametrize(("step", "listed"), [(0.0, MOST), (0.015, 14), (0.05, AHEAD)])
def test_behind_the_first_ten_stands_only_what_is_nearly_as_good_as_the_best(
    snapshot: Snapshot, evaluator: Evaluator, step: float, listed: int, sentence: bool
) -> None:
    ordering, fusion = Ordering(snapshot), cast(Fusion, Falling(step))
    finder = Finder(snapshot, evaluator, ordering, fusion, replace(Ranking(), scene=0.0))
    plan = Plan(words("risk", "staff", "budget", "zzzz"), question="risk", sentence=sentence)
    found = finder.find(plan)
    assert len(found.others.matches.docs) == listed
    by_date = finder.find(replace(plan, sort=Sort.NEWEST)).others.matches
    assert len(by_date.docs) > MOST


@pytest.mark.parametrize(("scene", "among"), [(0.0, True), (Ranking().scene, False)])
def test_of_what_means_the_same_what_only_sets_the_scene_is_behind(
    snapshot: Snapshot, evaluator: Evaluator, scene: float, among: bool
) -> None:
    ordering, ranking = Ordering(snapshot), replace(Ranking(), scene=scene)
    finder = Finder(snapshot, evaluator, ordering, cast(Fusion, Level()), ranking)
    (listed,) = finder.find(Plan(words("risk", "zzzz"), question="risk", sentence=True)).lists
    assert len(listed.docs) == MOST
    assert bool(ordering.standing.scene.take(listed.docs).any()) is among


def test_preferred_categories_gain_a_little_and_no_finding_is_lost(many: Finder) -> None:
    plain = many.find(Plan(words("north", "south"))).answers.matches
    leant = many.find(Plan(words("north", "south"), preferred=frozenset({0}))).answers.matches
    assert leant.docs.tolist() == plain.docs.tolist()
    np.testing.assert_allclose(leant.scores, plain.scores * (1 + Ranking().leaning), rtol=1e-5)

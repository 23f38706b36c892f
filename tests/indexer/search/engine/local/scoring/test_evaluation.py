"""What a tree of words finds, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from indexer.index import builds
from indexer.index.analysis import sequence, stem
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.query.nodes import (
    And,
    Everything,
    Having,
    Member,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Synonyms,
    Term,
    Typed,
    Words,
)
from indexer.search.query.ranking import Ranking

TEXTS = (
    "red green blue",
    "green red",
    "red car",
    "blue and blue and blue",
    "nothing here",
)
red, green, blue = Term("red"), Term("green"), Term("blue")


@pytest.fixture
def evaluator(index: Path, report: Callable[..., Report]) -> Evaluator:
    publish(
        [report(*TEXTS), report("red in the south", id="south-2021", area="Patrol")],
        index,
    )
    return Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())


@pytest.mark.parametrize(
    ("node", "docs"),
    [
        (red, {0, 1, 2, 5}),
        (Term("absent"), set()),
        (Phrase(("red", "green")), {0}),
        (Phrase(("green", "red")), {1}),
        (Phrase(("red", "absent")), set()),
        (And((red, green)), {0, 1}),
        (And((red, Not(green))), {2, 5}),
        (Or((green, blue)), {0, 1, 3}),
        (Not(red), {3, 4}),
        (Not(Not(red)), {0, 1, 2, 5}),
        (Everything(), {0, 1, 2, 3, 4, 5}),
        (Having("area", (1,)), {5}),
        (Synonyms((Member(green), Member(Phrase(("red", "car"))))), {0, 1, 2}),
        (Synonyms((Member(red, reports=frozenset({"south-2021"})),)), {5}),
        (Words((Part((red,)), Part((blue,)))), {0, 1, 2, 3, 5}),
    ],
)
def test_what_is_found(evaluator: Evaluator, node: Node, docs: set[int]) -> None:
    found = evaluator.matches(node)
    assert set(found.docs.tolist()) == docs
    assert len(found.scores) == len(docs)
    assert found.docs.tolist() == sorted(docs)


def test_what_is_left_out_or_filtered_by_scores_nothing(evaluator: Evaluator) -> None:
    plain = evaluator.matches(red)
    found = evaluator.matches(And((red, Not(green), Having("area", (0,)))))
    assert found.docs.tolist() == [2]
    assert found.scores.tolist() == [plain.scores[plain.docs.tolist().index(2)]]


def ranked(evaluator: Evaluator, node: Node) -> list[int]:
    docs, scores = evaluator.matches(node)[:2]
    return [doc for _, doc in sorted(zip((-scores).tolist(), docs.tolist(), strict=True))]


def test_findings_with_all_words_come_first(evaluator: Evaluator) -> None:
    order = ranked(evaluator, Words((Part((red,)), Part((blue,)))))
    assert order[0] == 0


def test_words_side_by_side_beat_words_apart(index: Path, report: Callable[..., Report]) -> None:
    publish([report("red one two green", "red green one two", "other", "more")], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    assert ranked(evaluator, Words((Part((red,)), Part((green,))))) == [1, 0]


def test_a_group_scores_like_one_term(index: Path, report: Callable[..., Report]) -> None:
    publish([report("crimson thing", "red thing", "grey thing")], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    both = evaluator.matches(Synonyms((Member(red), Member(Term("crimson")))))
    assert both.docs.tolist() == [0, 1]
    assert both.scores[0] == pytest.approx(both.scores[1])


def test_a_synonym_is_weaker_than_what_was_typed(
    index: Path, report: Callable[..., Report]
) -> None:
    publish([report("crimson", "red", "grey")], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    found = evaluator.matches(Synonyms((Member(red), Member(Term("crimson"), 0.5))))
    assert found.scores[0] < found.scores[1]


def test_the_form_that_was_typed_counts_more(index: Path, report: Callable[..., Report]) -> None:
    publish([report("a referral here", "all referrals here", "the referral", "grey")], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    term = Term(stem("referrals"))
    plain = evaluator.matches(term)
    one = evaluator.matches(Typed(term, "referrals"))
    of_two = evaluator.matches(Typed(term, "referrals", among=2))
    assert plain.docs.tolist() == one.docs.tolist() == [0, 1, 2]
    more = Ranking().printed
    np.testing.assert_allclose(one.scores / plain.scores, [1, 1 + more, 1], rtol=1e-5)
    np.testing.assert_allclose(of_two.scores / plain.scores, [1, 1 + more / 2, 1], rtol=1e-5)


def test_a_form_that_is_never_printed_changes_nothing(evaluator: Evaluator) -> None:
    assert evaluator.matches(Typed(red, "reds")).scores.tolist() == (
        evaluator.matches(red).scores.tolist()
    )


def test_a_rare_synonym_does_not_drown_what_was_typed(
    index: Path, report: Callable[..., Report]
) -> None:
    publish([report("crimson", *["red"] * 5, *["grey"] * 5)], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    found = evaluator.matches(Synonyms((Member(red), Member(Term("crimson"), 0.9))))
    assert found.docs.tolist() == [0, 1, 2, 3, 4, 5]
    assert found.scores[0] < found.scores[1:].min()


def test_a_synonym_is_no_typed_word(evaluator: Evaluator) -> None:
    either = Synonyms((Member(green), Member(Term("car"), 0.5)))
    found = evaluator.matches(Words((Part((red,)), Part((either,)))))
    assert found.answers is not None
    assert set(found.docs[found.answers].tolist()) == {0, 1}
    assert 2 in found.docs


def test_a_long_question_finds_what_has_any_of_its_words(evaluator: Evaluator) -> None:
    words = [Term(word) for word in ("here", "absent", "nowhere", "never", "gone", "lost")]
    assert evaluator.matches(Words(tuple(Part((w,)) for w in words))).docs.tolist() == [4]
    words += [red, green, blue, Term("car"), Term("south")]
    assert 4 not in evaluator.matches(Words(tuple(Part((w,)) for w in words))).docs


def test_one_occurrence_counts_once_however_it_is_found(
    index: Path, report: Callable[..., Report]
) -> None:
    publish(
        [
            report("front-line staff", "other words"),
        ],
        index,
    )
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    joined = Term("frontlin")
    either = Synonyms((Member(joined), Member(Phrase(("front", "line")))))
    assert evaluator.matches(either).scores == pytest.approx(evaluator.matches(joined).scores)


def test_a_set_phrase_of_one_telling_word_finds_what_it_stands_for(evaluator: Evaluator) -> None:
    either = Synonyms((Member(Phrase(("red", "green"))), Member(blue, 0.5)))
    found = evaluator.matches(Words((Part((green,), either),)))
    assert found.docs.tolist() == [0, 1, 3]


def test_a_part_met_as_a_whole_counts_as_all_its_words(
    index: Path, report: Callable[..., Report]
) -> None:
    publish([report("NPT here", "neighbourhood policing team here", "team", "grey")], index)
    evaluator = Evaluator(Snapshot(builds.candidates(index)[0]), Ranking())
    terms = sequence("neighbourhood policing team")
    whole = Synonyms((Member(Term("^NPT")), Member(Phrase(terms))))
    words = Words((Part(tuple(map(Term, terms)), whole),))
    found = evaluator.matches(words)
    assert found.answers is not None
    assert found.docs[found.answers].tolist() == [0, 1]
    assert ranked(evaluator, words)[:2] in ([0, 1], [1, 0])

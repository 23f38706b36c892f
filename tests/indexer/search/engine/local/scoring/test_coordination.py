"""A run of words: findings with more of its words come first, and all of them, near, answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from indexer.search.engine.local.columns.arrays import Bools, Docs
from indexer.search.engine.local.scoring.coordination import Coordination, Impact
from indexer.search.engine.local.scoring.matches import Matches
from indexer.search.query.nodes import Leaf, Part, Phrase, Term
from indexer.search.query.ranking import Ranking

SIZE = 6
DOGS, BARK, RSPCA = Term("dogs"), Term("bark"), Term("rspca")
#: The findings that have each leaf, each with a score of 1.
FOUND: Mapping[Leaf, tuple[int, ...]] = {
    DOGS: (0, 1, 2),
    BARK: (1, 2, 3),
    Phrase(("dogs", "bark")): (2,),
    RSPCA: (4,),
}
RANKING = replace(Ranking(), nearness=0.0)


def impact(leaf: Leaf) -> Impact:
    docs = np.array(FOUND.get(leaf, ()), dtype=np.intp)
    ones = np.ones(len(docs), np.float32)
    return Impact(Matches(docs, ones), len(docs), 1.0, 1.0, np.ones(len(docs), dtype=bool))


def anywhere(_: tuple[Part, ...], docs: Docs) -> Bools:
    return np.ones(len(docs), dtype=bool)


def scored(
    *parts: Part, ranking: Ranking = RANKING, near: object = anywhere
) -> tuple[dict[int, float], set[int]]:
    found = Coordination(impact, near, ranking, SIZE).matches(parts)  # type: ignore[arg-type]
    assert found.answers is not None
    scores = dict(zip(found.docs.tolist(), found.scores.tolist(), strict=True))
    return scores, set(found.docs.compress(found.answers).tolist())


@pytest.mark.parametrize(("few", "found"), [(False, {1, 2}), (True, {0, 1, 2, 3})])
def test_what_has_too_few_of_the_words_is_found_where_that_is_wanted(
    few: bool, found: set[int]
) -> None:
    ranking = replace(RANKING, least=0.6)
    run = Coordination(impact, anywhere, ranking, SIZE)
    assert set(run.matches((Part((DOGS,)), Part((BARK,))), few).docs.tolist()) == found


def test_the_sum_is_multiplied_by_the_share_of_words_met() -> None:
    scores, answers = scored(Part((DOGS,)), Part((BARK,)))
    assert answers == {1, 2}
    assert scores[1] == pytest.approx(2.0)
    assert scores[0] == pytest.approx(0.5**RANKING.coverage)


def test_what_lacks_a_word_that_only_frames_answers() -> None:
    framed, answers = scored(Part((DOGS,)), Part((BARK,), framing=True))
    assert answers == {0, 1, 2}
    assert framed == scored(Part((DOGS,)), Part((BARK,)))[0]


def test_what_has_all_words_and_not_near_is_close() -> None:
    def nowhere(_: tuple[Part, ...], docs: Docs) -> Bools:
        return np.zeros(len(docs), dtype=bool)

    scores, answers = scored(Part((DOGS,)), Part((BARK,)), near=nowhere)
    assert set(scores) == {0, 1, 2, 3}
    assert answers == set()


def test_words_side_by_side_gain() -> None:
    near = replace(RANKING, nearness=0.5)
    scores, _ = scored(Part((DOGS,)), Part((BARK,)), ranking=near)
    assert scores[2] == pytest.approx(2.5)
    assert scores[1] == pytest.approx(2.0)


def test_a_word_that_stands_nowhere_is_wanted_of_no_finding() -> None:
    scores, _ = scored(Part((DOGS,)), Part((Term("unicorns"),)))
    assert scores[0] == pytest.approx(1.0)


def test_a_part_is_met_as_a_whole_or_for_less_by_its_words() -> None:
    scores, answers = scored(Part((DOGS, BARK), whole=RSPCA))
    assert answers == {1, 2, 4}
    assert scores[4] == pytest.approx(RANKING.whole)
    assert scores[1] == pytest.approx(2 * RANKING.apart)


def test_the_words_of_a_fixed_part_alone_are_close() -> None:
    _, answers = scored(Part((DOGS, BARK), whole=RSPCA, fixed=True))
    assert answers == {4}

"""What comes first, by what a question asks."""

from __future__ import annotations

import pytest

from indexer.reports.categories import Stance
from indexer.search.catalogue import Catalogue
from indexer.search.query.nodes import And, Having, Node
from indexer.search.understanding.kinds.leading import Leading


@pytest.fixture(scope="module")
def leading(catalogue: Catalogue) -> Leading:
    return Leading(catalogue)


def grades(catalogue: Catalogue, first: tuple[Node, ...]) -> list[set[str]]:
    """The grades of each condition that has some, in order."""
    return [
        {catalogue.facets["grade"].names[code] for code in part.codes}
        for node in first
        if isinstance(node, And)
        for part in node.nodes
        if isinstance(part, Having) and part.facet == "grade"
    ]


def test_the_best_graded_areas_of_the_name_come_first(
    leading: Leading, catalogue: Catalogue
) -> None:
    first = leading.by_grade("custody", (Stance.PRAISES,))
    tiers = grades(catalogue, first)
    assert {"Outstanding", "Exceeding the standard"} <= tiers[0]
    assert {"Good"} in tiers
    assert not any("Poor" in tier for tier in tiers)
    assert isinstance(first[-1], Having)
    assert first[-1].facet == "category"


def test_of_the_worst_the_worst_graded(leading: Leading, catalogue: Catalogue) -> None:
    tiers = grades(catalogue, leading.by_grade("custody", (Stance.ASKS,)))
    assert tiers[0] == {"Poor", "Inadequate"}
    assert not any("Good" in tier for tier in tiers)


@pytest.mark.parametrize("words", ["", "interpreters", "custody interpreters"])
def test_where_no_area_has_the_words_the_category_decides_alone(
    leading: Leading, words: str
) -> None:
    first = leading.by_grade(words, (Stance.PRAISES,))
    assert first == leading.by_stance((Stance.PRAISES,))


def test_the_areas_are_those_whose_names_have_all_the_words(
    leading: Leading, catalogue: Catalogue
) -> None:
    names = catalogue.facets["area"].names
    assert [names[code] for code in leading.areas("missing person")] == ["Missing persons"]

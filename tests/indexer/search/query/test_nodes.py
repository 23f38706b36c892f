"""What a leaf of the tree stands for."""

from __future__ import annotations

import pytest

from indexer.search.query.nodes import Leaf, Member, Phrase, Synonyms, Term, Typed, first, plain

WORD, PHRASE = Term("custody"), Phrase(("hate", "crime"))
GROUP = Synonyms((Member(PHRASE), Member(WORD, 0.5)))


@pytest.mark.parametrize("concept", [WORD, PHRASE, GROUP])
def test_the_concept_is_the_same_whatever_form_was_typed(concept: Term | Phrase | Synonyms) -> None:
    assert plain(concept) == plain(Typed(concept, "custodies")) == concept


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [(WORD, WORD), (PHRASE, PHRASE), (GROUP, PHRASE), (Typed(GROUP, "hate crimes"), PHRASE)],
)
def test_the_first_of_a_group_is_what_was_typed(leaf: Leaf, expected: Term | Phrase) -> None:
    assert first(leaf) == expected

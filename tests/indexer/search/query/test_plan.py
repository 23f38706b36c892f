"""What an engine is told: the chosen values are conditions of what is found."""

from __future__ import annotations

from indexer.search.query.nodes import And, Having, Term
from indexer.search.query.plan import Plan


def test_without_choice_the_node_stands_for_itself() -> None:
    assert Plan(Term("custody")).narrowed == Term("custody")


def test_the_values_of_a_facet_are_one_condition_in_a_fixed_order() -> None:
    plan = Plan(Term("custody"), chosen={"area": frozenset({5, 2}), "year": frozenset({1})})
    assert plan.narrowed == And((Term("custody"), Having("area", (2, 5)), Having("year", (1,))))

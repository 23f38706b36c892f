"""Which words are equal as a verb and its noun of doing."""

from __future__ import annotations

import pytest

from indexer.search.language.words.derivation import derived

#: Words of some reports.
TEXT = """abstracted abstraction abstract recruit recruits recruiting recruitment recruiter detect
    detected detection detective detectives supervise supervised supervision supervisor refer
    referred referral referrals remove removing removal fail failed failure assess assessing
    assessment act acted action depart departed department organise organised organisation
    condition conditioned conditional detain detained detention"""
WORDS = frozenset(TEXT.split())


@pytest.mark.parametrize(
    ("word", "kin", "equal"),
    [
        ("abstraction", "abstract abstracted abstraction", "abstract abstracted"),
        ("abstracted", "abstraction abstracted", "abstraction"),
        ("recruitment", "recruit recruits recruiting recruitment recruiter",
         "recruit recruits recruiting"),
        ("recruiting", "recruitment recruit", "recruitment"),
        ("detection", "detect detected detective detectives", "detect detected"),
        ("detective", "detect detected detection", ""),
        ("supervise", "supervision supervisor supervised", "supervision"),
        ("referrals", "refer referred", "refer referred"),
        ("removal", "remove removing", "remove removing"),
        ("failing", "failure failed", "failure"),
        ("assessments", "assess assessing", "assess assessing"),
    ],
)  # fmt: skip
def test_a_verb_and_its_noun_are_equal(word: str, kin: str, equal: str) -> None:
    assert set(derived(word, kin.split(), WORDS)) == set(equal.split())


@pytest.mark.parametrize(
    ("word", "kin"),
    [
        ("action", "act acted"),
        ("department", "depart departed"),
        ("organisation", "organise organised"),
        ("conditional", "condition conditioned"),
    ],
)
def test_a_thing_of_its_own_is_not_its_verb(word: str, kin: str) -> None:
    assert derived(word, kin.split(), WORDS) == ()


def test_a_verb_that_nobody_uses_as_one_has_no_noun() -> None:
    assert derived("stagement", ["stage"], frozenset({"stage"})) == ()
    assert derived("stagement", ["stage"], frozenset({"stage", "staged"})) == ("stage",)


def test_what_no_ending_tells_is_data() -> None:
    assert derived("detention", [], WORDS) == ("detain",)
    assert derived("detained", [], WORDS) == ("detention",)

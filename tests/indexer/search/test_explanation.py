"""What is said of an answer, from the interpretation and the engine's numbers alone."""

from __future__ import annotations

import pytest

from indexer.search.explanation import Explainer
from indexer.search.language.interpretation import Wanted
from indexer.search.language.thesaurus.expansion import Acronyms
from tests.indexer.search.outcomes import BARK, DOGS, outcome

EXPLAINER = Explainer(Acronyms({}, ()))


@pytest.mark.parametrize(
    ("close", "meant", "wanted", "said"),
    [
        (1, False, 2, "No finding has all of these words near each other; it is close"),
        (20, False, 2, "No finding has all of these words near each other; the 20 here are close"),
        (20, False, 1, "No finding has this word; the 20 here are close"),
        (20, True, 1, "No finding has this word; the 20 here are close, by words and meaning"),
    ],
)
def test_where_nothing_answers_it_is_told_what_is_shown(
    close: int, meant: bool, wanted: int, said: str
) -> None:
    found = outcome(0, close=close, meant=meant, wanted=(DOGS, BARK)[:wanted])
    assert f"{said}, and the filters count what is close." in EXPLAINER.notes(found)


def test_a_word_that_no_report_has_is_named() -> None:
    assert "No report has 'bark'." in EXPLAINER.notes(outcome(0, close=20))
    other = Wanted("cats", "cats", BARK.leaf)
    third = Wanted("rats", "rats", BARK.leaf)
    found = outcome(0, close=20, wanted=(DOGS, BARK, other, third))
    assert not [note for note in EXPLAINER.notes(found) if note.startswith("No report")]


def test_a_word_of_whose_family_the_reports_have_others_is_not_named() -> None:
    found = outcome(0, close=20, wanted=(DOGS, BARK._replace(akin=True)))
    assert not [note for note in EXPLAINER.notes(found) if note.startswith("No report")]


@pytest.mark.parametrize("close", [0, 20])
def test_where_something_answers_nothing_is_told(close: int) -> None:
    assert list(EXPLAINER.notes(outcome(20, close=close))) == []


def test_an_empty_answer_tells_what_each_word_finds() -> None:
    assert list(EXPLAINER.notes(outcome(0))) == [
        "By itself and without filters: 'dogs' in 7 findings, 'bark' in 0 findings."
    ]
    assert list(EXPLAINER.notes(outcome(0, wanted=(BARK,)))) == ["No report has 'bark'."]


def test_an_empty_phrase_suggests_to_try_without_quotes() -> None:
    notes = list(EXPLAINER.notes(outcome(0, q='"dogs bark"', wanted=())))
    assert notes == ["Try it without the quotes: the words need not stand side by side then."]


def test_a_thin_answer_tells_which_filter_costs_findings() -> None:
    thin = outcome(
        1,
        without={"area": 6, "category": 1},
        filters={"area": ("Custody", "Patrol"), "category": ("custody",)},
    )
    assert list(EXPLAINER.notes(thin)) == ["Without the area 'Custody' or 'Patrol': 6 findings."]

"""What is said of an answer, from the interpretation and the engine's numbers alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from indexer.index.facets import FACETS
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Results
from indexer.search.explanation import THIN, Explainer, Outcome
from indexer.search.facets import Selection
from indexer.search.language.interpretation import Interpretation, Wanted
from indexer.search.language.parser import Query
from indexer.search.language.thesaurus.expansion import Acronyms
from indexer.search.query.nodes import Node, Term
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import AsRead

LABELS = {"custody": "Custody", "patrol": "Patrol"}
CATALOGUE = Catalogue(
    build="b",
    created="",
    count=9,
    reports={},
    vocabulary=Vocabulary(),
    facets={
        f.name: FacetValues({"custody": "Custody", "patrol": "Patrol"}, [5, 4]) for f in FACETS
    },
    documents=lambda _: 0,
)
DOGS = Wanted("dogs", "dogs", Term("dog"))
BARK = Wanted("bark", "bark", Term("bark"))
NUMBERS: Mapping[Node, int] = {DOGS.leaf: 7, BARK.leaf: 0}


def count(nodes: Sequence[Node]) -> list[int]:
    return [NUMBERS[node] for node in nodes]


EXPLAINER = Explainer(Acronyms({}, ()), count)


def outcome(
    total: int,
    q: str = "dogs bark",
    close: int = 0,
    meant: bool = False,
    without: Mapping[str, int] | None = None,
    filters: Mapping[str, tuple[str, ...]] | None = None,
    wanted: Sequence[Wanted] = (DOGS, BARK),
) -> Outcome:
    return Outcome(
        SearchRequest(q=q, filters=filters or {}),
        Selection(CATALOGUE, filters or {}),
        Interpretation(node=Term("dog"), wanted=list(wanted)),
        AsRead(Query(None), q),
        Results((), total, close, total + close, meant, {}, without or {}),
    )


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


def test_hints_are_counted_in_one_call_and_only_those_that_find_more_are_given() -> None:
    calls: list[list[SearchRequest]] = []

    def numbers(requests: Sequence[SearchRequest]) -> list[int]:
        calls.append(list(requests))
        return [5, 1, 9, 1][: len(requests)]

    thin = outcome(1, q='"dogs" bark', filters={"area": ("custody",)})
    hints = list(EXPLAINER.hints(thin, numbers))
    assert [(hint.text, hint.findings) for hint in hints] == [
        ("Without the area 'Custody'", 5),
        ("'dogs' alone", 9),
    ]
    assert hints[0].request.filters == {}
    assert len(calls) == 1
    assert len(calls[0]) == 4


def test_a_full_answer_has_no_hints_and_nothing_is_counted_for_it() -> None:
    def numbers(_: Sequence[SearchRequest]) -> list[int]:
        raise AssertionError

    assert list(EXPLAINER.hints(outcome(THIN), numbers)) == []

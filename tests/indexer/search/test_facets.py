"""Names of facets and values to codes, and counts by code back to values in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from indexer.errors import RequestError
from indexer.index.facets import FACETS
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.engine.interface import Crossed
from indexer.search.facets import Selection, current, matrix

FORCES = ("Kent Police", "Essex Police", "Avon Police")
LABELS: Mapping[str, Mapping[str, str]] = {
    "area": {"custody": "Custody", "patrol": "Patrol", "traffic": "Traffic"},
    "force": {name.lower().replace(" ", "-"): name for name in FORCES},
    "year": {"2007": "2007", "2021": "2021", "2014": "2014"},
    "report": {"kent-2007": "kent-2007", "essex-2021": "essex-2021"},
}
CATALOGUE = Catalogue(
    build="b",
    created="",
    count=9,
    reports={},
    vocabulary=Vocabulary(),
    facets={
        facet.name: FacetValues(labels, [1] * len(labels))
        for facet in FACETS
        for labels in (LABELS.get(facet.name, {}),)
    },
    documents=lambda _: 0,
)


def listed(name: str, counts: list[int], **chosen: tuple[str, ...]) -> list[tuple[str, int, bool]]:
    values = Selection(CATALOGUE, chosen).listed({name: counts})[name]
    return [(value.label, value.count, value.selected) for value in values]


def test_areas_stand_in_report_order_without_those_that_have_no_findings() -> None:
    assert listed("area", [2, 0, 5]) == [("Custody", 2, False), ("Traffic", 5, False)]


def test_years_stand_newest_first() -> None:
    assert [label for label, *_ in listed("year", [1, 1, 1])] == ["2021", "2014", "2007"]


def test_forces_stand_by_findings_and_equals_in_report_order() -> None:
    assert [label for label, *_ in listed("force", [1, 4, 1])] == [
        "Essex Police",
        "Kent Police",
        "Avon Police",
    ]


def test_a_chosen_value_is_listed_even_with_no_findings() -> None:
    assert listed("area", [2, 0, 0], area=("patrol",)) == [
        ("Custody", 2, False),
        ("Patrol", 0, True),
    ]


def test_a_hidden_facet_lists_its_chosen_values_alone() -> None:
    assert listed("report", [3, 4]) == []
    assert listed("report", [3, 4], report=("essex-2021",)) == [("essex-2021", 4, True)]


def test_what_was_not_counted_has_no_values() -> None:
    assert set(Selection(CATALOGUE, {}).listed({}).values()) == {()}


def test_names_and_slugs_choose_the_same_value() -> None:
    selection = Selection(
        CATALOGUE, {"force": ("Kent Police", "kent-police", "avon-police"), "area": ()}
    )
    assert selection.chosen == {"force": frozenset({0, 2})}
    assert selection.names("force") == ("Kent Police", "Avon Police")


def test_words_of_a_name_choose_every_value_that_has_them() -> None:
    assert Selection(CATALOGUE, {"force": ("Kent",)}).names("force") == ("Kent Police",)
    every = Selection(CATALOGUE, {"force": ("police",)}).names("force")
    assert every == ("Kent Police", "Essex Police", "Avon Police")


@pytest.mark.parametrize(
    ("filters", "said", "parameter"),
    [
        ({"colour": ("red",)}, "nothing called 'colour'", "colour"),
        ({"area": ("Dogs",)}, "no area 'Dogs'. There are: Custody, Patrol, Traffic.", "area"),
        ({"place": ("Ely",)}, "no place 'Ely'. There are: none yet.", "place"),
    ],
)
def test_what_is_not_there_is_named(
    filters: dict[str, tuple[str, ...]], said: str, parameter: str
) -> None:
    with pytest.raises(RequestError, match=said) as error:
        Selection(CATALOGUE, filters)
    assert error.value.parameter == parameter


def test_an_earlier_slug_becomes_the_one_of_today() -> None:
    values = FacetValues({"hmis-observations": "HMI’s observations"}, [1])
    catalogue = replace(CATALOGUE, facets={**CATALOGUE.facets, "area": values})
    asked = {"area": ("hmi-s-observations", "elsewhere"), "no-facet": ("x",)}
    assert current(catalogue, asked) == {
        "area": ("hmis-observations", "elsewhere"),
        "no-facet": ("x",),
    }


def test_a_matrix_has_the_values_that_have_findings_with_their_sums() -> None:
    pairs = {(2, 1): 4, (0, 1): 1, (0, 0): 2}
    # One finding about custody is of both forces.
    made = matrix(CATALOGUE, "area", "force", Crossed(pairs, {0: 2, 2: 4}, {0: 2, 1: 5}, 6))
    assert [(value.label, value.count) for value in made.rows] == [("Custody", 2), ("Traffic", 4)]
    assert [value.label for value in made.columns] == ["Kent Police", "Essex Police"]
    assert made.counts == ((2, 1), (0, 4))
    assert made.total == 6

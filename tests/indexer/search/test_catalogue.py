"""The values of a facet: their codes, their names and their order."""

from __future__ import annotations

import pytest

from indexer.search.catalogue import FacetValues
from indexer.slugs import slug

AREAS = FacetValues({"patrol": "Patrol", "hate-crime": "Hate crime"}, [3, 0])


@pytest.mark.parametrize("name", ["Hate crime", "hate-crime", "HATE  CRIME"])
def test_a_value_is_known_by_its_printed_name_and_its_slug(name: str) -> None:
    assert AREAS.code(name) == 1
    assert AREAS.names[1] == "Hate crime"


def test_a_value_is_known_by_the_slug_that_it_had_before() -> None:
    notes = {"patrol": "Patrol", "hmis-observations": "HMI’s observations"}
    values = FacetValues(notes, [1, 2])
    assert values.code("hmi-s-observations") == 1
    assert values.current("hmi-s-observations") == ("hmis-observations",)
    # Whatever is known as it is stays as it was written.
    assert values.current("HMI's observations") == ("HMI's observations",)
    assert values.current("Traffic") == ("Traffic",)


@pytest.mark.parametrize(
    "name",
    [
        "Norfolk Constabulary; Suffolk Constabulary",
        "norfolk-constabulary-suffolk-constabulary",
    ],
)
def test_names_that_stand_together_are_the_values_that_they_join(name: str) -> None:
    labels = {slug(one): one for one in ("Norfolk Constabulary", "Kent", "Suffolk Constabulary")}
    forces = FacetValues(labels, [1, 1, 1], several=True)
    assert forces.current(name) == ("norfolk-constabulary", "suffolk-constabulary")
    assert forces.codes(name) == (0, 2)
    assert FacetValues(labels, [1, 1, 1]).codes(name) == ()


def test_what_no_report_has_is_no_value() -> None:
    assert AREAS.code("Traffic") is None


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Patrol", (0,)),
        ("hate", (1,)),
        ("crimes", (1,)),
        ("crime hate", ()),
        ("traffic", ()),
        ("", ()),
    ],
)
def test_words_of_a_name_are_known_too(name: str, codes: tuple[int, ...]) -> None:
    assert AREAS.codes(name) == codes


def test_dates_are_listed_newest_first() -> None:
    years = FacetValues(dict.fromkeys(("2007", "2021", "2014"), "x"), [1, 1, 1])
    assert years.newest_first == (1, 2, 0)

"""The table of facets: whole, consistent, and filled from a finding."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from indexer.index.facets import BY_NAME, FACETS, Facet
from indexer.index.schema import facet_values
from indexer.reports.finding import Finding, Span
from indexer.slugs import slug

FINDING = Finding(
    id="norfolk-2019-1",
    report="norfolk-2019",
    title="An inspection of Norfolk",
    force="Norfolk Constabulary",
    published="2019-05",
    family="f4",
    area="Custody",
    category="Strengths",
    grade="Good",
    section="Risk",
    path=(),
    label=None,
    text="Staff assess risk on arrival.",
    source=Span(1, 1),
    series="PEEL 2018/19",
    place="Wymondham",
)
#: What each facet has for FINDING.
FILLED = {
    "area": "custody",
    "category": "strengths",
    "grade": "good",
    "force": "norfolk-constabulary",
    "place": "wymondham",
    "series": "peel-2018-19",
    "year": "2019",
    "month": "may-2019",
    "report": "norfolk-2019",
}


def test_each_facet_is_filled_from_a_finding() -> None:
    assert facet_values(FINDING) == {name: (value,) for name, value in FILLED.items()}


def test_a_joint_inspection_is_of_each_of_its_forces() -> None:
    joint = replace(FINDING, force="Norfolk Constabulary; Suffolk Constabulary")
    assert facet_values(joint)["force"] == ("norfolk-constabulary", "suffolk-constabulary")
    # No other facet is parted: a series may have any sign in its name.
    assert facet_values(replace(FINDING, series="A; B"))["series"] == ("a-b",)


def test_a_finding_without_a_value_is_counted_under_a_label() -> None:
    bare = replace(
        FINDING, area=None, category=None, grade=None, force="", published="", series="", place=""
    )
    values = facet_values(bare)
    for name in FILLED.keys() - {"report"}:
        assert values[name] == (slug(BY_NAME[name].missing),)


@pytest.mark.parametrize("facet", FACETS, ids=BY_NAME)
def test_a_facet_is_named_and_spoken_of(facet: Facet) -> None:
    assert re.fullmatch("[a-z]+", facet.name)
    assert all((facet.heading, facet.plural, facet.missing))
    assert facet.clause.format("X") != facet.clause
    assert facet.description.endswith(".")
    assert facet.examples == tuple(slug(example) for example in facet.examples) != ()


def test_no_two_facets_share_a_name() -> None:
    assert len(BY_NAME) == len(FACETS)

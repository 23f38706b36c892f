"""The table of fields: what of a finding leaves this product, and under which name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from indexer.reports.finding import Finding, Span
from indexer.search.answer import Hit
from indexer.search.fields import FIELDS, Field

FINDING = Finding(
    id="norfolk-2019-1",
    report="norfolk-2019",
    title="An inspection of Norfolk",
    force="Norfolk Constabulary",
    published="2019-05",
    family="f4",
    area="Custody",
    category="Recommendations",
    grade="Good",
    section="Risk",
    path=("Custody", "Risk"),
    label="5.12",
    text="Within six months, the chief constable should review the cells.",
    source=Span(40, 41, 7, 8),
    series="PEEL 2018/19",
    place="Norwich",
    reference="Recommendation 3",
    addressee="the chief constable",
    deadline="Within six months",
    due="2019-11-30",
)
#: What each field has for FINDING.
FILLED: dict[str, Any] = {
    "id": "norfolk-2019-1",
    "report": "norfolk-2019",
    "force": "Norfolk Constabulary",
    "place": "Norwich",
    "title": "An inspection of Norfolk",
    "published": "2019-05",
    "series": "PEEL 2018/19",
    "area": "Custody",
    "category": "Recommendations",
    "grade": "Good",
    "section": "Risk",
    "label": "5.12",
    "reference": "Recommendation 3",
    "addressee": "the chief constable",
    "deadline": "Within six months",
    "due": "2019-11-30",
    "page": 7,
    "line": 40,
    "text": "Within six months, the chief constable should review the cells.",
}
#: What a report may say nothing of, and the finding that says nothing of it.
SILENT = ("place", "series", "area", "category", "grade", "label", "reference", "addressee",
          "deadline", "due", "page")  # fmt: skip
BARE = replace(
    FINDING,
    area=None,
    category=None,
    grade=None,
    label=None,
    source=Span(40, 41),
    series="",
    place="",
    reference=None,
    addressee=None,
    deadline=None,
    due=None,
)


def test_each_field_is_filled_from_a_finding() -> None:
    assert {field.name: field.value(FINDING) for field in FIELDS} == FILLED


def test_a_field_is_null_where_the_report_says_nothing() -> None:
    bare = {field.name: field.value(BARE) for field in FIELDS}
    assert bare == {**FILLED, **dict.fromkeys(SILENT)}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@pytest.mark.parametrize("finding", [FINDING, BARE], ids=["whole", "bare"])
def test_a_value_is_what_its_schema_says(field: Field, finding: Finding) -> None:
    Draft202012Validator(dict(field.schema)).validate(field.value(finding))


def test_no_two_fields_share_a_name_or_a_heading() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    headings = [field.heading for field in FIELDS if field.heading]
    assert len(set(headings)) == len(headings) > 10


def test_the_json_of_a_finding_has_each_field_that_is_described() -> None:
    hit = Hit(FINDING, (), False, 1.5)
    found = hit.to_json("/findings/{}".format)
    described = {name: FILLED[name] for name in FILLED if name != "label"}
    assert found == {
        **described,
        "url": "/findings/norfolk-2019-1",
        "snippet": [],
        "score": 1.5,
        "answers": True,
    }

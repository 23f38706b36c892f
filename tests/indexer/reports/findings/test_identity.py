"""Ids stay: after a rebuild, beside other reports, and after a change elsewhere in the report."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from indexer.reports.findings.identity import FindingIds, report_slug
from indexer.reports.report import Report

Reader = Callable[[str], Report]

BODY = """
Strengths

- Each ward has a constable.

- Residents know her by name.

Areas for improvement

- Two sectors have no sergeant.
"""


def ids(report: Report) -> dict[str, str]:
    return {finding.text: finding.id for finding in report.findings}


def test_ids_are_the_same_when_a_report_is_read_again(inspection_2007: Reader) -> None:
    assert ids(inspection_2007(BODY)) == ids(inspection_2007(BODY))


def test_ids_stay_when_a_finding_elsewhere_changes(inspection_2007: Reader) -> None:
    before = ids(inspection_2007(BODY))
    after = ids(inspection_2007(BODY.replace("Each ward has a constable.", "Wards have two.")))
    changed = {"Each ward has a constable.", "Wards have two."}
    assert before.keys() ^ after.keys() == changed
    assert {t: i for t, i in before.items() if t not in changed} == {
        t: i for t, i in after.items() if t not in changed
    }


def test_ids_stay_when_findings_are_added_before_them(inspection_2007: Reader) -> None:
    before = ids(inspection_2007(BODY))
    after = ids(inspection_2007(BODY.replace("Strengths\n", "Strengths\n\n- A new one.\n", 1)))
    assert before.items() <= after.items()


def test_ids_do_not_hang_on_furniture_marks_or_wrapping(inspection_2007: Reader) -> None:
    printed = BODY.replace("- ", "• ").replace("Each ward has a", "Each ward has\na")
    assert ids(inspection_2007(BODY)) == ids(inspection_2007(printed))


def test_twins_are_told_apart_by_their_order(inspection_2007: Reader) -> None:
    report = inspection_2007("Strengths\n\n- Staff are keen.\n\n- Staff are keen.\n")
    first, second = (f.id for f in report.findings if f.category == "Strengths")
    assert second == f"{first}-2"


def test_the_same_words_in_another_area_or_category_have_another_id() -> None:
    names = FindingIds("somerton-2007-10")
    said = [
        names.next("Child Abuse", "Strengths", "Staff are keen."),
        names.next("Missing Persons", "Strengths", "Staff are keen."),
        names.next("Child Abuse", "Work in progress", "Staff are keen."),
        names.next(None, None, "Staff are keen."),
    ]
    assert len(set(said)) == len(said)
    assert not any(name.endswith("-2") for name in said)


def test_an_id_is_fit_for_a_url() -> None:
    name = FindingIds("somerton-2007-10").next("A & B / C", "Causes of concern", "‘Why?’ <b>")
    assert re.fullmatch(r"[a-z0-9-]+", name)
    assert name.startswith("somerton-2007-10-")


@pytest.mark.parametrize(
    ("force", "published", "name", "slug"),
    [
        ("Cambridgeshire Constabulary", "2007-10", "x.txt", "cambridgeshire-2007-10"),
        ("Devon & Cornwall Constabulary", "2008-09", "x.txt", "devon-and-cornwall-2008-09"),
        ("Metropolitan Police Service", "2016-03", "x.txt", "metropolitan-2016-03"),
        ("", "2016-03", "Some report (1).pdf", "some-report-1"),
        ("Somerton Police", "", "A.B.pdf", "a-b"),
        ("", "", "???.pdf", "report"),
    ],
)
def test_the_slug_of_a_report(force: str, published: str, name: str, slug: str) -> None:
    assert report_slug(force, published, name) == slug

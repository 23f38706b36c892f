"""Near-identical findings are found, and are shown as one when asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.errors import NotFound
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest, Sort

Found = Callable[..., Archive]
Make = Callable[..., Report]
ROLES = "Role profiles and job descriptions for all staff are up to date and on the intranet"


def test_near_identical_findings_are_shown_as_one(archive: Archive) -> None:
    q = '"role profiles and job descriptions"'
    plain = archive.search(SearchRequest(q=q))
    page = archive.search(SearchRequest(q=q, group=True))
    assert page.total == plain.total == plain.listed
    assert page.listed == len(page.hits) < plain.total
    assert page.facets == plain.facets
    hit = next(hit for hit in page.hits if hit.twins)
    shown = {hit.finding.id for hit in page.hits}
    hidden = {twin.id for hit in page.hits for twin in hit.twins}
    assert not shown & hidden
    assert shown | hidden == {hit.finding.id for hit in plain.hits}
    assert hit.twins[0].area != hit.finding.area


def test_only_twins_under_the_filters_are_told(found: Found, report: Make) -> None:
    archive = found(
        report(ROLES, "something else", id="north-2020"),
        report(ROLES + ".", id="south-2020", force="Southshire Police", area="Patrol"),
    )
    (hit,) = archive.search(SearchRequest(q="role profiles", group=True)).hits
    assert [(twin.force, twin.area) for twin in hit.twins] == [("Southshire Police", "Patrol")]
    page = archive.search(SearchRequest(q="role", filters={"area": ("Custody",)}, group=True))
    assert page.hits[0].twins == ()


def test_of_twins_the_first_in_the_order_is_shown(found: Found, report: Make) -> None:
    archive = found(
        report(ROLES, id="a-2018", published="2018-01"),
        report(ROLES, id="b-2020", published="2020-01"),
    )
    for sort, first in ((Sort.REPORT, "a-2018"), (Sort.NEWEST, "b-2020")):
        (hit,) = archive.search(SearchRequest(q="role", sort=sort, group=True)).hits
        assert hit.finding.report == first


def test_pages_count_what_is_listed(found: Found, report: Make) -> None:
    archive = found(report(*[ROLES] * 5, "another role"))
    page = archive.search(SearchRequest(q="role", group=True, size=1))
    assert (page.total, page.listed, page.pages) == (6, 2, 2)
    with pytest.raises(NotFound, match="the 2 findings fill 2"):
        archive.search(SearchRequest(q="role", group=True, size=1, page=3))


def test_no_findings_have_no_twins(found: Found, report: Make) -> None:
    assert found(report()).search(SearchRequest(group=True)).hits == ()

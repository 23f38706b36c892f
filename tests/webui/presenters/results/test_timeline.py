"""The years of an answer: counted, in their order, and drawn to scale."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Archive, SearchRequest
from webui.presenters.results.timeline import GAP, LEFT, LONGEST, UNDATED, WIDTH, Timeline, timeline
from webui.presenters.tag_colours import TONES


@pytest.fixture(scope="module")
def archive(sample_index: Path) -> Archive:
    return Archive(sample_index)


def of(archive: Archive, request: SearchRequest) -> Timeline:
    return timeline(
        archive.cross(request, "year", "category"),
        archive.cross(request, "year", "report"),
        archive.search(request),
        archive.reports(),
    )


def test_each_year_with_a_report_is_there_in_order(archive: Archive) -> None:
    years = [year.label for year in of(archive, SearchRequest(q="training")).dated]
    assert years == sorted({r.published[:4] for r in archive.reports() if r.published})


@pytest.mark.parametrize("q", ["", "training", "xyzzyplugh"])
def test_the_years_add_up_to_the_answer(archive: Archive, q: str) -> None:
    request = SearchRequest(q=q, correct=False)
    found, years = archive.search(request), of(archive, request).years
    assert sum(year.findings for year in years) == found.total
    assert all(sum(year.counts) == year.findings for year in years)
    assert sum(year.reports for year in years) == len(archive.reports())
    saying = {hit.report for hit in archive.scan(request).findings}
    assert sum(year.saying for year in years) == len(saying)


def test_reports_are_counted_under_the_filters(archive: Archive) -> None:
    force = archive.reports()[0].force
    years = of(archive, SearchRequest(q="training", filters={"force": (force,)})).years
    assert sum(year.reports for year in years) == sum(r.force == force for r in archive.reports())


def test_what_has_no_date_comes_last_and_is_not_drawn(archive: Archive) -> None:
    found = of(archive, SearchRequest())
    undated = any(not report.published for report in archive.reports())
    assert (found.years[-1].label == UNDATED) == undated
    assert UNDATED not in [year.label for year in found.dated]


def test_a_bar_is_as_long_as_its_year_has_findings(archive: Archive) -> None:
    found = of(archive, SearchRequest())
    bars = list(found.finding_bars())
    assert {bar.tone for bar in bars} <= set(TONES)
    assert all(LEFT <= bar.x < WIDTH and 0 < bar.y < found.height for bar in bars)
    assert max(bar.x + bar.width for bar in bars) == pytest.approx(LEFT + LONGEST, abs=GAP)
    for (every, saying), year in zip(found.report_bars(), found.dated, strict=True):
        assert (every.width > 0) == (year.reports > 0)
        assert saying.width == pytest.approx(every.width)


def test_the_colours_are_told_with_their_categories(archive: Archive) -> None:
    found = of(archive, SearchRequest())
    named = [name for _, names in found.tones for name in names]
    assert sorted(named) == sorted(one.label for one in found.categories)

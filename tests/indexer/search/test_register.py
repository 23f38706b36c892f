"""The register of a build: everything that asks, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Archive, publish, slug
from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.search.register import RegisterEntry, asks


@pytest.fixture(scope="module")
def sample(sample_index: Path) -> Archive:
    return Archive(sample_index)


def test_it_has_everything_that_asks_in_report_order(sample: Archive) -> None:
    asking = categories.names(Stance.ASKS)
    expected = [
        finding
        for record in sample.reports()
        for finding in sample.report(record.id).findings
        if finding.category in asking
    ]
    assert len(expected) > 20
    assert [entry.id for entry in sample.register()] == [finding.id for finding in expected]
    for entry, finding in zip(sample.register(), expected, strict=True):
        assert (entry.addressee, entry.due) == (finding.addressee or "", finding.due or "")
        assert entry.has("force", {slug(finding.force)})
        assert entry.has("area", {slug(finding.area or "No area given")})
        assert not entry.has("category", {"strengths"})


def test_it_is_made_once_for_a_build(sample: Archive) -> None:
    assert sample.register() is sample.register()


def test_where_nothing_is_asked_it_is_empty(sample: Archive, tmp_path: Path) -> None:
    report = sample.report(sample.reports()[0].id)
    telling = tuple(replace(one, category="Strengths") for one in report.findings)
    publish([replace(report, findings=telling)], tmp_path)
    assert Archive(tmp_path).register() == ()


@pytest.mark.parametrize(
    ("due", "late"),
    [("2026-03-30", True), ("2026-03-31", False), ("2026-04-01", False), ("", False)],
)
def test_it_is_late_from_the_day_after_its_last(due: str, late: bool) -> None:
    assert RegisterEntry("a", "b", (), "", "", due).is_late("2026-03-31") is late


def test_what_happens_next_is_asked_where_a_day_is_set_for_it(sample: Archive) -> None:
    finding = sample.report(next(iter(sample.reports())).id).findings[0]
    step = replace(finding, category="Context", due="2024-01-25")
    assert asks(step)
    assert not asks(replace(step, due=None))

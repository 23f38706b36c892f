"""A mounted index answers as one that was written: as many findings, reports and counts."""

from __future__ import annotations

from pathlib import Path

from indexer import Archive, SearchRequest, publish
from tests.bench.invented.reports import reports
from tests.bench.mounted import mounted, told_apart


def test_all_of_a_smaller_index_is_there_so_many_times(tmp_path: Path) -> None:
    publish(reports(300), tmp_path / "small")
    mounted(tmp_path / "small", tmp_path / "large", 3)
    asked = SearchRequest(q="training", match="all")
    small, large = (Archive(tmp_path / name) for name in ("small", "large"))
    assert large.health().findings == 3 * small.health().findings
    assert len(large.reports()) == 3 * len(small.reports())
    assert large.search(asked).total == 3 * small.search(asked).total
    assert large.report("report-00001-2").findings == small.report("report-00001").findings


def test_each_finding_can_be_read_under_an_id_of_its_own(tmp_path: Path) -> None:
    publish(reports(30), tmp_path / "small")
    mounted(tmp_path / "small", tmp_path / "large", 3)
    with told_apart(3):
        archive = Archive(tmp_path / "large")
        findings = [one.finding for one in archive.scan(SearchRequest()).excerpts]
    assert len({finding.id for finding in findings}) == len(findings) == 90
    assert {finding.report for finding in findings} == {one.id for one in archive.reports()}

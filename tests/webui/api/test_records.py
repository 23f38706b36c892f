"""Reports, findings, forces, grades and the glossary as data, against what the archive knows."""

from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive


def test_every_report_is_listed_with_where_it_is_from(sample: Any, sample_archive: Archive) -> None:
    answer = sample.get("/api/v1/reports").json
    assert answer["build"] == sample_archive.build
    for row, report in zip(answer["reports"], sample_archive.reports(), strict=True):
        assert (row["id"], row["force"]) == (report.id, report.force)
        assert row["findings"] == report.findings
        assert row["sha256"] == report.sha256
        assert sample.get(row["url"]).status_code == 200


def test_a_report_has_its_findings_in_order(sample: Any, sample_archive: Archive) -> None:
    for record in sample_archive.reports():
        answer = sample.get(f"/api/v1/reports/{record.id}").json
        report = sample_archive.report(record.id)
        assert answer["findings"] == [finding.id for finding in report.findings]
        assert [area["grade"] for area in answer["areas"]] == [a.grade for a in report.areas]
        assert answer["warnings"] == list(report.warnings)


def test_a_finding_is_what_the_search_gives_with_its_source(sample: Any) -> None:
    (found,) = sample.get("/api/v1/search?q=training&size=1").json["findings"]
    answer = sample.get(f"/api/v1/findings/{found['id']}").json
    shared = found.keys() & answer["finding"].keys()
    assert {name: found[name] for name in shared} == answer["finding"]
    assert answer["report"]["id"] == found["report"]
    assert answer["report"]["file"]


def test_forces_have_all_their_findings(sample: Any, sample_archive: Archive) -> None:
    forces = sample.get("/api/v1/forces").json["forces"]
    assert sum(row["findings"] for row in forces) == sum(
        report.findings for report in sample_archive.reports() if report.force
    )
    names = [row["force"] for row in forces]
    assert names == sorted(names)
    assert sample.get(forces[0]["url"]).status_code == 200


def test_every_grade_is_a_row(sample: Any, sample_archive: Archive) -> None:
    rows = sample.get("/api/v1/grades").json["grades"]
    expected = [
        (report.id, area.name, area.grade)
        for report in sample_archive.reports()
        for area in report.areas
        if area.grade
    ]
    assert [(row["report"], row["area"], row["grade"]) for row in rows] == expected


def test_the_glossary_is_that_of_the_page(sample: Any, sample_archive: Archive) -> None:
    rows = sample.get("/api/v1/glossary").json["glossary"]
    entries = sample_archive.glossary()
    assert [(row["short"], row["findings"]) for row in rows] == [
        (entry.short, entry.findings) for entry in entries
    ]
    said = [[meaning["long"] for meaning in row["meanings"]] for row in rows]
    assert said == [[meaning.long for meaning in entry.meanings] for entry in entries]


@pytest.mark.parametrize("path", ["reports/x", "findings/x", "reports/%00"])
def test_what_is_not_there_is_said_in_a_sentence(sample: Any, path: str) -> None:
    response = sample.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert "There is no" in response.json["error"]["message"]

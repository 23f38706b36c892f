"""What a build keeps of a report."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from indexer.index import builds
from indexer.index.publication import publish
from indexer.index.records import ReportRecord
from indexer.reports.report import Area, Definition, Movement, Report, ReportFacts

PublishedReport = Callable[..., Report]


@pytest.fixture
def full(report: PublishedReport) -> Report:
    """A report that says everything there is to say."""
    return replace(
        report("Patrols are planned.", "Cells are clean.", area="Custody"),
        areas=(Area("Custody", "Good", (("Good", 30), ("Fair", 13))),),
        definitions=(Definition("ABC", "a broad church", "text", 3),),
        warnings=("One line could not be read.",),
        series="PEEL 2018/19",
        place="Newtown",
        inspectorates=("HMIC", "HMI Prisons"),
        facts={"isbn": "978-0"},
        progress=(Movement("north-2020-1", "It has improved since our last inspection."),),
    )


def test_a_record_has_every_fact_of_its_report(full: Report) -> None:
    record = ReportRecord.of(full)
    for fact in fields(ReportFacts):
        assert getattr(record, fact.name) == getattr(full, fact.name) != fact.default


def test_a_record_counts_the_findings_and_names_their_values(full: Report) -> None:
    record = ReportRecord.of(full)
    assert record.findings == 2
    assert record.labels["area"] == ("Custody",)
    assert record.labels["force"] == (full.force,)


def test_what_says_the_same_is_known_by_it(full: Report) -> None:
    other = replace(full, id="another", file="another.pdf", format="pdf")
    assert ReportRecord.of(other).said == ReportRecord.of(full).said
    assert ReportRecord.of(replace(full, findings=full.findings[:1])).said not in (
        ReportRecord.of(full).said,
        "",
    )


def test_a_record_comes_back_from_json(full: Report) -> None:
    record = ReportRecord.of(full)
    assert ReportRecord.from_json(json.loads(json.dumps(record.to_json()))) == record


@pytest.mark.parametrize("missing", ["force", "areas", "findings", "labels", "said"])
def test_half_a_record_is_refused(full: Report, missing: str) -> None:
    plain = ReportRecord.of(full).to_json()
    del plain[missing]
    with pytest.raises(KeyError):
        ReportRecord.from_json(plain)


def test_a_build_has_the_records_of_its_reports_by_id(
    full: Report, report: PublishedReport, tmp_path: Path
) -> None:
    other = report("Files are kept.", id="a-first-one")
    publish([full, other], tmp_path)
    (build,) = builds.candidates(tmp_path)
    records = {name: replace(record, added="") for name, record in build.records.items()}
    assert list(records.items()) == [
        (one.id, ReportRecord.of(one)) for one in sorted((full, other), key=lambda one: one.id)
    ]
    assert all(record.added for record in build.records.values())

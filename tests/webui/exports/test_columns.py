"""The columns of a spreadsheet: the fields of a finding, and room to follow it up."""

from __future__ import annotations

from indexer import FIELDS, Archive
from indexer.tracking.join import ours
from webui.exports.columns import COLUMNS, HEADINGS, facts, of_finding, row
from webui.exports.csv_file import REPEATED

FOLLOWED_UP = ["Owner", "Due", "Status"]
OF_REPORT = ["ISBN", "Source", "Licence", "Days of inspection", "Outcome of inspection"]


def test_each_field_with_a_heading_has_a_column() -> None:
    fields = [field.heading for field in FIELDS if field.heading]
    assert list(HEADINGS) == [*fields, *OF_REPORT, "Answers", *FOLLOWED_UP, "Link"]
    assert len(set(HEADINGS)) == len(HEADINGS)
    assert all(column.width > 0 for column in COLUMNS)


def test_a_row_has_what_the_report_says_and_nothing_else(archive: Archive) -> None:
    finding = archive.report("cambridgeshire-2007").findings[20]
    known = archive.of_reports(facts)
    written = row(finding, known, "yes", "http://localhost/findings/x")
    cells = dict(zip(HEADINGS, written, strict=True))
    assert cells["Reference"] == finding.id
    assert cells["Text"] == finding.text
    assert cells["Line"] == str(finding.source.first)
    assert cells["Series"] == finding.series
    assert cells["Page"] == cells["Deadline"] == cells["Due by"] == ""
    assert [cells[name] for name in FOLLOWED_UP] == ["", "", ""]
    assert cells["Answers"] == "yes"
    assert cells["Link"] == "http://localhost/findings/x"


def test_what_all_findings_of_a_report_have_is_that_of_its_facts(archive: Archive) -> None:
    report = archive.report("cambridgeshire-2007")
    of_report = of_finding(report.findings[0], archive.of_reports(facts))[-len(OF_REPORT) :]
    assert of_report == [
        report.facts.get(n, "") for n in ("isbn", "source", "licence", "inspected", "outcome")
    ]
    assert of_report[0]


def test_the_columns_of_an_export_are_known_when_it_is_joined() -> None:
    written = {name.casefold() for name in (*HEADINGS, *REPEATED)}
    followed_up = {name.casefold() for name in FOLLOWED_UP}
    assert written - followed_up <= ours()
    assert ours().isdisjoint(followed_up)

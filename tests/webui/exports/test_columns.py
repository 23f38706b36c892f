"""The columns of a spreadsheet: the fields of a finding, and room to follow it up."""

from __future__ import annotations

from indexer import FIELDS, Archive
from webui.exports.columns import COLUMNS, HEADINGS, LINK, row

FOLLOWED_UP = ["Owner", "Due", "Status"]


def test_each_field_with_a_heading_has_a_column() -> None:
    fields = [field.heading for field in FIELDS if field.heading]
    assert list(HEADINGS) == [*fields, *FOLLOWED_UP, LINK]
    assert len(set(HEADINGS)) == len(HEADINGS)
    assert all(column.width > 0 for column in COLUMNS)


def test_a_row_has_what_the_report_says_and_nothing_else(archive: Archive) -> None:
    finding = archive.report("cambridgeshire-2007").findings[20]
    cells = dict(zip(HEADINGS, row(finding, "http://localhost/findings/x"), strict=True))
    assert cells["Reference"] == finding.id
    assert cells["Text"] == finding.text
    assert cells["Line"] == str(finding.source.first)
    assert cells["Series"] == finding.series
    assert cells["Page"] == cells["Deadline"] == ""
    assert [cells[name] for name in FOLLOWED_UP] == ["", "", ""]
    assert cells[LINK] == "http://localhost/findings/x"

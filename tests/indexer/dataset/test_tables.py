"""The tables of the data set: every column described, every row there."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer import Archive
from indexer.dataset.tables import DICTIONARY, TABLES, DataTable

EVERY = {table.name: table for table in (*TABLES, DICTIONARY)}


@pytest.fixture(scope="module")
def archive(sample_index: Path) -> Archive:
    return Archive(sample_index)


@pytest.mark.parametrize("table", EVERY.values(), ids=EVERY)
def test_every_row_has_a_value_for_every_column(table: DataTable, archive: Archive) -> None:
    rows = list(table.rows(archive))
    assert rows
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    for row in rows:
        assert len(row) == len(names)
        for value, column in zip(row, table.columns, strict=True):
            assert value is None or isinstance(value, int) == column.numbers
            assert value != ""
    if table.key:
        keys = [record[table.key] for record in table.records(archive)]
        assert len(set(keys)) == len(keys)


def test_no_finding_is_left_out_and_each_says_where_it_is_from(archive: Archive) -> None:
    records = list(EVERY["findings"].records(archive))
    assert [one["id"] for one in records] == [
        finding.id for report in archive.reports() for finding in archive.report(report.id).findings
    ]
    known = {report.id: report.sha256 for report in archive.reports()}
    assert all(one["sha256"] == known[str(one["report"])] for one in records)


def test_each_grade_that_a_report_gives_is_a_row(archive: Archive) -> None:
    given = [(r.id, area.name, area.grade) for r in archive.reports() for area in r.areas
             if area.grade]  # fmt: skip
    told = [(o["report"], o["area"], o["grade"]) for o in EVERY["grades"].records(archive)]
    assert told == given


def test_the_dictionary_says_what_each_table_and_column_means(archive: Archive) -> None:
    told = {(one["table"], one["column"]): one["meaning"] for one in DICTIONARY.records(archive)}
    assert set(told) == {(t, None) for t in EVERY} | {
        (t.name, column.name) for t in EVERY.values() for column in t.columns
    }
    assert all(told.values())

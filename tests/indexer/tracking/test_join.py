"""Rows beside entries: which find their place, and what is said of the others."""

from __future__ import annotations

import pytest

from indexer.tracking.join import Joined, finding_id, join
from indexer.tracking.sheet import read_sheet

KNOWN = {"kent-1", "kent-2", "kent-3"}


def joined(*lines: str) -> Joined:
    return join(read_sheet("\n".join(lines).encode()), KNOWN)


def test_each_row_stands_beside_its_entry() -> None:
    found = joined("Owner,Reference,Status", "Amy,kent-2,Open", "Ben,kent-1,")
    assert found.columns == ("Owner", "Status")
    assert found.rows["kent-2"].cells == ("Amy", "Open")
    assert found.cell("kent-1", "Owner") == "Ben"
    assert found.cell("kent-3", "Owner") == ""
    assert found.misfits == ()


def test_the_column_of_the_ids_is_the_one_that_has_them() -> None:
    by_cells = joined("Reference,Our number", "Recommendation 1,kent-1", "Recommendation 2,kent-2")
    assert set(by_cells.rows) == {"kent-1", "kent-2"}
    assert by_cells.columns == ()
    by_heading = joined("Note,Finding ID", "x,dover-1")
    assert by_heading.columns == ("Note",)


def test_the_columns_of_the_register_itself_are_not_peoples() -> None:
    found = joined("Reference,Force,Deadline,Due by,Overdue,Status", "kent-1,K,then,soon,yes,Open")
    assert found.columns == ("Status",)
    assert found.rows["kent-1"].cells == ("Open",)
    assert found.misfits == ()


@pytest.mark.parametrize(
    "cell", ["kent-1", " kent-1 ", "https://x.example/findings/kent-1?q=a#b", "/findings/kent-1"]
)
def test_an_id_may_be_an_address(cell: str) -> None:
    assert finding_id(cell) == "kent-1"


def test_what_finds_no_place_is_named_and_kept() -> None:
    found = joined(
        "Reference,Status,Closed on",
        "kent-1,Open,",
        "dover-9,Lost,",
        "kent-1,Again,",
        ",Nobody,",
        "kent-2,Closed,31/02/2026",
    )
    assert {name: row.line for name, row in found.rows.items()} == {"kent-1": 2, "kent-2": 6}
    assert [(one.line, one.cells[1]) for one in found.misfits] == [
        (3, "Lost"),
        (4, "Again"),
        (5, "Nobody"),
        (6, "Closed"),
    ]
    reasons = [one.reason for one in found.misfits]
    assert "‘dover-9’" in reasons[0]
    assert "in line 2" in reasons[1]
    assert "no reference" in reasons[2]
    assert "‘31/02/2026’ under ‘Closed on’ is no date" in reasons[3]
    assert found.rows["kent-2"].cells == ("Closed", "31/02/2026")


def test_a_table_without_ids_has_no_row_beside_anything() -> None:
    found = joined("Name,Status", "Amy,Open", "Ben,Closed")
    assert found.rows == {}
    assert [one.cells for one in found.misfits] == [("Amy", "Open"), ("Ben", "Closed")]


@pytest.mark.parametrize("heading", ["Closed on", "Date closed", "Closed", "Completed on"])
def test_what_was_closed_is_done_from_that_day_on(heading: str) -> None:
    row = joined(f"Reference,{heading}", "kent-1,31/03/2026").rows["kent-1"]
    assert not row.is_done("2026-03-30")
    assert row.is_done("2026-03-31")


@pytest.mark.parametrize(
    ("status", "done"),
    [("Closed", True), ("complete – see note", True), ("Done", True), ("Open", False), ("", False)],
)
def test_a_status_may_say_that_it_is_done(status: str, done: bool) -> None:
    assert joined("Reference,Status", f"kent-1,{status}").rows["kent-1"].is_done("2026-01-01") == (
        done
    )


def test_a_date_of_something_else_closes_nothing() -> None:
    row = joined("Reference,Review date,Due", "kent-1,1/1/2020,1/1/2020").rows["kent-1"]
    assert not row.is_done("2026-01-01")


def test_a_hundred_thousand_rows_are_joined_and_none_is_lost() -> None:
    lines = [f"kent-{n},Open,{1 + n % 28}/03/2026,a note" for n in range(100_000)]
    text = "\n".join(["Reference,Status,Closed on,Note", *lines])
    found = join(read_sheet(text.encode()), {f"kent-{n}" for n in range(0, 100_000, 2)})
    assert len(found.rows) == len(found.misfits) == 50_000

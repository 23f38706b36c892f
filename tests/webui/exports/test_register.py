"""The register as files, which can be filled in and joined again."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, JoinedTable


@pytest.fixture(scope="module")
def archive(asking_index: Path) -> Archive:
    return Archive(asking_index)


def rows(response: Any) -> list[dict[str, str]]:
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_every_entry_is_a_row_with_where_it_is_from(asking: Any, archive: Archive) -> None:
    response = asking.get("/register.csv?order=report&on=2026-06-30")
    found = rows(response)
    assert [row["Reference"] for row in found] == [entry.id for entry in archive.register()]
    late = {entry.id for entry in archive.register() if "" < entry.due < "2026-06-30"}
    assert {row["Reference"] for row in found if row["Date passed"] == "yes"} == late
    for row in found:
        report = archive.record(archive.finding(row["Reference"]).finding.report)
        assert row["ISBN"] == report.facts.get("isbn", "")
        assert row["As of"] == "2026-06-30"
        assert row["Status"] == row["Owner"] == row["Closed on"] == ""
    said = response.headers["Content-Disposition"]
    assert said == 'attachment; filename="inspection-findings-register.csv"'
    assert found[0]["Address"] == "http://localhost/register?on=2026-06-30&order=report"
    assert found[0]["Findings"] == str(len(found))


def test_a_file_is_called_after_what_is_in_it(asking: Any) -> None:
    query = "q=training&category=areas-for-improvement"
    said = asking.get(f"/register.xlsx?{query}").headers["Content-Disposition"]
    assert "inspection-findings-register-training-areas-for-improvement.xlsx" in said


def test_what_is_filled_in_comes_back(asking: Any, archive: Archive, tmp_path: Path) -> None:
    taken = rows(asking.get("/register.csv?due=dated&order=report"))
    for number, row in enumerate(taken):
        row.update(Status="Open" if number else "=1+1", Owner="Zoë")
    file = tmp_path / "filled.csv"
    with file.open("w", encoding="windows-1252", newline="") as opened:
        writer = csv.DictWriter(opened, list(taken[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(taken)
    joined = JoinedTable(tmp_path).put(file, archive.register())
    assert (len(joined.rows), joined.misfits) == (len(taken), ())
    again = rows(asking.get("/register.csv?due=dated&order=report"))
    assert [row["Status"] for row in again] == ["'=1+1", *["Open"] * (len(taken) - 1)]
    assert {row["Owner"] for row in again} == {"Zoë"}
    assert [row["Text"] for row in again] == [row["Text"] for row in taken]
    own = {name for name in again[0] if name not in taken[0]}
    assert own == set()


def test_the_workbook_has_the_same_rows(asking: Any) -> None:
    data = asking.get("/register.xlsx?due=dated").data
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 1 + len(rows(asking.get("/register.csv?due=dated")))


def test_rows_without_a_place_can_be_taken_away(
    asking: Any, archive: Archive, tmp_path: Path
) -> None:
    assert rows(asking.get("/register/misfits.csv")) == []
    mine = tmp_path / "mine.csv"
    first = archive.register()[0].id
    mine.write_text(f'Reference,Note\n{first},kept\nnobody,"one\ntwo"\n', encoding="utf-8")
    JoinedTable(tmp_path).put(mine, archive.register())
    (row,) = rows(asking.get("/register/misfits.csv"))
    assert (row["Line"], row["Reference"], row["Note"]) == ("3", "nobody", "one\ntwo")
    assert "nobody" in row["Why"]


def test_of_a_hundred_thousand_rows_without_a_place_none_is_lost(
    asking: Any, archive: Archive, tmp_path: Path
) -> None:
    """A table in Windows-1252 with columns of its own and formulas in its cells."""
    known = archive.register()[0].id
    lines = [f"made-up-{n};Zoë;=SUM(A1:A{n})" for n in range(99_999)]
    text = "\r\n".join(["Reference;Who;Sum", f"{known};Zoë;=1+1", *lines])
    file = tmp_path / "own.csv"
    file.write_bytes(text.encode("windows-1252"))
    JoinedTable(tmp_path).put(file, archive.register())
    page = asking.page("/register?order=report&size=100")
    assert "99,999 rows of the joined table need a look" in page.main.get_text()
    told = asking.get("/register/misfits.csv").get_data(as_text=True)
    assert sum(1 for _ in csv.reader(io.StringIO(told, newline=""))) == 100_000
    (row,) = (one for one in rows(asking.get("/register.csv")) if one["Reference"] == known)
    assert (row["Who"], row["Sum"].lstrip("'")) == ("Zoë", "=1+1")


def test_what_cannot_be_is_refused_before_anything_is_sent(asking: Any) -> None:
    for kind in ("csv", "xlsx"):
        assert asking.get(f"/register.{kind}?due=never").status_code == 400
        assert asking.get(f"/register.{kind}?own.rag=red").status_code == 400

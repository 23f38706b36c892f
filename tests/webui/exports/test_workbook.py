"""The workbook, read with nothing but a zip and an XML reader."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from webui.exports import downloads, workbook
from webui.exports.columns import HEADINGS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
AFI = "area=neighbourhood-policing&category=areas-for-improvement"


def part(data: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return ElementTree.fromstring(book.read(name))


def rows(data: bytes, sheet: int) -> list[list[str]]:
    """The cells of a sheet as text, of which there is nothing else."""
    root = part(data, f"xl/worksheets/sheet{sheet}.xml")
    return [cells(row) for row in root.iter(f"{MAIN}row")]


def cells(row: ElementTree.Element) -> list[str]:
    """The cells up to the last, of which those that are empty need not be there."""
    there = {place(cell): text(cell) for cell in row}
    return [there.get(one, "") for one in range(max(there) + 1)]


def place(cell: ElementTree.Element) -> int:
    """Its column, from 0: 'AB12' is in the 27th after the first."""
    letters = cell.attrib["r"].rstrip("0123456789")
    return sum(26**power * (ord(one) - 64) for power, one in enumerate(reversed(letters))) - 1


def text(cell: ElementTree.Element) -> str:
    if cell.attrib.get("t") is None:
        assert len(cell) == 0, "a cell that is no text must be empty"
        return ""
    assert cell.attrib["t"] == "inlineStr"
    return "".join(cell.itertext())


def test_every_finding_of_the_search_is_a_row(client: Any) -> None:
    response = client.get(f"/export.xlsx?{AFI}")
    assert response.status_code == 200
    assert response.mimetype == downloads._TYPES["xlsx"]
    name = "inspection-findings-neighbourhood-policing-areas-for-improvement.xlsx"
    assert f'filename="{name}"' in response.headers["Content-Disposition"]
    heading, *found = rows(response.data, 1)
    assert tuple(heading) == HEADINGS
    api = client.get(f"/api/v1/search?{AFI}&size=100").json["findings"]
    column = HEADINGS.index
    assert [row[column("Reference")] for row in found] == [finding["id"] for finding in api]
    assert [row[column("Text")] for row in found] == [finding["text"] for finding in api]
    for row in found:
        assert [row[column(name)] for name in ("Owner", "Due", "Status")] == ["", "", ""]
        assert client.get(row[column("Link")]).status_code == 200


def test_the_second_sheet_is_the_provenance(client: Any) -> None:
    said = dict(rows(client.get(f"/export.xlsx?{AFI}").data, 2))
    assert said == client.get(f"/export.json?{AFI}").json["stamp"]


def test_cells_without_text_have_the_form_of_the_others() -> None:
    data = workbook.write([[*[""] * (len(HEADINGS) - 1), "http://x/"]], {})
    columns = list(part(data, "xl/worksheets/sheet1.xml").iter(f"{MAIN}col"))
    forms = next(part(data, "xl/styles.xml").iter(f"{MAIN}cellXfs"))
    for column in columns:
        alignment = forms[int(column.attrib["style"])][0]
        assert alignment.attrib == {"vertical": "top", "wrapText": "1"}
    assert rows(data, 1)[1] == [*[""] * (len(HEADINGS) - 1), "http://x/"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x", "\x01&<"])
def test_no_cell_is_a_formula_or_a_fault(cell: str) -> None:
    data = workbook.write([[*[cell] * (len(HEADINGS) - 1), "http://x/"]], {"Search": cell})
    assert not list(part(data, "xl/worksheets/sheet1.xml").iter(f"{MAIN}f"))
    shown = rows(data, 1)[1][0]
    assert shown == cell.replace("\x01", "_x0001_")
    assert rows(data, 2)[0][1] == shown


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    data = workbook.write([["x" * 40_000] * (len(HEADINGS) - 1) + ["http://x/"]], {})
    cell = rows(data, 1)[1][0]
    assert len(cell) == workbook.LONGEST
    assert cell.endswith("[cut: the whole text is behind the link]")


def test_a_link_past_what_excel_takes_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LINKS", 2)
    cells = ([""] * (len(HEADINGS) - 1) + [f"http://x/{n}"] for n in range(3))
    data = workbook.write(cells, {})
    sheet = part(data, "xl/worksheets/sheet1.xml")
    assert len(list(sheet.iter(f"{MAIN}hyperlink"))) == 2
    assert rows(data, 1)[3][-1] == "http://x/2"


def test_too_many_findings_are_refused_with_a_way_out(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 10)
    response = client.get("/export.xlsx")
    assert response.status_code == 400
    assert "Take the CSV instead" in response.text


def test_nothing_found_is_a_head_without_rows(client: Any) -> None:
    data = client.get("/export.xlsx?q=xyzzyplugh&correct=0").data
    assert len(rows(data, 1)) == 1

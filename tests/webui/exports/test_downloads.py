from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from webui.exports.columns import HEADINGS
from webui.exports.csv_file import REPEATED
from webui.exports.downloads import file_name

AFI = "area=neighbourhood-policing&category=areas-for-improvement"


def rows(client: Any, query: str) -> list[dict[str, str]]:
    response = client.get(f"/export.csv?{query}")
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_every_finding_of_the_search_is_a_row(client: Any) -> None:
    found = rows(client, AFI)
    api = client.get(f"/api/v1/search?{AFI}&size=100").json
    assert [row["Reference"] for row in found] == [f["id"] for f in api["findings"]]
    assert [row["Text"] for row in found] == [f["text"] for f in api["findings"]]
    assert tuple(found[0]) == (*HEADINGS, *REPEATED)
    assert {row["Owner"] + row["Due"] + row["Status"] for row in found} == {""}


def test_an_export_is_not_a_page(client: Any) -> None:
    total = client.get("/api/v1/search").json["total"]
    assert total > 100
    assert len(rows(client, "")) == len(rows(client, "size=5&page=2")) == total
    whole = client.get("/export.json?size=5").json
    assert len(whole["findings"]) == whole["total"] == total
    assert len({finding["id"] for finding in whole["findings"]}) == total


def test_an_export_says_which_search_of_which_build_it_was(client: Any) -> None:
    row = rows(client, AFI)[0]
    assert row["Address"] == f"http://localhost/?{AFI}&group=0&context=1"
    assert row["Build"] == client.get("/healthz").json["build"]
    assert client.get(row["Link"]).status_code == 200


def test_the_json_is_that_of_the_api_without_its_pages(client: Any) -> None:
    api = client.get(f"/api/v1/search?{AFI}&size=100").json
    export = client.get(f"/export.json?{AFI}").json
    assert export.pop("stamp")["Findings"] == str(export["total"])
    assert export == {key: value for key, value in api.items() if key not in ("page", "size")}


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_bad_search_is_refused_before_anything_is_sent(client: Any, kind: str) -> None:
    assert client.get(f"/export.{kind}?area=mars").status_code == 400
    assert client.get(f"/export.{kind}?size=0").status_code == 400


def test_nothing_found_is_a_head_without_rows(client: Any) -> None:
    assert rows(client, "q=xyzzyplugh&correct=0") == []
    assert client.get("/export.json?q=xyzzyplugh&correct=0").json["findings"] == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "inspection-findings"),
        ("q=missing+persons", "inspection-findings-missing-persons"),
        ("q=%22..%2F..%2Fetc%22", "inspection-findings-etc"),
        ("q=%E6%97%A5%E6%9C%AC", "inspection-findings-wgv71a"),
        ("q=%3F%3F&category=strengths", "inspection-findings-strengths"),
    ],
)
def test_a_file_is_called_after_its_search(client: Any, query: str, name: str) -> None:
    for kind in ("csv", "json", "xlsx"):
        said = client.get(f"/export.{kind}?{query}").headers["Content-Disposition"]
        assert said == f'attachment; filename="{name}.{kind}"'


def test_a_name_is_never_longer_than_a_file_may_be_called() -> None:
    assert len(file_name("word " * 500, "value " * 500)) <= 80


def test_what_is_only_close_says_that_it_does_not_answer(client: Any) -> None:
    query = "q=training+burglary+mediation+horses"
    found = client.get(f"/api/v1/search?{query}").json
    assert found["total"] == 0 < found["close"]
    assert {row["Answers"] for row in rows(client, query)} == {"close"}
    assert {row["Answers"] for row in rows(client, "q=training")} == {"yes"}


def test_what_is_close_is_taken_away_too_where_that_is_asked_for(client: Any) -> None:
    query = "q=missing+persons+return+interviews"
    page = client.get(f"/api/v1/search?{query}").json
    assert 0 < page["total"] < page["total"] + page["close"]
    said = [row["Answers"] for row in rows(client, f"{query}&match=close")]
    assert said == ["yes"] * page["total"] + ["close"] * page["close"]
    whole = client.get(f"/export.json?{query}&match=close").json
    assert (whole["total"], whole["close"]) == (page["total"], page["close"])
    assert [one["answers"] for one in whole["findings"]] == [one == "yes" for one in said]
    assert "match=close" in whole["stamp"]["Address"]

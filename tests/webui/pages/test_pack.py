"""The evidence pack: ticked on the results page, kept in the address."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any
from urllib.parse import urlencode

import pytest

from indexer import Archive, SearchRequest
from webui import params
from webui.exports.columns import HEADINGS


@pytest.fixture
def ids(archive: Archive) -> list[str]:
    found = archive.search(SearchRequest(q="training", size=100))
    return [hit.finding.id for hit in found.hits]


def pack(ids: list[str], **more: str) -> str:
    return "/pack?" + urlencode([*more.items(), *((params.TICKED, one) for one in ids)])


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def test_each_finding_is_quoted_and_cited_in_the_order_asked(
    client: Any, archive: Archive, ids: list[str]
) -> None:
    asked = [ids[5], ids[0], ids[9]]
    page = client.page(pack(asked, q="training"))
    cards = page.select(".card")
    assert [card.select_one("a")["href"].rsplit("/", 1)[1] for card in cards] == asked
    for card, one in zip(cards, asked, strict=True):
        finding = archive.finding(one).finding
        assert "".join(card.select_one("blockquote").get_text().split()).replace(
            "⁞", ""
        ) == "".join(finding.text.split())
        assert card.select("mark")
        assert finding.category in words(card)
        assert words(card.select_one(".citation")).endswith(f"/findings/{one}")


def test_nothing_is_lost_without_a_script(client: Any, ids: list[str]) -> None:
    """The form of the results page sends what is ticked, there and on the pages before."""
    page = client.page(
        "/?" + urlencode({"q": "training", "size": 10, params.TICKED: ids[0], "page": 2})
    )
    form = page.select_one("form#pack")
    assert form["action"] == "/pack"
    hidden = {(tag["name"], tag["value"]) for tag in form.select("input")}
    assert hidden == {
        ("q", "training"), ("page", "2"), ("size", "10"), (params.TICKED, ids[0]),
    }  # fmt: skip
    boxes = page.select('input[type=checkbox][form=pack][name="finding"]')
    assert [box["value"] for box in boxes] == [
        str(card["href"]).split("/findings/")[1].split("?")[0]
        for card in page.select(".card-title a")
    ]
    for link in (page.select_one("a[rel=prev]"), page.select_one("a.brand")):
        assert f"finding={ids[0]}" in link["href"]


def test_what_is_ticked_stays_ticked(client: Any, ids: list[str]) -> None:
    first = client.page("/?q=training&size=10").select(".card-title a")
    here = str(first[2]["href"]).split("/findings/")[1].split("?")[0]
    page = client.page(f"/?q=training&size=10&finding={here}&finding={ids[-1]}")
    checked = [box["value"] for box in page.select("#results input[checked]")]
    assert checked == [here]
    assert [tag["value"] for tag in page.select("form#pack [name=finding]")] == [ids[-1]]
    assert words(page.select_one(".pack")).endswith("2 findings ticked")
    back = client.page(f"/pack?q=training&finding={here}").select_one(".take a")
    assert back["href"] == f"/?q=training&finding={here}"


def test_a_pack_of_five_hundred_says_what_it_did(client: Any, archive: Archive) -> None:
    everything = [f.id for r in archive.reports() for f in archive.report(r.id).findings]
    many = (everything + [f"unknown-{n}" for n in range(500)])[:500]
    page = client.page(pack(many))
    assert len(page.select(".card")) == params.MOST_TICKED
    assert "A pack holds 100 findings; 400 more were asked for" in words(page.select_one(".alert"))


def test_unknown_references_are_named(client: Any, ids: list[str]) -> None:
    page = client.page(pack([ids[0], "gone-1", "<b>"]))
    assert len(page.select(".card")) == 1
    assert "2 references are to no finding" in words(page.select_one(".alert"))
    assert "gone-1, <b>" in words(page.select_one(".alert"))


def test_only_unknown_references_are_not_found(client: Any) -> None:
    page = client.page(pack(["gone-1"]), 404)
    assert "1 reference is to no finding" in words(page.select_one(".alert"))


def test_an_empty_pack_says_how_to_fill_it(client: Any) -> None:
    page = client.page("/pack")
    assert not page.select(".card")
    assert "tick Add to evidence pack" in words(page.select_one(".lead"))


@pytest.mark.parametrize(("ending", "mark"), [("bib", "@"), ("ris", "TY  - ")])
def test_a_pack_is_a_file_of_references(
    client: Any, ids: list[str], ending: str, mark: str
) -> None:
    page = client.page(pack(ids[:3]))
    (link,) = [a for a in page.select(".take a") if f"pack.{ending}" in a["href"]]
    response = client.get(link["href"])
    assert sum(line.startswith(mark) for line in response.text.splitlines()) == 3


def test_a_pack_is_a_table_with_the_columns_of_every_spreadsheet(
    client: Any, archive: Archive, ids: list[str]
) -> None:
    asked = [ids[5], ids[0]]
    page = client.page(pack(asked, q="training", category="areas-for-improvement"))
    links = {words(a): str(a["href"]) for a in page.select(".take a")}
    response = client.get(links["table (CSV)"])
    found = list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))
    assert [row["Reference"] for row in found] == asked
    assert tuple(found[0])[: len(HEADINGS)] == HEADINGS
    assert [row["ISBN"] for row in found] == [archive.reports()[0].facts["isbn"]] * 2
    assert {row["Answers"] for row in found} <= {"yes", "close"}
    name = "inspection-findings-evidence-pack-training.csv"
    assert name in response.headers["Content-Disposition"]
    book = client.get(links["spreadsheet (XLSX)"])
    with zipfile.ZipFile(io.BytesIO(book.data)) as parts:
        assert parts.read("xl/worksheets/sheet1.xml").count(b"<row ") == 1 + len(asked)


@pytest.mark.parametrize("many", [params.MOST_TICKED, 5000])
def test_more_than_a_pack_holds_is_said_where_it_is_ticked(client: Any, many: int) -> None:
    query = urlencode([(params.TICKED, f"finding-{number}") for number in range(many)])
    said = words(client.page(f"/?q=training&{query}").select_one(".pack"))
    assert "100 findings ticked" in said
    assert ("the first of 5,000: a pack holds no more" in said) == (many == 5000)


def test_whether_a_ticked_finding_answers_is_said_of_its_search(
    client: Any, archive: Archive
) -> None:
    answering = next(iter(archive.scan(SearchRequest(q="training")).findings)).id
    other = next(
        hit.finding.id
        for hit in archive.search(SearchRequest(q="burglary", size=100)).hits
        if "train" not in hit.finding.text.lower()
    )

    def said(query: str) -> list[str]:
        data = client.get("/pack.csv?" + query).data.decode("utf-8-sig")
        return [row["Answers"] for row in csv.DictReader(io.StringIO(data, newline=""))]

    ticked = urlencode([(params.TICKED, answering), (params.TICKED, other)])
    assert said(f"q=training&{ticked}") == ["yes", "close"]
    assert said(ticked) == ["", ""]


def test_five_thousand_ticks_give_the_first_hundred(client: Any, archive: Archive) -> None:
    every = [one.id for one in archive.scan(SearchRequest()).findings]
    many = (every * 20)[:5000] + [f"made-up-{n}" for n in range(5000 - len(every))]
    page = client.page(pack(many))
    assert len(page.select(".card")) == params.MOST_TICKED
    assert "asked for and left out" in words(page.select_one(".alert"))


def test_the_address_of_the_provenance_is_the_pack(client: Any, ids: list[str]) -> None:
    page = client.page(pack([ids[3], ids[1]], q="training", utm_source="mail"))
    said = {words(dt): words(dt.find_next("dd")) for dt in page.select(".provenance dt")}
    assert said["Address"] == "http://localhost" + pack([ids[3], ids[1]], q="training")
    assert said["Picked from"] == "http://localhost/?q=training"
    assert said["Findings"] == "2"


@pytest.mark.parametrize("query", ["page=0", "size=x", "area=" + "x" * 400])
def test_a_bad_search_behind_a_pack_is_refused(client: Any, query: str) -> None:
    assert client.get(f"/pack?{query}").status_code == 400

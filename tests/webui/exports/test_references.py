"""BibTeX and RIS."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from indexer import Archive, SearchRequest
from webui.exports.references import Record, bibtex, ris

RECORD = Record(
    key="kent-1", author="HMIC", title="Kent Police: 50% & more", year="2008", month="09",
    isbn="978-1-84726-446-6", note="Custody, Recommendation 3, page 12",
    quotation=r"Use {braces} \ and #1_2 ^ ~ $5.", url="https://example.org/findings/kent-1",
    taken="2026-11-25",
)  # fmt: skip


def fields(entry: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M))


def test_bibtex_names_all_that_is_known() -> None:
    entry = bibtex(RECORD)
    assert entry.startswith("@techreport{kent-1,\n")
    assert entry.endswith("\n}\n")
    assert fields(entry) == {
        "author": "{HMIC}",
        "institution": "HMIC",
        "title": r"{Kent Police: 50\% \& more}",
        "year": "2008",
        "month": "9",
        "isbn": "978-1-84726-446-6",
        "note": "Custody, Recommendation 3, page 12",
        "abstract": r"Use \textbraceleft{}braces\textbraceright{} \textbackslash{} and \#1\_2 "
        r"\textasciicircum{} \textasciitilde{} \$5.",
        "url": RECORD.url,
        "urldate": "2026-11-25",
    }


@pytest.mark.parametrize("text", ["}{", "{{", "\\}", "a}b"])
def test_no_text_closes_a_bibtex_field(text: str) -> None:
    entry = bibtex(replace(RECORD, quotation=text, title=text))
    assert entry.count("{") == entry.count("}")
    assert len(fields(entry)) == 10


def test_an_unknown_author_makes_no_techreport() -> None:
    entry = bibtex(replace(RECORD, author="", month="", isbn=""))
    assert entry.startswith("@misc{")
    assert not {"author", "institution", "month", "isbn"} & set(fields(entry))


def test_ris_says_the_same_line_by_line() -> None:
    lines = ris(RECORD).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    said = dict(line.split("  - ", 1) for line in lines[:-1])
    assert said["TI"] == RECORD.title
    assert said["AB"] == RECORD.quotation
    assert said["DA"] == "2008/09//"
    assert said["UR"] == RECORD.url
    assert said["Y2"] == "2026/11/25//"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")],
)
def test_each_finding_has_both(client: Any, archive: Archive, ending: str, kind: str) -> None:
    finding = archive.search(SearchRequest(q="marac")).hits[0].finding
    page = client.page(f"/findings/{finding.id}")
    url = f"/findings/{finding.id}.{ending}"
    assert page.select(f'a[href="{url}"]')
    response = client.get(url)
    assert response.mimetype == kind
    assert f'filename="{finding.id}.{ending}"' in response.headers["Content-Disposition"]
    for part in (finding.id, "978-1-84726-446-6", f"http://localhost/findings/{finding.id}"):
        assert part in response.text
    assert finding.text[:40] in response.text


@pytest.mark.parametrize("url", ["/findings/nothing.bib", "/findings/x.doc", "/pack.doc"])
def test_what_is_not_there_is_a_helpful_page(client: Any, url: str) -> None:
    assert client.page(url, 404).select_one("form[role=search]")

from __future__ import annotations

from dataclasses import replace

from indexer import Finding, Report
from indexer.reports.finding import Span
from webui.presenters.citation import citation, source

FINDING = Finding(
    "kent-1", "kent-2009", "Kent Police – HMIC Inspection Report", "Kent Police", "2008-09", "f2",
    "Custody", "Recommendations", None, "Recommendations", ("Custody",), "Recommendation 3",
    "Do this.", Span(12, 14),
)  # fmt: skip


def report(**facts: str) -> Report:
    return Report(
        "kent-2009", FINDING.title, "Kent Police", "2008-09", "f2", "r.txt", "text", "0",
        facts=facts,
    )  # fmt: skip


def test_a_citation_names_all_that_is_known() -> None:
    known = report(inspectorate="HMIC", isbn="978-1-84726-446-6")
    assert citation(FINDING, known, "https://example.org/findings/kent-1") == (
        "HMIC, Kent Police – HMIC Inspection Report, September 2008, ISBN 978-1-84726-446-6, "
        "Custody, Recommendations, Recommendation 3, lines 12 to 14. "
        "https://example.org/findings/kent-1"
    )


def test_a_citation_leaves_out_what_is_not_known() -> None:
    cited = citation(FINDING, report(), "u")
    assert cited.startswith("Kent Police – HMIC Inspection Report, September 2008, Custody")


def test_the_force_is_named_where_neither_inspectorate_nor_title_does() -> None:
    cited = citation(replace(FINDING, title="PEEL 2021/22"), report(), "u")
    assert cited.startswith("Kent Police, PEEL 2021/22, September 2008")


def test_pages_are_named_before_lines() -> None:
    def at(span: Span) -> str:
        return source(replace(FINDING, source=span))

    assert at(Span(3, 3)) == "line 3"
    assert at(Span(3, 9, 2, 2)) == "page 2"
    assert at(Span(3, 9, 2, 4)) == "pages 2 to 4"

"""What a browser prints round a page is page chrome, where all pages have it."""

from __future__ import annotations

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.lines.browser_print import BROWSER, mark_browser_print
from indexer.reports.readers.pdf.page.printed import Printed, printed_text
from tests.indexer.reports.readers.pdf.made import line

ADDRESS = "https://police.example/report"


def page(number: int, foot: str) -> list[Printed]:
    return [
        line("26/11/2026, 12:18 Inspection", 820.0, number, edge=True),
        line("Staff are trained.", 500.0, number),
        line(foot, 20.0, number, edge=True),
    ]


def chrome(pages: list[list[Printed]]) -> list[str]:
    mark_browser_print(pages)
    marked = [one for lines in pages for one in lines if one.chrome == BROWSER]
    assert all(one.role is Role.CHROME for one in marked)
    return [printed_text(one) for one in marked]


def test_head_and_foot_of_each_page_are_marked() -> None:
    found = chrome([page(1, f"{ADDRESS} 1/2"), page(2, f"{ADDRESS} 2/2")])
    assert len(found) == 4
    assert "Staff are trained." not in found


def test_one_page_without_the_foot_keeps_all() -> None:
    assert chrome([page(1, f"{ADDRESS} 1/2"), page(2, "Appendix A")]) == []


def test_the_number_must_be_that_of_the_page() -> None:
    assert chrome([page(1, f"{ADDRESS} 1/9"), page(2, f"{ADDRESS} 2/9")]) == []


def test_an_address_in_the_text_is_text() -> None:
    lines = [line(f"{ADDRESS} 1/1", 20.0)]
    assert chrome([lines]) == []

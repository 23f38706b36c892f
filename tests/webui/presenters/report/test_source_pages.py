from __future__ import annotations

import pytest

from indexer import Archive, Fate, NotFound, Report, Span
from webui.presenters.report.source_pages import LINES, lines_with, page_of, source_page


@pytest.fixture
def report(archive: Archive) -> Report:
    """The real report, which is a text file without pages."""
    return archive.report("cambridgeshire-2007")


def test_a_file_without_pages_is_parted_by_lines() -> None:
    assert [page_of(Fate(line, "")) for line in (1, LINES, LINES + 1)] == [1, 1, 2]
    assert page_of(Fate(900, "", page=7)) == 7
    assert page_of(Span(900, 901, 7, 8)) == 7
    assert page_of(Span(LINES + 1, LINES + 9)) == 2


def test_each_line_is_on_one_page(report: Report) -> None:
    first = source_page(report, None)
    lines = [
        fate
        for number in first.numbers
        for stretch in source_page(report, number).stretches
        for fate in stretch.lines
    ]
    assert lines == list(report.ledger)
    assert not first.printed
    assert (first.before, source_page(report, first.after).before) == (None, first.number)


def test_a_finding_that_goes_on_is_not_said_twice(report: Report) -> None:
    stretches = [
        stretch
        for number in source_page(report, None).numbers
        for stretch in source_page(report, number).stretches
    ]
    whole = [stretch.finding.id for stretch in stretches if stretch.finding and not stretch.began]
    assert len(whole) == len(set(whole)) == len(report.findings)
    assert any(stretch.began for stretch in stretches)


def test_a_page_that_is_not_there_is_refused(report: Report) -> None:
    with pytest.raises(NotFound, match="Its last page is 25"):
        source_page(report, 26)


def test_lines_are_found_in_any_case_and_spacing() -> None:
    lines = (Fate(1, "The  Force has"), Fate(2, "nothing"))
    assert lines_with(lines, "force HAS") == lines[:1]

"""Lines by which a web page is moved about in."""

from __future__ import annotations

import pytest

from indexer.reports.readers.page_links import is_page_link


@pytest.mark.parametrize(
    "text",
    [
        "Back to top",
        "↑ Return to the top",
        "Print this page",
        "Skip to main content",
        "Share on Facebook",
        "Download this letter as a PDF (9 kB)",
        "How well Kent Police listens (PDF document, 612 kB)",
    ],
)
def test_a_line_that_only_leads_somewhere_is_told(text: str) -> None:
    assert is_page_link(text)


@pytest.mark.parametrize(
    "text", ["Back to the floor", "Share this page of the log with the sergeant.", "Print"]
)
def test_words_of_a_report_are_left(text: str) -> None:
    assert not is_page_link(text)

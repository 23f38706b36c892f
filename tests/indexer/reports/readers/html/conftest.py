"""Pages with one thing in their main part, and their lines as the tests name them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Source

ReadMain = Callable[[str], list[Line]]

PROSE = "<p>The force works with its partners to keep people safe, and checks that it does.</p>"


@pytest.fixture
def read_main(read: Callable[..., Source]) -> ReadMain:
    """Reads the body of a report below its title and a paragraph; gives the lines behind them."""

    def reader(body: str) -> list[Line]:
        page = f"<!doctype html><body><main><h1>Report</h1>{PROSE}{body}</main></body>"
        return list(read(page, "r.html").lines[2:])

    return reader

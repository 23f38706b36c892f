"""The heads and feet that a browser prints round a page: date and title, address and page number.

``read_printed`` calls it with the printed lines of all pages. Browsers print '26/11/2026, 12:18'
and the title at the top, the address and '1/2' at the bottom, on every page.
"""

from __future__ import annotations

import re

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.printed import Printed, printed_text

#: Why such a line is in no finding.
BROWSER = "printed by the browser round the page"

_ADDRESS = re.compile(r"(https?://|file:///|www\.)\S+(\s+\d+\s*/\s*\d+)?$")
_TIME = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? \d{1,2}[:.]\d{2}\b")


def mark_browser_print(pages: list[list[Printed]]) -> None:
    """Mark the heads and feet of a page printed by a browser, where all pages have the foot."""
    feet = [_foot(lines, f"{number}/{len(pages)}") for number, lines in enumerate(pages, start=1)]
    if not all(feet):
        return
    for lines, foot in zip(pages, feet, strict=True):
        for line in [*foot, *(line for line in lines if line.edge and _is_head(line))]:
            line.role, line.chrome = Role.CHROME, BROWSER


def _foot(lines: list[Printed], number: str) -> list[Printed]:
    """The lines at the foot of a page, where they are an address and the number of the page."""
    lowest = min((line.baseline for line in lines), default=0.0)
    foot = [line for line in lines if line.edge and line.baseline - lowest < line.size]
    text = " ".join(printed_text(line) for line in foot).split()
    is_foot = bool(text) and text[-1] == number and bool(_ADDRESS.match(" ".join(text)))
    return foot if is_foot else []


def _is_head(line: Printed) -> bool:
    return bool(_TIME.match(printed_text(line)))

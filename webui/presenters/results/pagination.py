"""The page numbers that the search page offers, for its template."""

from __future__ import annotations

#: Pages shown on either side of the one that is open.
_AROUND = 2


def window(page: int, pages: int) -> list[int | None]:
    """Page numbers to link to, in order; None where some are left out.

    The first, the last, and those around ``page``; a gap of one page is filled with that page.
    """
    near = range(max(1, page - _AROUND), min(pages, page + _AROUND) + 1)
    shown: list[int | None] = []
    last = 0
    for number in sorted({1, pages, *near}):
        if number - last == 2:
            shown.append(number - 1)
        elif number - last > 2:
            shown.append(None)
        shown.append(number)
        last = number
    return shown

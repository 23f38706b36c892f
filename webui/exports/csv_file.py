"""Findings as comma-separated values (RFC 4180), as a spreadsheet opens them.

``exports.downloads`` hands in rows and the provenance of their search; the lines of the file come
out some at a time, so that an export of any length needs no memory of its own.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from webui.exports.columns import HEADINGS
from webui.presenters.provenance import Provenance

#: What a row of the CSV repeats of the provenance, since a CSV file has no second sheet.
REPEATED = ("Address", "Also searched", "Findings", "Taken", "Build")
#: A cell that begins with one of these is run as a formula by a spreadsheet; with an apostrophe
#: before it, it is text. Source: OWASP, 'CSV Injection'.
#: Excel in Chinese and Japanese takes the full-width forms as well.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
#: Excel takes a CSV file for Windows-1252 unless this stands before it.
_BOM = "\ufeff"
#: Rows that are sent at once.
_TOGETHER = 100


def write(
    rows: Iterable[list[str]], provenance: Provenance, headings: Sequence[str] = HEADINGS
) -> Iterator[str]:
    """The file some lines at a time, the headings first.

    Each of ``rows`` stands under ``headings``; what is known of the search is repeated at the end
    of each, as far as it is said.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(_BOM)
    told = [name for name in REPEATED if name in provenance]
    writer.writerow([*_harmless(headings), *told])
    trail = _harmless([provenance[name] for name in told])
    yield _taken(buffer)
    rows = iter(rows)
    while some := list(islice(rows, _TOGETHER)):
        writer.writerows([*_harmless(row), *trail] for row in some)
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    """What was written to ``buffer``, which is empty then."""
    written = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return written


def _harmless(row: Iterable[str]) -> list[str]:
    """The cells, of which none is a formula. A call for each cell took a sixth of an export."""
    return [f"'{cell}" if cell[:1] in _FORMULA else cell for cell in row]

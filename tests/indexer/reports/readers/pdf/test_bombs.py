"""Small PDFs that would take a reader for ever are refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ReportError
from indexer.reports.pipeline import read_report

CATALOGUE = b"<</Type /Catalog /Pages 2 0 R>>"
FONT = b"/Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>"
TEXT = b"BT /F1 12 Tf 72 700 Td (The force acts.) Tj ET "


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<</Length %d %b>>stream\n%b\nendstream" % (len(content), head, content)


def drawing(content: bytes, resources: bytes, **others: bytes) -> dict[int, bytes]:
    """The objects of one page with that content; others by their number, as 'o5'."""
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources <<%b>>>>"
    return {
        1: CATALOGUE,
        2: b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        3: page % (FONT + resources),
        4: stream(content),
        **{int(name[1:]): made for name, made in others.items()},
    }


def form(content: bytes, drawn: bytes) -> bytes:
    """A drawing that draws another one."""
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <<%b /XObject <<%b>>>>"
    return stream(content, head % (FONT, drawn))


BOMBS: dict[str, dict[int, bytes]] = {
    "pages that are their own": {
        1: CATALOGUE,
        2: b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>",
    },
    "a drawing that draws itself": drawing(
        b"/X Do " * 2, b"/XObject <</X 5 0 R>>", o5=form(TEXT + b"/X Do " * 2, b"/X 5 0 R")
    ),
    "drawings that each draw nine": drawing(
        b"/X10 Do " * 9,
        b"/XObject <</X10 10 0 R>>",
        **{
            f"o{n}": form(b"/X%d Do " % (n + 1) * 9, b"/X%d %d 0 R" % (n + 1, n + 1))
            for n in range(10, 22)
        },
        o22=form(TEXT, b""),
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(
    name: str, pdf_of: Callable[[dict[int, bytes]], bytes], tmp_path: Path
) -> None:
    file = tmp_path / "bomb.pdf"
    file.write_bytes(pdf_of(BOMBS[name]))
    assert file.stat().st_size < 10_000
    with pytest.raises(ReportError, match=r"'bomb\.pdf' cannot be read: .+\.$"):
        read_report(file)

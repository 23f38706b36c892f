"""What fuzzing begins from: pieces of the invented reports, and queries as people type them.

``targets`` asks for them. A whole report takes a quarter of a second to read, a piece some
hundredths: ten times as many inputs are tried in the same time.
"""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote_plus

import pypdfium2 as pdfium

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests" / "data" / "reports"
QUERIES = ROOT / "tests" / "data" / "gold" / "queries.jsonl"
#: Inputs that once failed, by the name of their target.
CASES = Path(__file__).parent / "cases"
#: Characters of a piece, and how many there are of each report.
_PIECE, _PIECES = 2500, 12
_PARAGRAPH = re.compile(rb"<w:p[ >].*?</w:p>", re.S)
#: Paragraphs that are left of a Word file.
_LEFT = (8, 16, 32)


@cache
def queries() -> tuple[bytes, ...]:
    """Queries of the gold standard, and what the language knows beside words."""
    asked = [json.loads(line)["q"] for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    of_syntax = (
        '"back to the floor"', "MARAC OR MAPPA", "harassment -stalking", "superv*",
        "(kids OR children) AND referral", 'area:"Child Abuse" category:strengths referrals',
        "areas for improvement in custody since 2016", "NOT police", "Kent since 2018", "s136",
        "all forces but Kent", "which forces are good at custody", "2014-2016", "24/7", "£1,000",
    )  # fmt: skip
    return tuple(query.encode() for query in (*asked, *of_syntax))


@cache
def query_strings() -> tuple[bytes, ...]:
    """Query strings of searches."""
    others = (
        "", "&category=strengths&category=areas-for-improvement", "&size=100&page=2", "&grade=good",
        "&sort=newest&group=0", "&expand=0&correct=0", "&force=cambridgeshire&year=2007&context=1",
        "&match=all&literal=1&read=0", "&series=peel&place=kent", "&report=cambridgeshire-2007",
    )  # fmt: skip
    return tuple(
        f"q={quote_plus(query)}{others[number % len(others)]}".encode()
        for number, query in enumerate(queries())
    )


def requests(paths: int) -> tuple[bytes, ...]:
    """A byte for one of so many paths, and a query string."""
    return tuple(
        bytes([number % paths]) + one for number, one in enumerate((*query_strings(), b""))
    )


@cache
def web_archives() -> tuple[bytes, ...]:
    """Pieces of the invented web pages as a browser saves them, each in a message."""
    head = (
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; "
        b'boundary="part"\r\n\r\n--part\r\nContent-Type: text/html; charset=utf-8\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return tuple(head + page + b"\r\n--part--\r\n" for page in pieces(".html"))


@cache
def pieces(suffix: str) -> tuple[bytes, ...]:
    """Pieces of the invented reports of that kind, the beginning of each among them."""
    found = []
    for path in sorted(REPORTS.glob(f"*/report{suffix}")):
        data, dice = path.read_bytes(), random.Random(path.parent.name)
        starts = [0, *(dice.randrange(len(data)) for _ in range(_PIECES))]
        found += [data[start : start + _PIECE] for start in starts]
    return tuple(found)


@cache
def pdf_pages() -> tuple[bytes, ...]:
    """The first pages of the invented PDFs, each as a file of its own."""
    return tuple(
        page for path in sorted(REPORTS.glob("*/report.pdf")) for page in _pages(path, number=3)
    )


def _pages(path: Path, number: int) -> Iterator[bytes]:
    with pdfium.PdfDocument(path) as whole:
        for place in range(min(number, len(whole))):
            with pdfium.PdfDocument.new() as one:
                one.import_pages(whole, [place])
                made = io.BytesIO()
                one.save(made)
            yield made.getvalue()


@cache
def word_files() -> tuple[bytes, ...]:
    """The invented Word files with their first paragraphs."""
    paths = sorted(REPORTS.glob("*/report.docx"))
    return tuple(_shortened(path, left) for path in paths for left in _LEFT)


def _shortened(path: Path, left: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "word/document.xml":
                for paragraph in _PARAGRAPH.findall(part)[left:]:
                    part = part.replace(paragraph, b"", 1)
            after.writestr(zipfile.ZipInfo(name), part)
    return made.getvalue()


def cases(target: str) -> tuple[bytes, ...]:
    """The inputs that once failed there."""
    return tuple(path.read_bytes() for path in sorted((CASES / target).glob("*")))

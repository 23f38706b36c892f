"""PDF: one Line per printed line, with its page, place, size and weight.

Compared on a report of 103 pages, 250,000 characters, on one core:

| library          | licence             | time   | memory | layout                               |
|------------------|---------------------|--------|--------|--------------------------------------|
| pypdf 7.1        | BSD-3               | 0.7 s  | 38 MB  | none; bullets of symbol fonts lost   |
| pdfplumber 0.11  | MIT (pdfminer: MIT) | 14.3 s | 669 MB | characters with font and place       |
| pypdfium2 5.15   | Apache-2.0 or BSD-3 | 0.6 s  | 21 MB  | the same, by PDFium's own functions  |

pypdfium2 is used: it alone is fast, gives the layout, and is what a browser shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.dates import day
from indexer.reports.readers.pdf.isolation import read_confined
from indexer.reports.readers.pdf.layout.columns import mark_columns
from indexer.reports.readers.pdf.layout.layout import page_lines
from indexer.reports.readers.pdf.lines.browser_print import mark_browser_print
from indexer.reports.readers.pdf.lines.document import document_lines
from indexer.reports.readers.pdf.lines.halves import join_halves
from indexer.reports.readers.pdf.lines.overleaf import join_pages
from indexer.reports.readers.pdf.page.fields import open_page
from indexer.reports.readers.pdf.page.glyphs import Glyphs, glyphs
from indexer.reports.readers.pdf.page.ligatures import ligatures
from indexer.reports.readers.pdf.page.printed import Printed
from indexer.reports.readers.pdf.page.words import Ligatures
from indexer.reports.readers.pdf.tagging.tagged import Tagged, letters, tagged_page
from indexer.reports.readers.pdf.tagging.tags import Element, Tree
from indexer.reports.readers.result import Reading, Refused

#: The longest published report has 250 pages.
MAX_PAGES = 1500
#: Characters on all pages; a report of 60 pages has 150,000.
MAX_CHARACTERS = 4_000_000
#: Letters of a page number, whose place in the structure does not matter.
FEW_LETTERS = 12

_TAIL = 2048
_LENGTH = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})", re.S)
#: Titles that programs fill in by themselves.
_NO_TITLE = re.compile(
    r"\(?(untitled|anonymous|unspecified)\)?( ?\d+)?$|microsoft word|.*\.\w{3,4}$"
    r"|(powerpoint presentation|(layout|slide|document|presentation|page) ?\d*)$",
    re.I,
)
_FAILURES = {
    c.FPDF_ERR_PASSWORD: "it is encrypted; save it without a password and add that",
    c.FPDF_ERR_SECURITY: "it is encrypted in a way that is not known; save it without a password",
}


def read_pdf(data: bytes) -> Reading:
    """``read_printed`` in a process of its own, which PDFium can neither hang nor bring down.

    Raises Refused as that does, and for what takes too much time or memory.
    """
    if _is_truncated(data):
        raise Refused("it is truncated; fetch it again")
    return read_confined(f"{__name__}:{read_printed.__name__}", data)


def read_printed(data: bytes) -> Reading:
    """The printed lines of a PDF in the order of reading, columns one after the other.

    Hints: 'title' and 'created' (a day) as the file's own properties give them. Raises Refused
    for a PDF that is broken, encrypted, without pages or without text, and for one
    with more than 1,500 pages or 4 million characters.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Refused(_FAILURES.get(error.err_code or 0, "it is broken; fetch it again")) from None
    try:
        # Fields without an appearance of their own get one.
        document.init_forms()
        return _read(document, cache(lambda: ligatures(data)))
    finally:
        document.close()


def _is_truncated(data: bytes) -> bool:
    """Whether the end is missing: its mark, or bytes that the head has counted."""
    if b"%%EOF" not in data.rstrip(b"\0\r\n ")[-_TAIL:]:
        return True
    counted = _LENGTH.search(data[:_TAIL])
    return bool(counted) and int(counted.group(1)) > len(data)  # type: ignore[union-attr]


def _read(document: pdfium.PdfDocument, ligatures: Ligatures) -> Reading:
    if len(document) == 0:
        raise Refused("it has no pages")
    if len(document) > MAX_PAGES:
        raise Refused(f"it has {len(document):,} pages, and a report has {MAX_PAGES:,} at most")
    tables = count(1)
    pages = list(_pages(document, ligatures, tables))
    if not any(page.glyphs.stretches for page in pages):
        raise Refused(
            "it has no text, only pictures; run text recognition (OCR) and add the result"
        )
    by_tags = _tagged_pages(pages)
    lines = _printed_lines(pages, by_tags, tables)
    warnings = tuple(
        warning
        for number, page in enumerate(pages, start=1)
        for warning in (*_left_out(number, page.glyphs), *_doubts(number, page, by_tags))
    )
    return Reading(list(document_lines(lines)), _facts(document), warnings)


@dataclass(frozen=True, slots=True)
class _Page:
    """What stands on a page, and what the file's tags say of it; [] where they say nothing."""

    glyphs: Glyphs
    elements: list[Element]


def _pages(
    document: pdfium.PdfDocument, ligatures: Ligatures, tables: count[int]
) -> Iterator[_Page]:
    """What stands on each page. Raises Refused for what is broken or too much."""
    characters, tree = 0, Tree(tables)
    for number in range(1, len(document) + 1):
        try:
            page = open_page(document, number - 1)
            found = _Page(glyphs(page, ligatures), tree.elements(page))
            page.close()
        except pdfium.PdfiumError:
            raise Refused(f"its page {number} is broken; fetch it again") from None
        characters += sum(len(stretch.text) for stretch in found.glyphs.stretches)
        if characters > MAX_CHARACTERS:
            raise Refused(f"it has more than {MAX_CHARACTERS:,} characters")
        yield found


def _tagged_pages(pages: list[_Page]) -> dict[int, Tagged]:
    """The pages whose tags are to be believed, by number."""
    numbers = count(1)
    return {
        number: tagged
        for number, page in enumerate(pages, start=1)
        if page.elements
        and (tagged := tagged_page(number, page.glyphs, page.elements, numbers)) is not None
    }


def _printed_lines(
    pages: list[_Page], by_tags: dict[int, Tagged], tables: count[int]
) -> list[list[Printed]]:
    """The printed lines of each page, by its tags or by its layout."""
    untagged = {
        number: page.glyphs for number, page in enumerate(pages, start=1) if number not in by_tags
    }
    by_layout = page_lines(untagged, tables)
    stretches = {number: pages[number - 1].glyphs.stretches for number in by_tags}
    mark_columns({number: tagged.lines for number, tagged in by_tags.items()}, stretches)
    lines = [
        by_tags[number].lines if number in by_tags else by_layout[number]
        for number in range(1, len(pages) + 1)
    ]
    mark_browser_print(lines)
    join_halves(lines)
    join_pages(lines)
    return lines


def _left_out(number: int, page: Glyphs) -> Iterator[str]:
    """What of a page is not read, a sentence each."""
    if page.outside:
        yield f"Page {number}: {page.outside} characters beyond its edges were left out."
    if page.turned:
        yield f"Page {number}: {page.turned} characters that stand at an angle were left out."
    if page.invisible:
        yield f"Page {number}: {page.invisible} characters that cannot be seen were left out."
    if page.pictures and not page.stretches:
        yield f"Page {number} is a picture without text."


def _doubts(number: int, page: _Page, by_tags: dict[int, Tagged]) -> Iterator[str]:
    """What of a page may be read wrong, a sentence each."""
    glyphs = page.glyphs
    if glyphs.recognised and 2 * glyphs.recognised > letters(glyphs.stretches):
        yield f"Page {number} is a picture with text that was recognised by a machine."
    elif glyphs.recognised:
        yield f"Page {number}: {glyphs.recognised} characters in pictures are a machine's reading."
    if glyphs.unknown:
        yield f"Page {number}: {glyphs.unknown} characters have no known letter in their font."
    if number in by_tags and by_tags[number].outside:
        yield (
            f"Page {number}: {by_tags[number].outside} characters stand outside the file's own"
            " structure; they were read where they are printed."
        )
    elif number not in by_tags and page.elements and letters(glyphs.stretches) > FEW_LETTERS:
        yield (
            f"Page {number}: the file's own structure does not fit what is printed; the page was"
            " read by its layout."
        )


def _facts(document: pdfium.PdfDocument) -> dict[str, str]:
    """The title, and the month in which the file was made, which need not be the report's."""
    properties = document.get_metadata_dict(skip_empty=True)
    title = properties.get("Title", "").strip()
    facts = {"title": "" if _NO_TITLE.match(title) else title}
    facts["created"] = day(properties.get("CreationDate", "")) or ""
    return {name: value for name, value in facts.items() if value}

"""Web pages saved as a single file (MHTML): the page out of it, read like any other.

Browsers write such a file as a message with attachments, and so do mail programs; the standard
library's email package unpacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from indexer.reports.readers.html import read_html
from indexer.reports.readers.result import Reading, Refused

#: The most bytes that the page itself may have.
MAX_PAGE = 8 * 1024 * 1024
#: Files in it, and its lines: the email package takes 4 seconds for a million.
MAX_PARTS, MAX_LINES = 2_000, 1_000_000
#: Each line is compared with all boundaries around it. A web archive has one, a mail three.
MAX_BOUNDARIES = 20
_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read_web_archive(data: bytes) -> Reading:
    """The page of a web archive, as ``read_html`` reads it; frames are told of and not read.

    Raises Refused where there is no page in it, and for what ``read_html`` refuses.
    """
    if data.lower().count(b"boundary=") > MAX_BOUNDARIES:
        raise Refused("its parts are nested deeper than in any web archive; save the page as HTML")
    if data.count(b"\n--") > MAX_PARTS or data.count(b"\n") + data.count(b"\r") > MAX_LINES:
        raise Refused("it has more parts or lines than any web archive; save the page as HTML")
    pages = list(_pages(data.lstrip(b"\xef\xbb\xbf\r\n")))
    if not pages:
        raise Refused("it is a web archive without a page in it; save the page as HTML, add that")
    page = pages[0].get_payload(decode=True)
    if not isinstance(page, bytes) or len(page) > MAX_PAGE:
        raise Refused(f"its page has more than {MAX_PAGE // 1024 // 1024} MB")
    reading = read_html(page, pages[0].get_content_charset())
    address = str(pages[0].get("Content-Location", "")).strip()
    hints = dict(reading.hints)
    if address.startswith(("http://", "https://")):
        hints.setdefault("url", address)
    warnings = reading.warnings
    if further := len(pages) - 1:
        warnings += (f"Further pages (frames) of the web archive were not read: {further}.",)
    return replace(reading, hints=hints, warnings=warnings)


def _pages(data: bytes) -> Iterator[Message]:
    """The web pages in a message, in order."""
    for part in message_from_bytes(data).walk():
        if part.get_content_type() in _PAGES and not part.is_multipart():
            yield part

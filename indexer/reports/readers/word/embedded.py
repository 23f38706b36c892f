"""Files that a Word file takes in whole (``altChunk``), as programs do that merge documents."""

from __future__ import annotations

from indexer.reports.readers.html import read_html
from indexer.reports.readers.html.web_archive import read_web_archive
from indexer.reports.readers.recognition import looks_like_html, looks_like_web_archive
from indexer.reports.readers.result import Reading
from indexer.reports.readers.text import read_text

#: How a zip archive, Rich Text and an old Word file begin.
_UNREAD = (b"PK", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_PAGES = (".html", ".htm", ".xhtml")


def read_embedded(data: bytes, name: str) -> Reading | None:
    """The lines of an embedded web page, web archive or text file; None for other formats.

    ``name`` is that of its part. Raises Refused as the readers do.
    """
    if data.startswith(_UNREAD):
        return None
    if looks_like_web_archive(data):
        return read_web_archive(data)
    if looks_like_html(data) or name.lower().endswith(_PAGES):
        return read_html(data)
    return read_text(data) if name.lower().endswith(".txt") else None

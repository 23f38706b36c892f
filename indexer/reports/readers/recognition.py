"""Which format some bytes are of, told without any reader's library.

A web page's library takes 0.15 seconds to import and that of PDF 0.1: none is for a text. Called
by ``formats`` and ``caged`` and, for files inside files, by the reader of Word.
"""

from __future__ import annotations

import re

from indexer.reports.readers.characters import decode
from indexer.reports.readers.text import LINE_END

#: The part of a file that is looked at to know a web page or archive, and a flat Word file.
_HEAD, _FLAT_HEAD = 16 * 1024, 4096

#: Elements that no one types into a text: a few <b> make no web page.
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|h[1-6]|ul|ol|li|table|tr|td|th|main|section|article)(?:\s[^<>]*)?/?>",
    re.I,
)
_OPENING = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_FIELDS = re.compile(rb"(?:[A-Za-z][\w-]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+\r?\n")
_CONTENT = re.compile(rb"^content-type:\s*(?:multipart/|text/html|application/xhtml)", re.I | re.M)
_VERSION = re.compile(rb"^mime-version:", re.I | re.M)
_FLAT = b"http://schemas.microsoft.com/office/2006/xmlPackage"
#: So many headings marked '#' make a text Markdown, whatever its name.
_HEADINGS = 3
_HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.M)


def looks_like_pdf(data: bytes) -> bool:
    """Whether the bytes begin as a PDF; a kilobyte before it is allowed, as readers do."""
    return b"%PDF-" in data[:1024]


def looks_like_html(data: bytes) -> bool:
    """Whether the bytes begin as a web page, or are full of its tags."""
    head = decode(data[:_HEAD])[0]
    if _OPENING.match(head):
        return True
    tags = len(_TAG.findall(head))
    return tags >= 4 and tags * 150 >= len(head)


def looks_like_web_archive(data: bytes) -> bool:
    """Whether the bytes begin with the fields of a message that holds a web page."""
    fields = _FIELDS.match(data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n"))
    head = fields.group() if fields else b""
    return bool(_CONTENT.search(head) and _VERSION.search(head))


def looks_like_word(data: bytes) -> bool:
    """Whether the bytes are a Word document, as a zip archive or as one flat XML file."""
    if data.startswith(b"PK\x03\x04"):
        return b"word/document" in data or b"word\\document" in data
    return _FLAT in data[:_FLAT_HEAD] and b"word/document" in data


def looks_like_markdown(data: bytes) -> bool:
    """Whether the text has so many headings marked '#' that it can only be Markdown."""
    return len(_HEADING.findall(LINE_END.sub("\n", decode(data)[0]))) >= _HEADINGS

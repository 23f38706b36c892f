"""Readers: a file as published becomes typed lines, whatever its format.

A format is known by what is in the file; its name is only asked where that does not tell. To
add a format, write a reader (bytes in, a Reading out, Refused raised) and give it a row in
``FORMATS``. Readers write nothing and fetch nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from indexer.errors import ReportError
from indexer.reports.lines import Line, Role, Source
from indexer.reports.readers.characters import decode
from indexer.reports.readers.page_links import LINK, is_page_link
from indexer.reports.readers.recognition import (
    looks_like_html,
    looks_like_markdown,
    looks_like_pdf,
    looks_like_web_archive,
    looks_like_word,
)
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.transfer import WARNING, decoded, is_quoted_printable

__all__ = ["FORMATS", "Format", "read_source"]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is known, how large it may be, and who reads it."""

    name: str
    #: Endings of names, in lower case.
    suffixes: tuple[str, ...]
    #: The largest file, in bytes, that is read within 500 MB of memory and 60 seconds.
    limit: int
    #: Whether the bytes are of this format, whatever the name.
    known: Callable[[bytes], bool]
    #: The reader among these packages: 'module:function'. Only what is read is imported.
    reader: str
    #: True when bytes that are not known cannot be of this format, whatever the name says.
    binary: bool = False

    def read(self, data: bytes) -> Reading:
        """The bytes as the reader of this format reads them. Raises Refused as that does."""
        module, _, name = self.reader.partition(":")
        package = import_module(f"indexer.reports.readers.{module}")
        reader: Callable[[bytes], Reading] = getattr(package, name)
        return reader(data)


#: In the order asked; text is last, since all that is no binary data can be read as text.
FORMATS: tuple[Format, ...] = (
    Format("pdf", (".pdf",), 50 * MEGABYTE, looks_like_pdf, "pdf:read_pdf", binary=True),
    Format(
        "html", (".mhtml", ".mht"), 20 * MEGABYTE, looks_like_web_archive,
        "html.web_archive:read_web_archive",
    ),
    Format(
        "word", (".docx", ".docm", ".xml"), 50 * MEGABYTE, looks_like_word, "word:read_word",
        binary=True,
    ),
    Format("html", (".html", ".htm", ".xhtml"), 8 * MEGABYTE, looks_like_html, "html:read_html"),
    Format(
        "markdown", (".md", ".markdown"), 1 * MEGABYTE, looks_like_markdown,
        "markdown:read_markdown",
    ),
    Format("text", (".txt", ".text"), 10 * MEGABYTE, lambda data: False, "text:read_text"),
)  # fmt: skip
_TEXT = FORMATS[-1]
_LARGEST = max(format.limit for format in FORMATS)

#: First bytes of formats that are often sent and not read, with what to do.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "it is an old Office file; save it as .docx or PDF and add that"),
    (b"{\\rtf", "it is in Rich Text Format; save it as .docx or PDF and add that"),
    (b"PK", "it is a zip archive and no Word file; unpack it and add the report inside"),
    (b"\x1f\x8b", "it is compressed with gzip; unpack it and add the report inside"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive; unpack it and add the report inside"),
    (b"Rar!", "it is a RAR archive; unpack it and add the report inside"),
    (b"\x89PNG", "it is a picture; a report needs text that can be selected"),
    (b"\xff\xd8\xff", "it is a picture; a report needs text that can be selected"),
    (b"GIF8", "it is a picture; a report needs text that can be selected"),
    (b"II*\0", "it is a picture; a report needs text that can be selected"),
    (b"MM\0*", "it is a picture; a report needs text that can be selected"),
)


#: An OpenDocument file is a zip archive that begins with its kind.
_OPEN_KIND = b"mimetypeapplication/vnd.oasis.opendocument"
_OPEN_DOCUMENT = "it is an OpenDocument file; save it as .docx or PDF and add that"
#: The part of a file that is looked at to know it, in bytes.
_HEAD = 1024


def read_source(path: Path) -> Source:
    """The file at ``path`` as typed lines, in the order of the print.

    Raises ReportError, one sentence that names the file and the reason, for everything that
    cannot be read: a missing file or a folder; an empty, blank, binary or too large one; a
    broken, encrypted or image-only PDF; a Word file that is damaged or not a safe one; a web page
    with too many tags; XML of other kinds. What is known and not read is refused with the way
    out. Takes under 60 seconds of work and 500 MB whatever the file.
    """
    try:
        data = _bytes(path)
        carried = is_quoted_printable(data) and not looks_like_web_archive(data)
        content = decoded(data) if carried else data
        format = _format(content, path.suffix.lower())
        if len(content) > format.limit:
            raise Refused(f"it has {_megabytes(len(content))}, and {_limit(format)}")
        reading = format.read(content)
        lines = tuple(map(_without_link, reading.lines))
        if not lines:
            raise Refused("there is no text in it")
    except Refused as reason:
        raise ReportError(f"The file {_quoted(path)} cannot be read: {reason}.") from None
    return Source(
        name=path.name,
        format=format.name,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=lines,
        hints=dict(reading.hints),
        warnings=(*((WARNING,) if carried else ()), *reading.warnings),
    )


def _without_link(line: Line) -> Line:
    """The line, as page chrome where it is one by which a web page is moved about in, printed or
    fetched: such lines come along into every format."""
    told = line.role in (None, Role.PARAGRAPH, Role.HEADING, Role.ITEM)
    if told and is_page_link(line.text):
        return replace(line, role=Role.CHROME, chrome=LINK)
    return line


def _bytes(path: Path) -> bytes:
    """The file's bytes. Raises Refused for what is no plain file, and for more than is read."""
    try:
        # A pipe would be waited for and a device never ends, so ask before opening.
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            raise Refused("it is a folder; name the report inside it")
        if not stat.S_ISREG(kind):
            raise Refused("it is no plain file")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise Refused("there is no such file; check its name and folder") from None
    except (OSError, ValueError) as error:
        raise Refused((getattr(error, "strerror", None) or str(error)).lower()) from None
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise Refused("it is blank" if data else "it is empty")
    if len(data) > _LARGEST:
        raise Refused(f"it is larger than {_megabytes(_LARGEST)}, and no report is")
    return data


def _format(data: bytes, suffix: str) -> Format:
    """The format of these bytes. Raises Refused for those that are known and not read."""
    for format in FORMATS:
        if format.known(data):
            return format
    for magic, reason in _FOREIGN:
        if data.startswith(magic):
            raise Refused(_OPEN_DOCUMENT if _OPEN_KIND in data[:_HEAD] else reason)
    if decode(data[:_HEAD])[0].lstrip().startswith("<?xml"):
        raise Refused(
            "it is XML of a kind that is not read; save it as .docx, PDF or HTML, add that"
        )
    named = next((format for format in FORMATS if suffix in format.suffixes), _TEXT)
    if named.binary:
        raise Refused(f"its name ends in {suffix}, and it is no such file; check how it was saved")
    return named


def _limit(format: Format) -> str:
    return f"{format.name} is read up to {_megabytes(format.limit)}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.0f} MB"


def _quoted(path: Path) -> str:
    """The file's name as it can stand in one line: no control characters, no half characters."""
    name = path.name or str(path)
    return "'" + "".join(c if c.isprintable() else "�" for c in name) + "'"

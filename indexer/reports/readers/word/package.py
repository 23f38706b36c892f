"""Office files: zip archives of XML, opened as if an enemy had made them.

The XML is read by the standard library. All that makes that unsafe needs a DTD, and a part with
one is refused before it is parsed; external entities expat does not fetch in any case.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from xml.etree import ElementTree

from indexer.reports.readers.result import Refused

#: Unpacked bytes of one part and of all parts read; a report of 60 pages has 3 MB.
MAX_PART, MAX_PARTS = 24 * 1024 * 1024, 40 * 1024 * 1024
#: Elements of one part. Each takes some 150 bytes of memory.
MAX_ELEMENTS = 600_000
MAX_FILES = 5_000
#: XML packs to a tenth or a fiftieth; a thousandth is a bomb.
MAX_RATIO = 300

_BROKEN = "it is no sound zip archive, and so no Word file; fetch it again"


class Archive:
    """The XML parts of an Office file. Nothing is written to disk, no entity is resolved."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused for what is no zip, and for one with names that lead out of it."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise Refused(_BROKEN) from None
        if len(self._zip.namelist()) > MAX_FILES:
            raise Refused(f"it holds more than {MAX_FILES:,} files")
        for name in self._zip.namelist():
            if _leads_out(name):
                raise Refused("it holds a file whose name leads out of the archive")
        self._left = MAX_PARTS

    def names(self) -> list[str]:
        """The names of all files in it."""
        return self._zip.namelist()

    def part(self, name: str) -> ElementTree.Element | None:
        """The root of an XML part, or None where there is no such part.

        Raises Refused for a part that is damaged, too large once unpacked, or has a DTD.
        """
        if name not in self._zip.namelist():
            return None
        data = self._unpacked(name)
        plain = data.replace(b"\0", b"") if b"\0" in data else data
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Refused("its XML defines entities, which no Word file does")
        if plain.count(b"<") > MAX_ELEMENTS:
            raise Refused(f"it has more than {MAX_ELEMENTS:,} elements")
        try:
            return ElementTree.fromstring(data)
        except (ElementTree.ParseError, ValueError, LookupError):
            raise Refused(f"its part {name} is no sound XML") from None

    def _unpacked(self, name: str) -> bytes:
        info = self._zip.getinfo(name)
        limit = min(MAX_PART, self._left)
        if info.file_size > max(MAX_RATIO * info.compress_size, 1024 * 1024):
            raise Refused("it unpacks to far more than it holds (a zip bomb)")
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
            raise Refused(_BROKEN) from None
        except (RuntimeError, NotImplementedError):
            raise Refused("it is encrypted; save it without a password and add that") from None
        if len(data) > limit:
            raise Refused(f"it unpacks to more than {limit // 1024 // 1024} MB")
        self._left -= len(data)
        return data


def _leads_out(name: str) -> bool:
    """Whether a name is absolute or climbs above the archive."""
    path = posixpath.normpath(name.replace("\\", "/"))
    return path.startswith(("/", "..")) or ":" in path.partition("/")[0]

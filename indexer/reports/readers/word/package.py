"""Office files: parts of XML in a zip archive or in one flat file, opened as if an enemy had
made them.

The XML is read by the standard library. All that makes that unsafe needs a DTD, and a part with
one is refused before it is parsed; external entities expat does not fetch in any case.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from typing import Protocol
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
_MAIN = "word/document.xml"
_MAIN_KIND = "/officeDocument"


class Package(Protocol):
    """The parts of an Office file by name, without the slash in front."""

    def names(self) -> list[str]:
        """The names of all parts."""

    def data(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is no such part; Refused where it is unsafe."""

    def part(self, name: str) -> ElementTree.Element | None:
        """The root of an XML part, None where there is no such part; Refused as ``data``."""


def open_package(data: bytes) -> Package:
    """The parts of an Office file. Raises Refused for what is damaged or unsafe."""
    return _Archive(data) if data.startswith(b"PK") else _Flat(data)


def main_part(package: Package) -> str:
    """The name of the part that holds the text: what the package says, or else the usual one."""
    said = [target for kind, target in relations(package, "").values() if kind.endswith(_MAIN_KIND)]
    usual = (name for name in sorted(package.names()) if name.startswith("word/document"))
    named = [*said, *(name for name in usual if name.endswith(".xml"))]
    return next((name for name in named if name in package.names()), _MAIN)


def relations(package: Package, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part leads to within the package: id → (kind, name of the other part)."""
    folder, name = posixpath.split(part)
    root = package.part(posixpath.join(folder, "_rels", f"{name}.rels"))
    return {
        relation.get("Id", ""): (
            relation.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/"),
        )
        for relation in (root if root is not None else ())
        if relation.get("TargetMode") != "External"
    }


class _Archive:
    """A zip archive. Nothing is written to disk, no entity is resolved."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused for what is no zip, and for one with names that lead out of it."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
            raise Refused(_BROKEN) from None
        if len(self._zip.infolist()) > MAX_FILES:
            raise Refused(f"it holds more than {MAX_FILES:,} files")
        #: Some programs on Windows part the names with backslashes.
        self._files = {
            info.filename.replace("\\", "/").lstrip("/"): info for info in self._zip.infolist()
        }
        if any(_leads_out(info.filename) for info in self._zip.infolist()):
            raise Refused("it holds a file whose name leads out of the archive")
        self._left = MAX_PARTS

    def names(self) -> list[str]:
        return list(self._files)

    def part(self, name: str) -> ElementTree.Element | None:
        data = self.data(name)
        return None if data is None else _parsed(data, name)

    def data(self, name: str) -> bytes | None:
        info = self._files.get(name)
        if info is None:
            return None
        limit = min(MAX_PART, self._left)
        if info.file_size > max(MAX_RATIO * info.compress_size, 1024 * 1024):
            raise Refused("it unpacks to far more than it holds (a zip bomb)")
        try:
            with self._zip.open(info) as file:
                data = file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise Refused(_BROKEN) from None
        except (RuntimeError, NotImplementedError):
            raise Refused("it is encrypted; save it without a password and add that") from None
        if len(data) > limit:
            raise Refused(f"it unpacks to more than {limit // 1024 // 1024} MB")
        self._left -= len(data)
        return data


class _Flat:
    """One XML file that holds all parts ('Word XML Document', Flat OPC)."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused for what is no sound XML, or too large."""
        if len(data) > MAX_PART:
            raise Refused(f"it has more than {MAX_PART // 1024 // 1024} MB of XML")
        self._parts: dict[str, ElementTree.Element] = {}
        for part in _parsed(data, "of the package"):
            name = next((v for k, v in part.attrib.items() if k.endswith("}name")), "")
            inner = next((child for child in part if child.tag.endswith("}xmlData")), None)
            if inner is not None and len(inner):
                self._parts[name.lstrip("/")] = inner[0]

    def names(self) -> list[str]:
        return list(self._parts)

    def data(self, name: str) -> bytes | None:
        part = self._parts.get(name)
        return None if part is None else ElementTree.tostring(part)

    def part(self, name: str) -> ElementTree.Element | None:
        return self._parts.get(name)


def _parsed(data: bytes, name: str) -> ElementTree.Element:
    plain = data.replace(b"\0", b"") if b"\0" in data else data
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused("its XML defines entities, which no Word file does")
    if plain.count(b"<") > MAX_ELEMENTS:
        raise Refused(f"it has more than {MAX_ELEMENTS:,} elements")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Refused(f"its part {name} is no sound XML") from None


def _leads_out(name: str) -> bool:
    """Whether a name is absolute or climbs above the archive."""
    path = posixpath.normpath(name.replace("\\", "/"))
    return path.startswith(("/", "..")) or ":" in path.partition("/")[0]

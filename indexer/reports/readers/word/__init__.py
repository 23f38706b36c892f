"""Word (.docx): one Line per paragraph or table row, in the order of the text.

Read from the file's XML directly: python-docx (MIT) passes over text boxes, tracked changes,
footnotes, embedded files and the numbers of lists, and these are half of what is wanted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from indexer.reports.dates import day
from indexer.reports.lines import Line
from indexer.reports.readers.recognition import looks_like_word
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.word.body import Body
from indexer.reports.readers.word.embedded import read_embedded
from indexer.reports.readers.word.numbered_lists import Lists
from indexer.reports.readers.word.package import (
    Package,
    main_part,
    open_package,
    relations,
)
from indexer.reports.readers.word.styles import Styles
from indexer.reports.readers.word.xml import local

#: Files in files, and how many of them are read.
MAX_LEVELS, MAX_EMBEDDED = 2, 50


def read_word(data: bytes) -> Reading:
    """The paragraphs and table rows of a Word file, in order; notes behind, then heads and feet.

    Headings (by style or outline level), list items (with depth and number), paragraphs (with
    the depth of the list that they continue), table rows (cells parted by tabs), footnotes (with
    their numbers). Tracked insertions are in; deletions, hidden text and prompts are told and
    left out. Hints: 'title', and 'created' (a day), which need not be that of
    publication. Raises Refused for a file that is damaged, unsafe or no document.
    """
    return _read(data, 1)


def _read(data: bytes, level: int) -> Reading:
    """The same for a file inside other files, the ``level``-th of them."""
    package = open_package(data)
    main = main_part(package)
    root = package.part(main)
    if root is None:
        raise Refused("it is a zip archive without a Word document in it")
    embedded = _Embedded(package, main, level)
    body = Body(
        Styles(package.part("word/styles.xml")),
        Lists(package.part("word/numbering.xml")),
        embedded.lines,
    )
    body.read(root)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        body.read(package.part(name))
    for name, reason in _margins(package):
        body.read(package.part(name), reason)
    if embedded.unread and not body.found:
        raise Refused("its text is another file inside it; open it in Word, save it again as .docx")
    lines = [replace(line, number=place) for place, line in enumerate(body.found, start=1)]
    return Reading(lines, _facts(package.part("docProps/core.xml")), tuple(embedded.warnings()))


class _Embedded:
    """The files that a Word file takes in, and what came of them."""

    def __init__(self, package: Package, part: str, level: int) -> None:
        self.package = package
        self.targets = relations(package, part)
        self.level = level
        self.count = self.unread = 0
        self.told: list[str] = []

    def lines(self, reference: str) -> list[Line]:
        """The lines of the file with that id; none, and counted, where it cannot be read."""
        _, name = self.targets.get(reference, ("", ""))
        self.count += 1
        data = self.package.data(name) if self.count <= MAX_EMBEDDED else None
        try:
            reading = self._reading(data, name) if data else None
            lines = list(reading.lines) if reading else []
        except Refused:
            reading, lines = None, []
        if reading is None:
            self.unread += 1
        else:
            self.told += reading.warnings
        return lines

    def _reading(self, data: bytes, name: str) -> Reading | None:
        if not looks_like_word(data):
            return read_embedded(data, name)
        return _read(data, self.level + 1) if self.level < MAX_LEVELS else None

    def warnings(self) -> Iterator[str]:
        """What was said of them, and how many could not be read."""
        yield from self.told
        if self.unread:
            yield (
                f"Files embedded in the text were not read: {self.unread}. Open the report in"
                " Word, save it again as .docx and add that."
            )


def _margins(package: Package) -> Iterator[tuple[str, str]]:
    """The parts with running heads and feet, each with why it is chrome."""
    for name in package.names():
        for kind in ("header", "footer"):
            if name.startswith(f"word/{kind}") and name.endswith(".xml"):
                yield name, f"the {kind} of the pages"


def _facts(root: Element | None) -> dict[str, str]:
    """The title, and the month in which the file was made."""
    texts = {
        local(element): (element.text or "").strip() for element in (() if root is None else root)
    }
    facts = {"title": texts.get("title", ""), "created": day(texts.get("created", "")) or ""}
    return {name: fact for name, fact in facts.items() if fact}

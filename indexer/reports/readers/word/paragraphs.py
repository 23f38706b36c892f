"""A paragraph of a Word file while it is read, and what its runs print.

``body`` calls it element by element; texts and yes or no come out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.reports.lines import Line
from indexer.reports.readers.inline import CELL, Piece, is_mark, row
from indexer.reports.readers.word.styles import Style
from indexer.reports.readers.word.xml import child, local, value

#: What parts of a run print that hold no text.
_TEXTS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Paragraph:
    """A <w:p> while it is read."""

    properties: Element | None
    style: Style
    pieces: list[Piece] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    #: What is left out of it, with the reason.
    asides: list[tuple[str, str]] = field(default_factory=list)
    #: Lines of text boxes that hang on it.
    boxed: list[Line] = field(default_factory=list)


def run_texts(element: Element) -> Iterator[str]:
    """What one part of a <w:r> prints."""
    name = local(element)
    if name == "t":
        yield element.text or ""
    elif name == "sym":
        code = value(element, "char") or ""
        if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code):
            yield chr(int(code, 16))
    elif name in _TEXTS:
        yield _TEXTS[name]


def all_text(element: Element) -> str:
    """All text in an element, deleted or not."""
    return "".join(
        (inner.text or "") if local(inner) in ("t", "delText") else " " * (local(inner) == "p")
        for inner in element.iter()
    )


def said(direct: bool | None, by_run: bool | None, by_paragraph: bool | None) -> bool:
    """Direct type before the type of the run's style before that of the paragraph's."""
    return bool(next((said for said in (direct, by_run, by_paragraph) if said is not None), False))


def goes_on(paragraph: Paragraph) -> bool:
    """Whether the next paragraph goes on with this one: its end was deleted, or it is the large
    first letter of the next, which Word keeps in a frame."""
    framed = value(child(paragraph.properties, "framePr"), "dropCap")
    return framed in ("drop", "margin") or child(paragraph.properties, "rPr", "del") is not None


def tabbed(pieces: list[Piece]) -> list[str]:
    """The cells of a paragraph that is set with tabs; none for all others."""
    if CELL not in pieces:
        return []
    cells = row(pieces).strip(CELL.text).split(CELL.text)
    return cells if len(cells) > 1 and not is_mark(cells[0]) else []

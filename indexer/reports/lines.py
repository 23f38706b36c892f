"""Typed lines: what every reader makes of a file, and all that ``structure`` sees of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a reader knows for certain of a line, because its format says so."""

    HEADING = "heading"
    ITEM = "list item"
    PARAGRAPH = "paragraph"
    ROW = "table row"
    NOTE = "footnote"
    CONTENTS = "entry of a contents list"
    CHROME = "page chrome"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A cell of a table in a format that keeps cells apart: which table, row and column.

    Rows and columns count from 1; the number of a table is its own within the source.
    """

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source that is not blank.

    For text and PDF a line is a printed line, or the part of one that belongs to one element of
    a tagged PDF; for HTML, Markdown and Word, which wrap by themselves, it is one block: a
    heading, a paragraph, a list item without its nested lists, a table row with its cells parted
    by tabs.
    """

    #: Position in the source, counted from 1, rising. For text the line number of the file.
    number: int
    #: As printed, without its line end and indent, and in a tagged PDF without the bullet or number
    #: of an item; never blank.
    text: str
    #: The page it is printed on, counted from 1; None where the format has no pages.
    page: int | None = None
    #: True when a blank line, a new element or a wide gap stands before it.
    starts: bool = True
    #: Distance from the left margin: columns in text, points in PDF, 0 where a role says more.
    indent: float = 0.0
    #: What the format says it is; None where only the text tells (text, a PDF without
    #: tags).
    role: Role | None = None
    #: Heading level (1 is the highest) or list depth (1 is the outermost); 0 where unknown.
    level: int = 0
    #: The whole line is set in bold.
    bold: bool = False
    #: Type size in points; None where the format has none.
    size: float | None = None
    #: Stands at the very top or bottom of its page, where running heads and feet are.
    edge: bool = False
    #: The number a list prints in front of the item ('1', '5.12', 'a'), where the format keeps
    #: it outside the text (HTML <ol>, Word numbering) or it is taken off it (a tagged PDF).
    label: str | None = None
    #: The containers that hold it (div, section, aside, blockquote, table cell), outermost first,
    #: each by a number of its own; empty where the format has none.
    groups: tuple[int, ...] = ()
    #: Why the reader takes the line for page chrome, in plain words; empty for all others.
    chrome: str = ""
    #: The element of a tagged PDF that the line is part of: lines with one number (from 1) are one
    #: heading, paragraph, item or cell, however they are broken. 0 where the format has none.
    element: int = 0
    #: The cell that holds the line, where the reader keeps cells apart; None elsewhere.
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its lines in order and what the format itself says of it."""

    #: The file's name, for messages and for the report's slug.
    name: str
    #: 'text', 'markdown', 'html', 'pdf' or 'word'.
    format: str
    #: Hex SHA-256 of the file's bytes.
    sha256: str
    lines: tuple[Line, ...]
    #: Facts that the format carries outside the text: 'title', 'published', 'created',
    #: 'url', 'site'.
    hints: Mapping[str, str] = field(default_factory=dict)
    #: What a reader could not make out, one plain sentence each.
    warnings: tuple[str, ...] = ()

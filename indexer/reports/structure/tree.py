"""The tree of a report: sections by their headings, with paragraphs, lists and tables in them.

These are the values that ``structure`` makes and what ``labelling`` and ``findings`` see of a
report; only ``family`` and the ledger read its lines. Nothing here knows a family or a category:
an unknown report has the same tree.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from indexer.reports import wording
from indexer.reports.corrections import Correction


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


class Sign(StrEnum):
    """By what a heading is known, the surest first."""

    #: The format says so, or its type is set apart from the text.
    TYPE = "type"
    #: The report's contents list names it.
    LISTED = "contents list"
    #: A family is known to print it.
    WORDS = "words"
    #: It stands alone and is short.
    SHAPE = "shape"
    #: It is a paragraph in bold, below a heading that the format calls one.
    BOLD = "bold"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of print that belongs together, furniture taken out and halves joined."""

    kind: Kind
    text: str
    #: Numbers of its lines in the source, rising.
    lines: tuple[int, ...]
    page: int | None = None
    #: Heading level or list depth (1 is the outermost); 0 where the print shows none.
    level: int = 0
    #: The printed number of an item, without the text behind it.
    label: str | None = None
    #: True when the number stands in the text itself, and not in the format's numbering.
    label_in_text: bool = False
    #: The bullet mark; '' for items known by their format or label.
    mark: str = ""
    indent: float = 0.0
    #: The indent of its second line, where it has one; None elsewhere.
    hang: float | None = None
    bold: bool = False
    size: float | None = None
    #: The containers that hold it, outermost first.
    groups: tuple[int, ...] = ()
    #: Offsets in ``text`` where halves over a page break were joined.
    joins: tuple[int, ...] = ()
    #: True when a blank line, a gap or a page break stands before it.
    starts: bool = True
    #: True where the format keeps what it is (a role), and not only its type or place.
    tagged: bool = False
    #: True where it was read from its place on a page, whose indents and type tell; False where
    #: the format keeps levels of its own (HTML, Word, Markdown).
    laid_out: bool = False
    #: By what it is known as a heading; None for all else.
    sign: Sign | None = None
    #: The texts of its cells, for a row.
    cells: tuple[str, ...] = ()
    #: The table it is a row of, by number; 0 where the format keeps no tables.
    table: int = 0
    #: What a person says that it is, or None.
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its text, and what belongs to it in order."""

    block: Block
    #: Nested lists, and paragraphs that go on with the item.
    parts: tuple[Block | List, ...] = ()

    def blocks(self) -> Iterator[tuple[Block, bool]]:
        """Its blocks in order, each with whether it is a nested item."""
        yield self.block, False
        for part in self.parts:
            if isinstance(part, Block):
                yield part, False
            else:
                for item in part.items:
                    for number, (block, nested) in enumerate(item.blocks()):
                        yield block, nested or number == 0


@dataclass(frozen=True, slots=True)
class List:
    """A list with its end."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand below each other."""

    rows: tuple[Block, ...]


#: What stands in a section: paragraphs as blocks, lists and tables.
Node = Block | List | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands directly below it, down to the next heading or the box's end.

    A part without heading is the beginning of a report, or what follows the end of a box.
    """

    heading: Block | None
    nodes: tuple[Node, ...] = ()
    #: The container that ends the section, where it ends before the next heading; else ().
    container: tuple[int, ...] = ()
    #: True for a box that ends before the next heading: a numbered one, which the next numbered
    #: paragraph ends, and one whose heading is run in to its paragraph.
    ended: bool = False

    @property
    def level(self) -> int:
        """The level of its heading; 0 where the print shows none."""
        return self.heading.level if self.heading else 0

    @property
    def run_in(self) -> bool:
        """True where the heading is printed in one line with the text below it."""
        text = first(self.nodes)
        return (
            self.heading is not None
            and text is not None
            and (self.heading.lines[-1] == text.lines[0])
        )


@dataclass(slots=True)
class Section:
    """A part with the sections inside it. Built by ``nested``; read only afterwards."""

    part: Part
    #: What stands in it, in order: its own content, sections, and content behind a box.
    children: list[Node | Section] = field(default_factory=list)

    @property
    def heading(self) -> Block | None:
        """The heading that opens it; None for what stands before the first."""
        return self.part.heading


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that the contents list names."""

    #: ``wording.key`` of its words.
    key: str
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """A report as it is built, before anything is named."""

    parts: tuple[Part, ...]
    #: What the contents list names, in its order.
    contents: tuple[Entry, ...] = ()
    #: Line number → why it, or a part of it, is no content.
    left_out: Mapping[int, str] = field(default_factory=dict)
    #: Footnotes, in order: they are no part of the text that they stand in.
    notes: tuple[Block, ...] = ()

    def tree(self) -> Section:
        """The sections as the print nests them: by level, and by containers that end."""
        return nested(self.parts, by_level)


#: True when a new part ends an open one.
Closes = Callable[[Part, Part], bool]


def nested(parts: Iterable[Part], closes: Closes, ends: Closes = lambda *_: False) -> Section:
    """The parts as a tree. ``closes(new, open)`` says whether a new heading ends the innermost open
    section, ``ends(new, open)`` whether it ends an open one with all that stands in it; a part
    without heading belongs to the innermost section whose container still holds it."""
    root = Section(Part(None))
    path = [root]
    for part in parts:
        if part.heading is None:
            while len(path) > 1 and (path[-1].part.ended or not holds(path[-1].part, part)):
                path.pop()
            path[-1].children += part.nodes
            continue
        ended = (i for i, above in enumerate(path[1:], start=1) if ends(part, above.part))
        del path[next(ended, len(path)) :]
        while len(path) > 1 and (not holds(path[-1].part, part) or closes(part, path[-1].part)):
            path.pop()
        section = Section(part, list(part.nodes))
        path[-1].children.append(section)
        path.append(section)
    return root


def by_level(new: Part, above: Part) -> bool:
    """True when the print shows that ``new`` ends ``above``: it stands on its level or higher. A
    heading without level stands below the last one that has one, and holds none."""
    if not above.level:
        return True
    return bool(new.level) and new.level <= above.level


def holds(above: Part, part: Part) -> bool:
    """True while the container of the section ``above``, if it has one, holds ``part``."""
    if not above.container:
        return True
    return groups(part)[: len(above.container)] == above.container


def groups(part: Part) -> tuple[int, ...]:
    """The containers of a part's first block."""
    if part.heading is not None:
        return part.heading.groups
    block = first(part.nodes)
    return block.groups if block else ()


def first(nodes: Sequence[Node]) -> Block | None:
    """The first block of some nodes, or None."""
    return next(blocks(nodes), None)


def blocks(nodes: Iterable[Node]) -> Iterator[Block]:
    """All blocks of some nodes, in order."""
    for node in nodes:
        if isinstance(node, Block):
            yield node
        elif isinstance(node, List):
            for item in node.items:
                yield from (block for block, _ in item.blocks())
        else:
            yield from node.rows


def without(nodes: Iterable[Node], dropped: Container[int]) -> tuple[Node, ...]:
    """The nodes without some blocks, by ``id``; an item, a list and a table go with what is left of
    them."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Block):
            found += [node] if id(node) not in dropped else []
        elif isinstance(node, Table):
            rows = tuple(row for row in node.rows if id(row) not in dropped)
            found += [Table(rows)] if rows else []
        else:
            kept = (item for item in node.items if id(item.block) not in dropped)
            items = tuple(_item_without(item, dropped) for item in kept)
            found += [List(items)] if items else []
    return tuple(found)


def _item_without(item: Item, dropped: Container[int]) -> Item:
    parts = without(item.parts, dropped)
    return replace(item, parts=tuple(part for part in parts if not isinstance(part, Table)))


def introduced(nodes: Sequence[Node]) -> int:
    """How many of some nodes the first paragraph holds with what it goes on with: the list below
    its colon, its second half."""
    end = 1
    while end < len(nodes) and _belongs(nodes[end - 1], nodes[end]):
        end += 1
    return end


def _belongs(above: Node, node: Node) -> bool:
    if not isinstance(above, Block):
        return False
    if isinstance(node, Block):
        return not wording.ends_sentence(above.text) and wording.goes_on(node.text)
    return not above.text.endswith(".")


def as_paragraph(block: Block) -> Block:
    """A heading that turned out to be text."""
    return replace(block, kind=Kind.PARAGRAPH, sign=None, level=0)


def outlined(section: Section, depth: int = 0) -> Iterator[str]:
    """The tree as an indented list, a line for each heading, paragraph, item and row."""
    for child in section.children:
        if isinstance(child, Section):
            assert child.heading is not None
            yield f"{'  ' * depth}# {child.heading.text}"
            yield from outlined(child, depth + 1)
        else:
            yield from _node(child, depth)


def _node(node: Node, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(node, Block):
        yield f"{margin}{node.text}"
    elif isinstance(node, Table):
        yield from (f"{margin}| {' | '.join(row.cells)}" for row in node.rows)
    else:
        for item in node.items:
            label = f"{item.block.label} " if item.block.label else ""
            yield f"{margin}- {label}{item.block.text}"
            for part in item.parts:
                yield from _node(part, depth + 1)

"""Markdown: one Line per block, numbered by the first printed line of the block.

markdown-it-py follows CommonMark and says on which lines a block stands. Of its rules those are
off that would take text away or change it: HTML, link definitions, indented code (in a report,
indented prose).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexer.reports.dates import month
from indexer.reports.lines import Line, Role
from indexer.reports.readers.characters import controls, decode, is_binary
from indexer.reports.readers.html.pictures import PICTURE, is_judgement
from indexer.reports.readers.inline import (
    BREAK,
    Piece,
    all_bold,
    is_bulleted,
    is_marked,
    row,
    runs,
    spaced,
)
from indexer.reports.readers.note_marks import parted
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.text import LINE_END, printed_lines
from indexer.reports.wording import ends_sentence

#: markdown-it-py takes time that grows with the square of unclosed marks, and up to 700 bytes
#: for a mark. A report of 60 pages has some hundred marks and thousand lines.
MAX_MARKS = 40_000
MAX_LINES = 40_000
#: Levels of lists and quotations; deeper ones would be lost without a word.
MAX_NESTING = 60
#: A longer 'heading' is a paragraph with a rule drawn under it. In characters.
MAX_HEADING = 200
#: A block of which more than this share is links is a menu where no text of a report stands.
MOST_LINKS = 0.5
LINKS = "links of the page"
#: Lines 'name: value' on top between two rules, lists and texts over several lines among them.
_FRONT = re.compile(r"\A---[ \t]*\n([\w -]+:.*\n(?:.*\n){0,60}?)(?:---|\.\.\.)[ \t]*\n")
_MARK = re.compile(r"[\[\]*_`|<>&\\!]")
_LEFT_OVER = re.compile(r"\*\*+")
#: What other Markdowns have besides CommonMark: '[^3]' calls for a note and '[^3]:' begins it;
#: HTML for raised numbers and line breaks, the name of a heading for links ('{#costs}').
_CALL = re.compile(r"\[\^[\w-]+\](?!:)")
_NOTE = re.compile(r"\[\^([\w-]+)\]:\s*")
_HTML = re.compile(r"<sup>\s*(?P<raised>[^<>]{1,12}?)\s*</sup>|(?P<break><br\s*/?>)", re.I)
#: A line of nothing but HTML that holds other text, as a box does.
_CONTAINER = re.compile(
    r"\s*(?:</?(?:div|section|article|aside|main|details|figure)(?:\s[^<>]*)?>\s*)+", re.I
)
_NAME = re.compile(r"\s*\{[#.:][^{}]*\}$")


def read_markdown(data: bytes) -> Reading:
    """The blocks of a Markdown file, in order.

    Headings with level, list items with depth and the number printed, paragraphs, table rows
    (cells parted by tabs). Marks of emphasis are removed, links are their text. Hints: 'title'
    and 'published' from the lines between '---' at the top. Raises Refused for binary data and
    for more marks, lines or levels than any report has.
    """
    text, warnings = decode(data)
    if is_binary(text):
        raise Refused("it is binary data and not text")
    if removed := controls(text):
        warnings += (f"Control characters were removed: {removed}.",)
    text = LINE_END.sub("\n", text).replace("\f", " ")
    front = _FRONT.match(text)
    blank = "\n" * front.group().count("\n") if front else ""
    body = blank + (text[front.end() :] if front else text)
    if len(_MARK.findall(body)) > MAX_MARKS or body.count("\n") > MAX_LINES:
        raise Refused(f"it has more than {MAX_MARKS:,} marks of Markdown or {MAX_LINES:,} lines")
    body, comments = _without_comments(body)
    body, containers = _without_containers(body)
    walk = _Walk()
    text_lines = _without_links_around(walk.lines(_parsed(body)), walk.linked)
    lines = [*_front_lines(front.group() if front else ""), *text_lines, *comments, *containers]
    if walk.struck:
        warnings += (f"Stretches of text that are struck out were left out: {walk.struck}.",)
    lines.sort(key=lambda line: line.number)
    return Reading(lines, _facts(front.group(1) if front else ""), warnings)


def _without_comments(text: str) -> tuple[str, list[Line]]:
    """The text with its comments blanked, and a line for each that has lines to itself."""
    parts: list[str] = []
    lines: list[Line] = []
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (stop := text.find("-->", start)) >= 0:
        comment = text[start : stop + 3]
        parts += [text[end:start], re.sub(r"[^\n]", "", comment)]
        end = stop + 3
        before, after = text[text.rfind("\n", 0, start) + 1 : start], text[end : end + 1]
        if not before.strip() and after in ("", "\n") and (said := spaced([Piece(comment)])):
            number = text.count("\n", 0, start) + 1
            lines.append(Line(number, said, role=Role.CHROME, chrome="a comment"))
    return "".join([*parts, text[end:]]), lines


def _without_containers(text: str) -> tuple[str, list[Line]]:
    """The text with the lines blanked that only begin or end a container of HTML, and those."""
    printed = text.split("\n")
    lines = []
    for place, line in enumerate(printed):
        if _CONTAINER.fullmatch(line):
            said = Line(place + 1, line.strip(), role=Role.CHROME, chrome="markup of a box")
            lines.append(said)
            printed[place] = ""
    return "\n".join(printed), lines


def _parsed(text: str) -> Sequence[Token]:
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"]).disable(
        ["code", "html_block", "html_inline", "reference"]
    )
    tokens = parser.parse(text)
    if any(token.level >= MAX_NESTING - 1 for token in tokens):
        raise Refused(f"its lists are nested more than {MAX_NESTING // 2} levels deep")
    return tokens


def _front_lines(front: str) -> Iterator[Line]:
    for line in printed_lines(front):
        yield replace(line, role=Role.CHROME, chrome="facts at the top of the file")


def _facts(front: str) -> dict[str, str]:
    """The title and date out of lines 'name: value'."""
    # Not splitlines(), which also parts at control characters (U+001C) within a value.
    pairs = (line.split(":", 1) for line in front.split("\n") if ":" in line)
    named = {name.strip().lower(): value.strip(" \t\"'") for name, value in pairs}
    facts = {"title": named.get("title", "")}
    facts["published"] = month(named.get("published") or named.get("date") or "") or ""
    return {name: value for name, value in facts.items() if value}


def _without_links_around(lines: Sequence[Line], linked: set[int]) -> Iterator[Line]:
    """The lines, those that are links alone above the first heading and behind the last sentence
    marked: a page that was turned into Markdown brings its menus along."""
    headed = [i for i, line in enumerate(lines) if line.role is Role.HEADING]
    first = headed[0] if headed else 0
    said = [i for i, line in enumerate(lines) if ends_sentence(line.text) and i >= first]
    for place, line in enumerate(lines):
        outside = bool(headed) and (place < first or place > max(said, default=len(lines)))
        is_menu = outside and line.number in linked and line.role in (Role.PARAGRAPH, Role.ITEM)
        yield replace(line, role=Role.CHROME, chrome=LINKS) if is_menu else line


@dataclass(slots=True)
class _Item:
    """One list item: its first block is the item, what follows goes on with it."""

    level: int
    label: str | None
    begun: bool = False


class _Walk:
    """One pass over the tokens, which come in pairs: '…_open' and '…_close'."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.items: list[_Item] = []
        self.depth = 0
        self.heading = 0
        self.groups: tuple[int, ...] = ()
        self.cells: list[str] | None = None
        self.bold_cells: list[bool] = []
        self.row_number = 0
        #: How many stretches of text were struck out.
        self.struck = 0
        #: The numbers of lines of which most is links.
        self.linked: set[int] = set()

    def lines(self, tokens: Sequence[Token]) -> list[Line]:
        """The lines of all tokens, in order."""
        for token in tokens:
            step = self._STEPS.get(token.type)
            if step:
                step(self, token)
        return self.found

    def _list(self, token: Token) -> None:
        self.depth += token.nesting

    def _item(self, token: Token) -> None:
        if token.nesting > 0:
            self.items.append(_Item(self.depth, token.info or None))
        else:
            self.items.pop()

    def _quote(self, token: Token) -> None:
        if token.nesting > 0:
            self.groups = (*self.groups, _first(token))
        else:
            self.groups = self.groups[:-1]

    def _heading(self, token: Token) -> None:
        self.heading = int(token.tag[1:]) if token.nesting > 0 else 0

    def _row(self, token: Token) -> None:
        if token.nesting > 0:
            self.cells, self.bold_cells = [], []
            self.row_number = _first(token)
        elif self.cells is not None:
            text = "\t".join(self.cells).rstrip("\t")
            self._add(self.row_number, text, role=Role.ROW, bold=all(self.bold_cells))
            self.cells = None

    def _rule(self, token: Token) -> None:
        line = Line(_first(token), token.markup[1:], role=Role.CHROME, chrome="a line drawn")
        self.found.append(line)

    def _code(self, token: Token) -> None:
        first = _first(token) + 1
        for line in printed_lines(token.content):
            self._add(first + line.number - 1, line.text, role=None, starts=line.starts)

    def _inline(self, token: Token) -> None:
        children = token.children or ()
        if _is_picture(children) and self.cells is None:
            text = " ".join(spaced(list(_pieces(children))).split())
            if text:
                self.found.append(Line(_first(token), text, role=Role.CHROME, chrome=PICTURE))
            return
        self.struck += sum(child.type == "s_open" for child in children)
        pieces = parted(list(_pieces(children))).pieces
        if self.cells is not None:
            self.cells.append(row(pieces))
            self.bold_cells.append(all_bold(pieces) or not self.cells[-1])
            return
        if _are_links(pieces):
            self.linked.add(_first(token))
        for run in runs(pieces, _begins, heading=bool(self.heading)):
            number = _first(token) + run.breaks
            if note := _NOTE.match(run.text):
                text = run.text[note.end() :] or note.group()
                self.found.append(Line(number, text, role=Role.NOTE, label=note.group(1)))
            else:
                self._add(number, run.text, bold=run.bold, starts=run.starts)

    def _add(
        self,
        number: int,
        text: str,
        *,
        role: Role | None = Role.PARAGRAPH,
        bold: bool = False,
        starts: bool = True,
    ) -> None:
        """Add one line, unless it is blank."""
        text = _LEFT_OVER.sub("", text).strip(" ")
        text = _NAME.sub("", text) if self.heading else text
        if not text:
            return
        item = self.items[-1] if self.items else None
        line = Line(number, text, starts=starts, bold=bold, groups=self.groups)
        if self.heading and len(text) <= MAX_HEADING:
            line = replace(line, role=Role.HEADING, level=self.heading)
        elif item and not item.begun and role is Role.PARAGRAPH:
            item.begun = True
            line = replace(line, role=Role.ITEM, level=item.level, label=item.label)
        else:
            role = None if role is Role.PARAGRAPH and not bold and is_marked(text) else role
            line = replace(line, role=role, level=item.level if item else 0)
        self.found.append(line)

    _STEPS: ClassVar[dict[str, Callable[[_Walk, Token], None]]] = {
        "bullet_list_open": _list,
        "bullet_list_close": _list,
        "ordered_list_open": _list,
        "ordered_list_close": _list,
        "list_item_open": _item,
        "list_item_close": _item,
        "blockquote_open": _quote,
        "blockquote_close": _quote,
        "heading_open": _heading,
        "heading_close": _heading,
        "tr_open": _row,
        "tr_close": _row,
        "hr": _rule,
        "fence": _code,
        "code_block": _code,
        "inline": _inline,
    }


def _first(token: Token) -> int:
    """The number of the token's first printed line, from 1."""
    return token.map[0] + 1 if token.map else 0


def _is_picture(tokens: Sequence[Token]) -> bool:
    """Whether a block is pictures alone, of which none stands for a grade."""
    shown = [token for token in tokens if token.type != "softbreak"]
    pictures = all(token.type == "image" for token in shown)
    return bool(shown) and pictures and not any(is_judgement(token.content) for token in shown)


def _are_links(pieces: Sequence[Piece]) -> bool:
    """Whether most of a block is links."""
    size = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) for piece in pieces if piece.linked) > MOST_LINKS * size


def _begins(text: str) -> bool:
    """Whether a printed line begins an item or a note."""
    return is_bulleted(text) or bool(_NOTE.match(text))


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """The inline tokens of a block as text with its type; what is struck out is left out."""
    bold = linked = struck = 0
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            bold += token.nesting
        elif token.type in ("link_open", "link_close"):
            linked += token.nesting
        elif token.type in ("s_open", "s_close"):
            struck += token.nesting
        elif token.type in ("softbreak", "hardbreak"):
            yield BREAK
        elif token.content and not struck:
            yield from _typed(token.content, Piece("", bold > 0, linked > 0))


def _typed(text: str, kind: Piece) -> Iterator[Piece]:
    """Plain text with the HTML and the calls for notes in it, which CommonMark leaves as text."""
    end = 0
    text = _CALL.sub("", text)
    for found in _HTML.finditer(text):
        yield replace(kind, text=text[end : found.start()])
        raised = found["raised"]
        yield replace(kind, text=raised, raised=True) if raised else BREAK
        end = found.end()
    yield replace(kind, text=text[end:])

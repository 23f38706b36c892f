"""From typed lines to the parts of a tree: the order of the steps, each in a module of its own.

Called by ``pipeline``; in: the lines of a source and whether words are those of a heading; out: a
``Document``. No family is asked: an unknown report has the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from indexer.reports import wording
from indexer.reports.corrections import (
    LEFT_OUT,
    NO_CORRECTIONS,
    Corrections,
    Is,
    placed,
)
from indexer.reports.lines import Line, Source
from indexer.reports.structure.blocks.builder import Builder
from indexer.reports.structure.blocks.typography import printed
from indexer.reports.structure.column_heads import by_columns
from indexer.reports.structure.contents_list import CONTENTS, Contents, contents
from indexer.reports.structure.figure_rows import with_figure_rows
from indexer.reports.structure.furniture import furniture, signature
from indexer.reports.structure.grade_bars import with_bars
from indexer.reports.structure.headings import with_headings
from indexer.reports.structure.judgement_rows import (
    Judgement,
    with_judgement_rows,
    with_labelled_rows,
)
from indexer.reports.structure.lists import POINTS, is_numbered, nodes
from indexer.reports.structure.notes import FOOTNOTE, notes
from indexer.reports.structure.plain_headings import headings_by_shape
from indexer.reports.structure.pull_quotes import PULL_QUOTE, pull_quotes
from indexer.reports.structure.run_in_headings import IsHeadingText, unglued
from indexer.reports.structure.tables import without_layout
from indexer.reports.structure.tree import Block, Document, Kind, Part

#: Why a line of nothing but asterisks, or a bullet mark on its own line, is in no finding.
MARKS = "marks without text"

#: What a page prints above a heading, in the heading's own container.
EYEBROW = "number or label of the heading below it"
EYEBROW_WORDS = 3
#: Where a heading has no text of its own, so many blocks tell whether its container is a box.
OPENING = 4

#: A box is inset by less than so many points; what stands further in is centred.
INSET = 40.0

_NUMBERED_BOX = re.compile(r"^[A-Z][A-Za-z ]+ (?:no\.? ?)?\d{1,3}[a-z]?[ :.]*$", re.I)


def document(
    source: Source,
    is_heading_text: IsHeadingText,
    corrections: Corrections = NO_CORRECTIONS,
    judgement: Judgement = lambda _: (),
) -> Document:
    """The tree of a source, and why each line that is not in it is left out.

    ``judgement`` tells the rows of tables of judgements that have lost their columns.
    Raises CorpusError when a correction does not fit the source.
    """
    pieces, printed_on = unglued(source.lines, is_heading_text)
    pieces = without_layout(tuple(by_columns(pieces, is_heading_text)))
    pieces = tuple(with_bars(pieces, judgement))
    pieces, judged = with_judgement_rows(pieces, judgement)
    pieces = with_labelled_rows(pieces, judgement, is_heading_text)
    pieces = with_figure_rows(pieces, is_heading_text)
    corrected = placed(corrections, pieces, printed_on)
    left_out, listed = _left_out(pieces, is_heading_text, corrected)
    named = listed.keys | judged
    own_line = _own_lines(pieces, left_out, named)
    builder = Builder(pieces, left_out, is_heading_text, own_line, corrected)
    blocks = with_headings(builder.build(printed_on), named, is_heading_text, builder.print)
    blocks, eyebrows = _without_eyebrows(blocks)
    blocks, quotes = _without_pull_quotes(blocks)
    noted = {number for number, reason in left_out.items() if reason == FOOTNOTE}
    return Document(
        parts=tuple(_parts(blocks)),
        contents=listed.entries,
        left_out=_by_line(left_out, printed_on, source.lines) | eyebrows | quotes,
        notes=tuple(_notes(pieces, noted, printed_on)),
    )


def _left_out(
    lines: Sequence[Line], is_heading_text: IsHeadingText, corrections: Corrections
) -> tuple[dict[int, str], Contents]:
    """Furniture, footnotes and contents list: piece number → reason, and what the list names.

    Each helps to find the other: what the list names is hardly furniture, and a running head
    inside the list is no entry. So the list is read twice.
    """
    named = contents(lines, {})
    keys = named.keys
    recurring, entries = set(), set()
    for line in lines:
        if is_heading_text(line.text):
            recurring.add(signature(line.text))
        elif wording.key(line.text) in keys or _is_wrapped_entry(line, named):
            entries.add(signature(line.text))
    found = furniture(lines, frozenset(recurring), frozenset(entries))
    listed = contents(lines, found)
    found |= dict.fromkeys(listed.lines, CONTENTS)
    body = printed([line for line in lines if line.number not in found]).body
    found |= dict.fromkeys(notes(lines, found, body), FOOTNOTE)
    for number, correction in corrections.items():
        found.pop(number, None)
        if correction.kind is Is.FURNITURE:
            found[number] = LEFT_OUT
    return found, listed


def _is_wrapped_entry(line: Line, named: Contents) -> bool:
    """True for a line of the contents list that an entry over two lines begins with."""
    return line.number in named.lines and line.text.rstrip()[-1:] in "–—-"


def _own_lines(
    lines: Sequence[Line], left_out: Mapping[int, str], named: frozenset[str]
) -> frozenset[int]:
    """The pieces that are headings on a line of their own: those that the contents list or a table
    of judgements names, and, in a text without blank lines, those of that shape."""
    kept = [line for line in lines if line.number not in left_out]
    own = {line.number for line in kept if wording.key(line.text) in named}
    return headings_by_shape(kept, printed(kept).width) | own


def _by_line(
    left_out: Mapping[int, str], printed_on: Mapping[int, int], lines: Sequence[Line]
) -> dict[int, str]:
    """Line number → why the line, or the pieces of it, are left out."""
    found = dict.fromkeys({line.number for line in lines} - set(printed_on.values()), MARKS)
    for piece, reason in sorted(left_out.items()):
        line = printed_on[piece]
        if reason not in found.get(line, "").split("; "):
            found[line] = f"{found[line]}; {reason}" if line in found else reason
    return found


def _notes(
    lines: Sequence[Line], noted: set[int], printed_on: Mapping[int, int]
) -> Iterator[Block]:
    for line in lines:
        if line.number in noted:
            text = wording.spaced(line.text)
            yield Block(Kind.PARAGRAPH, text, (printed_on[line.number],), line.page)


def _without_eyebrows(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, str]]:
    """The blocks without the number or the word that a page prints above a heading, first in the
    container that holds both: '2', 'Efficiency'; or, wherever it stands, the number of a chapter:
    'Section 2'. And their lines, with the reason."""
    kept: list[Block] = []
    lines: dict[int, str] = {}
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        if below is not None and _is_eyebrow(block, below, blocks[place - 1] if place else None):
            lines |= dict.fromkeys(block.lines, EYEBROW)
        else:
            kept.append(block)
    return kept, lines


def _without_pull_quotes(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, str]]:
    """The blocks without what a page prints once more to catch the eye, and the lines of that."""
    places = pull_quotes(blocks)
    lines = [line for place in places for line in blocks[place].lines]
    kept = [block for place, block in enumerate(blocks) if place not in places]
    return kept, dict.fromkeys(lines, PULL_QUOTE)


def _is_eyebrow(block: Block, below: Block, above: Block | None) -> bool:
    short = block.kind is Kind.PARAGRAPH and len(block.text.split()) <= EYEBROW_WORDS
    if not short or below.kind is not Kind.HEADING:
        return False
    if wording.is_chapter_number(block.text):
        return True
    if wording.ends_sentence(block.text):
        return False
    if block.text.isdigit() and block.tagged and not block.groups:
        return True
    depth = len(block.groups)
    together = bool(depth) and below.groups[:depth] == block.groups
    return together and (above is None or above.groups[:depth] != block.groups)


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """The blocks by heading, and by the end of boxes."""
    heading: Block | None = None
    content: list[Block] = []
    container: tuple[int, ...] = ()
    for place, block in enumerate(blocks):
        outside = bool(container) and block.groups[: len(container)] != container
        ended = heading is not None and _ends_box(heading, content, block)
        if block.kind is not Kind.HEADING and not ((outside or ended) and _is_text(content)):
            content.append(block)
            continue
        inside = content or _opening(container, blocks[place : place + OPENING])
        yield Part(heading, nodes(content), container if _is_text(inside) else (), ended)
        heading, content = (block, []) if block.kind is Kind.HEADING else (None, [block])
        container = _container(block, blocks[place + 1 : place + 2]) if heading else ()
    yield Part(heading, nodes(content), container if _is_text(content) else ())


def _opening(container: tuple[int, ...], blocks: Sequence[Block]) -> list[Block]:
    """The first text in a container whose heading has another right below it: a box may begin with
    a statement in bold."""
    inside = takewhile(lambda one: one.groups[: len(container)] == container, blocks)
    return [one for one in inside if one.kind is not Kind.HEADING] if container else []


def _ends_box(heading: Block, content: Sequence[Block], block: Block) -> bool:
    """True for the numbered paragraph behind a numbered box, and for text that stands further left
    than the inset box above it."""
    if is_numbered(block) and _is_numbered_box(heading):
        return True
    if heading.size is None or not content:
        return False
    inset = POINTS < heading.indent <= INSET and content[0].indent >= heading.indent - POINTS
    return inset and block.indent < heading.indent - POINTS


def _is_numbered_box(heading: Block) -> bool:
    """True for a heading that counts boxes: 'Recommendation 3', 'Area for development 1'."""
    return bool(_NUMBERED_BOX.match(wording.spaced(heading.text)))


def _container(heading: Block, below: Sequence[Block]) -> tuple[int, ...]:
    """The innermost container that holds a heading and the text below it."""
    if not below:
        return ()
    shared = 0
    for one, other in zip(heading.groups, below[0].groups, strict=False):
        if one != other:
            break
        shared += 1
    return heading.groups[:shared]


def _is_text(content: Sequence[Block]) -> bool:
    """True for content that can be a box's: more than a label, a grade, a date or a lead-in."""
    if content and content[-1].text.endswith(":"):
        return False
    return any(
        block.kind is not Kind.PARAGRAPH or wording.ends_sentence(block.text) for block in content
    )

"""What frames a report: title page, letterhead, sign-off and imprint, which are no findings.

Called by ``labelling.sections`` with the parts of a document; out: the parts that are the
report's text, and why each other block is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile, zip_longest

from indexer.reports import wording
from indexer.reports.labelling.contacts import CONTACT, contacts
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.grades import printed_grade
from indexer.reports.labelling.small_print import (
    SIGNATURES,
    is_office,
    phrases,
    without_blocks,
    without_imprint,
    without_signatures,
)
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import Block, List, Node, Part, Section, Table, blocks, first

TITLE_PAGE = "title page"
LETTERHEAD = "date, addressees and salutation"
SAID_TWICE = "heading that is printed again right below"

#: A title page has only short lines; longer ones are the report's text.
TITLE_PAGE_CHARACTERS, LONGEST_TITLE = 120, 240
#: The title is one of so many headings from the top.
TITLE_PARTS = 40
#: The salutation of a letter stands within this many blocks from the top.
LETTERHEAD_BLOCKS = 60
#: A line of fewer words is no sentence, whatever it ends in: 'Reference no. 309.'
SENTENCE_WORDS = 5


@dataclass(slots=True)
class Framed:
    """The parts of a report that are its text."""

    parts: list[Part] = field(default_factory=list)
    #: Blocks that are left out, each with its reason.
    left_out: list[tuple[Block, str]] = field(default_factory=list)
    #: True for a letter.
    is_letter: bool = False

    def leave_out(self, nodes: Sequence[Node], reason: str) -> None:
        """Note that all blocks of these nodes are in no finding, and why."""
        self.left_out += ((block, reason) for block in blocks(nodes))

    def leave_out_block(self, block: Block, reason: str) -> None:
        """The same for one block."""
        self.left_out.append((block, reason))


def framed(parts: Sequence[Part], titles: frozenset[str], family: Family) -> Framed:
    """The parts without what frames them; ``titles`` holds the keys of the report's title."""
    found = Framed()
    text = _below_salutation(parts, found)
    text = _below_title_page(text, found, titles, family)
    text = _above_sign_off(text, found, family)
    text = without_signatures(text, found.leave_out_block)
    text = without_imprint(text, found.leave_out_block, found.is_letter)
    text = without_blocks(text, contacts(text), CONTACT, found.leave_out_block)
    found.parts = list(_said_once(text, found))
    return found


def opening(children: Sequence[Node | Section], is_letter: bool) -> int:
    """How many of the nodes above a report's first heading say who inspected what and when, and
    judge nothing, with the lists that they lead in to. Where the first does not say so, all of
    them: then nothing there is known to judge. A letter goes on to judge; of another report that
    has to be seen."""
    above = list(takewhile(lambda child: not isinstance(child, Section), children))
    first = above[0] if above else None
    if not (isinstance(first, Block) and phrases("introduces").match(first.text)):
        return len(above)
    introduces = _only_introduces if is_letter else lambda text: not judges(text)
    return len(list(takewhile(lambda node: _introduces(node, introduces), above)))


def _introduces(node: Node | Section, introduces: Callable[[str], bool]) -> bool:
    return not isinstance(node, Block) or introduces(node.text)


def judges(text: str) -> bool:
    """True for a paragraph that says how well something is done."""
    return bool(phrases("judges").search(text))


def speaks(text: str) -> bool:
    """True for a paragraph in which one person speaks: 'I congratulate the staff …'."""
    return bool(phrases("speaks").search(text))


def concludes(heading: str) -> bool:
    """True for a heading over what the whole inspection comes to: 'Conclusions'."""
    return bool(phrases("concludes").fullmatch(wording.key(heading)))


def introduces(text: str) -> bool:
    """True for a paragraph that begins by saying who inspected what and when."""
    return bool(phrases("introduces").match(text))


def _only_introduces(text: str) -> bool:
    """True for a paragraph that says who inspected what and when; one that goes on to judge is
    what the inspection found."""
    return bool(phrases("introduces").match(text)) and not judges(text)


def is_page_date(text: str) -> bool:
    """True for a line that says when a page was published or changed, and no more."""
    return bool(phrases("page_dates").fullmatch(wording.spaced(text)))


def is_standard(text: str) -> bool:
    """True for the label over what an inspectorate expects: 'Expected outcomes:'."""
    return bool(phrases("standards").fullmatch(wording.spaced(text).rstrip(" :")))


def is_time(text: str) -> bool:
    """True for a heading that only says by when what stands below it is to be done."""
    return bool(phrases("times").fullmatch(wording.spaced(text).strip(" .:")))


def is_announcement(text: str) -> bool:
    """True for a sentence that only says what stands below it: 'In this section we set out …'."""
    return bool(phrases("announces").fullmatch(wording.spaced(text)))


def points_at_table(text: str) -> bool:
    """True for one sentence that points at the table below it: 'The table lists our actions.'"""
    return bool(phrases("points_at_table").fullmatch(wording.spaced(text)))


def _below_salutation(parts: Sequence[Part], found: Framed) -> list[Part]:
    parts = [replace(part, nodes=tuple(_lists_ended(part.nodes))) for part in parts]
    place = _find(parts, "salutation")
    if place is None or sum(1 for _ in _all(parts[: place[0]])) > LETTERHEAD_BLOCKS:
        return list(parts)
    found.is_letter = True
    number, node = place
    for part in parts[:number]:
        _leave_out_part(part, found, LETTERHEAD)
    above, below = _cut(parts[number], node + 1)
    _leave_out_part(above, found, LETTERHEAD)
    return [*([below] if below.nodes else []), *parts[number + 1 :]]


def _lists_ended(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes, a list of numbered lines in which the salutation stands ended in front of it: a
    web page's '1. Home', '2. Publications' above a letter."""
    for node in nodes:
        last = node.items[-1] if isinstance(node, List) else None
        greets = (i for i, each in enumerate(last.parts if last else ()) if _is_salutation(each))
        place = next(greets, None)
        if place is None or last is None or not isinstance(node, List):
            yield node
        else:
            yield List((*node.items[:-1], replace(last, parts=last.parts[:place])))
            yield from last.parts[place:]


def _is_salutation(node: Node) -> bool:
    return isinstance(node, Block) and bool(phrases("salutation").match(node.text))


def _above_sign_off(parts: list[Part], found: Framed, family: Family) -> list[Part]:
    place = _find(parts, "sign_off")
    if place is None:
        return parts
    number, node = place
    above, below = _cut(parts[number], node)
    _leave_out_part(below, found, SIGNATURES)
    end = number + 1
    while end < len(parts) and not _is_known_text(parts[end], family):
        _leave_out_part(parts[end], found, SIGNATURES)
        end += 1
    kept = [above] if above.heading or above.nodes else []
    return [*parts[:number], *kept, *parts[end:]]


def _is_known_text(part: Part, family: Family) -> bool:
    """True for a known heading that is no office, behind whose name a signature goes on."""
    return _is_known(part, family) and part.heading is not None and not is_office(part.heading.text)


def _is_known(part: Part, family: Family) -> bool:
    return part.heading is not None and family.known(part.heading.text) is not None


def _find(parts: Sequence[Part], kind: str) -> tuple[int, int] | None:
    """The part and the node (-1 for its heading) that begins as ``kind`` says, or None."""
    pattern = phrases(kind)
    for number, part in enumerate(parts):
        if part.heading and pattern.match(part.heading.text):
            return number, -1
        for place, node in enumerate(part.nodes):
            if isinstance(node, Block) and pattern.match(node.text):
                return number, place
    return None


def _cut(part: Part, node: int) -> tuple[Part, Part]:
    """A part cut before one of its nodes; its heading stays above."""
    if node < 0:
        return Part(None), part
    return replace(part, nodes=part.nodes[:node]), Part(None, part.nodes[node:])


def _below_title_page(
    parts: list[Part], found: Framed, titles: frozenset[str], family: Family
) -> list[Part]:
    """The parts from where the report's text begins."""
    start = next(
        (i for i, part in enumerate(parts[:TITLE_PARTS]) if _is_title(part, titles, family)), None
    )
    if start is not None and not _is_text_above(parts[:start], family):
        for part in parts[:start]:
            _leave_out_part(part, found, TITLE_PAGE)
    else:
        start = 0
    for number in range(start, len(parts)):
        part = parts[number]
        is_title = _is_title(part, titles, family) or _is_fact(part)
        if part.heading is not None and not is_title and _begins_text(parts, number, family):
            return parts[number:]
        text = _first_text(part)
        above, below = _cut(part, text)
        _leave_out_part(above, found, TITLE_PAGE)
        if below.nodes:
            return [below, *parts[number + 1 :]]
    return []


def _is_title(part: Part, titles: frozenset[str], family: Family) -> bool:
    """True for the title as it was read, and for a heading with the words of such titles."""
    if part.heading is None:
        return False
    text = part.heading.text
    if wording.key(text) in titles:
        return True
    return family.known(text) is None and any(title.search(text) for title in family.titles)


def _is_fact(part: Part) -> bool:
    """True for a line of a title page that its type makes a heading: 'Inspection dates: …'."""
    text = part.heading.text if part.heading else ""
    return wording.is_date(text) or bool(phrases("facts").match(text))


def _is_text_above(parts: Sequence[Part], family: Family) -> bool:
    return any(_is_known(part, family) and part.nodes for part in parts)


def _begins_text(parts: Sequence[Part], number: int, family: Family) -> bool:
    """True for a heading with text below it, as a title page has none, and for one that is known
    or stands above what only an area has below it."""
    part = parts[number]
    assert part.heading is not None
    if _is_known(part, family) or _first_text(part) < len(part.nodes):
        return True
    if (below := first(part.nodes)) and printed_grade(below.text, family):
        return True
    after = parts[number + 1] if number + 1 < len(parts) else None
    if after is None or after.heading is None or wording.is_date(part.heading.text):
        return False
    if printed_grade(after.heading.text, family) is not None:
        return True
    known = family.known(after.heading.text)
    signs = family.area_signs - {Role.CHAPTER}
    return known is not None and known.role in signs


def _first_text(part: Part) -> int:
    """The place of the first node that no title page has, or of the paragraph that leads in to it;
    the number of nodes where none is."""
    for place, node in enumerate(part.nodes):
        if _is_text(node):
            above = part.nodes[place - 1] if place else None
            leads = isinstance(above, Block) and above.text.endswith(":")
            return place - 1 if leads and isinstance(node, List) else place
    return len(part.nodes)


def _is_text(node: Node) -> bool:
    if isinstance(node, List):
        return True
    if isinstance(node, Table):
        return any(_is_sentence(cell) for row in node.rows for cell in row.cells)
    if phrases("imprint").match(node.text) or phrases("facts").match(node.text):
        return False
    return _is_long(node.text) or _is_sentence(node.text)


def _is_long(text: str) -> bool:
    """True for a paragraph that is longer than what a title page prints; a title over four lines,
    with the names of who inspected, has no full stop."""
    limit = TITLE_PAGE_CHARACTERS if re.search(r"[.!?:;] |[.!?:;]$", text) else LONGEST_TITLE
    return len(text) > limit


def _is_sentence(text: str) -> bool:
    ended = wording.ends_sentence(text) and not text.endswith((":", "?"))
    return ended and len(text.split()) >= SENTENCE_WORDS


def _said_once(parts: Sequence[Part], found: Framed) -> Iterator[Part]:
    """The parts without a heading that the next one says again: over a table, and in its head."""
    for part, below in zip_longest(parts, parts[1:]):
        heading, again = part.heading, below.heading if below else None
        same = heading and again and wording.key(heading.text) == wording.key(again.text)
        if same and not part.nodes:
            _leave_out_part(part, found, SAID_TWICE)
        else:
            yield part


def _leave_out_part(part: Part, found: Framed, reason: str) -> None:
    if part.heading is not None:
        found.left_out.append((part.heading, reason))
    found.leave_out(part.nodes, reason)


def _all(parts: Sequence[Part]) -> Iterator[Block]:
    for part in parts:
        if part.heading is not None:
            yield part.heading
        yield from blocks(part.nodes)

"""Pull quotes: words of the text that a page prints once more, set apart and in quotation marks.

Called by ``document`` when headings are known, since such a quotation is set like one and would
part the text that it stands in. Left out is only what another block has word for word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.reports import wording
from indexer.reports.structure.tree import Block, Kind

PULL_QUOTE = "a quotation that the text has too"

#: The whole of a block in quotation marks. A dash and who said it may stand behind.
_QUOTED = re.compile(r"\s*(?:“([^“”]+)”|\"([^\"]+)\"|‘(.+)’)\s*")
#: Shorter ones may be a name: ‘Stop and search’.
_FEWEST_WORDS = 4
#: Such a quotation stands on the page of its words or beside it.
_NEAR = 1


def pull_quotes(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of the blocks that are pull quotes."""
    quoted = {place: said for place, block in enumerate(blocks) if (said := _quoted(block))}
    if not quoted:
        return frozenset()
    texts = {p: wording.key(block.text) for p, block in enumerate(blocks) if p not in quoted}
    return frozenset(
        place
        for place, said in quoted.items()
        if any(said in text and _are_near(blocks[place], blocks[p]) for p, text in texts.items())
    )


def _quoted(block: Block) -> str:
    """What a heading or paragraph quotes that is nothing but a quotation, as words are compared."""
    found = _QUOTED.fullmatch(block.text) if block.kind in (Kind.HEADING, Kind.PARAGRAPH) else None
    said = next(filter(None, found.groups()), "") if found else ""
    return wording.key(said) if len(said.split()) >= _FEWEST_WORDS else ""


def _are_near(one: Block, other: Block) -> bool:
    return one.page is None or other.page is None or abs(one.page - other.page) <= _NEAR

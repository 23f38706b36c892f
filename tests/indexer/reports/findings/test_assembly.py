"""The text of a finding and the offsets in it."""

from __future__ import annotations

from indexer.reports.findings.assembly import _text
from indexer.reports.findings.drafts import Draft
from indexer.reports.structure.tree import Block, Kind


def test_a_join_over_a_page_is_counted_behind_the_printed_label() -> None:
    first = Block(Kind.PARAGRAPH, "Three things:", (1,))
    part = Block(
        Kind.ITEM, "the school visits", (2, 3), label="(a)", label_in_text=True, joins=(10,)
    )
    draft = Draft(None, None, "", (), blocks=[first, part], nested=[1])
    text, joins, nested = _text(draft)
    assert text == "Three things: (a) the school visits"
    assert [text[place:].lstrip() for place in joins] == ["visits"]
    assert [text[start:end] for start, end in nested] == ["the school visits"]

"""The words of a report as they stand on a page: paragraphs and lists, with what was found marked.

Cards and templates ask for it; HTML comes out, made by the pieces of ``components/text.html``.
Marks and joins are ours; the text is not changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from indexer import Finding, Fragment
from webui.presenters.moulds import Frame, Mould, joined
from webui.presenters.passages import Block, Piece, blocks, plain

_TEXT = "components/text.html"
_PIECE, _PARAGRAPH = Mould(_TEXT, "piece"), Mould(_TEXT, "paragraph")
_BULLET, _BLOCK = Mould(_TEXT, "bullet"), Mould(_TEXT, "block")
#: So many lists of acronyms are kept, at 500 bytes each: the findings of a report use the same.
_KEPT = 1024
_ACRONYM, _ACRONYMS = Mould(_TEXT, "acronym"), Mould(_TEXT, "meanings")


class _Held(NamedTuple):
    inner: Markup


class _Block(NamedTuple):
    """One of the two is empty."""

    bullets: Markup | str = ""
    paragraphs: Markup | str = ""


class _Meaning(NamedTuple):
    short: str
    long: str


def marked(segments: Iterable[Fragment | Piece]) -> Markup:
    """A stretch of text with its marks and joins."""
    return joined([_frame(*one[1:]).html(one[0]) for one in segments])


@cache
def _frame(match: bool, join: bool = False) -> Frame:
    """What is printed around a piece: nothing, a mark, a join."""
    return _PIECE.frame(Piece("", match, join), "text")


def passage(finding: Finding, segments: tuple[Fragment, ...] = ()) -> Markup:
    """A finding's whole text in paragraphs and lists.

    ``segments`` are the whole text with its marks; without them it is shown unmarked. Most findings
    are one paragraph without joins, which is gone through without any value made of it.
    """
    if not finding.nested_at and not finding.joins:
        return _PARAGRAPH.one(_Held(marked(segments or plain(finding))))
    return _BLOCK.filled(_block(block) for block in blocks(finding, segments))


def _block(block: Block) -> _Block:
    rows = (_Held(marked(row)) for row in block.rows)
    if block.bullets:
        return _Block(bullets=_BULLET.filled(rows))
    return _Block(paragraphs=_PARAGRAPH.filled(rows))


@lru_cache(maxsize=_KEPT)
def acronyms(meanings: tuple[tuple[str, str], ...]) -> Markup:
    """A list of what acronyms stand for; nothing of none."""
    rows = _ACRONYM.filled(_Meaning(short, long) for short, long in meanings)
    return _ACRONYMS.one(_Held(rows))

"""A finding as far as it has been cut: its blocks and its tags, before it has text and id."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.reports.labelling.stretches import AreaDraft
from indexer.reports.structure.tree import Block

#: Where else in the report something is said: '(paragraph 5.3)', '(see para 2.1–2.4)', '(3.3)'.
_WHERE = re.compile(
    r"\((?:see )?(?:paragraphs?|paras?\.?|sections?|pages?|p\.)? ?\d+(?:[ ,;–-]|and|\d|\.)*\)",
    re.I,
)


@dataclass(slots=True)
class Draft:
    """A finding as cut. Made by ``units``, read by ``repeats`` and ``assembly``."""

    area: AreaDraft | None
    category: str | None
    section: str
    path: tuple[str, ...]
    label: str | None = None
    blocks: list[Block] = field(default_factory=list)
    #: Indices into ``blocks`` of its nested items.
    nested: list[int] = field(default_factory=list)
    #: Who must act, where a cell of its own says so.
    addressee: str | None = None
    #: By when, where a cell of its own or a lead-in says nothing else.
    by_when: str | None = None
    #: The sentence that leads in to the list it stands in, and is in no finding.
    lead: str = ""
    #: True when it stands in a summary.
    summary: bool = False

    @property
    def words(self) -> set[str]:
        """Its words in lower case, for telling a repeat; where it is said ('(paragraph 5.3)') is
        none of them."""
        said = (_WHERE.sub("", block.text).casefold() for block in self.blocks)
        return {word for text in said for word in re.findall(r"\w+", text)}


@dataclass(slots=True)
class Cuts:
    """A report cut up: findings in order, and blocks that are in none, each with its reason."""

    drafts: list[Draft] = field(default_factory=list)
    left_out: list[tuple[Block, str]] = field(default_factory=list)
    #: Headings that judge and have text below them of which nothing is a finding.
    empty: list[Block] = field(default_factory=list)

"""Which section holds which: by what the print shows, and where it shows nothing, by role.

An area holds its context and categories, a category its boxes and topics, a cause of concern its
recommendations. Called by ``labelling.sections``; in: parts with their roles, out: a tree. Each new
heading is asked of each section that is still open (a ``Pair``): ``ending`` says whether it ends
that one with all that stands in it, ``closing`` whether it ends the innermost. Both are rules in a
row, which read the pair and what the whole report shows (``overview``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.reports.labelling.family import Family
from indexer.reports.labelling.nesting.closing import closes
from indexer.reports.labelling.nesting.ending import ends
from indexer.reports.labelling.nesting.overview import Overview
from indexer.reports.labelling.nesting.pair import Pair
from indexer.reports.labelling.nesting.roles import BOXED
from indexer.reports.labelling.roles import Named
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import Entry, Part, Section, nested


def nested_by_role(
    roles: Sequence[Named], contents: Sequence[Entry], family: Family
) -> tuple[Section, Mapping[int, Named]]:
    """The tree of a report, and what each of its parts is, by the part's ``id``."""
    kept = [one if one.role in BOXED else _unboxed(one) for one in roles]
    overview = Overview(kept, contents, family)
    by_part = overview.by_part

    def pair(new: Part, above: Part) -> Pair:
        return Pair(by_part[id(new)], by_part[id(above)], overview)

    tree = nested(
        [one.part for one in kept],
        lambda new, above: closes(pair(new, above)),
        lambda new, above: ends(pair(new, above)),
    )
    return tree, by_part


def _unboxed(one: Named) -> Named:
    return replace(one, part=replace(one.part, container=()))


def contains_first(section: Section, by_part: Mapping[int, Named], roles: Sequence[Role]) -> bool:
    """True when a section directly inside this one has one of these roles."""
    return any(
        isinstance(child, Section)
        and (by_part[id(child.part)].role in roles or contains_first(child, by_part, roles))
        for child in section.children
    )

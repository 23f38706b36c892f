"""Whether a new heading ends an open section with all that stands in it.

A category is in no other, nor in a subject by which another is parted, and no numbered chapter in
another. One rule that says so is enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.reports.labelling import framing, numbering
from indexer.reports.labelling.nesting.overview import NEAR
from indexer.reports.labelling.nesting.pair import Pair
from indexer.reports.labelling.nesting.roles import (
    CATEGORIES,
    INTRODUCING,
    NOT_IN_CATEGORIES,
    NUMBERED_BY,
    SUBJECTS,
)
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import Block


def ends(pair: Pair) -> bool:
    """True when the new heading ends the open section, whatever stands between them."""
    return any(rule(pair) for rule in ENDING)


def _follows_by_number(pair: Pair) -> bool:
    """Their numbers show that one chapter or section follows the other. Where the other, an
    introduction or a summary, has none, the first number of a chapter shows it."""
    one, other, new, above = pair.one, pair.other, pair.new.heading, pair.above.heading
    if one.role not in NUMBERED_BY or other.role not in NUMBERED_BY or pair.levels_differ:
        return False
    if new is None or above is None:
        return False
    if numbering.number(above.text) is None:
        introduces = other.role in INTRODUCING and one.role not in CATEGORIES
        return introduces and numbering.counts_chapters(new.text)
    return numbering.is_beside(new.text, above.text)


def _is_listed_apart(pair: Pair) -> bool:
    """The contents list shows, and the print shows no levels, that a subject does not stand in
    another: it names both beside each other, or the new one alone, which is a chapter wherever its
    name stands last. One without a number may stand in a numbered one."""
    new, above, overview = pair.new, pair.above, pair.overview
    if not {pair.one.role, pair.other.role} <= {*SUBJECTS}:
        return False
    if new.heading is None or above.heading is None or pair.levels_differ:
        return False
    inset, other = overview.inset(new), overview.inset(above)
    if inset is None or (other is not None and inset > other + NEAR):
        return False
    if not overview.is_listed(above):
        return overview.is_last_of_its_name(new)
    unnumbered = numbering.number(new.heading.text) is None
    return not (unnumbered and numbering.number(above.heading.text) is not None)


def _was_announced(pair: Pair) -> bool:
    """The text of a category ends with words about what is set out below it: 'We set out our
    detailed findings below.'"""
    last = pair.above.nodes[-1] if pair.above.nodes else None
    announces = isinstance(last, Block) and framing.is_announcement(last.text)
    return pair.other.role in CATEGORIES and announces


def _is_in_no_category(pair: Pair) -> bool:
    """What stands in no category ends one; so do recommendations that are set like it."""
    beside = pair.one.role is Role.REMEDY and pair.new.level == pair.above.level
    return pair.other.role in CATEGORIES and (pair.one.role in NOT_IN_CATEGORIES or beside)


ENDING: Sequence[Callable[[Pair], bool]] = (
    _follows_by_number,
    _is_listed_apart,
    _was_announced,
    _is_in_no_category,
)

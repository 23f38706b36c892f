"""A new heading beside a section that is still open: what is asked of by every rule."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.reports.labelling.nesting.overview import Overview
from indexer.reports.labelling.roles import CONCERN, Named
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.tree import Part


@dataclass(frozen=True, slots=True)
class Pair:
    """``one``, a new heading, and ``other``, a section that is still open above it."""

    one: Named
    other: Named
    #: What the whole report shows.
    overview: Overview

    @property
    def new(self) -> Part:
        """The part of the new heading."""
        return self.one.part

    @property
    def above(self) -> Part:
        """The part that the open section began with."""
        return self.other.part

    @property
    def levels(self) -> bool:
        """True where both have a level."""
        return bool(self.new.level and self.above.level)

    @property
    def levels_differ(self) -> bool:
        """True where both have a level, and not the same."""
        return self.levels and self.new.level != self.above.level

    @property
    def one_level(self) -> bool:
        """True where both have a level, and the same."""
        return self.levels and self.new.level == self.above.level

    @property
    def right_below(self) -> bool:
        """True where nothing stands between the two headings."""
        return not self.above.nodes and self.overview.above.get(id(self.new)) is self.above

    @property
    def is_remedy(self) -> bool:
        """True for the recommendations of a cause of concern, below that concern."""
        return self.one.role is Role.REMEDY and self.other.name == CONCERN

"""The categories of findings, one table for all families of reports.

Who asks what a category means (who praises, what asks for something, which colour a tag has)
looks here. To add a category, add a row; a family's headings then name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What an inspectorate does when it prints a finding of a category."""

    #: It says that something is done well.
    PRAISES = "praises"
    #: It says that something is under way.
    REPORTS = "reports"
    #: It asks for something.
    ASKS = "asks"
    #: It tells what was found, for better or worse.
    TELLS = "tells"
    #: It sets the scene and judges nothing.
    SETS_THE_SCENE = "sets the scene"


@dataclass(frozen=True, slots=True)
class Category:
    """One category: its name as this product prints it, and what it does."""

    name: str
    stance: Stance
    #: How urgent it is among those that ask, 1 for the worst; 0 for all others.
    urgency: int = 0


#: In the order in which reports print them, judgement before narrative, context last.
CATEGORIES: tuple[Category, ...] = (
    Category("Strengths", Stance.PRAISES),
    Category("Work in progress", Stance.REPORTS),
    Category("Areas for improvement", Stance.ASKS, 4),
    Category("Recommendations", Stance.ASKS, 3),
    Category("Causes of concern", Stance.ASKS, 1),
    Category("Areas for priority action", Stance.ASKS, 2),
    Category("Developing practice", Stance.PRAISES),
    Category("Good practice", Stance.PRAISES),
    Category("Innovative practice", Stance.PRAISES),
    Category("Promising practice", Stance.PRAISES),
    Category("Findings", Stance.TELLS),
    Category("Context", Stance.SETS_THE_SCENE),
)
_BY_NAME = {category.name: category for category in CATEGORIES}


def category(name: str | None) -> Category | None:
    """The category of that name, or None for no name and for one that is not in the table."""
    return _BY_NAME.get(name or "")


def names(*stances: Stance) -> tuple[str, ...]:
    """The names of the categories with one of these stances, in the table's order."""
    return tuple(row.name for row in CATEGORIES if row.stance in stances)

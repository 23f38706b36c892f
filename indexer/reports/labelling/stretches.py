"""What labelling hands on: stretches of text with all that is to be said of them.

Made by ``sections``, cut by ``findings.units``. Here are the values and the reasons for what is
in no finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from indexer.reports.structure.tree import Block, Node

HEADING = "heading"
GRADE = "grade"
DIRECTION = "direction of travel"
SPREAD = "national grade distribution"
TABLE = "table of facts: judgements, names or addresses"
RULE = "rule under a table row"
GLOSSARY = "glossary, kept as acronyms"
CONTENTS = "contents list"
CHROME = "what a web page prints round a report"
BOX_AREA = "names the area of the box"
DATE = "date of the page"
ANNOUNCED = "says only what stands below it"

FINDINGS = "Findings"
RECOMMENDATIONS = "Recommendations"


class Cut(StrEnum):
    """How a stretch of text is cut into findings."""

    #: Every top-level item, row, and paragraph outside lists is one finding.
    ITEMS = "items"
    #: It is one finding, whatever stands in it.
    WHOLE = "whole"
    #: Numbered paragraphs are findings; else it is one, or one for each paragraph when long.
    NARRATIVE = "narrative"


@dataclass(slots=True)
class AreaDraft:
    """An area as far as it has been read."""

    name: str
    grade: str | None = None
    spread: tuple[tuple[str, int], ...] = ()
    #: How its grade has changed, as printed: 'Improved'; '' where nothing is said.
    direction: str = ""
    #: False for a chapter of context, which findings of context may name but which is not graded.
    inspected: bool = True


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text below one heading, with its tags."""

    nodes: tuple[Node, ...]
    cut: Cut
    area: AreaDraft | None
    category: str | None
    #: The heading it stands under, and all above it, outermost first.
    section: str
    path: tuple[str, ...]
    label: str | None = None
    #: True in a chapter that says again what the report says elsewhere.
    summary: bool = False
    #: True below a heading in the singular ('Recommendation'), which owns one item or paragraph.
    single: bool = False
    #: What paragraphs behind a list are: the area's narrative, and its heading; None where there
    #: is none.
    behind: str | None = None
    #: The heading that gave the category, where that must have findings below it.
    judging: Block | None = None


@dataclass(slots=True)
class Labelled:
    """A report with its meaning: stretches to be cut, areas, and what is left out."""

    stretches: list[Stretch] = field(default_factory=list)
    areas: list[AreaDraft] = field(default_factory=list)
    #: Blocks that are no text, each with its reason.
    left_out: list[tuple[Block, str]] = field(default_factory=list)
    glossary: list[Block] = field(default_factory=list)
    #: Headings that judge and have no text below them.
    empty: list[Block] = field(default_factory=list)
    #: Headings that name several categories, so that what stands below them has none.
    several: list[Block] = field(default_factory=list)
    #: Titles of reports inside the text: the file may hold two.
    titles: list[Block] = field(default_factory=list)

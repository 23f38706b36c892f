"""The facets: what findings can be filtered and counted by. To add one, add a row to the table.

Everything that knows facets reads them here: the index keeps a column for each, a query may name
them (``area:custody``), answers count their values, the page has a group for each in its filter
panel and puts the chosen values into its sentence, the API describes its parameters. A new one
raises ``SCHEMA_VERSION``, since builds gain a column, and has its value in
``tests/indexer/index/test_facets.py``; no other place is touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from indexer.months import printed_month
from indexer.reports.finding import AND, Finding


class FacetOrder(StrEnum):
    """The order in which the values of a facet are listed."""

    #: Those with the most findings first.
    FINDINGS = "findings"
    #: As the reports print them.
    REPORT = "report"
    #: Dates, the latest first.
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in URLs and in the index, how a finding fills it, how it is spoken of."""

    name: str
    heading: str
    #: Several of its values, in a sentence: '4 areas'.
    plural: str
    #: The printed value of a finding; '' is counted as ``missing``.
    value: Callable[[Finding], str]
    #: The label under which findings without a value are counted.
    missing: str
    #: How the chosen values, put for ``{}``, continue '12 findings about training'.
    clause: str
    #: What it filters by, as the description of the API says it.
    description: str
    #: Values for the description of the API, as slugs.
    examples: tuple[str, ...]
    order: FacetOrder = FacetOrder.FINDINGS
    #: Whether a finding may have several values: names that are parted as ``AND`` parts them.
    several: bool = False
    #: Whether its values are suggested while a query is typed, each to be chosen as a filter.
    suggested: bool = False
    #: Whether it is set by links only: the page keeps it out of the filter panel, and answers list
    #: its chosen values alone.
    hidden: bool = False
    #: Whether its values are times of publication, so that reports without a date have none.
    of_time: bool = False

    def labels(self, finding: Finding) -> tuple[str, ...]:
        """The printed values that a finding is filtered by and counted under, each once.

        ``missing`` alone where it has none.
        """
        value = self.value(finding)
        some = value.split(AND) if self.several else [value]
        return tuple(dict.fromkeys(filter(None, some))) or (self.missing,)


#: In the order in which the page and the API list them.
FACETS: tuple[Facet, ...] = (
    Facet(
        "area",
        "Area",
        "areas",
        value=lambda finding: finding.area or "",
        missing="No area given",
        clause=" in {}",
        description="An area by its printed name or its slug; repeat it for either of several.",
        examples=("neighbourhood-policing",),
        order=FacetOrder.REPORT,
        suggested=True,
    ),
    Facet(
        "category",
        "Category",
        "categories",
        value=lambda finding: finding.category or "",
        missing="No category given",
        clause=", under {}",
        description="A category; may repeat.",
        examples=("strengths", "areas-for-improvement"),
    ),
    Facet(
        "grade",
        "Grade",
        "grades",
        value=lambda finding: finding.grade or "",
        missing="Not graded",
        clause=", graded {}",
        description=("The grade of the area; ‘not-graded’ for findings without one. May repeat."),
        examples=("good",),
    ),
    Facet(
        "force",
        "Force",
        "forces",
        value=lambda finding: finding.force,
        missing="No force given",
        clause=", in reports on {}",
        description="A force; a joint inspection is of several. May repeat.",
        examples=("cambridgeshire-constabulary",),
        several=True,
        suggested=True,
    ),
    Facet(
        "place",
        "Place",
        "places",
        value=lambda finding: finding.place,
        missing="No place given",
        clause=", at {}",
        description="The place inspected, where that is not the force’s; may repeat.",
        examples=("no-place-given",),
    ),
    Facet(
        "series",
        "Series",
        "series",
        value=lambda finding: finding.series,
        missing="No series given",
        clause=", in {}",
        description="The series of inspections that the report belongs to; may repeat.",
        examples=("hmic-inspection-report-2007",),
    ),
    Facet(
        "year",
        "Year",
        "years",
        value=lambda finding: finding.year,
        missing="No date given",
        clause=", published in {}",
        description="The year in which the report was published; may repeat.",
        examples=("2007",),
        order=FacetOrder.NEWEST,
        of_time=True,
    ),
    Facet(
        "month",
        "Month",
        "months",
        value=lambda finding: printed_month(finding.published),
        missing="No month given",
        clause=", published in {}",
        description="The month in which the report was published; may repeat.",
        examples=("october-2007",),
        hidden=True,
        of_time=True,
    ),
    Facet(
        "report",
        "Report",
        "reports",
        value=lambda finding: finding.report,
        missing="No report given",
        clause=", from {}",
        description="A report by its id; may repeat.",
        examples=("cambridgeshire-2007",),
        hidden=True,
    ),
)
#: Each facet by its name.
BY_NAME: dict[str, Facet] = {facet.name: facet for facet in FACETS}

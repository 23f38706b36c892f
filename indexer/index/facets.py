"""The facets: what findings can be filtered and counted by. To add one, add a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.reports.finding import Finding


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: its name in URLs and in the index, its heading, and how a finding fills it."""

    name: str
    heading: str
    #: The printed value of a finding; '' is shown as ``missing``.
    value: Callable[[Finding], str]
    #: The label under which findings without a value are counted.
    missing: str
    #: True for a facet that the page keeps out of the filter panel (it is set by links only).
    hidden: bool = False


FACETS: tuple[Facet, ...] = (
    Facet("area", "Area", lambda f: f.area or "", "No area given"),
    Facet("category", "Category", lambda f: f.category or "", "No category given"),
    Facet("grade", "Grade", lambda f: f.grade or "", "Not graded"),
    Facet("force", "Force", lambda f: f.force, "No force given"),
    Facet("year", "Year", lambda f: f.year, "No date given"),
    Facet("report", "Report", lambda f: f.report, "No report given", hidden=True),
)

"""Where else a question leads: what is due or must be done stands in the register, the past on a
force's page, a grade on the board.

The search page hands in an answer; the requests and the names that its links are made of come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer import GradedArea, SearchPage, slug
from webui.presenters.dates import today
from webui.presenters.forces import Force
from webui.presenters.register.asked import SEARCH, Due, Order, RegisterRequest
from webui.presenters.register.listing import ASKING

#: More forces than these have not been asked about.
_NAMED = 3
#: So many areas with a grade are named.
_GRADED = 6


def register_of(page: SearchPage) -> RegisterRequest | None:
    """The register of what a search asks for, by when it is due or because somebody must do it;
    None where it does not.
    """
    if page.due is None and not page.demanding:
        return None
    read = {one.facet: one.values for one in page.understood if not one.excluded}
    filters = {**read, **{name: some for name, some in page.request.filters.items() if some}}
    asking = set(map(slug, ASKING))
    filters["category"] = tuple(v for v in filters.get("category", ()) if slug(v) in asking)
    words = page.searched.replace(page.addressed, "", 1) if page.addressed else page.searched
    search = replace(SEARCH, q=" ".join(words.split()), filters=filters)
    if page.due is None:
        return RegisterRequest(search, on=today(), addressee=page.addressed)
    return RegisterRequest(search, Due(page.due.state), page.due.on or today(), Order.DUE)


@dataclass(frozen=True, slots=True)
class GradesNamed:
    """The areas with a grade that was asked for, as many as are named, and where all grades are."""

    #: The grade that all of them have; '' where they have several.
    grade: str
    areas: tuple[GradedArea, ...]
    #: How many more there are.
    more: int
    #: The series of the grade board and the area that it is ordered by, by their slugs; '' for any.
    series: str
    order: str


def grades_of(page: SearchPage) -> GradesNamed | None:
    """What is to be said of a search for grades; None where it is none, or nobody was given one."""
    if not page.graded:
        return None
    first = page.graded[0]
    series = first.report.series if first.report.force else ""
    return GradesNamed(
        grade=first.grade if len({one.grade for one in page.graded}) == 1 else "",
        areas=page.graded[:_GRADED],
        more=max(0, len(page.graded) - _GRADED),
        series=slug(series) if series else "",
        order=slug(first.area) if page.searched.strip() else "",
    )


def standing(page: SearchPage, forces: Iterable[Force]) -> tuple[Force, ...]:
    """Those of ``forces`` that a search is about: the one that is chosen, and of a search about
    the past those that are or may be; () where there are too many to have been asked about.
    """
    values = page.facets.get("force", ())
    chosen = {one.value for one in values if one.selected}
    asked = chosen or ({one.value for one in values} if page.past else set())
    named = tuple(force for force in forces if force.key in asked)
    return named if len(named) <= (_NAMED if page.past else 1) else ()

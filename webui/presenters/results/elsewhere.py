"""Where else a question leads: what is due or must be done stands in the register, the past on the
page of a force or a place, a grade on the board.

The search page hands in an answer; the requests and the names that its links are made of come out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from indexer import CATEGORIES, GradedArea, ReportRecord, SearchPage, SearchRequest, Stance, slug
from webui.presenters.dates import today
from webui.presenters.forces import Force, Place, Reported
from webui.presenters.grading.ends import AtEnd, at_end
from webui.presenters.grading.judgements import Judgements
from webui.presenters.register.asked import SEARCH, Due, Order, RegisterRequest
from webui.presenters.register.listing import ASKING
from webui.presenters.results.sides import FOREMOST

#: More forces or places than these have not been asked about.
_NAMED = 3
#: So many areas with a grade are named.
_GRADED = 6
#: Letters of a word that tells what an inspection is of: 'SEND', 'PEEL'.
_NAME_WORD = 4
_WORD = re.compile(r"[^\W_]+")


def register_of(page: SearchPage) -> RegisterRequest | None:
    """The register of what a search asks for, by when it is due or because somebody must do it;
    None where it does not.
    """
    if page.due is None and not page.demanding:
        return None
    # The categories that 'what must they do' filters by lack what is asked under other headings.
    said = (one for one in page.understood if not one.excluded and one.typed != page.demanding)
    read = {one.facet: one.values for one in said}
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


@dataclass(frozen=True, slots=True)
class Comparison:
    """The search behind a comparison, and which forces it takes where it names none."""

    request: SearchRequest
    #: Whom it is about, as ``FOREMOST`` has it; '' where the words name them.
    most: str = ""
    #: Whether their grades tell, so that the request names them.
    by_grade: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What the address has beside the search."""
        return [("most", self.most)] if self.most and not self.by_grade else []


def comparison_of(page: SearchPage, judged: Judgements) -> Comparison | None:
    """Where a search who is better leads; None where it asks nothing of the kind.

    Who is worst where no grade tells is who is asked most: the forces with most findings are those
    with most reports.
    """
    found = page.comparison
    if found is None or page.leaning is None or _chosen(page, Force.facet):
        return Comparison(found) if found else None
    stances = {row.stance for row in CATEGORIES if row.name in page.leaning.categories}
    most = next((name for name, stance in FOREMOST.items() if stance in stances), "")
    named = product(*(map(slug, found.filters[name]) for name in (Force.facet, "area")))
    if not most or any(pair in judged for pair in named):
        return Comparison(found, most, by_grade=bool(most))
    # Nearly all causes of concern name no area.
    filters = {**found.filters, Force.facet: (), "area": ()}
    return Comparison(replace(found, filters=filters), most)


def graded_now(
    page: SearchPage, led: Comparison | None, known: Iterable[Force]
) -> tuple[AtEnd, ...]:
    """Of a search who is worst or best, the forces that stand so by their newest grades.

    () where it asks for something else, where no grade tells, and where it asks of some time or
    some reports: the newest grades say nothing of them.
    """
    if led is None or not led.by_grade:
        return ()
    read = {one.facet for one in page.understood}
    narrowed = read.union(name for name, some in page.request.filters.items() if some)
    if not narrowed <= {"area", "category"}:
        return ()
    best = FOREMOST[led.most] is Stance.PRAISES
    return at_end(known, led.request.filters["area"], best=best)


def standing(page: SearchPage, known: Iterable[Reported]) -> tuple[Reported, ...]:
    """Those of the forces and places that are ``known`` that a search is about: the one of each
    that is chosen, and of a search about the past the forces that may be; () where there are too
    many to have been asked about.
    """
    asked = {facet: _chosen(page, facet) for facet in (Force.facet, Place.facet)}
    if page.past and not any(asked.values()):
        asked[Force.facet] = {one.value for one in page.facets.get(Force.facet, ())}
    if not any(asked.values()):
        return ()
    named = [one for one in known if not asked[one.facet].isdisjoint(one.keys)]
    most = _NAMED if page.past else 1
    how_many = Counter(one.facet for one in named)
    return tuple(one for one in named if how_many[one.facet] <= most)


def inspection_meant(page: SearchPage, whose: Reported) -> ReportRecord | None:
    """The newest report of a force or place of whose kind a search speaks: 'in custody'.

    None where it speaks of none of several, or of some alike. What the reports are all called tells
    nothing: only words that one of them has by itself are looked for.
    """
    if len(whose.newest) == 1:
        return whose.newest[0]
    named = [_name_words(report) for report in whose.newest]
    often = Counter(word for words in named for word in words)
    typed = set(_words(page.request.q)).difference(_words(whose.name))
    spoken = [sum(often[word] == 1 for word in words & typed) for words in named]
    most = max(spoken, default=0)
    return whose.newest[spoken.index(most)] if most and spoken.count(most) == 1 else None


def _name_words(report: ReportRecord) -> set[str]:
    return {word for word in _words(f"{report.series} {report.title}") if len(word) >= _NAME_WORD}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _chosen(page: SearchPage, facet: str) -> set[str]:
    return {one.value for one in page.facets.get(facet, ()) if one.selected}

"""A finding on a page of its own: in its section, with its neighbours and how to cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flask import Blueprint, Response, render_template, request

from indexer import (
    CATEGORIES,
    Archive,
    Finding,
    Hit,
    NotFound,
    ReportRecord,
    SearchRequest,
    Stance,
)
from webui import params
from webui.archive import get_archive
from webui.exports import references
from webui.presenters.citation import citation, source
from webui.presenters.dates import month
from webui.presenters.report.report_outline import BEFORE
from webui.presenters.sentences import of_whom
from webui.urls import full_finding_url, result_urls, search_url

bp = Blueprint("findings", __name__, url_prefix="/findings")

#: The place of a finding among the results of the search that its address carries.
PLACE = params.Parameter("n", params.count(10**9 - 1), "a whole number from 1")


#: So many words of the first clause of a finding are searched for among what is praised, or of its
#: text where the clause has few: more words are about more than one thing.
_BEGINNING, _FEWEST = 14, 5
_CLAUSE = re.compile("[^,;:.()]+")
#: How many findings near to this one are shown.
SIMILAR = 3
#: Categories that ask for something or say that it is under way: a reader of one of their findings
#: wants to know which force has it already.
_WANTING = {row.name for row in CATEGORIES if row.stance in (Stance.ASKS, Stance.REPORTS)}


@bp.get("/<finding_id>")
def finding(finding_id: str) -> str | tuple[str, int]:
    """The page of a finding. 404 for an unknown id; one of a known report is explained.

    The parameters of a search carry its marks over, and with ``n``, the finding's place among the
    results, the page leads to the results before and after it.
    """
    asked = params.read(request.args, params.PAGE)
    archive = get_archive()
    try:
        place = archive.finding(params.showable(finding_id), asked.q)
    except NotFound:
        if (page := _gone(archive, finding_id, asked)) is None:
            raise
        return page, 404
    report = archive.record(place.finding.report)
    number = params.one(request.args, PLACE)
    again = archive.said_again(place.finding.id)
    return render_template(
        "pages/finding.html",
        place=place,
        finding=place.finding,
        report=report,
        asked=asked,
        heading=_heading(place.finding),
        position=1 + place.section.index(place.finding),
        nearby=[near for near in (place.previous, place.finding, place.following) if near],
        number=number,
        result_before=_result(archive, asked, number and number - 1),
        result_after=_result(archive, asked, number and number + 1),
        wanting=place.finding.category in _WANTING,
        praised=(praised := _praised(archive, place.finding)),
        before_headings=BEFORE,
        praise="" if praised else _praise(archive, place.finding),
        again=again,
        similar=_others(archive.similar(place.finding.id, SIMILAR), again),
        source=source(place.finding),
        address=full_finding_url(place.finding.id),
        citation=citation(place.finding, report, full_finding_url(place.finding.id)),
        formats=references.FORMATS,
    )


def _gone(archive: Archive, finding_id: str, asked: SearchRequest) -> str | None:
    """The page for a finding that an earlier build had; None for an id of no report."""
    name, _, _ = finding_id.rpartition("-")
    report = next((report for report in archive.reports() if report.id == name), None)
    if report is None:
        return None
    return render_template("pages/finding_gone.html", report=report, asked=asked)


def _others(hits: Iterable[Hit], shown: Iterable[Hit]) -> list[Hit]:
    """Those of some hits that are not shown already."""
    there = {hit.finding.id for hit in shown}
    return [hit for hit in hits if hit.finding.id not in there]


def _praised(archive: Archive, asks: Finding) -> tuple[Hit, ...]:
    """The nearest strengths and practice to a finding that asks for something; else none."""
    return archive.who_does_this_well(asks.id, SIMILAR) if asks.category in _WANTING else ()


def _praise(archive: Archive, finding: Finding) -> str:
    """The address of a search for how a finding begins among all that praises; '' for none."""
    praising = archive.of_reports(_praising)
    if not praising:
        return ""
    clause = _CLAUSE.match(finding.text)
    opening = clause[0] if clause and len(clause[0].split()) >= _FEWEST else finding.text
    words = " ".join(opening.split()[:_BEGINNING])
    return search_url(q=words, filters={"category": praising}, read=False)


def _praising(reports: Iterable[ReportRecord]) -> tuple[str, ...]:
    """The categories of the reports that praise."""
    there = {name for report in reports for name in report.labels["category"]}
    return tuple(r.name for r in CATEGORIES if r.stance is Stance.PRAISES and r.name in there)


@bp.get("/<finding_id>.<any(bib, ris):ending>")
def reference(finding_id: str, ending: str) -> Response:
    """The finding for a reference manager, as BibTeX or RIS. 404 for an unknown id."""
    archive = get_archive()
    found = archive.finding(params.showable(finding_id)).finding
    report, url = archive.record(found.report), full_finding_url(found.id)
    record = references.record(found, report, url, archive.build)
    return references.answer([record], ending, found.id)


def _result(archive: Archive, asked: SearchRequest, number: int | None) -> str | None:
    """The address of the result at a place, counted from 1; None where there is none."""
    if not number:
        return None
    try:
        found = archive.search(replace(asked, size=1, page=number))
    except NotFound:
        return None
    return result_urls(asked)(found.hits[0].finding.id, number) if found.hits else None


def _heading(finding: Finding) -> str:
    """'Mercia Vale Police, October 2007: Neighbourhood Policing, Strengths'.

    Tabs, bookmarks and shared links are told apart by it.
    """
    dated = month(finding.published) if finding.published else ""
    who = ", ".join(filter(None, (of_whom(finding), dated)))
    parts = dict.fromkeys(part for part in (finding.area, finding.section) if part)
    return ": ".join(filter(None, (who, ", ".join(parts)))) or finding.title

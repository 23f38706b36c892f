"""A finding on a page of its own: in its section, with its neighbours and how to cite it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, render_template, request, url_for

from indexer import Archive, Finding, Hit, NotFound, SearchRequest
from webui import query, references
from webui.citation import citation, source
from webui.library import archive
from webui.markup import result_url

bp = Blueprint("findings", __name__, url_prefix="/findings")

#: The place of a finding among the results of the search that its address carries.
PLACE = query.Parameter("n", query.count(10**9 - 1), "a whole number from 1")


#: How many findings near to this one are shown.
SIMILAR = 3
#: Findings that ask for something: whoever reads one wants to know who has it.
_WANTING = ("Areas for improvement", "Causes of concern", "Recommendations", "Work in progress")


@bp.get("/<finding_id>")
def finding(finding_id: str) -> str | tuple[str, int]:
    """The page of a finding. 404 for an unknown id; one of a known report is explained.

    The parameters of a search carry its marks over, and with ``n``, the finding's place among the
    results, the page leads to the results before and after it.
    """
    asked = query.read(request.args, query.PAGE)
    shelf = archive()
    try:
        place = shelf.finding(query.showable(finding_id), asked.q)
    except NotFound:
        if (page := _gone(shelf, finding_id, asked)) is None:
            raise
        return page, 404
    report = shelf.report(place.finding.report)
    number = query.one(request.args, PLACE)
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
        result_before=_result(shelf, asked, number and number - 1),
        result_after=_result(shelf, asked, number and number + 1),
        praised=_praised(shelf, place.finding),
        similar=shelf.similar(place.finding.id, SIMILAR),
        source=source(place.finding),
        address=_address(place.finding),
        citation=citation(place.finding, report, _address(place.finding)),
        formats=references.FORMATS,
    )


def _gone(shelf: Archive, finding_id: str, asked: SearchRequest) -> str | None:
    """The page for a finding that an earlier build had; None for an id of no report."""
    name, _, _ = finding_id.rpartition("-")
    report = next((report for report in shelf.reports() if report.id == name), None)
    if report is None:
        return None
    return render_template("pages/finding_gone.html", report=report, asked=asked)


def _praised(shelf: Archive, asks: Finding) -> tuple[Hit, ...]:
    """The nearest strengths and practice to a finding that asks for something; else none."""
    return shelf.who_does_this_well(asks.id, SIMILAR) if asks.category in _WANTING else ()


@bp.get("/<finding_id>.<any(bib, ris):ending>")
def reference(finding_id: str, ending: str) -> Response:
    """The finding for a reference manager, as BibTeX or RIS. 404 for an unknown id."""
    shelf = archive()
    found = shelf.finding(query.showable(finding_id)).finding
    record = references.record(found, shelf.report(found.report), _address(found), shelf.build)
    return references.answer([record], ending, found.id)


def _address(finding: Finding) -> str:
    return url_for("findings.finding", finding_id=finding.id, _external=True)


def _result(shelf: Archive, asked: SearchRequest, number: int | None) -> str | None:
    """The address of the result at a place, counted from 1; None where there is none."""
    if not number:
        return None
    try:
        found = shelf.search(replace(asked, size=1, page=number))
    except NotFound:
        return None
    return result_url(found.hits[0].finding, asked, number) if found.hits else None


def _heading(finding: Finding) -> str:
    """'Neighbourhood Policing: Strengths'."""
    parts = (finding.area, finding.section)
    return ": ".join(dict.fromkeys(part for part in parts if part)) or finding.title

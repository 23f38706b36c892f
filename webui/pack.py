"""The evidence pack: the ticked findings on one page to print, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for

from indexer import Archive, FindingPlace, NotFound, ReportSummary, SearchRequest
from webui import picks, query, references
from webui.citation import citation
from webui.library import archive
from webui.stamp import Stamp, of_build
from webui.wording import number, plural

bp = Blueprint("pack", __name__)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A finding of a pack with what it is printed with."""

    place: FindingPlace
    report: ReportSummary
    url: str

    @property
    def citation(self) -> str:
        """Who said it, where and when."""
        return citation(self.place.finding, self.report, self.url)


@dataclass(frozen=True, slots=True)
class Pack:
    """The findings that were asked for, as far as they are there, and what became of the rest."""

    exhibits: tuple[Exhibit, ...]
    unknown: tuple[str, ...]
    left_out: int

    @property
    def notes(self) -> Iterator[str]:
        """What was not done as asked, in sentences."""
        if self.left_out:
            yield (
                f"A pack holds {number(picks.MOST)} findings; "
                f"{plural(self.left_out, 'more was', 'more were')} asked for and left out. "
                "Make a second pack of them."
            )
        if self.unknown:
            yield (
                f"{plural(len(self.unknown), 'reference is', 'references are')} to no finding in "
                f"this build and left out: {', '.join(name[:60] for name in self.unknown)}. "
                "The report may have been withdrawn, or the address cut short."
            )


def gather(shelf: Archive, ids: list[str], q: str = "") -> Pack:
    """The pack of the first ``picks.MOST`` of ``ids``, in their order, with ``q`` marked."""
    reports = {report.id: report for report in shelf.reports()}
    exhibits: list[Exhibit] = []
    unknown: list[str] = []
    for finding_id in ids[: picks.MOST]:
        try:
            place = shelf.finding(finding_id, q)
        except NotFound:
            unknown.append(finding_id)
            continue
        url = url_for("findings.finding", finding_id=finding_id, _external=True)
        exhibits.append(Exhibit(place, reports[place.finding.report], url))
    return Pack(tuple(exhibits), tuple(unknown), max(0, len(ids) - picks.MOST))


@bp.get("/pack")
def page() -> tuple[str, int]:
    """The findings named by ``finding``; the other parameters are the search they came from.

    404 when findings were asked for and none of them is there.
    """
    shelf, asked = archive(), query.read(request.args, query.PAGE)
    ids = picks.read(request.args)
    pack = gather(shelf, ids, asked.q)
    html = render_template(
        "pages/pack.html",
        asked=asked,
        ids=[exhibit.place.finding.id for exhibit in pack.exhibits],
        pack=pack,
        formats=references.FORMATS,
        stamp=_stamp(shelf, asked, ids, pack),
    )
    return html, 404 if ids and not pack.exhibits else 200


@bp.get("/pack.<ending>")
def records(ending: str) -> Response:
    """The pack for a reference manager: ``bib`` or ``ris``; 404 for any other format."""
    shelf = archive()
    pack = gather(shelf, picks.read(request.args))
    found = [
        references.record(one.place.finding, one.report, one.url, shelf.build)
        for one in pack.exhibits
    ]
    return references.answer(found, ending, "evidence-pack")


def _stamp(shelf: Archive, asked: SearchRequest, ids: list[str], pack: Pack) -> Stamp:
    """The stamp of a pack: which findings, picked from which search, of which build."""
    search, own = (
        query.address(url_for(page, _external=True), asked) for page in ("search.page", "pack.page")
    )
    return {
        "Findings": number(len(pack.exhibits)),
        "Picked from": search,
        "Address": picks.carried(own, ids[: picks.MOST]),
        **of_build(shelf.health()),
    }

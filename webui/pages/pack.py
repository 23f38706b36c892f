"""The evidence pack: the ticked findings on one page to print, each with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for

from indexer import Archive, Hit, ReportRecord, SearchRequest
from webui import params
from webui.archive import get_archive
from webui.exports import columns, csv_file, downloads, references, workbook
from webui.presenters.citation import citation
from webui.presenters.provenance import Provenance, of_build
from webui.presenters.sentences import number, plural
from webui.urls import finding_urls

bp = Blueprint("pack", __name__)


@dataclass(frozen=True, slots=True)
class PackItem:
    """A finding of a pack with what it is printed with."""

    hit: Hit
    report: ReportRecord
    url: str

    @property
    def citation(self) -> str:
        """Its citation, which ends with its address."""
        return citation(self.hit.finding, self.report, self.url)


@dataclass(frozen=True, slots=True)
class Pack:
    """The findings that were asked for, as far as they are there, and what became of the rest."""

    items: tuple[PackItem, ...]
    unknown: tuple[str, ...]
    left_out: int

    @property
    def notes(self) -> Iterator[str]:
        """Sentences that say what was not done as asked."""
        if self.left_out:
            yield (
                f"A pack holds {number(params.MOST_TICKED)} findings; "
                f"{plural(self.left_out, 'more was', 'more were')} asked for and left out. "
                "Make a second pack of them."
            )
        if self.unknown:
            yield (
                f"{plural(len(self.unknown), 'reference is', 'references are')} to no finding in "
                f"this build and left out: {', '.join(name[:60] for name in self.unknown)}. "
                "The report may have been withdrawn, or the address cut short."
            )


def gather(archive: Archive, ids: list[str], q: str = "") -> Pack:
    """The pack of the first ``MOST_TICKED`` of ``ids``, in their order, with ``q`` marked."""
    reports = {report.id: report for report in archive.reports()}
    wanted, address = ids[: params.MOST_TICKED], finding_urls(full=True)
    there = archive.hits(wanted, q)
    items = [PackItem(hit, reports[hit.finding.report], address(one)) for one, hit in there.items()]
    unknown = tuple(one for one in wanted if one not in there)
    return Pack(tuple(items), unknown, len(ids) - len(wanted))


@bp.get("/pack")
def page() -> tuple[str, int]:
    """The findings named by ``finding``; the other parameters are the search they came from.

    404 when findings were asked for and none of them is there.
    """
    archive, asked = get_archive(), params.read(request.args, params.PAGE)
    ids = params.ticked(request.args)
    pack = gather(archive, ids, asked.q)
    html = render_template(
        "pages/pack.html",
        asked=asked,
        ids=[item.hit.finding.id for item in pack.items],
        pack=pack,
        formats=references.FORMATS,
        tables={ending: _table_address(asked, ids, ending) for ending in ("xlsx", "csv")},
        provenance=_provenance(archive, asked, ids, pack),
    )
    return html, 404 if ids and not pack.items else 200


@bp.get("/pack.<any(csv, xlsx):ending>")
def table(ending: str) -> Response:
    """The pack as a table, a row a finding, under the columns of every spreadsheet."""
    archive, asked = get_archive(), params.read(request.args, params.PAGE)
    ids = params.ticked(request.args)
    pack = gather(archive, ids)
    answering = _answering(archive, asked) if asked.q.strip() else set()
    known = archive.of_reports(columns.facts)
    rows = (
        columns.row(one.hit.finding, known, _answers(one, asked, answering), one.url)
        for one in pack.items
    )
    told = _provenance(archive, asked, ids, pack)
    body = csv_file.write(rows, told) if ending == "csv" else workbook.write(rows, told)
    return downloads.sent(body, ending, "evidence-pack", asked.q)


def _table_address(asked: SearchRequest, ids: list[str], ending: str) -> str:
    address = params.address(url_for("pack.table", ending=ending), asked)
    return params.with_ticks(address, ids[: params.MOST_TICKED])


def _answering(archive: Archive, asked: SearchRequest) -> set[str]:
    """The ids of what answers the search that the findings were picked from."""
    return {one.id for one, answers in archive.scan(asked).marked if answers}


def _answers(item: PackItem, asked: SearchRequest, answering: set[str]) -> str:
    if not asked.q.strip():
        return ""
    return "yes" if item.hit.finding.id in answering else "close"


@bp.get("/pack.<ending>")
def records(ending: str) -> Response:
    """The pack for a reference manager: ``bib`` or ``ris``; 404 for any other format."""
    archive = get_archive()
    pack = gather(archive, params.ticked(request.args))
    found = [
        references.record(one.hit.finding, one.report, one.url, archive.build) for one in pack.items
    ]
    return references.answer(found, ending, "evidence-pack")


def _provenance(archive: Archive, asked: SearchRequest, ids: list[str], pack: Pack) -> Provenance:
    """The provenance of a pack: which findings, picked from which search, of which build."""
    search, own = (
        params.address(url_for(endpoint, _external=True), asked)
        for endpoint in ("search.page", "pack.page")
    )
    return {
        "Findings": number(len(pack.items)),
        "Picked from": search,
        "Address": params.with_ticks(own, ids[: params.MOST_TICKED]),
        **of_build(archive.known()),
    }

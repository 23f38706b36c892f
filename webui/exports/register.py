"""The register to take away, with the joined columns: CSV and XLSX, and the rows without a place.

The parameters are those of ``/register``. What is taken away can be filled in and joined again:
the references of the findings are in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, request, url_for

from indexer import Archive, Joined
from webui.archive import get_archive, get_joined_table
from webui.exports import columns, csv_file, places, workbook
from webui.exports.columns import LINK, OF_FINDING, Column
from webui.exports.downloads import refuse_more_than_a_workbook_holds, sent
from webui.http.work import paid
from webui.presenters.provenance import Provenance, of_search
from webui.presenters.register import asked as parameters
from webui.presenters.register.listing import Register, RegisterRow
from webui.urls import finding_urls

bp = Blueprint("register_files", __name__)
places.limit(bp)

_OVERDUE = (Column("Date passed", 12), Column("As of", 12))
#: Room for what people keep, where no table is joined yet.
_TO_FILL_IN = (
    Column("Status"), Column("Owner"), Column("RAG", 8), Column("Evidence", 40),
    Column("Closed on", 12),
)  # fmt: skip
_NAME = "register"
_CATEGORY = next(n for n, column in enumerate(OF_FINDING) if column.heading == "Category")


@bp.get("/register.csv")
def as_csv() -> Response:
    """Every entry that fits as a row."""
    archive, register = _asked()
    headings = [column.heading for column in _columns(register)]
    lines = csv_file.write(_rows(archive, register), provenance(archive, register), headings)
    return sent(lines, "csv", *_named(register))


@bp.get("/register.xlsx")
def as_xlsx() -> Response:
    """The same as a workbook, with the provenance on a sheet of its own."""
    archive, register = _asked()
    refuse_more_than_a_workbook_holds(len(register.entries), "register")
    book = workbook.write(
        _rows(archive, register), provenance(archive, register), _columns(register)
    )
    return sent(book, "xlsx", *_named(register))


@bp.get("/register/misfits.csv")
def misfits() -> Response:
    """The rows of the joined table that stand beside no entry, or not whole, and why."""
    joined = get_joined_table().beside(get_archive().register())
    headings = ["Line", "Why", *joined.headings]
    return sent(csv_file.write(_told(joined), {}, headings), "csv", _NAME, "misfits")


def provenance(archive: Archive, register: Register) -> Provenance:
    """What was asked of the register, of which build, and when."""
    address = parameters.address(url_for("register.page", _external=True), register.asked)
    order = parameters.ORDERS[register.asked.order]
    told = {"Order": order, "Findings": str(len(register.entries)), "Address": address}
    return {**of_search(archive, register.found), **told}


def _asked() -> tuple[Archive, Register]:
    archive = get_archive()
    asked = parameters.read(request.args)
    return archive, Register(archive, get_joined_table(), asked)


def _columns(register: Register) -> list[Column]:
    own = [Column(column.name) for column in register.columns]
    return [*OF_FINDING, *_OVERDUE, *(own or _TO_FILL_IN), LINK]


def _rows(archive: Archive, register: Register) -> Iterator[list[str]]:
    known, address = archive.of_reports(columns.facts), finding_urls(full=True)
    for row in paid(register.all_rows()):
        finding = row.hit.finding
        told = columns.of_finding(finding, known)
        told[_CATEGORY] = row.kind
        yield [
            *told,
            *_overdue(row, register.asked.on),
            *(register.own_cells(row) or [""] * len(_TO_FILL_IN)),
            address(finding.id),
        ]


def _overdue(row: RegisterRow, on: str) -> tuple[str, str]:
    if not row.entry.due:
        return "", on
    return ("yes" if row.late else "no"), on


def _named(register: Register) -> tuple[str, ...]:
    """What the file is called after: the words, then the values that are filtered by."""
    chosen = (
        value.label
        for values in register.found.facets.values()
        for value in values
        if value.selected
    )
    return (_NAME, register.asked.search.q, *chosen)


def _told(joined: Joined) -> Iterator[list[str]]:
    for one in joined.misfits:
        yield [str(one.line), one.reason, *one.cells]

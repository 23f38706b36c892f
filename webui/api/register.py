"""The register as JSON, ``/api/v1/register``: what is asked for, and what people keep of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request

from indexer import FIELDS, Archive
from webui.api.records import report_facts
from webui.api.search import let_others_read
from webui.archive import get_archive, get_joined_table
from webui.presenters.register import asked as parameters
from webui.presenters.register.listing import Register, RegisterRow
from webui.urls import finding_url

bp = Blueprint("register_data", __name__, url_prefix="/api/v1")
bp.after_request(let_others_read)


@bp.get("/register")
def entries() -> Response:
    """A page of the register; takes the parameters of ``/register``."""
    parameters.refuse_unknown(request.args)
    archive, asked = get_archive(), parameters.read(request.args)
    register = Register(archive, get_joined_table(), asked)
    rows = [_entry(archive, register, row) for row in register.rows()]
    return jsonify(
        total=len(register.entries),
        dated=register.dated,
        overdue=register.late,
        on=asked.on,
        page=asked.page,
        size=asked.search.size,
        columns=[column.name for column in register.columns],
        entries=rows,
        build=archive.build,
    )


def _entry(archive: Archive, register: Register, row: RegisterRow) -> dict[str, Any]:
    finding = row.hit.finding
    names = (column.name for column in register.columns)
    return {
        **{field.name: field.value(finding) for field in FIELDS if field.description},
        "url": finding_url(finding.id),
        "overdue": row.late if row.entry.due else None,
        "done": row.done,
        "joined": dict(zip(names, register.own_cells(row), strict=True)) if row.tracked else None,
        "source": report_facts(archive.record(finding.report)),
    }

"""What waits to be published: shown to whoever has the token, since an upload is nobody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from indexer import AmendmentKind, UploadProgress
from webui.admin.access import Refused
from webui.admin.desk import bp, gate, refusal_shown_by, spool
from webui.admin.facts import name_of
from webui.admin.spool import Upload
from webui.admin.statuses import status

#: What a change does, before the name of what it does it to.
_DOES: Mapping[str, str] = {
    AmendmentKind.ADD: "Add",
    AmendmentKind.REPLACE: "Replace",
    AmendmentKind.SET: "Set facts of",
    AmendmentKind.REMOVE: "Remove",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change in the list: its id, what it does, and how it stands."""

    id: str
    does: str
    stands: str


@bp.get("/waiting")
def waiting() -> Response:
    """The form that asks for the token."""
    return _form()


@bp.post("/waiting")
def show_waiting() -> Response:
    """The changes that wait, each a link to its page. 403 without the token."""
    gate().admit(request)
    rows = [_row(change, progress) for change, progress in spool().waiting()]
    page = render_template("admin/waiting.html", waiting=rows)
    return make_response(page)


@refusal_shown_by("show_waiting")
def _form(refused: Refused | None = None) -> Response:
    return make_response(render_template("admin/waiting.html", waiting=None, refused=refused))


def _row(change: Upload, progress: UploadProgress) -> Waiting:
    amendment = progress.amendment
    subject = name_of(amendment.report) if amendment.report else change.name
    return Waiting(change.id, f"{_DOES[amendment.kind]} {subject}", status(progress).heading)

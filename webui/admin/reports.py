"""Changing a report that is here: its facts, its file, or whether it is here at all.

Each change waits (``spool``) and is shown before it is published, on the page of an upload.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer import (
    Amendment,
    AmendmentKind,
    InspectionError,
    RequestError,
    changed_facts,
    set_before,
)
from webui import params
from webui.admin.access import Refused
from webui.admin.desk import MEGABYTES, bp, gate, refusal_shown_by, spool, typed
from webui.admin.facts import as_they_are, fields
from webui.admin.spool import SUFFIXES, Upload
from webui.archive import get_archive

#: What may be done to a report, and the field of its form that errors lead to.
TOKENS: Mapping[str, str] = {
    AmendmentKind.SET: "token-set",
    AmendmentKind.REPLACE: "token-replace",
    AmendmentKind.REMOVE: "token-remove",
}


@bp.get("/reports/<report_id>")
def report(report_id: str) -> Response:
    """The forms in which a published report is changed. 404 for an unknown one."""
    return page_of(report_id)


@bp.post("/reports/<report_id>")
def amend(report_id: str) -> AnyResponse:
    """Has a change wait and leads to its page. 404 for an unknown report, 403 without token, 400
    for a change that cannot be.
    """
    known = get_archive().record(params.showable(report_id)).id
    gate().admit(request)
    try:
        waiting = _asked(known, request.form.get("action", ""))
    except RequestError as error:
        raise Refused(400, str(error), error.parameter or "") from None
    except InspectionError as error:
        raise Refused(503, str(error)) from None
    return redirect(url_for("admin.upload", upload_id=waiting.id), 303)


def _asked(report_id: str, action: str) -> Upload:
    """The change that the form asks for, waiting. Raises Refused where there is nothing to do."""
    before = set_before(spool().corpus, report_id)
    if action == AmendmentKind.REMOVE:
        return spool().ask(Amendment(AmendmentKind.REMOVE, report_id))
    if action == AmendmentKind.REPLACE:
        file = request.files.get("file")
        if file is None or not file.filename:
            raise Refused(400, "Choose the file that takes the place of this one.", "file")
        amendment = Amendment(AmendmentKind.REPLACE, report_id)
        return spool().receive(file.filename, file.stream, amendment)
    shown = as_they_are(spool().corpus, get_archive().record(report_id))
    facts = changed_facts(shown, before, request.form)
    if action != AmendmentKind.SET or not facts:
        raise Refused(400, "Nothing was changed in the form.", "title")
    return spool().ask(Amendment(AmendmentKind.SET, report_id, facts))


@refusal_shown_by("amend")
def _refused(refused: Refused, report_id: str) -> Response:
    return page_of(report_id, refused)


def page_of(report_id: str, refused: Refused | None = None, notice: str = "") -> Response:
    """The page on which a report is changed. Raises NotFound for an unknown one."""
    found = get_archive().record(params.showable(report_id))
    sent = typed().get("action", "")
    page = render_template(
        "admin/report.html",
        report=found,
        fields=fields(as_they_are(spool().corpus, found), typed() if sent == "set" else {}),
        by_hand=found.set_by_hand,
        refused=refused,
        sent=sent,
        tokens=TOKENS,
        notice=notice,
        suffixes=SUFFIXES,
        megabytes=MEGABYTES,
    )
    return make_response(page)

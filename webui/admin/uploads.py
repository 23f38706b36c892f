"""Sending the file of a report, looking at what was understood, publishing it or taking it back.

No page here reads a file: that is done by a process of its own (``indexer.UploadJob``), and these
pages say how far it is. A change of a report that is here waits on the same page (``reports``).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer import (
    Amendment,
    AmendmentKind,
    InspectionError,
    NotFound,
    Preview,
    RequestError,
    UploadProgress,
    UploadState,
    UploadStep,
    changed_facts,
)
from webui.admin import reports
from webui.admin.access import Refused
from webui.admin.desk import MEGABYTES, bp, gate, refusal_shown_by, spool, typed
from webui.admin.facts import by_hand, comparison, fields, name_of
from webui.admin.spool import SUFFIXES, Upload
from webui.admin.statuses import CANCEL, KEEP, REPLACE, STAGES, actions, status, taken_back
from webui.archive import get_archive

#: Seconds until a page of something at work is asked for again.
LOOK_AGAIN = 2


@bp.get("/reports/new")
def new() -> Response:
    """The form."""
    return _form()


@bp.post("/reports/new")
def send() -> AnyResponse:
    """Keeps the file, has it read and leads to its page. 403 without token, 503 if it cannot."""
    gate().admit(request)
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused(400, "Choose the file of a report.", "file")
    try:
        upload = spool().receive(file.filename, file.stream)
    except InspectionError as error:
        raise Refused(503, str(error)) from None
    return redirect(url_for("admin.upload", upload_id=upload.id), 303)


@bp.get("/uploads/<upload_id>")
def upload(upload_id: str) -> Response:
    """The page of a change: how far it is, and what was understood. 404 for an unknown one."""
    return _page(spool().find(upload_id))


@bp.post("/uploads/<upload_id>")
def change(upload_id: str) -> AnyResponse:
    """Publishes, reads again or undoes a change. 403 without the token, 409 when it cannot."""
    found = spool().find(upload_id)
    gate().admit(request)
    action = request.form.get("action", "")
    progress = found.progress()
    if action not in status(progress).actions:
        raise Refused(409, "That cannot be done with it as it stands now.")
    if action == CANCEL:
        spool().delete(found)
        return _taken_back(progress)
    if action == UploadStep.READ:
        begun = spool().begin(found, UploadStep.READ)
    else:
        begun = spool().begin(found, UploadStep.PUBLISH, _amended(action, progress))
    if not begun:
        raise Refused(409, "It is at work already.")
    return redirect(url_for("admin.upload", upload_id=found.id), 303)


@refusal_shown_by("send")
def _form(refused: Refused | None = None, notice: str = "") -> Response:
    page = render_template(
        "admin/new.html",
        refused=refused,
        notice=notice,
        suffixes=SUFFIXES,
        megabytes=MEGABYTES,
    )
    return make_response(page)


def _taken_back(progress: UploadProgress) -> Response:
    """Where a change came from, with what became of it."""
    changed, notice = progress.amendment.report, taken_back(progress)
    # A report may be gone by now: then only the notice is left to show.
    with suppress(NotFound):
        if changed:
            return reports.page_of(changed, notice=notice)
    return _form(notice=notice)


def _amended(action: str, progress: UploadProgress) -> Amendment:
    """What is published: as it was asked for, with the facts that the form sets.

    Raises Refused, at its field, for one that cannot be that.
    """
    asked = progress.amendment
    # As the form showed them: nothing set by hand of a report that is replaced only by choice.
    before = by_hand(spool().corpus, asked.report)
    if action == REPLACE:
        asked = Amendment(AmendmentKind.REPLACE, progress.like)
    if progress.preview is None:
        return asked
    try:
        facts = changed_facts({**progress.preview.facts, **before}, before, request.form)
    except RequestError as error:
        raise Refused(400, str(error), error.parameter or "") from None
    return Amendment(asked.kind, asked.report, facts, keep_both=action == KEEP)


@refusal_shown_by("change")
def _refused(refused: Refused, upload_id: str) -> Response:
    return _page(spool().find(upload_id), refused)


def _page(upload: Upload, refused: Refused | None = None) -> Response:
    progress = upload.progress()
    running = progress.state is UploadState.RUNNING
    if progress.step is UploadStep.PUBLISH and progress.state is UploadState.DONE:
        get_archive().catch_up()  # the page has a link to what was published
    # A page that asks again by itself has no form: what is typed into one would be lost.
    forms = not running or refused is not None or "stop" in request.args
    page = render_template(
        "admin/upload.html",
        upload=upload,
        progress=progress,
        status=status(progress),
        stages=STAGES,
        actions=actions(progress),
        refused=refused,
        forms=forms,
        sent=typed().get("action", ""),
        categories=_categories(progress.preview),
        fields=fields(_facts_of(progress), typed()),
        report_name=name_of(progress.amendment.report),
        changes=comparison(progress.amendment, spool().corpus),
    )
    response = make_response(page)
    if running and not forms:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def _facts_of(progress: UploadProgress) -> Mapping[str, str]:
    """The facts of a report that was read, as they are to be; none before that."""
    if progress.preview is None:
        return {}
    asked = progress.amendment
    return {**progress.preview.facts, **by_hand(spool().corpus, asked.report), **asked.facts}


def _categories(preview: Preview | None) -> tuple[str, ...]:
    """The categories of all areas, in the order in which the report has them."""
    areas = preview.areas if preview else ()
    return tuple(dict.fromkeys(category for area in areas for category, _ in area.counts))

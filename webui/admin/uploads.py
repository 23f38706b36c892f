"""Adding a report from the browser: send a file, look at what was understood, publish it.

Off, and its addresses unknown, unless an admin token is configured. No page here reads a file:
that is done by a process of its own (``indexer.UploadJob``), and these pages say how far it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from indexer import (
    Choice,
    InspectionError,
    Preview,
    RequestError,
    UploadProgress,
    UploadState,
    UploadStep,
    workspace,
)
from webui.admin.access import WINDOW, Gate, Refused
from webui.admin.facts import fields
from webui.admin.spool import SUFFIXES, Spool, Upload

bp = Blueprint("admin", __name__, url_prefix="/admin")

MEGABYTES = 50
#: Bytes of a whole form: the file, the token, and what parts them.
LARGEST = MEGABYTES * 1024**2 + 16 * 1024
#: Seconds until a page of something at work is asked for again.
LOOK_AGAIN = 2

CANCEL = "cancel"
#: What becomes of a report that looks like one of the corpus.
REPLACE, KEEP = "replace", "keep"
#: What can be done with an upload, and what the button says.
ACTIONS: Mapping[str, str] = {
    UploadStep.PUBLISH: "Publish this report",
    UploadStep.READ: "Read it again",
    REPLACE: "Put it in the place of that one",
    KEEP: "Publish it beside that one",
    CANCEL: "Delete the upload",
}


#: What becomes of a report, in this order.
STAGES = ("Sent", "Read", "Checked by you", "Published")
_, READ, CHECKED, PUBLISHED = STAGES


@dataclass(frozen=True, slots=True)
class UploadStatus:
    """The page of an upload in one of its states, and what can be done with it there."""

    #: The place in ``STAGES``.
    stage: str
    heading: str
    message: str
    actions: tuple[str, ...] = ()
    #: True when something went wrong.
    alert: bool = False


STATUSES: Mapping[tuple[UploadStep, UploadState], UploadStatus] = {
    (UploadStep.READ, UploadState.RUNNING): UploadStatus(
        READ,
        "Reading the report",
        "Nothing is published yet. Most reports take a few seconds; after a minute it is given up.",
        (CANCEL,),
    ),
    (UploadStep.READ, UploadState.REFUSED): UploadStatus(
        READ, "The report cannot be read", "Nothing was added.", (CANCEL,), alert=True
    ),
    (UploadStep.READ, UploadState.INTERRUPTED): UploadStatus(
        READ,
        "Reading was interrupted",
        "The process that read it was ended before it was done. Nothing was added. "
        "Read it again, or delete it.",
        (UploadStep.READ, CANCEL),
        alert=True,
    ),
    (UploadStep.READ, UploadState.KNOWN): UploadStatus(
        CHECKED,
        "The report is here already",
        "It says the same as a report that the corpus has, so there is nothing to publish.",
        (CANCEL,),
    ),
    (UploadStep.READ, UploadState.DONE): UploadStatus(
        CHECKED,
        "Check the report before it is published",
        "This is what was understood. Mend the facts that are wrong or missing, then publish it. "
        "Nothing is published yet.",
        (UploadStep.PUBLISH, CANCEL),
    ),
    (UploadStep.PUBLISH, UploadState.RUNNING): UploadStatus(
        PUBLISHED,
        "Publishing the report",
        "Searches go on meanwhile, without it until it is all there.",
    ),
    (UploadStep.PUBLISH, UploadState.REFUSED): UploadStatus(
        PUBLISHED,
        "The report could not be published",
        "The reports that were published before are still searched.",
        (UploadStep.PUBLISH, CANCEL),
        alert=True,
    ),
    (UploadStep.PUBLISH, UploadState.INTERRUPTED): UploadStatus(
        PUBLISHED,
        "Publishing was interrupted",
        "The process that published it was ended before it was done. The reports that were "
        "published before are still searched. It may be in the corpus already: publish it again "
        "to finish.",
        (UploadStep.PUBLISH, CANCEL),
        alert=True,
    ),
    (UploadStep.PUBLISH, UploadState.DONE): UploadStatus(
        PUBLISHED, "The report is published", "It can be searched now.", (CANCEL,)
    ),
}


def init_app(app: Flask) -> None:
    """Adds the pages if there is a token. Raises InspectionError for one that is too short.

    Takes ``ADMIN_TOKEN``, ``CORPUS``, ``INDEX`` and ``UPLOADS``, the folder of the spool: without
    it '.uploads' beside the index, since an index folder may hold nothing else; of an index in a
    cluster, beside the folder in which its builds are written.
    """
    if not app.config["ADMIN_TOKEN"]:
        return
    index, corpus = Path(app.config["INDEX"]), Path(app.config["CORPUS"])
    beside = workspace(index).resolve().parent / ".uploads"
    spool = Spool(Path(app.config["UPLOADS"] or beside), corpus, index)
    spool.sweep()
    app.extensions["gate"] = Gate(app.config["ADMIN_TOKEN"])
    app.extensions["spool"] = spool
    # The list of reports has a link more: no browser may keep the page without it.
    app.config["ASSET_VERSION"] += "-admin"
    app.before_request(_measure)
    app.register_blueprint(bp)


@bp.get("/reports/new")
def new() -> Response:
    """The form."""
    return _form()


@bp.post("/reports/new")
def send() -> AnyResponse:
    """Keeps the file, has it read and leads to its page. 403 without token, 503 if it cannot."""
    _gate().admit(request)
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Refused(400, "Choose the file of a report.", "file")
    try:
        upload = _spool().receive(file.filename, file.stream)
    except InspectionError as error:
        raise Refused(503, str(error)) from None
    return redirect(url_for("admin.upload", upload_id=upload.id), 303)


@bp.get("/uploads/<upload_id>")
def upload(upload_id: str) -> Response:
    """The page of an upload: how far it is, and what was understood. 404 for an unknown one."""
    return _page(_spool().find(upload_id))


@bp.post("/uploads/<upload_id>")
def change(upload_id: str) -> AnyResponse:
    """Publishes, reads again or deletes an upload. 403 without the token, 409 when it cannot."""
    found = _spool().find(upload_id)
    _gate().admit(request)
    action = request.form.get("action", "")
    if action not in _status(found.progress()).actions:
        raise Refused(409, "That cannot be done with it as it stands now.")
    if action == CANCEL:
        _spool().delete(found)
        return _form(notice="The upload was deleted.")
    step = UploadStep.READ if action == UploadStep.READ else UploadStep.PUBLISH
    progress = found.progress()
    facts = _facts(progress) if step is UploadStep.PUBLISH else {}
    if not _spool().begin(found, step, _choice(action, progress), facts):
        raise Refused(409, "It is at work already.")
    return redirect(url_for("admin.upload", upload_id=found.id), 303)


@bp.errorhandler(Refused)
def _refused(refused: Refused) -> Response:
    """The page that the form was sent from, with what is wrong."""
    upload_id = (request.view_args or {}).get("upload_id")
    page = _page(_spool().find(upload_id), refused) if upload_id else _form(refused)
    page.status_code = refused.status
    if refused.status == 429:
        page.headers["Retry-After"] = f"{WINDOW:.0f}"
    return page


@bp.after_request
def _keep_nothing(response: Response) -> Response:
    """These pages change without a new build, so no browser may keep one."""
    g.etag = None
    return response


def _measure() -> Response | None:
    """Lets files through to these pages, and answers one that is too large in their own words."""
    if request.blueprint != bp.name or request.method != "POST":
        return None
    request.max_content_length = LARGEST
    if (request.content_length or 0) <= LARGEST:
        return None
    page = _form(Refused(413, f"That is larger than {MEGABYTES} MB, and no report is.", "file"))
    page.status_code = 413
    return _keep_nothing(page)


def _form(refused: Refused | None = None, notice: str = "") -> Response:
    page = render_template(
        "admin/new.html",
        refused=refused,
        notice=notice,
        suffixes=SUFFIXES,
        megabytes=MEGABYTES,
    )
    return make_response(page)


def _facts(progress: UploadProgress) -> dict[str, str]:
    """The facts that the form sets. Raises Refused, at its field, for one that cannot be that."""
    if progress.preview is None:
        return {}
    try:
        return progress.preview.set_by_hand(request.form)
    except RequestError as error:
        raise Refused(400, str(error), error.parameter or "") from None


def _page(upload: Upload, refused: Refused | None = None) -> Response:
    progress = upload.progress()
    running = progress.state is UploadState.RUNNING
    # A page that asks again by itself has no form: what is typed into one would be lost.
    forms = not running or refused is not None or "stop" in request.args
    page = render_template(
        "admin/upload.html",
        upload=upload,
        progress=progress,
        status=_status(progress),
        stages=STAGES,
        actions=ACTIONS,
        refused=refused,
        forms=forms,
        sent=request.form.get("action", ""),
        categories=_categories(progress.preview),
        fields=fields(progress, request.form),
    )
    response = make_response(page)
    if running and not forms:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def _status(progress: UploadProgress) -> UploadStatus:
    """How an upload stands; one that looks like a report of the corpus is published by choice."""
    status = STATUSES[progress.step, progress.state]
    if not progress.like or UploadStep.PUBLISH not in status.actions:
        return status
    actions = (REPLACE, KEEP, *(a for a in status.actions if a != UploadStep.PUBLISH))
    if progress.step is UploadStep.PUBLISH:
        return replace(status, actions=actions)
    return replace(status, heading="It looks like a report that is here", actions=actions)


def _choice(action: str, progress: UploadProgress) -> Choice:
    return Choice(progress.like if action == REPLACE else "", keep_both=action == KEEP)


def _categories(preview: Preview | None) -> tuple[str, ...]:
    """The categories of all areas, in the order in which the report has them."""
    areas = preview.areas if preview else ()
    return tuple(dict.fromkeys(category for area in areas for category, _ in area.counts))


def _gate() -> Gate:
    gate: Gate = current_app.extensions["gate"]
    return gate


def _spool() -> Spool:
    spool: Spool = current_app.extensions["spool"]
    return spool

"""The grade board: all who were inspected in every area of a series, at a glance."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from indexer import RequestError
from webui import params
from webui.archive import get_archive
from webui.pages.compare import MOST_FORCES
from webui.presenters.grading.board import Series, grade_board, graded_series

bp = Blueprint("grades", __name__)


@bp.get("/grades")
def page() -> str:
    """The board of the series named by ``series``, which may repeat.

    Without one it is the newest in which many were inspected. ``order`` names an area: who has the
    worst grade in it comes first. Raises RequestError for a series that gave no grades.
    """
    archive = get_archive()
    reports, offered = archive.reports(), archive.of_reports(graded_series)
    chosen = _chosen(offered)
    order = (params.several(request.args, "order") or [""])[0]
    board = grade_board(reports, [one.name for one in chosen], order)
    return render_template(
        "pages/grades.html",
        offered=offered,
        chosen=chosen,
        order=order,
        board=board,
        worst=board.foremost(order)[:MOST_FORCES],
    )


def _chosen(offered: tuple[Series, ...]) -> tuple[Series, ...]:
    """The series that are asked for, oldest first."""
    known = {one.key: one for one in offered}
    asked = params.several(request.args, "series")
    for key in asked:
        if key not in known:
            raise RequestError(
                f"No grades are known of a series called ‘{key[:60]}’. Choose one from the list.",
                parameter="series",
            )
    chosen = [known[key] for key in asked] or list(offered[:1])
    return tuple(sorted(chosen, key=lambda one: one.published))

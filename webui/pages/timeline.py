"""The years of a search: how often it was said, in which categories, by how many reports."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request

from webui import params
from webui.archive import get_archive
from webui.presenters.provenance import of_search
from webui.presenters.results import timeline as drawing
from webui.presenters.results.timeline import timeline
from webui.presenters.sentences import sentence
from webui.urls import filtered_urls

bp = Blueprint("timeline", __name__)


@bp.get("/timeline")
def page() -> str:
    """The findings of a search by year; takes its parameters. Of everything without any."""
    asked = replace(params.read(request.args, params.PAGE), page=1)
    archive = get_archive()
    found = archive.search(asked)
    years = timeline(
        archive.cross(asked, "year", "category"),
        archive.cross(asked, "year", "report"),
        found,
        archive.reports(),
    )
    return render_template(
        "pages/timeline.html",
        asked=asked,
        found=found,
        sentence=sentence(found),
        timeline=years,
        address=filtered_urls(asked),
        drawing=drawing,
        provenance=of_search(archive, found),
    )

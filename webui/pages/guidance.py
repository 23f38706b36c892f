"""Pages of plain text: what this is, how to search, and for whom it works."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, render_template

from indexer import DICTIONARY, TABLES, ReportRecord
from webui.api import openapi
from webui.archive import get_archive
from webui.presenters.examples import examples

bp = Blueprint("guidance", __name__)

#: What a program may ask, and what it gets.
REQUESTS = (
    ("/api/v1/search?q=domestic+violence&size=2", "The two best of all findings about it"),
    (
        "/api/v1/search?area=neighbourhood-policing&category=areas-for-improvement",
        "Every area for improvement in one area",
    ),
    ("/api/v1/search?q=NPT&expand=0&correct=0", "The letters alone, without their meaning"),
    ("/api/v1/reports", "Every report with its facts, source and licence"),
    ("/api/v1/grades", "Every grade of every force in every area"),
    ("/export.json?category=strengths", "All strengths in one answer"),
    ("/export.csv?q=missing+persons", "The same search as a table"),
    ("/feed.atom?q=custody", "What is new about it, to follow"),
    ("/healthz", "Which build answers"),
)


@bp.get("/about")
def about() -> str:
    """The page that says what this is and is not, and under which licence each report stands."""
    return render_template("pages/about.html", licensed=get_archive().of_reports(_licensed))


def _licensed(
    reports: Iterable[ReportRecord],
) -> tuple[tuple[str, tuple[ReportRecord, ...]], ...]:
    """The reports by the licence that each states, those without one last."""
    found: dict[str, list[ReportRecord]] = {}
    for report in reports:
        found.setdefault(report.facts.get("licence", ""), []).append(report)
    return tuple(
        (name, tuple(found[name])) for name in sorted(found, key=lambda one: (not one, one))
    )


@bp.get("/help")
def how_to() -> str:
    """The page that says how to search, with examples that run."""
    archive = get_archive()
    meaning = archive.known().meaning == "on"
    return render_template("pages/help.html", examples=examples(archive), meaning=meaning)


@bp.get("/accessibility")
def accessibility() -> str:
    """The page that says what was tested for accessibility and what was not."""
    return render_template("pages/accessibility.html")


@bp.get("/data")
def data() -> str:
    """The page from which the whole data set is taken away, with what its columns mean."""
    health = get_archive().known()
    return render_template("pages/data.html", tables=(*TABLES, DICTIONARY), health=health)


@bp.get("/api")
def programs() -> str:
    """The page that says how programs ask, from the description that programs read."""
    return render_template(
        "pages/api.html",
        requests=REQUESTS,
        parameters=list(openapi.parameters()),
        answer=[*openapi.parts("Understood"), *openapi.parts("Answer")],
        finding=list(openapi.parts("Finding")),
    )

"""Pages of plain text: what this is, how to search, and for whom it works."""

from __future__ import annotations

from flask import Blueprint, render_template

from indexer import DICTIONARY, TABLES
from webui.api import openapi
from webui.archive import get_archive

bp = Blueprint("guidance", __name__)

#: What can be typed, and what it finds.
EXAMPLES = (
    ("missing persons", "Both words, in any form, near each other; what has one of them follows"),
    ('"domestic violence"', "Exactly this phrase"),
    ("NPT", "The acronym, and ‘neighbourhood policing team’ written out"),
    ("training OR briefing", "Either word"),
    ("training NOT induction", "The first word without the second"),
    ("(victim OR witness) AND support", "Brackets say what belongs together"),
    ("neighbour*", "Every word that begins like this; three letters or more"),
    ("training category:strengths", "The same as ticking Strengths under Category"),
    ('force:"Cambridgeshire Constabulary" custody', "Also area:, grade:, year: and report:"),
)

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
    return render_template("pages/about.html", reports=get_archive().reports())


@bp.get("/help")
def how_to() -> str:
    """The page that says how to search, with examples that run."""
    meaning = get_archive().known().meaning == "on"
    return render_template("pages/help.html", examples=EXAMPLES, meaning=meaning)


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

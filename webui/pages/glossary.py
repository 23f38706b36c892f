"""The glossary: every acronym with what each report says that it stands for."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template

from indexer import slug
from webui.archive import get_archive

bp = Blueprint("glossary", __name__)

#: Where a report explains an acronym, in words.
WHERE: Mapping[str, str] = {"glossary": "in its glossary", "text": "in its text"}


@bp.get("/glossary")
def page() -> str:
    """All acronyms in alphabetical order; conflicts, and those that nobody explains, are named."""
    archive = get_archive()
    entries = archive.glossary()
    return render_template(
        "pages/glossary.html",
        entries=entries,
        undefined=[entry for entry in entries if not entry.meanings],
        anchors={entry.short: f"{slug(entry.short)}-{n}" for n, entry in enumerate(entries)},
        titles={report.id: report.title for report in archive.reports()},
        where_names=WHERE,
    )

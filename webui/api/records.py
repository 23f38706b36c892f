"""What else is known, as JSON: reports, one finding, forces, grades and the glossary.

Programs ask; each answer names the build that it is from, and each record where it is from. The
description of the answers is in ``openapi.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, jsonify, url_for

from indexer import FIELDS, Archive, Area, Finding, Movement, ReportFacts, ReportRecord
from webui import params
from webui.api.search import let_others_read
from webui.archive import get_archive
from webui.presenters import forces as presenter
from webui.urls import finding_url

bp = Blueprint("records", __name__, url_prefix="/api/v1")
bp.after_request(let_others_read)


@bp.get("/reports")
def reports() -> Response:
    """All reports in order of id, each with its facts and the number of its findings."""
    archive = get_archive()
    return _answer(archive, reports=[_listed(report) for report in archive.reports()])


@bp.get("/reports/<report_id>")
def report(report_id: str) -> Response:
    """One report with its areas, its warnings and the ids of its findings. 404 if unknown."""
    archive = get_archive()
    found = archive.report(params.showable(report_id))
    return _answer(
        archive,
        report=report_facts(found),
        areas=[_area(area) for area in found.areas],
        warnings=list(found.warnings),
        progress=[_progress(one) for one in found.progress],
        findings=[finding.id for finding in found.findings],
    )


@bp.get("/findings/<finding_id>")
def finding(finding_id: str) -> Response:
    """One finding with the facts of its report. 404 if unknown."""
    archive = get_archive()
    found = archive.finding(params.showable(finding_id)).finding
    source = next(record for record in archive.reports() if record.id == found.report)
    return _answer(archive, finding=_finding(found), report=report_facts(source))


@bp.get("/forces")
def forces() -> Response:
    """All forces in the order of their names, each with the ids of its reports, newest first."""
    archive = get_archive()
    rows = [
        {
            "force": force.name,
            "url": url_for("forces.force", name=force.key),
            "reports": [one.id for one in force.reports],
            "findings": sum(one.findings for one in force.reports),
        }
        for force in archive.of_reports(presenter.forces)
    ]
    return _answer(archive, forces=rows)


@bp.get("/grades")
def grades() -> Response:
    """Every grade that a report gives: of which force in which area, and how all forces stood."""
    archive = get_archive()
    rows = [row for report in archive.reports() for row in _grades(report)]
    return _answer(archive, grades=rows)


@bp.get("/glossary")
def glossary() -> Response:
    """Every acronym with its meanings, which reports say so, and the number of its findings."""
    archive = get_archive()
    rows = [
        {
            "short": entry.short,
            "meanings": [
                {"long": one.long, "reports": [report for report, _ in one.reports]}
                for one in entry.meanings
            ],
            "findings": entry.findings,
        }
        for entry in archive.glossary()
    ]
    return _answer(archive, glossary=rows)


def _answer(archive: Archive, **parts: Any) -> Response:
    return jsonify({**parts, "build": archive.build})


def _listed(report: ReportRecord) -> dict[str, Any]:
    counts = {"findings": report.findings, "context": report.context}
    return {**report_facts(report), **counts, "warnings": len(report.warnings)}


def report_facts(report: ReportFacts) -> dict[str, Any]:
    """Where a record is from, for every answer that says so. What a report does not say is null."""
    return {
        "id": report.id,
        "url": url_for("reports.report", report_id=report.id),
        "title": report.title,
        "force": report.force or None,
        "place": report.place or None,
        "series": report.series or None,
        "published": report.published or None,
        "inspectorates": list(report.inspectorates),
        "inspected": report.facts.get("inspected") or None,
        "outcome": report.facts.get("outcome") or None,
        "isbn": report.facts.get("isbn") or None,
        "source": report.facts.get("source") or None,
        "licence": report.facts.get("licence") or None,
        "file": report.file,
        "sha256": report.sha256,
    }


def _finding(one: Finding) -> dict[str, Any]:
    fields = {row.name: row.value(one) for row in FIELDS if row.description}
    return {**fields, "url": finding_url(one.id)}


def _progress(one: Movement) -> dict[str, Any]:
    return {"text": one.sentence, "finding": one.finding, "area": one.area or None}


def _area(area: Area) -> dict[str, Any]:
    spread = [{"grade": grade, "forces": count} for grade, count in area.spread]
    direction = area.direction or None
    return {"area": area.name, "grade": area.grade, "direction": direction, "spread": spread}


def _grades(report: ReportRecord) -> Iterator[dict[str, Any]]:
    for area in report.areas:
        if area.grade:
            yield {
                **_area(area),
                "force": report.force or None,
                "report": report.id,
                "series": report.series or None,
                "published": report.published or None,
            }

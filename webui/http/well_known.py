"""Files that browsers and crawlers look for at fixed addresses."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template, url_for

from webui import params
from webui.archive import get_archive
from webui.urls import full_finding_url

bp = Blueprint("site", __name__)

_PAGES = (
    "search.page", "forces.index", "grades.page", "register.page", "timeline.page", "reports.index",
    "compare.page", "glossary.page", "guidance.how_to", "guidance.about", "guidance.accessibility",
    "guidance.data", "guidance.programs",
)  # fmt: skip


@bp.get("/opensearch.xml")
def opensearch() -> Response:
    """An OpenSearch 1.1 description, with which a browser can search here from its address bar."""
    body = render_template("opensearch.xml", root=url_for("search.page", _external=True))
    return Response(body, mimetype="application/opensearchdescription+xml")


@bp.get("/robots.txt")
def robots() -> Response:
    """Findings and reports may be indexed; the endless combinations of filters need not be."""
    sitemap = url_for("site.sitemaps", _external=True)
    lines = [
        "User-agent: *",
        "Disallow: /*?",
        "Disallow: /api/",
        "Disallow: /export.",
        f"Sitemap: {sitemap}",
    ]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@bp.get("/sitemap.xml")
def sitemaps() -> Response:
    """An index of sitemaps: one of the pages, one of each report.

    A sitemap holds 50,000 addresses at most, which no report has findings for. Source:
    sitemaps.org, 'Sitemaps XML format'.
    """
    reports = [
        url_for("site.sitemap_of_report", report_id=report.id, _external=True)
        for report in get_archive().reports()
    ]
    pages = url_for("site.sitemap_of_pages", _external=True)
    return _sitemap("sitemapindex", "sitemap", [pages, *reports])


@bp.get("/sitemap/pages.xml")
def sitemap_of_pages() -> Response:
    """The pages that are there without any report."""
    return _sitemap("urlset", "url", [url_for(page, _external=True) for page in _PAGES])


@bp.get("/sitemap/reports/<report_id>.xml")
def sitemap_of_report(report_id: str) -> Response:
    """A report and each of its findings. 404 for an unknown report."""
    report = get_archive().report(params.showable(report_id))
    findings = [full_finding_url(finding.id) for finding in report.findings]
    page = url_for("reports.report", report_id=report.id, _external=True)
    return _sitemap("urlset", "url", [page, *findings])


def _sitemap(root: str, entry: str, addresses: list[str]) -> Response:
    body = render_template("sitemap.xml", root=root, entry=entry, addresses=addresses)
    return Response(body, mimetype="application/xml")


@bp.get("/favicon.ico")
@bp.get("/favicon.svg")
def favicon() -> Response:
    """Our own mark; also under the name that browsers ask for unasked."""
    return current_app.send_static_file("mark.svg")

"""Every page, export and answer of the API is the same from both engines, to the letter."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from indexer import Archive, Report, publish
from indexer.index.location import ClusterAddress
from webui import create_app

pytestmark = pytest.mark.cluster
#: What is asked of each search.
SEARCHES = (
    "q=training",
    "q=training&category=areas-for-improvement&category=strengths&size=50",
    "q=who+looks+after+missing+children&sort=newest",
    "q=custody&force=mercia-vale-police&context=1&page=2&size=5",
    "q=training+-custody&match=all&group=0",
    "q=xyzzyplugh&correct=0",
    "",
)
#: What takes a search.
SEARCHED = (
    "/", "/api/v1/search", "/export.csv", "/export.json", "/export.xlsx", "/feed.atom", "/shape",
    "/timeline",
)  # fmt: skip
#: What takes some findings by their ids.
PACKED = ("/pack", "/pack.csv", "/pack.xlsx", "/pack.bib", "/pack.ris", "/pack.json")
OTHERS = (
    "/about", "/accessibility", "/api", "/api/v1/forces", "/api/v1/glossary", "/api/v1/grades",
    "/api/v1/openapi.json", "/api/v1/register", "/api/v1/register?due=overdue&on=2026-06-30",
    "/api/v1/reports", "/api/v1/reports/f1-text", "/api/v1/suggestions?q=neigh",
    "/api/v1/suggestions?q=PC", "/compare", "/data", "/data.jsonl", "/favicon.ico", "/favicon.svg",
    "/compare?force=mercia-vale-police&force=cambridgeshire-constabulary&q=training",
    "/compare?force=mercia-vale-police&force=cambridgeshire-constabulary"
    "&area=performance-management",
    "/forces", "/forces/mercia-vale-police", "/forces/cambridgeshire-constabulary", "/glossary",
    "/places",
    "/places/ely", "/grades", "/grades?series=hmic-inspection-report-2007", "/help",
    "/opensearch.xml",
    "/register", "/register?addressee=chief&order=due&size=5&page=2", "/register.csv",
    "/register.xlsx", "/register/misfits.csv", "/reports", "/reports/cambridgeshire-2007",
    "/reports/f1-pdf", "/reports/f1-text/ledger", "/reports/f1-text/ledger?find=training",
    "/reports/f1-pdf/original", "/reports/f1-pdf/pages?page=5", "/robots.txt", "/shape?share=1",
    "/sitemap.xml", "/sitemap/pages.xml", "/sitemap/reports/f1-text.xml",
    "/?q=training&area=mars", "/?page=5000", f"/?q={'risk+' * 400}",
    f"/?q=training&{'&'.join(f'force=force-{n}' for n in range(10_000))}",
    f"/api/v1/search?q=training&{'&'.join(f'force=force-{n}' for n in range(10_000))}",
    "/findings/nobody", "/reports/nobody", "/nowhere",
)  # fmt: skip
#: What tells of the server or the index itself, and of no finding.
OF_ITSELF = {"health.check", "health.ready", "metrics.show", "static"}


@pytest.fixture(scope="module")
def placed_index(asking_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of what is asked for, one of its reports on a place."""
    archive = Archive(asking_index)
    folder = tmp_path_factory.mktemp("placed")
    publish((_placed(archive.report(record.id)) for record in archive.reports()), folder)
    return folder


def _placed(report: Report) -> Report:
    place = "Ely" if report.id == "f1-text" else ""
    findings = tuple(replace(one, place=place) for one in report.findings)
    return replace(report, place=place, findings=findings)


@pytest.fixture(scope="module")
def apps(
    placed_index: Path, sample_corpus: Path, in_cluster: Callable[[Path], ClusterAddress]
) -> tuple[Flask, Flask]:
    """The same site over a folder and over a cluster."""
    there = Path(str(in_cluster(placed_index)))
    folder, cluster = (
        create_app({"INDEX": index, "CORPUS": sample_corpus}) for index in (placed_index, there)
    )
    return folder, cluster


@pytest.fixture(scope="module")
def addresses(apps: tuple[Flask, Flask]) -> list[str]:
    """Everything that is asked of both."""
    found = apps[0].test_client().get("/api/v1/search?q=training&size=60").json["findings"]
    ids = [one["id"] for one in found][::12]
    some = "&".join(f"finding={name}" for name in ids)
    return [
        *(f"{path}?{search}" for path in SEARCHED for search in SEARCHES),
        *(f"{path}?{some}" for path in PACKED),
        *(f"/findings/{name}?q=training" for name in ids),
        *(f"/api/v1/findings/{name}" for name in ids),
        f"/findings/{ids[0]}.bib",
        f"/findings/{ids[0]}.ris",
        *OTHERS,
    ]


def test_every_address_answers_alike(apps: tuple[Flask, Flask], addresses: list[str]) -> None:
    folder, cluster = (app.test_client() for app in apps)
    different = [one for one in addresses if _answer(folder, one) != _answer(cluster, one)]
    assert different == []


def test_no_address_was_left_out(apps: tuple[Flask, Flask], addresses: list[str]) -> None:
    matching = apps[0].url_map.bind("localhost")
    asked = {matching.match(one.partition("?")[0])[0] for one in addresses if one != "/nowhere"}
    rules = {
        rule.endpoint for rule in apps[0].url_map.iter_rules() if "GET" in (rule.methods or ())
    }
    assert asked == rules - OF_ITSELF


def _answer(client: FlaskClient, address: str) -> tuple[int, str, object]:
    """The status of an answer, its kind, and all that it says."""
    with client.get(address) as answer:
        return answer.status_code, answer.content_type, _said(answer)


def _said(answer: TestResponse) -> object:
    if not answer.data.startswith(b"PK"):
        return answer.data
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        return {name: _undated(book.read(name)) for name in book.namelist()}


def _undated(part: bytes) -> bytes:
    """Part of a workbook without the instant at which it was made."""
    return re.sub(rb"<dcterms:\w+ [^>]*>[^<]*", b"", part)

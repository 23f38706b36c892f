"""Small reports written in the test, and the gold standard's own scorer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

import pytest

from indexer.reports.pipeline import read_report
from indexer.reports.report import Report

TESTS = Path(__file__).parents[2]

#: The front of each family's reports: just enough to be recognised by.
FRONT_2007 = """\
HMIC Inspection Report

Somerton Constabulary

October 2007

Contents

Introduction to HMIC Inspections

Findings

Neighbourhood Policing

Performance Management

Child Abuse

Domestic Violence

Missing Persons

Introduction to HMIC Inspections

HMIC looks at every force in turn and publishes what it finds, good or bad, for all to read.

Findings

Neighbourhood Policing

GRADE

GOOD

National contextual factors

Every force has been asked to put a named team into every neighbourhood by the spring of 2008.

"""
FRONT_2008 = """\
HMIC Inspection Report

Somerton Constabulary

Neighbourhood Policing

Developing Citizen Focus Policing

September 2008

Introduction

HMIC Business Plan for 2008/09

HMIC looks at every force in turn and publishes what it finds, good or bad, for all to read.

Findings

Neighbourhood Policing

2007/08 Neighbourhood Policing Summary of judgement

Meeting the standard

"""
FRONT_BCU = """\
HM Inspectorate of Constabulary

Inspection of Harbour BCU

Somerton Constabulary

April 2005

"""
PAGE = """\
<!doctype html><html lang="en"><head><title>PEEL 2021/22 – Somerton Police</title></head><body>
<nav><a href="/">Home</a> <a href="/forces">Forces</a></nav>
<main><h1>PEEL 2021/22 – An inspection of Somerton Police</h1>
<p>Published on 22 September 2022</p>
{body}
</main><footer><p>© HMICFRS</p></footer></body></html>
"""


@pytest.fixture
def report_of(tmp_path: Path) -> Callable[..., Report]:
    """Read a report from what it prints."""

    def read(text: str, name: str = "report.txt", slug: str | None = None) -> Report:
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return read_report(path, slug)

    return read


@pytest.fixture
def inspection_2007(report_of: Callable[..., Report]) -> Callable[[str], Report]:
    """An inspection of 2007 whose body begins inside 'Neighbourhood Policing', graded Good."""
    return lambda body: report_of(FRONT_2007 + dedent(body))


@pytest.fixture
def inspection_2008(report_of: Callable[..., Report]) -> Callable[[str], Report]:
    """An inspection of 2008 whose body begins below the grade of 'Neighbourhood Policing'."""
    return lambda body: report_of(FRONT_2008 + dedent(body))


@pytest.fixture
def bcu_inspection(report_of: Callable[..., Report]) -> Callable[[str], Report]:
    """An inspection of a basic command unit whose body begins below the title page."""
    return lambda body: report_of(FRONT_BCU + dedent(body))


@pytest.fixture
def peel_page(report_of: Callable[..., Report]) -> Callable[[str], Report]:
    """A PEEL web page whose body begins below its title and date."""
    return lambda body: report_of(PAGE.format(body=dedent(body)), "report.html")


@pytest.fixture(scope="session")
def texts() -> Callable[..., list[str]]:
    """The texts of a report's findings in order, of one category or of all."""

    def of(report: Report, category: str | None = None) -> list[str]:
        return [f.text for f in report.findings if category in (None, f.category)]

    return of


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The gold standard's scorer, as a library."""
    path = str(TESTS / "tools" / "score_findings.py")
    loader = SourceFileLoader("score_findings", path)
    module = module_from_spec(spec_from_loader(loader.name, loader))  # type: ignore[arg-type]
    loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def score(scorer: ModuleType) -> Callable[[Report, Path, Mapping[str, Any]], dict[str, Any]]:
    """A report's score against a gold file, furniture checked."""

    def of(report: Report, gold: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
        predicted = [finding.to_json() for finding in report.findings]
        lines = gold.read_text(encoding="utf-8").splitlines()
        documents = [json.loads(line) for line in lines if line.strip()]
        furniture = facts.get("furniture", ())
        result: dict[str, Any] = scorer.score(predicted, documents, furniture)
        return result

    return of


@pytest.fixture(scope="session")
def tell_score(tell: Callable[[str, str], None]) -> Callable[[str, Mapping[str, Any]], None]:
    """Has the run print a report's score in a line; a dash where its gold has nothing to score."""

    def of(name: str, score: Mapping[str, Any]) -> None:
        cut, tags = score["boundary"], score["tags"]["findings"]["all_three"]
        shown = {
            "findings F1": cut["findings"]["f1"] if cut["findings"]["gold"] else None,
            "context F1": cut["context"]["f1"] if cut["context"]["gold"] else None,
            "tags": tags["accuracy"],
            "conservation": score["conservation"]["all"]["five_grams"],
        }
        parts = (f"{what} {'-' if n is None else f'{n:.4f}'}" for what, n in shown.items())
        tell("reports read against their gold", f"{name:20} {'  '.join(parts)}")

    return of

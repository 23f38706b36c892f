"""What the front of a report says of it: force, date, title, ISBN."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from indexer.reports.facts import facts

from indexer.reports.lines import Line, Source
from indexer.reports.report import Report


def source(*printed: str, **hints: str) -> Source:
    lines = tuple(Line(i, text) for i, text in enumerate(printed, start=1))
    return Source("report.txt", "text", "0" * 64, lines, hints)


@pytest.mark.parametrize(
    ("printed", "force"),
    [
        (["HMIC Inspection Report", "Somerton Constabulary"], "Somerton Constabulary"),
        (["Devon and Cornwall Constabulary – HMIC Inspection Report"],
         "Devon and Cornwall Constabulary"),
        (["PEEL 2021/22 – An inspection of West Yorkshire Police"], "West Yorkshire Police"),
        (["Inspection of Harbour BCU", "City of London Police"], "City of London Police"),
        (["PEEL: Police effectiveness 2016", "An inspection of Avon and Somerset Constabulary"],
         "Avon and Somerset Constabulary"),
        (["Metropolitan Police Service", "2007"], "Metropolitan Police Service"),
        (["The Police Act 1996 and the Police Authority"], ""),
        (["Her Majesty's Inspectorate of Constabulary"], ""),
        (["Minutes of the meeting"], ""),
    ],
)  # fmt: skip
def test_the_force(printed: list[str], force: str) -> None:
    assert facts(source(*printed)).force == force


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        (["October 2007"], "2007-10"),
        (["**October 2007**"], "2007-10"),
        (["Published on: 22 September 2022"], "2022-09"),
        (["Last updated 21/01/2020", "Published on 02/03/2017"], "2017-03"),
        (["Inspected in May 2004", "First published 2005"], "2004-05"),
        (["Report for 2009"], "2009"),
        (["No date here"], ""),
    ],
)
def test_the_date(printed: list[str], published: str) -> None:
    assert facts(source(*printed)).published == published


def test_the_formats_own_title_wins() -> None:
    page = source("Home", title="[ARCHIVED CONTENT] Somerton Police – PEEL 2016")
    assert facts(page).title == "Somerton Police – PEEL 2016"


def test_a_title_names_force_and_inspection() -> None:
    printed = source("Contents", "Somerton Police – HMIC Inspection Report", "October 2007")
    assert facts(printed).title == "Somerton Police – HMIC Inspection Report"


@pytest.mark.parametrize(
    ("line", "isbn"),
    [
        ("ISBN: 978-1-84726-446-6", "978-1-84726-446-6"),
        ("ISBN 978 1 84726 446 6", "978 1 84726 446 6"),
        ("ISBN 1-84082-900-X", "1-84082-900-X"),
    ],
)
def test_the_isbn(line: str, isbn: str) -> None:
    assert facts(source("Report", line)).further["isbn"] == isbn


def test_crown_copyright() -> None:
    assert facts(source("© CROWN COPYRIGHT")).further["copyright"] == "Crown copyright"


def test_what_is_not_printed_is_not_said(report_of: Callable[..., Report]) -> None:
    report = report_of("The bins were not emptied last week, and nobody said why.\n")
    assert (report.force, report.published) == ("", "")
    assert "isbn" not in report.facts

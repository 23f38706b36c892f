"""The contents list is left out, and names the report's headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role
from indexer.reports.report import Report
from indexer.reports.structure.contents_list import CONTENTS, contents

Read = Callable[..., Report]
Texts = Callable[..., list[str]]

ENTRIES = ["Findings", "Neighbourhood Policing", "Missing Persons", "Appendix: Glossary of Terms"]
BODY = """
Findings

Neighbourhood Policing

GRADE

GOOD

Strengths

- Each ward has a constable of its own.

Missing Persons

GRADE

FAIR

Strengths

- Return interviews are held within three days.

Appendix: Glossary of Terms

NPT Neighbourhood policing team
"""
FRONT = "HMIC Inspection Report\n\nSomerton Constabulary\n\nOctober 2007\n\nContents\n\n"

STYLES = {
    "bare": lambda entry, page: entry,
    "dots": lambda entry, page: f"{entry} {'.' * (60 - len(entry))} {page}",
    "spaced dots": lambda entry, page: f"{entry} . . . . . . . . {page}",
    "tab": lambda entry, page: f"{entry}\t{page}",
    "number": lambda entry, page: f"{entry} {page}",
    "spaces": lambda entry, page: f"{entry}{' ' * (60 - len(entry))}{page}",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "spaced"])
def test_a_contents_list_is_left_out(report_of: Read, texts: Texts, style: str, gap: str) -> None:
    printed = [STYLES[style](entry, 4 + 3 * i) for i, entry in enumerate(ENTRIES)]
    report = report_of(FRONT + gap.join(printed) + "\n" + BODY)
    listed = [fate for fate in report.ledger if fate.reason == CONTENTS]
    assert [fate.text for fate in listed[1:]] == [line.strip() for line in printed]
    assert [(area.name, area.grade) for area in report.areas] == [
        ("Neighbourhood Policing", "Good"),
        ("Missing Persons", "Fair"),
    ]
    assert texts(report) == [
        "Each ward has a constable of its own.",
        "Return interviews are held within three days.",
    ]


def test_a_chapter_that_the_list_prints_without_its_page_ends_it_where_it_comes_back() -> None:
    printed = ["Contents", "Introduction to HMIC Inspections", "Business Plan for 2008 .... 1",
               "Programmed Frameworks .... 1", "Findings .... 2"]  # fmt: skip
    body = ["Introduction to HMIC Inspections", "For a century and a half, the police have been"]
    lines = [Line(n, text, starts=n in (1, 6)) for n, text in enumerate(printed + body, start=1)]
    found = contents(lines, {})
    assert found.lines == {1, 2, 3, 4, 5}
    assert [entry.key for entry in found.entries] == [
        "introduction to hmic inspections", "business plan for 2008", "programmed frameworks",
        "findings",
    ]  # fmt: skip


def test_a_report_without_contents_list_is_read(report_of: Read, texts: Texts) -> None:
    report = report_of(FRONT.replace("Contents\n\n", "") + BODY)
    assert [area.name for area in report.areas] == ["Neighbourhood Policing", "Missing Persons"]
    assert len(texts(report)) == 2


def test_a_short_list_ends_where_its_first_entry_comes_back(
    report_of: Callable[..., Report],
) -> None:
    report = report_of("""
        Inspection of custody in Harbour by HMIC

        Contents

        Executive summary 3

        Cells 5

        Executive summary

        Inspectors saw three suites in May.

        Cells

        Each cell has a bell that rings at the desk.
    """)
    assert [f.text for f in report.findings] == [
        "Inspectors saw three suites in May.", "Each cell has a bell that rings at the desk.",
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.NOTE, None], ids=["taken for a note", "text"])
def test_what_stands_at_the_foot_of_the_list_does_not_hide_its_end(role: Role | None) -> None:
    texts = ["Contents", "Fact page\t3", "Summary\t4", "Section 1. Leadership\t5"]
    listed = [Line(n, text, page=2) for n, text in enumerate(texts, 1)]
    foot = Line(5, "2\tCustody suites of the Harbour Police", page=2, role=role)
    body = ["Fact page", "Force\tHarbour Police", "Summary", "Cells were clean."]
    lines = [*listed, foot, *(Line(n, text, page=3) for n, text in enumerate(body, 6))]
    found = contents(lines, {})
    assert found.keys == {"fact page", "summary", "leadership"}
    assert not found.lines & {6, 7, 8, 9}

"""From file to report: every line has its fate, and nothing is invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ReportError
from indexer.reports.pipeline import read_report
from indexer.reports.report import Report

Read = Callable[..., Report]

MINUTES = """\
Custody visitors: minutes

Held at the town hall on 4 June 2009

Matters arising

1.  Cells were clean on all visits.

2.  Meals were late twice, and the visitors asked why:

- the van was late; and

- the cook was ill.

Strengths of the scheme

The visitors are known to the staff.

Good

They come at night too.
"""


def test_a_report_of_unknown_layout_is_given_no_tags(report_of: Read) -> None:
    report = report_of(MINUTES)
    assert report.family == "unstructured"
    assert report.areas == ()
    assert {(f.area, f.category, f.grade) for f in report.findings} == {(None, None, None)}


def test_a_report_of_unknown_layout_is_warned_of(report_of: Read) -> None:
    warnings = report_of(MINUTES).warnings
    assert any("layout of this report is not known" in warning for warning in warnings)


def test_a_report_of_unknown_layout_loses_no_line(report_of: Read) -> None:
    report = report_of(MINUTES)
    assert report.unaccounted == ()
    said = " ".join(f.text for f in report.findings)
    for words in ("Cells were clean", "the van was late; and", "known to the staff", "at night"):
        assert words in said


def test_a_text_that_is_no_report_is_one_unstructured_document(report_of: Read) -> None:
    report = report_of(
        "Dear Sir, the bins in Mill Lane were not emptied last week. Yours, P. Okoro.\n"
    )
    assert [f.text for f in report.findings] == [
        "Dear Sir, the bins in Mill Lane were not emptied last week. Yours, P. Okoro."
    ]
    assert report.findings[0].category is None


def test_every_line_that_is_printed_is_in_the_ledger(report_of: Read) -> None:
    report = report_of(MINUTES)
    printed = [n for n, line in enumerate(MINUTES.splitlines(), start=1) if line.strip()]
    assert [fate.line for fate in report.ledger] == printed


def test_a_finding_knows_its_lines(report_of: Read) -> None:
    report = report_of(MINUTES)
    finding = next(f for f in report.findings if "Meals" in f.text)
    assert (finding.source.first, finding.source.last) == (9, 13)


def test_a_finding_knows_its_pages(report_of: Read) -> None:
    report = report_of(MINUTES.replace("Strengths of", "\fStrengths of"))
    pages = {f.text[:5]: f.source.first_page for f in report.findings}
    assert pages["Cells"] == 1
    assert pages["The v"] == 2


def test_a_report_is_named_by_force_and_date(report_of: Read) -> None:
    text = (
        "HMIC Inspection Report\n\nSomerton Constabulary\n\nOctober 2007\n\nStrengths\n\n- All.\n"
    )
    assert report_of(text).id == "somerton-2007-10"
    assert report_of(text, slug="mine").id == "mine"


def test_a_report_without_force_is_named_by_its_file(report_of: Read) -> None:
    assert report_of(MINUTES, "Minutes of June.txt").id == "minutes-of-june"


def test_a_report_survives_its_json(report_of: Read) -> None:
    report = report_of(MINUTES)
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_the_same_file_is_read_the_same_twice(report_of: Read) -> None:
    assert report_of(MINUTES) == report_of(MINUTES)


@pytest.mark.parametrize("content", [b"", b"  \n\n\t", b"\x00" * 64])
def test_a_file_without_text_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty one.txt"
    path.write_bytes(content)
    with pytest.raises(ReportError, match=r"'empty one\.txt' cannot be read"):
        read_report(path)

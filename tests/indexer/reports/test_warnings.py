"""What a maintainer is told before believing a report, each time with the place."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.report import Report
from indexer.reports.warnings import LONGEST_FINDING

Reader = Callable[..., Report]


def test_a_heading_that_judges_and_holds_nothing(inspection_2007: Reader) -> None:
    report = inspection_2007("Strengths\n\nWork in progress\n\n- A survey is being drawn up.\n")
    assert any("'Strengths' at line" in warning for warning in report.warnings)


def test_a_finding_that_may_be_several(inspection_2007: Reader) -> None:
    long = "The force has a plan for this. " * (LONGEST_FINDING // 30 + 2)
    report = inspection_2007(f"Strengths\n\n- {long}\n")
    assert any("it may be several" in warning for warning in report.warnings)


def test_a_graded_family_without_grades(peel_page: Reader) -> None:
    report = peel_page(
        "<h2>How effective is the force at preventing crime?</h2><p>It has half its staff.</p>"
    )
    assert any("No grade was found" in warning for warning in report.warnings)


def test_a_family_chosen_on_weak_marks(report_of: Reader) -> None:
    report = report_of(
        "How effective is the force at preventing crime?\n\nOutstanding\n\n"
        "It has half of its constables.\n\nCause of concern\n\nNobody counts them.\n"
    )
    assert any("on weak marks" in warning for warning in report.warnings)


def test_a_heading_that_judges_below_the_signatures(report_of: Reader) -> None:
    letter = (
        "4 March 2021\n\nTo: Chief Constable of Somerton Police\n\nDear local partnership\n\n"
        "Joint targeted area inspection of Somerton\n\n"
        "We came to look at how children are kept safe, and this letter tells what we saw there.\n"
        "\nKey strengths\n\n- Visits are made on time.\n- Notes are kept by all who visit.\n\n"
        "Yours sincerely\n\nA. Person\n\nNational Director\n\n"
    )
    assert not any("was left out as" in warning for warning in report_of(letter).warnings)
    lost = report_of(f"{letter}Areas for improvement\n\nB. Person\n\nChief Inspector\n")
    told = [warning for warning in lost.warnings if "was left out as" in warning]
    assert told == [] or "'Areas for improvement' at line" in told[0]
    fate = next(fate for fate in lost.ledger if fate.text == "Areas for improvement")
    assert bool(told) == (fate.reason == "signatures")


def test_a_lead_in_and_the_heads_of_columns_are_no_lost_words(report_of: Reader) -> None:
    report = report_of(
        "Somerton Police – custody inspection\n\nMarch 2021\n\nAreas for improvement\n\n"
        "In the time that comes the force should do each of the following things:\n\n"
        "- paint the cells;\n- mend the lamps.\n"
    )
    assert not any("are in no finding" in warning for warning in report.warnings)


def test_a_heading_that_is_printed_twice_is_not_empty(inspection_2007: Reader) -> None:
    report = inspection_2007("Strengths\n\nStrengths\n\n- Each ward has a constable.\n")
    assert report.findings[-1].category == "Strengths"
    assert not any("no findings below" in warning for warning in report.warnings)


def test_a_table_of_heads_alone_leaves_its_heading_empty(report_of: Reader) -> None:
    report = report_of(
        "<html><body><main><h1>Inspection of Harbour by HMIC</h1><h2>Recommendations</h2>"
        "<table><tr><th>Action</th><th>Owner</th></tr><tr><td></td><td></td></tr></table>"
        "<h2>Strengths</h2><p>Callers are thanked.</p></main></body></html>",
        "report.html",
    )
    assert [f.text for f in report.findings] == ["Callers are thanked."]
    assert any("'Recommendations' at line" in warning for warning in report.warnings)


def test_two_reports_in_one_file(report_of: Reader) -> None:
    report = report_of(
        "<html><body><main><h1>PEEL 2018/19: Somerton Police</h1>"
        "<h2>How effective is the force at its work?</h2><p>Good</p><p>It knows the town.</p>"
        "<h1>PEEL 2018/19: Harbour Police</h1>"
        "<h2>How effective is the force at its work?</h2><p>Inadequate</p><p>It is late.</p>"
        "</main></body></html>",
        "report.html",
    )
    assert [f.grade for f in report.findings] == ["Good", "Inadequate"]
    assert any("'PEEL 2018/19: Harbour Police'" in warning for warning in report.warnings)


def test_a_heading_of_two_categories_gives_none_and_says_where(report_of: Reader) -> None:
    report = report_of(
        "Somerton Police – custody inspection\n\nMarch 2021\n\nStrengths and weaknesses\n\n"
        "- The cells are warm.\n- Lamps fail.\n\nAreas for improvement\n\n- Mend the lamps.\n"
    )
    assert [one.category for one in report.findings] == [None, None, "Areas for improvement"]
    told = [warning for warning in report.warnings if "more than one category" in warning]
    assert len(told) == 1
    assert "'Strengths and weaknesses' at line 5" in told[0]

"""Tags belong to the section that gives them and end with it, in every family."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report

Read = Callable[..., Report]

LETTER = """
<html><body><main><p>4 May 2021</p><p>A Marsh, Director of Children’s Services, Harbour</p>
<p>P Okoro, Chief Constable of Somerton Constabulary</p><p>Dear Harbour partnership</p>
<h1>Joint targeted area inspection of Harbour</h1>
<p>This letter says what the inspectors saw in April.</p>
<h2>Headline findings</h2><p>Partners know their children well and meet each week.</p>
<h2>What needs to improve?</h2>
<ul><li>The speed at which health visitors are told.</li>
<li>The way in which panels:<ul><li>are chaired; and</li><li>are minuted.</li></ul></li></ul>
<h2>Strengths</h2><ul><li>School nurses answer on the day.</li></ul>
<h2>Area for priority action</h2><p>Leaders must act at once in two ways:</p>
<ul><li>Police should share alerts by night.</li>
<li>The council should staff its front door.</li></ul>
<h2>Main findings</h2><p>The hub opens at seven.</p>
<h3>Practice study: highly effective practice</h3><p>One boy was found within an hour.</p>
<p>All who knew him had been rung.</p>
<h2>Next steps</h2><p>The council should send its plan by 3 August 2021.</p>
<p>Yours sincerely</p><p>J Lund</p><p>Chief Inspector</p></main></body></html>
"""


@pytest.fixture
def letter(report_of: Read) -> Report:
    return report_of(LETTER, "letter.html")


def test_a_letter_is_cut_by_the_words_of_its_headings(letter: Report) -> None:
    assert letter.family == "F5"
    assert [(f.category, f.text) for f in letter.findings] == [
        ("Context", "This letter says what the inspectors saw in April."),
        ("Findings", "Partners know their children well and meet each week."),
        ("Areas for improvement", "The speed at which health visitors are told."),
        ("Areas for improvement", "The way in which panels: are chaired; and are minuted."),
        ("Strengths", "School nurses answer on the day."),
        ("Areas for priority action", "Police should share alerts by night."),
        ("Areas for priority action", "The council should staff its front door."),
        ("Findings", "The hub opens at seven."),
        (
            "Good practice",
            "One boy was found within an hour. All who knew him had been rung.",
        ),
        ("Context", "The council should send its plan by 3 August 2021."),
    ]


def test_a_letter_has_no_areas_and_no_grades(letter: Report) -> None:
    assert {(f.area, f.grade) for f in letter.findings} == {(None, None)}
    assert letter.unaccounted == ()


@pytest.mark.parametrize("words", ["Dear Harbour", "P Okoro", "Yours sincerely", "J Lund", "4 May"])
def test_what_frames_a_letter_is_in_no_finding(letter: Report, words: str) -> None:
    assert not any(words in f.text for f in letter.findings)
    fate = next(fate for fate in letter.ledger if words in fate.text)
    assert fate.finding is None
    assert fate.reason


CHILDREN = """
# Inspection of Harbour children’s services

Inspection dates: 3 to 14 June 2022

Lead inspector: J Lund

| Judgement | Grade |
|---|---|
| The impact of leaders | Requires improvement to be good |
| Help and protection | Good |

Services have grown better since the last visit.

## What needs to improve?

- The supervision of staff.

## Help and protection is good

1. Visits are made in time.

2. Plans are clear:

    - they have dates.

## The impact of leaders: requires improvement to be good

3. Leaders know what is wrong.
"""


def test_a_grade_is_read_in_the_heading_of_its_area(report_of: Read) -> None:
    report = report_of(CHILDREN, "report.md")
    assert [(area.name, area.grade) for area in report.areas] == [
        ("Help and protection", "Good"),
        ("The impact of leaders", "Requires improvement to be good"),
    ]


def test_a_judgement_of_the_whole_stands_first_among_the_areas(report_of: Read) -> None:
    row = "| Help and protection | Good |"
    overall = CHILDREN.replace(row, f"{row}\n| Overall effectiveness | Requires improvement |")
    first, *others = report_of(overall, "report.md").areas
    assert (first.name, first.grade) == ("Overall effectiveness", "Requires improvement")
    assert [area.name for area in others] == ["Help and protection", "The impact of leaders"]
    begun = CHILDREN.replace("| Help and protection |", "| Help and |")
    assert len(report_of(begun, "report.md").areas) == 2


def test_numbered_paragraphs_are_findings_of_their_area(report_of: Read) -> None:
    found = report_of(CHILDREN, "report.md").findings
    assert [(f.category, f.area, f.label, f.text) for f in found] == [
        ("Findings", None, None, "Services have grown better since the last visit."),
        ("Areas for improvement", None, None, "The supervision of staff."),
        ("Findings", "Help and protection", "1", "Visits are made in time."),
        ("Findings", "Help and protection", "2", "Plans are clear: they have dates."),
        ("Findings", "The impact of leaders", "3", "Leaders know what is wrong."),
    ]


TABLE = """
<html><body><main><h1>Area SEND inspection of Harbour</h1><p>Inspection dates: 3 June 2024</p>
<h2>Inspection outcome</h2><p>Children wait for too long.</p>
<h2>Areas for priority action</h2>
<table><tr><th>Responsible body</th><th>Areas for priority action</th></tr>
<tr><td>Harbour Council</td><td>Leaders should shorten the wait.</td></tr>
<tr><td>Harbour Health Trust</td><td>Leaders should hire two therapists.</td></tr></table>
</main></body></html>
"""


def test_each_row_of_a_table_of_actions_is_a_finding(report_of: Read) -> None:
    found = report_of(TABLE, "report.html").findings[1:]
    assert [(f.category, f.addressee, f.text) for f in found] == [
        ("Areas for priority action", "Harbour Council", "Leaders should shorten the wait."),
        (
            "Areas for priority action",
            "Harbour Health Trust",
            "Leaders should hire two therapists.",
        ),
    ]


def test_a_summary_inside_a_graded_question_leaves_it_its_grade(peel_page: Read) -> None:
    report = peel_page(
        "<h2>How effective is the force at preventing crime?</h2><p>Good</p>"
        "<div><h3>Summary</h3><p>The force knows its towns.</p></div>"
        "<div><h3>Areas for improvement</h3><ul><li>Plans should be tested.</li></ul></div>"
        "<p>We read forty of its plans.</p>"
    )
    question = "How effective is the force at preventing crime?"
    assert {(f.area, f.grade) for f in report.findings} == {(question, "Good")}
    assert [f.category for f in report.findings] == [
        "Findings", "Areas for improvement", "Findings",
    ]  # fmt: skip


def test_an_area_has_no_grade_of_the_one_before(peel_page: Read) -> None:
    report = peel_page(
        "<h2>Preventing crime</h2><p>Good</p><p>Its officers know the town.</p>"
        "<h2>Vetting</h2><p>The unit has four staff.</p>"
    )
    assert [(f.area, f.grade) for f in report.findings] == [
        ("Preventing crime", "Good"),
        ("Vetting", None),
    ]


UNKNOWN = """
A look at custody in Somerton

3 May 2019

Food

The kitchen was seen on two days in the spring.

Strengths

- Meals are hot.

Exercise

Recommendations

- The yard should be lit.
"""


def test_a_report_of_no_family_has_its_own_headings_as_areas(report_of: Read) -> None:
    report = report_of(UNKNOWN)
    assert report.family == "unstructured"
    assert [(f.area, f.category, f.text) for f in report.findings] == [
        ("Food", None, "The kitchen was seen on two days in the spring."),
        ("Food", "Strengths", "Meals are hot."),
        ("Exercise", "Recommendations", "The yard should be lit."),
    ]


def test_a_box_stands_in_the_findings_it_is_printed_among(report_of: Read) -> None:
    report = report_of(
        "<html><body><main><h1>Joint targeted area inspection of Harbour</h1>"
        "<h2>Main findings</h2><p>Partners meet each week.</p>"
        "<h2>Practice study: highly effective practice</h2><p>One child was helped in time.</p>"
        "<h2>Next steps</h2><p>The council should write by 4 May 2021.</p></main></body></html>",
        "letter.html",
    )
    assert [(f.category, f.path) for f in report.findings] == [
        ("Findings", ("Main findings",)),
        ("Good practice", ("Main findings", "Practice study: highly effective practice")),
        ("Context", ("Next steps",)),
    ]


def test_main_findings_without_a_text_hold_the_headings_below(report_of: Read) -> None:
    report = report_of(
        "<html><body><main><h1>Joint targeted area inspection of Harbour</h1>"
        "<h2>Main findings</h2><h2>How leaders lead</h2><p>Partners meet each week.</p>"
        "<h2>How officers work</h2><p>They ring the school.</p></main></body></html>",
        "letter.html",
    )
    assert [f.path for f in report.findings] == [
        ("Main findings", "How leaders lead"), ("Main findings", "How officers work"),
    ]  # fmt: skip

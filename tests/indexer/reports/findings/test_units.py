"""The walk down a report: what each heading opens, and what content becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report

Reader = Callable[[str], Report]
Texts = Callable[..., list[str]]

CATEGORIES_2007 = {
    "Strengths": "Strengths",
    "Strength": "Strengths",
    "STRENGTHS": "Strengths",
    "**Strengths**": "Strengths",
    "Strengths:": "Strengths",
    "Work in progress": "Work in progress",
    "Work in Progress": "Work in progress",
    "Areas for improvement": "Areas for improvement",
    "Area for improvement": "Areas for improvement",
    "Areas for Improvement": "Areas for improvement",
    "Recommendations": "Recommendations",
    "Recommendation": "Recommendations",
}


@pytest.mark.parametrize("heading", CATEGORIES_2007)
def test_categories_of_2007(inspection_2007: Reader, heading: str) -> None:
    report = inspection_2007(f"{heading}\n\n- Each ward has a constable.\n\n- All know her.\n")
    found = report.findings[-2:]
    assert [f.text for f in found] == ["Each ward has a constable.", "All know her."]
    assert {f.category for f in found} == {CATEGORIES_2007[heading]}
    assert {(f.area, f.grade) for f in found} == {("Neighbourhood Policing", "Good")}


def test_a_finding_knows_the_headings_above_it(inspection_2007: Reader) -> None:
    finding = inspection_2007("Strengths\n\n- Each ward has a constable.\n").findings[-1]
    assert finding.section == "Strengths"
    assert finding.path[-2:] == ("Neighbourhood Policing", "Strengths")


def test_a_titled_section_of_context_is_one_document(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007("""
        Contextual factors

        The force covers 1,300 square miles.

        It has three divisions:

        - northern;

        - central; and

        - southern.

        Strengths

        - Each ward has a constable.
    """)
    assert texts(report, "Context")[-1] == (
        "The force covers 1,300 square miles. It has three divisions: northern; central; and "
        "southern."
    )
    assert report.findings[-2].area == "Neighbourhood Policing"
    assert report.findings[-2].grade == "Good"


def test_paragraphs_of_a_category_without_bullets_are_findings(
    inspection_2007: Reader, texts: Texts
) -> None:
    report = inspection_2007("""
        Strengths

        Each ward has a constable of its own, who stays there for two years or longer.

        Residents know the constable by name and ring her on a number of her own.
    """)
    assert len(texts(report, "Strengths")) == 2


def test_a_lead_in_to_the_bullets_is_left_out(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007("""
        Strengths

        The inspection found that:

        - each ward has a constable of its own; and

        - residents know her by name.
    """)
    assert texts(report, "Strengths") == [
        "each ward has a constable of its own; and",
        "residents know her by name.",
    ]
    fate = next(fate for fate in report.ledger if "inspection found" in fate.text)
    assert fate.reason == "lead-in to the list below it"


def test_a_paragraph_that_judges_before_it_leads_in_is_a_finding(
    inspection_2007: Reader, texts: Texts
) -> None:
    judged = "Too many callers wait for an hour. Action should be taken across these fields:"
    report = inspection_2007(f"Areas for improvement\n\n{judged}\n\n- the switchboard; and\n")
    assert texts(report, "Areas for improvement") == [judged, "the switchboard; and"]


BOX = """
Developing practice

INSPECTION AREA: Neighbourhood Policing

TITLE: One call, one owner

PROBLEM:

Callers were passed from desk to desk.

SOLUTION:

The first to answer keeps the call:

- she logs it; and

- she rings back.

OUTCOME(S):

Complaints have halved.

FORCE CONTACT: Sergeant Lund, 01632 960 001
"""


def test_a_practice_box_is_one_finding(inspection_2007: Reader) -> None:
    report = inspection_2007(f"Strengths\n\n- All is well.\n{BOX}")
    (box,) = [f for f in report.findings if f.category == "Developing practice"]
    assert (box.area, box.grade) == ("Neighbourhood Policing", "Good")
    assert box.text.startswith("TITLE: One call, one owner PROBLEM: Callers were passed")
    assert box.text.endswith("FORCE CONTACT: Sergeant Lund, 01632 960 001")


def test_two_practice_boxes_are_two_findings(inspection_2007: Reader) -> None:
    report = inspection_2007(f"Strengths\n\n- All is well.\n{BOX}{BOX.replace('One', 'Two')}")
    boxes = [f.text for f in report.findings if f.category == "Developing practice"]
    assert [text[:14] for text in boxes] == ["TITLE: One cal", "TITLE: Two cal"]


def test_a_box_in_the_appendix_belongs_to_the_area_it_names(inspection_2008: Reader) -> None:
    report = inspection_2008(f"Strengths\n\n- All is well.\n\nAppendix 2\n{BOX}")
    (box,) = [f for f in report.findings if f.category == "Developing practice"]
    assert (box.area, box.grade) == ("Neighbourhood Policing", "Meeting the standard")


def test_developing_practice_in_the_introduction_is_context(report_of: Reader) -> None:
    report = report_of("""
        HMIC Inspection Report

        Somerton Constabulary

        October 2007

        Contents

        Introduction to HMIC Inspections

        Developing practice

        Findings

        Missing Persons

        Introduction to HMIC Inspections

        HMIC has looked at forces for 150 years.

        Developing practice

        HMIC has chosen three examples of good practice to publish in this report.

        Findings

        Missing Persons

        GRADE

        FAIR

        Strengths

        - Return interviews are held in time.
    """)
    assert [(f.category, f.section) for f in report.findings] == [
        ("Context", "Introduction to HMIC Inspections"),
        ("Context", "Developing practice"),
        ("Strengths", "Strengths"),
    ]


def test_recommendations_of_a_force_carry_their_labels(inspection_2007: Reader) -> None:
    report = inspection_2007("""
        Recommendations

        Recommendation 1

        That the force trains its call takers.

        Recommendation 2

        That the force counts its abstractions:

        - by sector; and

        - by shift.
    """)
    found = [f for f in report.findings if f.category == "Recommendations"]
    assert [(f.label, f.text) for f in found] == [
        ("Recommendation 1", "That the force trains its call takers."),
        (
            "Recommendation 2",
            "That the force counts its abstractions: by sector; and by shift.",
        ),
    ]


def test_sub_headings_of_2008_part_an_area(inspection_2008: Reader) -> None:
    report = inspection_2008("""
        Neighbourhood Policing has been implemented to a consistent standard across the force

        Strengths

        - Each ward has a constable.

        Work in progress

        - A survey is being drawn up.

        Coverage

        Areas for improvement

        - Two sectors have no sergeant.
    """)
    found = [f for f in report.findings if f.area == "Neighbourhood Policing"]
    assert [(f.category, f.grade, f.text) for f in found] == [
        ("Strengths", "Meeting the standard", "Each ward has a constable."),
        ("Work in progress", "Meeting the standard", "A survey is being drawn up."),
        ("Areas for improvement", "Meeting the standard", "Two sectors have no sergeant."),
    ]
    assert found[0].path[-2].startswith("Neighbourhood Policing has been implemented")
    assert found[-1].path[-2:] == ("Coverage", "Areas for improvement")


def test_a_grade_printed_as_a_sentence_in_2008_stays(inspection_2008: Reader) -> None:
    report = inspection_2008(
        "Strengths\n\n- Most sectors are meeting the standard.\n\n- Meeting the standard\n"
    )
    assert [f.text for f in report.findings if f.category == "Strengths"] == [
        "Most sectors are meeting the standard.",
        "Meeting the standard",
    ]


BCU = """
Executive Summary

The BCU is well led, and its people are proud of what they do for the town.

Recommendations

Recommendation 1

HM Inspector recommends that the BCU trains its call takers.

Good Practice

- The one-call desk keeps a caller with one owner from first to last.

Introduction

1.1 The Inspectorate looks at every basic command unit in five years.

What We Found

Leadership and Direction

5.1 The commander meets every shift once a month and answers what they ask.

5.2 Sergeants were less sure of the plan for the year. They named three things that had
been dropped from it without a word:

(a) the school visits;

(b) the street audits.

Strengths

- The commander is known to all.

Recommendation 1

HM Inspector recommends that the BCU trains its call takers.

5.3 Sickness has fallen to seven days a year for each officer.

Good Practice

5.4 The one-call desk keeps a caller with one owner from first to last.

Citizen Focus

6.1 Victims are rung back in two days.

Areas for Improvement

6.2 Letters to victims are out of date.
"""


def test_paragraph_numbers_of_a_bcu_report_are_labels(bcu_inspection: Reader) -> None:
    report = bcu_inspection(BCU)
    numbered = [(f.area, f.category, f.label) for f in report.findings if f.category != "Context"]
    assert numbered == [
        # What an executive summary says judges, as narrative does anywhere.
        (None, "Findings", None),
        ("Leadership and Direction", "Findings", "5.1"),
        ("Leadership and Direction", "Findings", "5.2"),
        ("Leadership and Direction", "Strengths", None),
        ("Leadership and Direction", "Recommendations", "Recommendation 1"),
        ("Leadership and Direction", "Strengths", "5.3"),
        ("Leadership and Direction", "Good practice", "5.4"),
        ("Citizen Focus", "Findings", "6.1"),
        ("Citizen Focus", "Areas for improvement", "6.2"),
    ]


def test_lettered_parts_stay_in_their_paragraph(bcu_inspection: Reader) -> None:
    finding = next(f for f in bcu_inspection(BCU).findings if f.label == "5.2")
    assert finding.text.startswith("Sergeants were less sure of the plan")
    assert "the school visits;" in finding.text
    assert finding.text.endswith("the street audits.")
    assert len(finding.nested) == 2


def test_a_bcu_report_has_no_grades(bcu_inspection: Reader) -> None:
    report = bcu_inspection(BCU)
    assert [area.name for area in report.areas] == ["Leadership and Direction", "Citizen Focus"]
    assert {f.grade for f in report.findings} == {None}


def test_what_the_executive_summary_repeats_is_counted_once(
    bcu_inspection: Reader, texts: Texts
) -> None:
    report = bcu_inspection(BCU)
    assert texts(report, "Recommendations") == [
        "HM Inspector recommends that the BCU trains its call takers."
    ]
    assert texts(report, "Good practice") == [
        "The one-call desk keeps a caller with one owner from first to last."
    ]
    assert report.unaccounted == ()


def test_what_only_the_executive_summary_says_is_kept(bcu_inspection: Reader, texts: Texts) -> None:
    report = bcu_inspection(BCU.replace("5.4 The one-call desk keeps", "5.4 A text message keeps"))
    assert any("one-call desk" in text for text in texts(report))


def test_another_recommendation_under_the_same_number_is_kept(
    bcu_inspection: Reader, texts: Texts
) -> None:
    said = "HM Inspector recommends that the BCU trains its call takers."
    other = "HM Inspector recommends that all vehicles be serviced each May."
    report = bcu_inspection(BCU.replace(said, other, 1))
    assert texts(report, "Recommendations") == [other, said]


def test_the_bcu_introduction_is_context(bcu_inspection: Reader, texts: Texts) -> None:
    context = [f for f in bcu_inspection(BCU).findings if f.category == "Context"]
    assert any("every basic command unit in five years" in f.text for f in context)
    assert all(f.grade is None for f in context)


GRADED = """
<h2>Preventing crime</h2>
<p>Good</p>
<p>Somerton Police is good at preventing crime.</p>
"""


def test_a_peel_area_is_graded_below_its_heading(peel_page: Reader) -> None:
    report = peel_page(
        GRADED + "<h3>Main findings</h3><h4>Officers listen</h4><p>They do, in every town.</p>"
    )
    area = report.area("Preventing crime")
    assert area is not None
    assert area.grade == "Good"
    last = report.findings[-1]
    assert (last.category, last.section, last.text) == (
        "Findings", "Officers listen", "They do, in every town.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Area for improvement", "Areas for improvement"),
        ("Innovative practice", "Innovative practice"),
        ("Promising practice", "Promising practice"),
    ],
)
@pytest.mark.parametrize("tag", ["h3", "h4"])
def test_a_box_ends_with_its_container(
    peel_page: Reader, heading: str, category: str, tag: str
) -> None:
    report = peel_page(
        f'{GRADED}<div class="x"><{tag}>{heading}</{tag}><p>The force should log calls.</p>'
        "<p>It does not log them by night.</p></div>"
        "<p>Officers are proud of the town.</p>"
    )
    after = [(f.category, f.text) for f in report.findings if f.area == "Preventing crime"][1:]
    assert after[0] == (category, "The force should log calls. It does not log them by night.")
    assert after[1:] == [("Findings", "Officers are proud of the town.")]


def test_each_item_of_areas_for_improvement_is_a_finding(peel_page: Reader, texts: Texts) -> None:
    report = peel_page(
        GRADED + "<h3>Areas for improvement</h3><p>The force should:</p>"
        "<ul><li>log calls;</li><li>train:<ul><li>sergeants</li></ul></li></ul>"
    )
    assert texts(report, "Areas for improvement") == ["log calls;", "train: sergeants"]


CONCERN = """
<div><h3>Cause of concern</h3><p>The force leaves victims waiting.</p>{lead}
<ul><li>answer in ten seconds; and</li><li>ring back in a day.</li></ul></div>
"""


@pytest.mark.parametrize(
    "lead",
    [
        "<h4>Recommendations</h4><p>By May 2023, the force should:</p>",
        "<p><strong>Recommendations</strong></p><p>By May 2023, the force should:</p>",
        "<p>By May 2023, the force should:</p>",
    ],
    ids=["heading", "bold", "lead-in"],
)
def test_a_cause_of_concern_is_two_findings(peel_page: Reader, lead: str) -> None:
    report = peel_page(GRADED + CONCERN.format(lead=lead))
    found = [(f.category, f.text) for f in report.findings[1:]]
    assert found == [
        ("Causes of concern", "The force leaves victims waiting."),
        (
            "Recommendations",
            "By May 2023, the force should: answer in ten seconds; and ring back in a day.",
        ),
    ]
    assert {(f.area, f.grade) for f in report.findings} == {("Preventing crime", "Good")}


def test_the_area_of_a_peel_page_may_be_a_question(peel_page: Reader) -> None:
    report = peel_page(
        "<h2>Effectiveness</h2><h3>How effective is the force at preventing crime?</h3>"
        "<p>Requires improvement</p><p>It has lost half of its constables.</p>"
    )
    finding = report.findings[-1]
    assert finding.area == "How effective is the force at preventing crime?"
    assert finding.grade == "Requires improvement"


def test_an_ungraded_area_has_no_grade(peel_page: Reader) -> None:
    report = peel_page(
        "<h2>Vetting</h2><p>Ungraded</p><p>The unit has four staff.</p>"
        "<h2>Preventing crime</h2><p>Outstanding</p><p>It is.</p>"
    )
    assert [(a.name, a.grade) for a in report.areas] == [
        ("Vetting", None),
        ("Preventing crime", "Outstanding"),
    ]
    assert [f.text for f in report.findings] == ["The unit has four staff.", "It is."]


def test_a_paragraph_after_a_nested_list_belongs_to_the_bullet(
    report_of: Callable[..., Report],
) -> None:
    report = report_of(
        "<html><body><h1>Somerton Constabulary – HMIC Inspection Report</h1><p>October 2007</p>"
        "<h2>Findings</h2><h3>Missing Persons</h3><p>GRADE GOOD</p>"
        "<h4>National contextual factors</h4><p>All forces trace.</p><h4>Strengths</h4>"
        "<ul><li>Each team has:<ul><li>a sergeant;</li><li>a clerk.</li></ul>"
        "<p>This holds in both divisions.</p></li><li>Interviews are held.</li></ul>"
        "</body></html>",
        "report.html",
    )
    found = [f for f in report.findings if f.category == "Strengths"]
    assert [f.text for f in found] == [
        "Each team has: a sergeant; a clerk. This holds in both divisions.",
        "Interviews are held.",
    ]
    assert found[0].nested == ("a sergeant;", "a clerk.")
    assert found[0].grade == "Good"


def test_a_numbered_paragraph_that_leads_in_to_parted_lists_is_no_finding(
    bcu_inspection: Reader, texts: Texts
) -> None:
    report = bcu_inspection("""
        What we found

        Leadership and Direction

        Areas for improvement

        15. The commander should take the following action.

        At once

        - count the calls; and

        - thank the callers.

        By the end of May

        - mend the bells.
    """)
    assert texts(report) == ["count the calls; and", "thank the callers.", "mend the bells."]
    assert {f.category for f in report.findings} == {"Areas for improvement"}
    assert {f.addressee for f in report.findings} == {"The commander"}

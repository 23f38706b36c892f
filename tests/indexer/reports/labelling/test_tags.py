"""What a heading owns: an area its grade, a singular one item, a chapter what stands in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report

Read = Callable[..., Report]

TWICE = """
GRADE

GOOD

Strengths

- Each ward has a constable.

Neighbourhood Policing

GRADE

POOR

Strengths

- The harbour has a boat.
"""


def tags(report: Report) -> list[tuple[str | None, str | None, str | None]]:
    return [(f.area, f.category, f.grade) for f in report.findings]


def cut(report: Report) -> list[tuple[str | None, str]]:
    return [(f.category, f.text) for f in report.findings]


def test_an_area_that_is_printed_again_has_the_grade_of_that_place(
    inspection_2007: Read,
) -> None:
    found = inspection_2007(TWICE).findings[-2:]
    assert [(f.area, f.grade) for f in found] == [
        ("Neighbourhood Policing", "Good"),
        ("Neighbourhood Policing", "Poor"),
    ]


GRADED = """
Inspection of the Harbour custody suites

A report by HM Inspectorate of Constabulary

May 2011

Answering calls

Good

Calls are answered on the day, and those who ring are told what was done about what they said.

Strengths

- Callers are thanked.

2B Keeping records

Grade Poor

Direction of Travel Declined

Areas for improvement

- Files are lost.
"""


def test_an_inspection_of_no_family_has_the_grades_of_all(report_of: Read) -> None:
    report = report_of(GRADED)
    assert report.family == "unstructured"
    assert tags(report) == [
        ("Answering calls", "Findings", "Good"),
        ("Answering calls", "Strengths", "Good"),
        ("Keeping records", "Areas for improvement", "Poor"),
    ]


def test_in_what_may_be_no_inspection_a_grade_names_no_area(report_of: Read) -> None:
    report = report_of(GRADED.replace("Inspection of", "Minutes of").replace(
        "A report by HM Inspectorate of Constabulary", "A paper for the board"
    ))  # fmt: skip
    assert {f.grade for f in report.findings} == {None}
    assert "Good" not in {f.area for f in report.findings}


INTRODUCED = """
<html><body><main><h1>Inspection of the Harbour force</h1><p>An inspection by HMIC</p>
<h2>Introduction</h2><p>Inspectors saw the force in May.</p>
<h3>Who we saw</h3><p>Forty officers were asked.</p>
<h2>Answering calls</h2><p>Calls are answered on the day.</p>
<h3>Strengths</h3><ul><li>Callers are thanked.</li></ul></main></body></html>
"""


def test_an_introduction_ends_at_a_heading_of_its_own_level(report_of: Read) -> None:
    assert tags(report_of(INTRODUCED, "report.html")) == [
        (None, "Context", None),
        (None, "Context", None),
        ("Answering calls", "Findings", None),
        ("Answering calls", "Strengths", None),
    ]


def test_a_singular_heading_owns_one_paragraph(bcu_inspection: Read) -> None:
    report = bcu_inspection("""
        What we found

        Leadership and Direction

        Recommendation

        The commander should publish the plan by the end of May.

        Her deputy has read it and meets the sergeants each week to talk about what it asks.
    """)
    assert cut(report) == [
        ("Recommendations", "The commander should publish the plan by the end of May."),
        ("Findings", "Her deputy has read it and meets the sergeants each week to talk about what "
                     "it asks."),
    ]  # fmt: skip
    assert report.findings[1].section == "Leadership and Direction"


def test_a_singular_heading_owns_one_numbered_paragraph(bcu_inspection: Read) -> None:
    report = bcu_inspection("""
        What we found

        Leadership and Direction

        5.1 The commander is known to all.

        Area for improvement

        5.2 She should meet residents more often.

        5.3 Her deputy meets them each week.
    """)
    assert [(f.category, f.label) for f in report.findings] == [
        ("Findings", "5.1"), ("Areas for improvement", "5.2"), ("Findings", "5.3"),
    ]  # fmt: skip


def test_a_singular_heading_owns_the_list_that_its_paragraph_introduces(
    inspection_2007: Read, texts: Callable[..., list[str]]
) -> None:
    report = inspection_2007("""
        Recommendation

        The force should do two things:

        - count its calls; and

        - thank its callers.
    """)
    assert texts(report, "Recommendations") == ["count its calls; and", "thank its callers."]


CARED = """
Harbour children’s services

Inspection of Harbour local authority children’s services

Inspection dates: 3 to 7 May 2019

The impact of leaders: good

1. Leaders meet each month and look at what children say of the homes that they live in.

Next steps

The council will send its plan to the chief inspector by the end of July.
"""


def test_what_comes_next_is_in_no_area(report_of: Read) -> None:
    assert tags(report_of(CARED)) == [
        ("The impact of leaders", "Findings", "Good"),
        (None, "Context", None),
    ]


LETTER = """
4 May 2017

A Marsh, Director of Children’s Services, Harbour

Dear local partnership

Joint targeted area inspection of Harbour

Between 3 and 7 April 2017, Ofsted and HMICFRS undertook a joint inspection of Harbour.

This letter to all the service leaders in the area outlines what we found.

Partners know their children well. The police have been slow to share what they know.

Key strengths

- Leaders meet each month.

Yours sincerely

J Lund
"""


def test_behind_its_first_words_the_opening_of_a_letter_judges(report_of: Read) -> None:
    assert [(f.category, f.text.split()[0]) for f in report_of(LETTER).findings] == [
        ("Context", "Between"), ("Findings", "Partners"), ("Strengths", "Leaders"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "third",
    [
        "The inspection found that many of the partners are slow to share what they know.",
        "This inspection included the front door. It is evident that the partners know their duty.",
        "Inspectors looked at the front door. The partners show a strong commitment to children.",
    ],
)
def test_a_paragraph_that_goes_on_to_judge_is_no_context(report_of: Read, third: str) -> None:
    letter = LETTER.replace("what we found.", f"what we found.\n\n{third}")
    found = [(f.category, f.text.split()[0]) for f in report_of(letter).findings]
    assert found[:2] == [("Context", "Between"), ("Findings", third.split()[0])]


CUSTODY = """
Report on an unannounced inspection visit to custody suites in Harbour by HM Inspectorate of
Prisons and HM Inspectorate of Constabulary

Contents

Executive summary 3

Section 1. Leadership 5

Section 2. Summary of causes of concern and areas for improvement 9

Executive summary

S1 Inspectors saw the three suites of the force in May.

S2 Most of those who were held there were treated well.

Causes of concern and recommendations

S3 Cause of concern: Nobody checks on people who sleep, and the log does not say who saw them.

Recommendation: The force should check on those who sleep every half hour.

Section 1. Leadership

1.1 The force has a plan for its suites, and a superintendent looks at it each month.

Area for improvement

1.2 The force should tell its custody officers what it expects of them at night.

1.3 Each suite has a board on which the officers write what they have seen.

Section 2. Summary of causes of concern and areas for improvement

Areas for improvement

Leadership

2.1 The force should tell its custody officers what it expects of them at night. (1.2)
"""


def test_a_custody_report_is_cut_by_its_numbers(report_of: Read) -> None:
    report = report_of(CUSTODY)
    assert [(f.area, f.category, f.label) for f in report.findings] == [
        (None, "Context", "S1"),
        (None, "Context", "S2"),
        (None, "Causes of concern", "S3"),
        (None, "Recommendations", None),
        ("Leadership", "Findings", "1.1"),
        ("Leadership", "Areas for improvement", "1.2"),
        ("Leadership", "Findings", "1.3"),
    ]


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("Area for development 1", "Areas for improvement"),
        ("Improvement action 2", "Areas for improvement"),
        ("Recommendation 3", "Recommendations"),
        ("Cause of concern 4", "Causes of concern"),
    ],
)
def test_a_numbered_heading_is_the_label_of_its_box(
    report_of: Read, heading: str, category: str
) -> None:
    report = report_of(
        "Inspection of custody in Harbour\n\nA report by HM Inspectorate of Constabulary\n\n"
        f"20 July 2023\n\nKey findings\n\nThe bells are broken.\n\n{heading}\n\n"
        "The force should mend the bells.\n"
    )
    assert (report.findings[-1].label, report.findings[-1].category) == (heading, category)


def test_numbered_paragraphs_of_context_are_not_nested(inspection_2007: Read) -> None:
    report = inspection_2007("""
        Contextual factors

        1. The force covers 1,300 square miles of hills.

        2. It has three divisions and a marine unit.
    """)
    assert report.findings[-1].text.endswith("2. It has three divisions and a marine unit.")
    assert report.findings[-1].nested == ()


FIRE = """
<html><body><main><h1>Effectiveness, efficiency and people – Harbour Fire and Rescue Service</h1>
<p>An inspection by HMICFRS. Published on 20 June 2019</p><h2>Effectiveness</h2><p>Good</p>
<h3>How effective is the FRS at preventing fires?</h3><p>Adequate (2018)</p>
<p>Crews visit homes each week.</p><h4>Areas for improvement</h4>
<ul><li>The service should count its visits.</li></ul>
<p>We set out our detailed findings below. These are the basis for our judgment.</p>
<h4>It visits those at risk</h4><p>Forty homes were seen in May.</p></main></body></html>
"""


def test_a_fire_service_is_read_like_a_force_and_called_what_it_is(report_of: Read) -> None:
    report = report_of(FIRE, "report.html")
    question = "How effective is the FRS at preventing fires?"
    assert report.family == "F6-fire"
    assert tags(report) == [
        (question, "Findings", "Adequate"),
        (question, "Areas for improvement", "Adequate"),
        (question, "Findings", "Adequate"),
    ]


FOLLOWED_UP = """
National Child Protection Inspection

Harbour Police

A report by HMICFRS, October 2023

What we found

Initial contact: Recommendation from the 2021 inspection report

We recommended that the force should answer calls by those who know what to ask of a child.

Initial contact: Re-inspection findings

Calls are now answered by those who know what to ask, and ten are listened to each month.
"""


def test_a_heading_may_name_its_area_before_its_category(report_of: Read) -> None:
    assert tags(report_of(FOLLOWED_UP)) == [
        ("Initial contact", "Recommendations", None),
        ("Initial contact", "Findings", None),
    ]


LISTED = """
Thematic Inspection of Custody

A report by HMICS

August 2014

Key findings

{lead}■■ Custody is run by one division.

■■ Staff were polite.
"""


@pytest.mark.parametrize(
    ("lead", "found"),
    [
        ("", ["Custody is run by one division.", "Staff were polite."]),
        (
            "Inspectors saw that:\n\n",
            ["Inspectors saw that: Custody is run by one division. Staff were polite."],
        ),
    ],
    ids=["a list", "a list that a paragraph introduces"],
)
def test_each_item_of_key_findings_is_one(report_of: Read, lead: str, found: list[str]) -> None:
    assert [f.text for f in report_of(LISTED.format(lead=lead)).findings] == found


TOPICS = """
Joint targeted area inspection of Harbour

4 May 2022

Dear Harbour partnership

This letter says what the inspectors saw in April.

Headline findings

Partners know their children well and meet each week to talk about them.

Main findings

Leadership

Leaders meet each month and look at what children say of the homes that they live in.

Practice study: highly effective practice

One boy was found within an hour, and all who knew him had been rung by the evening.

Work with children who are at risk

Children at risk are seen on the day, and what they say is written in their own words.
"""


def test_headings_of_main_findings_are_areas_side_by_side(report_of: Read) -> None:
    assert [(f.area, f.category) for f in report_of(TOPICS).findings] == [
        (None, "Context"),
        (None, "Findings"),
        ("Leadership", "Findings"),
        ("Leadership", "Good practice"),
        ("Work with children who are at risk", "Findings"),
    ]


def test_a_category_ends_the_topics_of_the_one_before(report_of: Read) -> None:
    report = report_of("""
        4 May 2016

        Dear local partnership

        Joint targeted area inspection of Harbour

        This letter says what was seen in April by those who came.

        Areas for improvement

        Leadership

        - Leaders do not meet.

        Work at the front door

        - Calls are lost at night.

        Case study: area for improvement

        A boy was not seen for ten days although his school had rung the council twice.

        Key strengths

        - Nurses know the families on their lists.

        Yours sincerely

        J Lund
    """)
    assert tags(report)[1:] == [
        ("Leadership", "Areas for improvement", None),
        ("Work at the front door", "Areas for improvement", None),
        (None, "Areas for improvement", None),
        (None, "Strengths", None),
    ]


def test_a_line_that_another_must_follow_is_no_heading(report_of: Read) -> None:
    report = report_of("""
        4 May 2016

        Dear local partnership

        Joint targeted area inspection of Harbour

        This letter says what was seen in April by those who came.

        Next steps

        The council should write down what it will do, with all who work with children in the town.

        The response should set out the actions for all and, where it helps, of single agencies2

        The director should send the plan to
        plans@harbour.example by 10 May 2016. It will be read by those who come next.

        Yours sincerely

        J Lund
    """)
    assert [f.category for f in report.findings] == ["Context", "Context"]
    assert report.findings[1].text.endswith("read by those who come next.")


def test_a_singular_heading_with_a_level_owns_its_section(report_of: Read) -> None:
    report = report_of(
        "<html><body><main><h1>Inspection of Harbour by HMIC</h1><h2>Calls</h2>"
        "<p>Calls are answered.</p><h3>Area for improvement</h3><p>The force should count its "
        "calls.</p><p>It should thank its callers.</p><h3>Work at night</h3><p>Few are awake.</p>"
        "</main></body></html>",
        "report.html",
    )
    assert [f.category for f in report.findings] == [
        "Findings", "Areas for improvement", "Areas for improvement", "Findings",
    ]  # fmt: skip


def test_the_label_of_a_grade_may_stand_alone(peel_page: Read) -> None:
    report = peel_page(
        "<h2>Preventing crime</h2><p>Judgment:</p><p>Good</p><p>Its officers know the town.</p>"
    )
    assert tags(report) == [("Preventing crime", "Findings", "Good")]
    assert report.findings[0].section == "Preventing crime"


def test_what_a_web_page_prints_round_a_report_is_no_finding(peel_page: Read) -> None:
    report = peel_page(
        "<h2>Preventing crime</h2><p>Good</p><p>Its officers know the town.</p>"
        "<h2>Related content</h2><p>How we inspect</p>"
        "<h2>Vetting</h2><p>Adequate</p><p>Most wait for a week.</p>"
    )
    assert tags(report) == [
        ("Preventing crime", "Findings", "Good"),
        ("Vetting", "Findings", "Adequate"),
    ]


@pytest.mark.parametrize(
    ("said", "category"),
    [
        ("I congratulate its officers, who know the farms of the county.", "Findings"),
        ("I’m grateful to those who spoke with us.", "Findings"),
        ("Section I sets out how the force was inspected.", "Context"),
        ("The force has 900 officers.", "Context"),
    ],
)
def test_where_an_inspector_speaks_the_observations_judge(
    peel_page: Read, said: str, category: str
) -> None:
    report = peel_page(
        f"<h2>HM Inspector’s observations</h2><p>{said}</p>"
        "<h2>Vetting</h2><p>Good</p><p>Most wait a week.</p>"
    )
    assert cut(report)[0] == (category, said)


def test_an_overall_summary_judges_and_one_in_a_question_has_its_area(peel_page: Read) -> None:
    report = peel_page(
        "<h2>Overview</h2><table><tr><th>Question</th><th>Grade</th></tr>"
        "<tr><td>Effectiveness</td><td>Good</td></tr><tr><td>Efficiency</td><td>Good</td></tr>"
        "</table><h3>Overall summary</h3><p>We congratulate the force on its work.</p>"
        "<h2>How effective is the force at keeping people safe?</h2><p>Good</p>"
        "<h3>Overall summary</h3><p>It knows its risks, and it answers calls on time.</p>"
    )
    area = "How effective is the force at keeping people safe?"
    assert tags(report) == [(None, "Findings", None), (area, "Findings", "Good")]


def test_a_sentence_is_below_the_subject_that_has_no_text_of_its_own(report_of: Read) -> None:
    text = "Calls are late in two forces, and nobody could tell us why they had not been answered."
    report = report_of(
        "Kept waiting: an inspection of rural crime\n\nHM Inspectorate of Constabulary\n\n"
        f"May 2024\n\nForeword\n\n{text}\n\nRural crime\n\nOfficers take too long to arrive\n\n"
        f"{text}\n\nIntelligence is shared in some places\n\n{text}\n"
    )
    found = [one for one in report.findings if one.category == "Findings"]
    assert [one.area for one in found] == ["Rural crime", "Rural crime"]

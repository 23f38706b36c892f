"""Families are known by what they print, and each knows its headings and grades."""

from __future__ import annotations

import pytest
from indexer.reports.families import Family, Opens, families, recognise, unstructured


def family(name: str) -> Family:
    return next(each for each in families() if each.name == name)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("F1", ["HMIC Inspection Report", "GRADE", "GOOD", "National contextual factors"]),
        ("F1", ["**Contextual factors**", "GOOD**National grade distribution**"]),
        ("F2", ["HMIC Inspection Report", "September 2008", "Meeting the standard",
                "Developing Citizen Focus Policing"]),
        ("F3", ["PEEL 2016", "Requires improvement", "Area for improvement"]),
        ("F3", ["How effective is the force at its work?", "Cause of concern", "Outstanding"]),
        ("F4", ["Inspection of Harbour BCU", "What We Found", "5.1 The commander is known."]),
        ("F4", ["Basic Command Unit", "**1.1** The Inspectorate", "2.1 The team"]),
    ],
)  # fmt: skip
def test_a_family_is_recognised_by_what_it_prints(name: str, printed: list[str]) -> None:
    assert recognise(printed).name == name


@pytest.mark.parametrize(
    "printed",
    [
        [],
        ["Minutes of the meeting", "Present: Mrs J Lund"],
        ["The force was told that its work requires improvement."],
    ],
)
def test_what_no_family_prints_is_unstructured(printed: list[str]) -> None:
    assert recognise(printed) is unstructured()


@pytest.mark.parametrize("each", families(), ids=lambda each: each.name)
def test_a_familys_grades_are_known_in_capitals_and_in_bold(each: Family) -> None:
    for grade in each.grades:
        assert each.grade(grade.upper()) == grade
        assert each.grade(f"**{grade}**") == grade


@pytest.mark.parametrize("each", families(), ids=lambda each: each.name)
def test_prose_is_no_heading_in_any_family(each: Family) -> None:
    assert each.known("The force has many strengths in this area.") is None


@pytest.mark.parametrize(
    ("name", "heading", "opens", "category"),
    [
        ("F1", "Strengths", Opens.CATEGORY, "Strengths"),
        ("F1", "Area(s) for improvement", Opens.CATEGORY, "Areas for improvement"),
        ("F1", "Recommendation 12", Opens.NUMBERED, "Recommendations"),
        ("F1", "Contextual factors overview", Opens.CONTEXT, ""),
        ("F1", "Appendix: Glossary of Terms and Abbreviations", Opens.GLOSSARY, ""),
        ("F2", "Works in progress", Opens.CATEGORY, "Work in progress"),
        ("F2", "2007/08 Major Crime Summary of Judgement", Opens.GRADE, ""),
        ("F2", "Appendix 3: Assessment of Outcomes Using SPI Data", Opens.CHAPTER, ""),
        ("F3", "Area for improvement 2", Opens.BOX, "Areas for improvement"),
        ("F3", "Cause for concern", Opens.BOX, "Causes of concern"),
        ("F3", "Recommendations", Opens.REMEDY, "Recommendations"),
        ("F3", "Detailed findings for question 1", Opens.NARRATIVE, ""),
        ("F4", "Good Practice", Opens.CATEGORY, "Good practice"),
        ("F4", "6. What We Found", Opens.AREAS, ""),
        ("F4", "Recommendation No. 3", Opens.NUMBERED, "Recommendations"),
        ("F4", "Executive Summary", Opens.SUMMARY, ""),
    ],
)
def test_what_a_heading_opens(name: str, heading: str, opens: Opens, category: str) -> None:
    known = family(name).known(heading)
    assert known is not None
    assert (known.opens, known.name) == (opens, category)


def test_developing_practice_is_a_box_only_above_its_fields() -> None:
    box = family("F1").known("Developing practice", below="INSPECTION AREA: Child Abuse")
    text = family("F1").known("Developing practice", below="HMIC has chosen three examples.")
    assert box is not None
    assert box.opens is Opens.BOX
    assert text is None or text.opens is Opens.SECTION

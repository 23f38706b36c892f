"""Families are known by their titles and by what they print, and only add to what all print."""

from __future__ import annotations

import pytest

from indexer.reports.categories import CATEGORIES
from indexer.reports.labelling.family import (
    Family,
    families,
    inspection,
    place_on_scale,
    recognise,
    scale_of,
    unstructured,
)
from indexer.reports.labelling.vocabulary import Role, shared

ALL = (*families(), inspection(), unstructured())


def family(name: str) -> Family:
    return next(each for each in families() if each.name == name)


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("F1", ["HMIC Inspection Report", "GRADE", "GOOD", "National contextual factors"]),
        ("F1", ["**Contextual factors**", "GOOD**National grade distribution**", "GRADE: GOOD"]),
        ("F1-baseline", ["Baseline Assessment", "Harbour Police", "Direction of Travel",
                         "National Contextual Factors"]),
        ("F2", ["HMIC Inspection Report", "September 2008", "Meeting the standard",
                "Developing Citizen Focus Policing"]),
        ("F2", ["HMIC Inspection Report", "July 2008", "GRADE MEETS THE STANDARD"]),
        ("F3", ["PEEL 2016", "Requires improvement", "Area for improvement"]),
        ("F3", ["PEEL 2021/22", "Overall summary", "Good", "© HMICFRS"]),
        ("F3", ["How effective is the force at its work?", "Cause of concern", "Outstanding"]),
        ("F4", ["Inspection of Harbour BCU", "What We Found", "5.1 The commander is known."]),
        ("F4", ["Basic Command Unit", "**1.1** The Inspectorate", "2.1 The team"]),
        ("F5", ["Joint targeted area inspection of Harbour", "Headline findings"]),
        ("F5", ["Dear Harbour partnership", "Key strengths", "Case study: good practice"]),
        ("F6", ["Area SEND inspection of Harbour", "Inspection dates: 3 to 7 June 2024"]),
        ("F6", ["Inspection of Harbour children’s services", "Lead inspector: A Marsh"]),
    ],
)  # fmt: skip
def test_a_family_is_recognised_by_what_it_prints(name: str, printed: list[str]) -> None:
    assert recognise(printed).family.name == name


@pytest.mark.parametrize(
    "printed",
    [
        [],
        ["Minutes of the meeting", "Present: Mrs J Lund"],
        ["The force was told that its work requires improvement."],
        ["Custody inspection", "Areas for improvement", "Good"],
        ["HMIC Inspection Report"],
    ],
)
def test_in_doubt_a_report_is_of_no_family(printed: list[str]) -> None:
    assert recognise(printed).family.name == unstructured().name


def test_what_calls_itself_an_inspection_is_read_as_one() -> None:
    printed = ["Custody inspection", "Areas for improvement", "Good"]
    assert recognise(printed).family is inspection()
    assert recognise(["Custody in Harbour", *printed[1:]]).family is unstructured()


def test_a_title_is_printed_as_one_and_not_in_prose() -> None:
    prose = "The constabulary has two basic command units, each with a BCU commander."
    assert recognise(["Harbour Constabulary", "Baseline Assessment", prose]).family.name != "F4"
    assert recognise(["Harbour", "Basic Command Unit", prose]).family.name == "F4"


def test_marks_without_a_title_are_weak() -> None:
    marks = ["How effective is the force at its work?", "Cause of concern", "Outstanding"]
    assert recognise(marks).weak
    assert not recognise(["PEEL 2016", *marks]).weak


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_a_familys_grades_are_known_in_capitals_and_in_bold(each: Family) -> None:
    for grade in each.grades:
        assert each.grade(grade.upper()) == grade
        assert each.grade(f"**{grade}**") == grade


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_prose_is_no_heading_in_any_family(each: Family) -> None:
    assert each.known("The force has many strengths in this area.") is None


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_every_family_knows_the_words_of_all(each: Family) -> None:
    assert each.headings[-len(shared()) :] == shared()


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_a_heading_gives_a_category_of_the_one_table(each: Family) -> None:
    names = {known.name for known in each.headings if known.role is not Role.AREA}
    assert names - {""} <= {category.name for category in CATEGORIES}


def test_developing_practice_is_a_box_only_above_its_fields() -> None:
    box = family("F1").known("Developing practice", below="INSPECTION AREA: Child Abuse")
    text = family("F1").known("Developing practice", below="HMIC has chosen three examples.")
    assert box is not None
    assert box.role is Role.BOX
    assert text is None or text.role is Role.SECTION


def test_a_scale_is_that_of_a_family_until_it_changed_it() -> None:
    four, five = scale_of("F3", "2018-09"), scale_of("F3", "2021-09")
    assert four != five == scale_of("F3", "2024")
    assert scale_of("F3", "") == four
    assert scale_of("F1", "2007-10") == scale_of("F1", "2024") != four
    assert scale_of("no such family", "2024") == ("no such family", "")


def test_a_scale_of_grades_is_looked_up_by_a_name_that_is_one_familys_alone() -> None:
    names = [family.name for family in (*families(), unstructured())]
    assert len(set(names)) == len(names)


def test_grades_of_fire_services_are_of_another_scale_since_2023() -> None:
    assert scale_of("F6-fire", "2019-01") == scale_of("F6-fire", "2022-12")
    assert scale_of("F6-fire", "2022-12") != scale_of("F6-fire", "2023-02")
    assert place_on_scale("Adequate", "F6-fire") is not None


BCU = ["Inspection of Harbour BCU", "May 2006", "What we found", "Leadership and Direction"]


def test_a_report_of_a_family_without_grades_that_prints_them_has_those_of_any() -> None:
    assert recognise(BCU).family.grades == ()
    graded = recognise([*BCU, "GRADE\tGOOD", "Reducing crime", "Grade: Poor"]).family
    assert graded.name == "F4"
    assert (graded.grade("GOOD"), graded.grade("Poor")) == ("Good", "Poor")
    assert recognise([*BCU, "GRADE\tGOOD", "The work is good."]).family.grades == ()

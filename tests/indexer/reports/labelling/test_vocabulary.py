"""The words of headings: one vocabulary, read in every report."""

from __future__ import annotations

import pytest

from indexer.reports.labelling.family import families, unstructured
from indexer.reports.labelling.vocabulary import (
    Role,
    is_heading_text,
    shared,
    without_continued,
    words,
)

OPENS = {
    "Strengths": (Role.CATEGORY, "Strengths"),
    "Key strengths": (Role.CATEGORY, "Strengths"),
    "Key Strengths and Good Practice": (Role.CATEGORY, "Strengths"),
    "What is the area partnership doing that is effective?": (Role.CATEGORY, "Strengths"),
    "Works in progress": (Role.CATEGORY, "Work in progress"),
    "Area(s) for improvement": (Role.CATEGORY, "Areas for improvement"),
    "Area for development": (Role.CATEGORY, "Areas for improvement"),
    "What needs to improve?": (Role.CATEGORY, "Areas for improvement"),
    "What does the area partnership need to do better?": (
        Role.CATEGORY, "Areas for improvement",
    ),
    "Priorities for further improvement": (Role.CATEGORY, "Areas for improvement"),
    "Area for priority action": (Role.CATEGORY, "Areas for priority action"),
    "Areas for priority actions": (Role.CATEGORY, "Areas for priority action"),
    "Area for improvement 2": (Role.BOX, "Areas for improvement"),
    "Improvement action 4": (Role.BOX, "Areas for improvement"),
    "Cause for concern": (Role.BOX, "Causes of concern"),
    "Recommendations": (Role.REMEDY, "Recommendations"),
    "Recommendation 12": (Role.NUMBERED, "Recommendations"),
    "Recommendation No. 3": (Role.NUMBERED, "Recommendations"),
    "Recommendation 1.1": (Role.NUMBERED, "Recommendations"),
    "Good Practice": (Role.CATEGORY, "Good practice"),
    "Case study: highly effective practice": (Role.BOX, "Good practice"),
    "Practice study: area(s) for improvement": (Role.BOX, "Areas for improvement"),
    "Practice study: areas for priority action and improvement": (Role.BOX, ""),
    "Areas for priority action and improvement": (Role.CATEGORY, ""),
    "Strengths and areas for improvement": (Role.CATEGORY, ""),
    "What is working well and what needs to improve": (Role.CATEGORY, ""),
    "Causes of concern, recommendations and areas for improvement": (Role.CATEGORY, ""),
    "Recommendations and areas for development": (Role.CATEGORY, ""),
    "Recommendations and actions": (Role.REMEDY, "Recommendations"),
    "Case study": (Role.STORY, ""),
    "Main findings": (Role.UMBRELLA, ""),
    "Headline findings": (Role.UMBRELLA, ""),
    "6. What We Found": (Role.UMBRELLA, ""),
    "Detailed findings for question 1": (Role.UMBRELLA, ""),
    "Next steps": (Role.ABOUT, ""),
    "Contextual factors overview": (Role.CONTEXT, ""),
    "Executive Summary": (Role.SUMMARY, ""),
    "Appendix: Glossary of Terms and Abbreviations": (Role.GLOSSARY, ""),
    "About this inspection": (Role.ABOUT, ""),
    "Back to publication": (Role.CHROME, ""),
    "Appendix I: Inspection team": (Role.TABLE, ""),
}  # fmt: skip


@pytest.mark.parametrize("heading", OPENS)
def test_what_a_heading_opens_in_a_report_of_no_family(heading: str) -> None:
    known = unstructured().known(heading)
    assert known is not None
    assert (known.role, known.name) == OPENS[heading]


@pytest.mark.parametrize(
    "heading", ["Direction of travel", "Direction of travel: unchanged", "No change", "Improving"]
)
def test_every_direction_of_travel_is_the_label_of_a_grade(heading: str) -> None:
    known = unstructured().known(heading)
    assert known is not None
    assert known.role is Role.GRADE


@pytest.mark.parametrize("heading", [*OPENS, "GRADE GOOD", "National grade distribution"])
def test_the_words_of_a_heading_are_known_as_such(heading: str) -> None:
    assert is_heading_text(heading)
    assert is_heading_text(heading.upper())


@pytest.mark.parametrize(
    "text",
    ["Strengths of the scheme", "The force has strengths.", "strengths", "Good", "Missing Persons"],
)
def test_other_words_are_not(text: str) -> None:
    assert not is_heading_text(text)


@pytest.mark.parametrize(
    "text", ["Strengths (continued)", "Strengths (cont’d)", "Strengths continued", "Strengths:"]
)
def test_a_heading_that_goes_on_overleaf_is_the_same(text: str) -> None:
    assert words(text) == "strengths"


def test_an_area_is_named_without_what_the_page_end_added() -> None:
    assert without_continued("Performance Management (continued)") == "Performance Management"


@pytest.mark.parametrize("each", families(), ids=lambda each: each.name)
def test_strengths_are_strengths_in_every_family(each: object) -> None:
    known = each.known("Strengths")  # type: ignore[attr-defined]
    assert (known.role, known.name) == (Role.CATEGORY, "Strengths")


def test_no_entry_is_listed_twice() -> None:
    said = [(known.pattern.pattern, known.follows) for known in shared()]
    assert len(said) == len(set(said))

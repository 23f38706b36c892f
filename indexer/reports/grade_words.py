"""The words of grades, one table for all scales: how good each is, and its other printed forms.

A family's data says which of them stand on its scale, best first; what any grade means (which
colour it has, which word is another form of it) is looked up here. To add a grade, add a row and
put its name on the scale of the family.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Merit(StrEnum):
    """How good a grade is, on any scale."""

    GOOD = "good"
    FAIR = "fair"
    WANTING = "wanting"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class GradeWord:
    """One grade as printed most often."""

    name: str
    merit: Merit
    #: How it is printed elsewhere, or in a sentence.
    forms: tuple[str, ...] = ()


#: Best first, as far as different scales can be put in one order.
GRADES: tuple[GradeWord, ...] = (
    GradeWord("Outstanding", Merit.GOOD),
    GradeWord("Excellent", Merit.GOOD),
    GradeWord("Exceeding the standard", Merit.GOOD, ("Exceeds the standard",)),
    GradeWord("Good", Merit.GOOD),
    GradeWord("Meeting the standard", Merit.GOOD, ("Meets the standard",)),
    GradeWord("Fair", Merit.FAIR),
    GradeWord("Adequate", Merit.FAIR),
    GradeWord("Requires improvement", Merit.WANTING, ("Requires improvement to be good",)),
    GradeWord("Failing to meet the standard", Merit.FAILING, ("Fails to meet the standard",)),
    GradeWord("Poor", Merit.FAILING),
    GradeWord("Inadequate", Merit.FAILING),
)
_BY_WORD = {word: grade for grade in GRADES for word in (grade.name, *grade.forms)}


def grade_word(printed: str | None) -> GradeWord | None:
    """The grade that is printed so, in any of its forms; None for no grade and for no such word."""
    return _BY_WORD.get(printed or "")

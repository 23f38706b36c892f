from __future__ import annotations

import pytest

from indexer.reports.grade_words import GRADES, Merit, grade_word
from indexer.reports.labelling.family import families, inspection


@pytest.mark.parametrize("family", [*families(), inspection()], ids=lambda family: family.name)
def test_every_grade_of_a_scale_is_in_the_table(family) -> None:  # type: ignore[no-untyped-def]
    assert [grade for grade in family.grades if grade_word(grade) is None] == []


def test_a_form_is_its_grade() -> None:
    meets = grade_word("Meets the standard")
    assert meets is not None
    assert meets.name == "Meeting the standard"


def test_what_is_no_grade_has_none() -> None:
    assert grade_word(None) is None
    assert grade_word("Splendid") is None


def test_the_table_goes_from_good_to_failing() -> None:
    merits = list(Merit)
    places = [merits.index(grade.merit) for grade in GRADES]
    assert places == sorted(places)

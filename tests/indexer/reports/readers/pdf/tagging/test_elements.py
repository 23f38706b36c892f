"""The lines of one tagged element, and what its tag does not tell."""

from __future__ import annotations

from itertools import count

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.page.objects import Mark
from indexer.reports.readers.pdf.page.printed import Printed, printed_text
from indexer.reports.readers.pdf.page.stretches import Stretch
from indexer.reports.readers.pdf.tagging.elements import HEADING, Part, element_lines
from indexer.reports.readers.pdf.tagging.tags import Element
from tests.indexer.reports.readers.pdf.made import stretch

#: The mark of a label.
LABEL = 7


def lines(role: Role, *stretches: Stretch) -> list[Printed]:
    part = Part(Element(role, 1, None, label=[LABEL]), list(stretches))
    return element_lines(1, part, count(1))


def below(*texts: str, **said: object) -> list[Stretch]:
    return [stretch(text, 0.0, 100.0 - 12 * n, **said) for n, text in enumerate(texts)]


def test_the_lines_of_a_paragraph_are_one_element() -> None:
    found = lines(Role.PARAGRAPH, *below("The force is", "well led."))
    assert [(printed_text(one), one.element, one.role) for one in found] == [
        ("The force is", 1, Role.PARAGRAPH),
        ("well led.", 1, Role.PARAGRAPH),
    ]


def test_a_list_that_is_tagged_as_one_paragraph_is_parted_at_its_bullets() -> None:
    found = lines(Role.PARAGRAPH, *below("• one is done", "and told", "• two is not"))
    assert [one.element for one in found] == [1, 1, 2]
    assert found[0].role is None


def test_a_bold_first_line_that_ends_short_is_a_heading_of_its_own() -> None:
    text = [
        stretch("Strengths", 0.0, 100.0, bold=True),
        stretch("Staff are trained in what they need.", 0.0, 88.0),
    ]
    assert [one.element for one in lines(Role.PARAGRAPH, *text)] == [1, 2]


def test_a_sentence_that_is_tagged_as_heading_is_a_paragraph() -> None:
    (found,) = lines(Role.HEADING, stretch("word " * (HEADING // 5 + 1)))
    assert found.role is Role.PARAGRAPH


def test_the_number_of_an_item_is_its_label() -> None:
    label = stretch("3.", 0.0, right=8.0, mark=Mark(id=LABEL))
    (found,) = lines(Role.ITEM, label, stretch("Staff are trained.", 20.0))
    assert (printed_text(found), found.label, found.marked) == ("Staff are trained.", "3", True)


def test_a_bullet_is_taken_off_and_no_label() -> None:
    (found,) = lines(Role.ITEM, stretch("• Staff are trained."))
    assert (printed_text(found), found.label, found.marked) == ("Staff are trained.", None, True)


def test_a_label_of_several_words_is_text() -> None:
    label = stretch("Recommendation 3:", 0.0, right=8.0, mark=Mark(id=LABEL))
    (found,) = lines(Role.ITEM, label, stretch("Staff are trained.", 20.0))
    assert printed_text(found) == "Recommendation 3: Staff are trained."
    assert not found.marked

"""What a page says of its elements by role is what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role

ReadMain = Callable[[str], list[Line]]


@pytest.mark.parametrize(
    ("said", "level"),
    [("aria-level=3", 3), ("", 2), ("aria-level=9", 6), ("aria-level=x", 2), ("aria-level=0", 1)],
)
def test_an_element_with_the_role_of_a_heading_is_one(
    read_main: ReadMain, said: str, level: int
) -> None:
    lines = read_main(f"<div role=heading {said}>Custody</div><p>The cells are clean.</p>")
    assert [(line.role, line.level) for line in lines] == [
        (Role.HEADING, level), (Role.PARAGRAPH, 0),
    ]  # fmt: skip


def test_a_list_of_divs_is_a_list(read_main: ReadMain) -> None:
    lines = read_main(
        "<div role=list><div role=listitem>One van.</div><div role=listitem>Two.</div></div>"
    )
    assert [(line.role, line.level, line.text) for line in lines] == [
        (Role.ITEM, 1, "One van."), (Role.ITEM, 1, "Two."),
    ]  # fmt: skip


def test_other_roles_change_nothing(read_main: ReadMain) -> None:
    (line,) = read_main("<p role=note>The cells are clean.</p>")
    assert line.role is Role.PARAGRAPH


def test_the_styles_of_word_say_what_is_the_title_and_what_the_contents_list(
    read_main: ReadMain,
) -> None:
    lines = read_main(
        "<p class=MsoTitle>Custody in Gwent</p><p class=MsoToc1>Respect 4</p>"
        "<p class=MsoNormal>The cells are clean.</p>"
    )
    assert [line.role for line in lines] == [Role.HEADING, Role.CHROME, Role.PARAGRAPH]


def test_the_cover_of_a_page_that_word_saved_is_no_frame_of_it(read_main: ReadMain) -> None:
    prose = "<p class=MsoNormal>The cells are clean and each is looked into by day and night.</p>"
    lines = read_main(
        "<div class=WordSection1><p class=MsoTitle>Custody in Gwent</p><p>3 May 2014</p></div>"
        f"<div class=WordSection2><h1>Section 1. Cells</h1>{prose * 20}</div>"
    )
    assert [line.role for line in lines[:3]] == [Role.HEADING, Role.PARAGRAPH, Role.HEADING]
    assert not {line.role for line in lines} & {Role.CHROME}

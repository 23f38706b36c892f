"""Columns that stand side by side in the lines of a page are read one after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from indexer.reports.lines import Source
from indexer.reports.readers.text import SIDE_BY_SIDE

Read = Callable[..., Source]

LEFT = (
    "Summary",
    "The force is good at preventing crime and",
    "keeping people safe. Neighbourhood teams are",
    "seldom moved to other work, and their plans",
    "are built on what residents tell them. It",
    "should make better use of evidence about",
    "what succeeds.",
    "",
    "What is the priority?",
    "The plan begins with prevention, and so",
    "does the daily meeting of each district.",
)
RIGHT = (
    "How well are people known?",
    "Each team keeps a profile of its area that",
    "lists the people who matter there, the places",
    "where tension may rise and the events of the",
    "year. The best of these had been written with",
    "the lifeboat crew and the parish nurse, and",
    "they are checked by an inspector",
    "every quarter.",
    "• The force should share what it learns with",
    "  all of its teams.",
)
WIDE = 52


def page(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    lines = (f"{one:{WIDE}}{other}" for one, other in zip_longest(left, right, fillvalue=""))
    return "\n".join(("How effective is the force at preventing crime?", "", *lines, "", ""))


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def test_the_columns_of_a_page_are_read_one_after_the_other(read: Read) -> None:
    foot = f"{'An inspection of Marlshire Police':{WIDE + 20}}5"
    source = read(page(LEFT, RIGHT) + f"{foot}\n")
    assert texts(source) == [
        "How effective is the force at preventing crime?",
        *filter(None, LEFT),
        *(line.strip() for line in RIGHT),
        foot,
    ]
    starts = {line.text for line in source.lines if line.starts}
    assert {"Summary", "What is the priority?", "How well are people known?"} <= starts
    assert "keeping people safe. Neighbourhood teams are" not in starts
    assert [line.indent for line in source.lines if line.text == "all of its teams."] == [2.0]


def test_it_is_said_and_lines_are_counted_as_they_are_read(read: Read) -> None:
    source = read(page(LEFT, RIGHT))
    assert source.warnings == (SIDE_BY_SIDE,)
    assert [line.number for line in source.lines] == list(range(1, len(source.lines) + 1))


def test_lines_of_both_columns_may_stand_between_each_other(read: Read) -> None:
    left = tuple(text for line in LEFT for text in (line, ""))
    right = tuple(text for line in RIGHT for text in ("", line))
    source = read(page(left, right))
    assert texts(source)[1:4] == list(LEFT[:3])
    assert not any(line.starts for line in source.lines if line.text in LEFT[2:7])


def test_the_cells_of_a_table_stay_side_by_side(read: Read) -> None:
    left = ("Recommendation", "", *LEFT[1:4], "", *LEFT[4:7], "", *LEFT[1:4], "", *LEFT[9:])
    right = ("Response", "", *RIGHT[1:4], "", *RIGHT[4:7], "", *RIGHT[1:4], "", *RIGHT[8:])
    assert read(page(left, right)).warnings == ()


def test_text_in_one_column_is_left_as_it_is(read: Read) -> None:
    text = "\n".join((*LEFT, "", *RIGHT, "A list of names       2", "A list of places      3", ""))
    source = read(text)
    assert source.warnings == ()
    assert texts(source)[:3] == list(LEFT[:3])

"""Footnotes are told from the text around them."""

from dataclasses import replace

from indexer.reports.lines import Line, Role
from indexer.reports.structure.notes import notes

HEAD = "running head"


def test_a_line_that_the_reader_calls_a_note_is_one() -> None:
    assert notes([Line(1, "A note.", role=Role.NOTE)], {}, None) == {1}


def test_small_type_at_a_pages_foot_is_a_note() -> None:
    lines = [
        Line(1, "The team1 meets in", page=1, size=12.0),
        Line(2, "1 Formed in May.", page=1, size=9.5),
        Line(3, "It has six members.", page=1, size=9.5),
        Line(4, "the town hall.", page=2, size=12.0),
    ]
    assert notes(lines, {}, 12.0) == {2, 3}


def test_the_number_of_a_note_on_a_line_of_its_own_is_not_the_pages() -> None:
    lines = [
        Line(1, "The team meets in the hall.", page=1, size=12.0),
        Line(2, "1", page=1, size=7.0),
        Line(3, "Built in 1904.", page=1, size=9.5),
        Line(4, "It keeps a record.", page=2, size=12.0),
        Line(5, "2", page=2, size=9.5),
    ]
    assert notes(lines, {2: "page number", 5: "page number"}, 12.0) == {2, 3}


def test_small_type_in_the_middle_of_a_page_is_none() -> None:
    lines = [Line(1, "1 Formed in May.", page=1, size=9.5), Line(2, "Text.", page=1, size=12.0)]
    assert notes(lines, {}, 12.0) == frozenset()


def test_without_sizes_a_note_follows_its_mark_and_ends_its_page() -> None:
    lines = [
        Line(1, "The team meets in the hall,1 and"),
        Line(2, "1 Built in 1904."),
        Line(3, "Page 7"),
        Line(4, "keeps a record."),
    ]
    assert notes(lines, {3: HEAD}, None) == {2}
    unmarked = [replace(lines[0], text="The team meets in the hall, and"), *lines[1:]]
    assert notes(unmarked, {3: HEAD}, None) == frozenset()


def test_a_marked_note_may_stand_at_the_end_of_its_section() -> None:
    lines = [
        Line(1, "The team meets in the hall.1"),
        Line(2, "1 Built in 1904, and enlarged in"),
        Line(3, "1961.", starts=False),
        Line(4, "Strengths"),
    ]
    assert notes(lines, {}, None) == {2, 3}


def test_paragraphs_that_are_numbered_like_notes_are_none() -> None:
    lines = [Line(n, f"{n} The team meets in the hall.{n - 1}") for n in range(1, 5)]
    lines = [*lines, Line(5, "9 It has a record."), Line(6, "12 It has members.")]
    numbered = [replace(line, text=line.text.split(".")[0] + ".") for line in lines]
    assert notes(numbered, {}, None) == frozenset()


def hanging(mark: str, indent: float) -> frozenset[int]:
    """The notes of a text in which one hangs below its number, above the next heading; its mark
    stands in a paragraph with a number, and its number was taken for that of a page."""
    lines = [
        Line(1, f"3.9   The team meets in the hall{mark} on Mondays."),
        Line(2, "4"),
        Line(3, "Built in 1904, and enlarged in", starts=False, indent=indent),
        Line(4, "1961.", starts=False, indent=indent),
        Line(5, "About the data"),
    ]
    return notes(lines, {2: "page number"}, None)


def test_a_note_that_hangs_below_its_number_is_one_wherever_it_stands() -> None:
    assert hanging("4", indent=4.0) == {2, 3, 4}
    assert hanging("4", indent=0.0) == frozenset()
    assert hanging("", indent=4.0) == frozenset()

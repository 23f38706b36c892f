"""Footnotes: their numbers are parted from the words they stand at, and they are notes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role

ReadMain = Callable[[str], list[Line]]


def roles(lines: list[Line]) -> list[tuple[Role | None, str]]:
    return [(line.role, line.text) for line in lines]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("The ISVA<sup>4</sup> rings back.", "The ISVA rings back."),
        ("A rate of 80%<sup><a href='#n'>17</a></sup>.", "A rate of 80%."),
        ("The board<sup>[2]</sup> met<sup>*</sup>.", "The board met."),
        ("Two<span style='vertical-align: super'>1, 2</span> of them.", "Two of them."),
        ("On the 3<sup>rd</sup> of May, N<sup>o</sup> 5.", "On the 3rd of May, No 5."),
        ("Some 60 km<sup>2</sup> and 10<sup>6</sup> calls.", "Some 60 km² and 10⁶ calls."),
    ],
)
def test_the_number_of_a_note_is_no_part_of_the_word(
    read_main: ReadMain, body: str, text: str
) -> None:
    lines = read_main(f"<p>{body}</p>")
    assert lines[0].text == text
    assert {line.chrome for line in lines[1:]} <= {"the number of a footnote"}


def test_notes_that_links_lead_to(read_main: ReadMain) -> None:
    lines = read_main(
        "<p>Bail is short<a href='#n1' id=r1>[1]</a> and fair<sup><a href='#n2'>b</a></sup>.</p>"
        "<h2>Notes</h2>"
        "<ol><li id=n1>See the Act. <a href='#r1'>Back</a></li></ol><p id=n2>See the guide.</p>"
    )
    assert roles(lines) == [
        (Role.PARAGRAPH, "Bail is short and fair."),
        (Role.CHROME, "[1]"),
        (Role.CHROME, "b"),
        (Role.HEADING, "Notes"),
        (Role.NOTE, "See the Act. Back"),
        (Role.NOTE, "See the guide."),
    ]
    assert lines[4].label == "1"


def test_notes_as_word_saves_them(read_main: ReadMain) -> None:
    lines = read_main(
        "<p>Bail is short<a href='#_ftn1' name='_ftnref1'><span><sup>[1]</sup></span></a>.</p>"
        "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'><sup>[1]</sup></a> See the Act.</p></div>"
    )
    assert (lines[0].role, lines[0].text) == (Role.PARAGRAPH, "Bail is short.")
    assert (lines[-1].role, lines[-1].text) == (Role.NOTE, "[1] See the Act.")


def test_a_note_that_begins_with_its_raised_number(read_main: ReadMain) -> None:
    lines = read_main("<p>Bail is short<sup>1</sup>.</p><p><sup>1</sup>See the Act.</p>")
    assert (lines[-1].role, lines[-1].text) == (Role.NOTE, "1 See the Act.")


def test_notes_that_the_page_names_so(read_main: ReadMain) -> None:
    lines = read_main("<section role=doc-endnotes><p>See the Act.</p></section>")
    assert roles(lines) == [(Role.NOTE, "See the Act.")]


def test_numbers_that_lead_to_chapters_are_no_notes(read_main: ReadMain) -> None:
    lines = read_main("<p>Chapter <a href='#c'>2</a> says why.</p><h2 id=c>Patrols</h2><p>x</p>")
    assert roles(lines) == [
        (Role.PARAGRAPH, "Chapter 2 says why."),
        (Role.HEADING, "Patrols"),
        (Role.PARAGRAPH, "x"),
    ]

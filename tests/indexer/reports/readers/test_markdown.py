"""Markdown: blocks with roles, numbered by their first printed line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Role, Source

Read = Callable[..., Source]


def told(source: Source) -> list[tuple[Role | None, int, str]]:
    return [(line.role, line.level, line.text) for line in source.lines]


def test_headings_paragraphs_and_nested_items(read: Read) -> None:
    source = read(
        "# HMIC\nThe **force** has\ndone _well_.\n\n- one\n  wrapped\n  - two\n\n  goes on\n",
        "r.md",
    )
    assert told(source) == [
        (Role.HEADING, 1, "HMIC"),
        (Role.PARAGRAPH, 0, "The force has done well."),
        (Role.ITEM, 1, "one wrapped"),
        (Role.ITEM, 2, "two"),
        (Role.PARAGRAPH, 1, "goes on"),
    ]
    assert [line.number for line in source.lines] == [1, 2, 5, 7, 9]


def test_a_bold_line_on_top_of_a_paragraph_is_a_line_of_its_own(read: Read) -> None:
    source = read("**Strengths**\nThe force does.\n", "r.md")
    assert [(line.text, line.bold) for line in source.lines] == [
        ("Strengths", True),
        ("The force does.", False),
    ]


def test_numbers_are_those_printed(read: Read) -> None:
    source = read("3. three\n4. four\n9. nine\n", "r.md")
    assert [line.label for line in source.lines] == ["3", "4", "9"]


def test_typed_bullets_are_left_to_the_splitter(read: Read) -> None:
    source = read("Lead-in:\n• one\nwrapped\n• two\n", "r.md")
    assert told(source) == [
        (Role.PARAGRAPH, 0, "Lead-in:"),
        (None, 0, "• one wrapped"),
        (None, 0, "• two"),
    ]


def test_tables_are_rows_and_links_their_text(read: Read) -> None:
    source = read("| A | B |\n|---|---|\n| [x](http://y) | **2** |\n", "r.md")
    assert told(source) == [(Role.ROW, 0, "A\tB"), (Role.ROW, 0, "x\t2")]


def test_nothing_is_taken_for_html_or_code(read: Read) -> None:
    source = read("a <b>tag</b> snake_case\n\n    indented\n\n[ref]: http://x\n", "r.md")
    assert [line.text for line in source.lines] == [
        "a <b>tag</b> snake_case",
        "indented",
        "[ref]: http://x",
    ]


def test_facts_at_the_top_are_hints(read: Read) -> None:
    source = read("---\ntitle: The report\ndate: 12 September 2008\n---\n# Head\n", "r.md")
    assert source.hints == {"title": "The report", "published": "2008-09"}
    assert source.lines[-1].number == 5
    assert {line.role for line in source.lines[:-1]} == {Role.CHROME}


def test_a_rule_under_a_long_paragraph_makes_no_heading(read: Read) -> None:
    prose = "The force has worked with its partners. " * 10
    assert read(f"{prose}\n---\n", "r.md").lines[0].role is Role.PARAGRAPH


def test_markdown_is_known_without_its_name(read: Read) -> None:
    assert read("# A\n\nx\n\n## B\n\ny\n\n## C\n\nz\n", "r.txt").format == "markdown"


def test_notes_are_parted_from_the_words_that_call_for_them(read: Read) -> None:
    source = read(
        "Bail is short.[^1] It is fair<sup>2</sup>, on the 3<sup>rd</sup> day.\n\n"
        "[^1]: See the Act,\npart two.\n[^b]: See the guide.\n",
        "r.md",
    )
    assert told(source) == [
        (Role.PARAGRAPH, 0, "Bail is short. It is fair, on the 3rd day."),
        (Role.NOTE, 0, "See the Act, part two."),
        (Role.NOTE, 0, "See the guide."),
    ]
    assert [line.label for line in source.lines] == [None, "1", "b"]
    assert [line.number for line in source.lines] == [1, 3, 5]


def test_comments_are_not_read(read: Read) -> None:
    source = read(
        "One <!-- ask Kent --> two.\n\n<!-- a\n\nlong -->\n\n- three\n\n<!-- open\n", "r.md"
    )
    assert [(line.number, line.text, line.chrome) for line in source.lines] == [
        (1, "One two.", ""),
        (3, "<!-- a long -->", "a comment"),
        (7, "three", ""),
        (9, "<!-- open", ""),
    ]


def test_text_struck_out_is_told(read: Read) -> None:
    source = read("The force ~~should~~ must act.\n", "r.md")
    assert source.lines[0].text == "The force must act."
    assert source.warnings == ("Stretches of text that are struck out were left out: 1.",)


def test_breaks_and_names_of_headings(read: Read) -> None:
    source = read("## Vans {#vans}\n\n| A | one<br>two |\n|---|---|\n| x | y |\n", "r.md")
    assert [line.text for line in source.lines] == ["Vans", "A\tone two", "x\ty"]


def test_facts_over_several_lines(read: Read) -> None:
    source = read("---\ntitle: Vans\ntags:\n  - clean\n  - red\n---\nText\n", "r.md")
    assert source.hints == {"title": "Vans"}
    assert [line.text for line in source.lines if line.role is not Role.CHROME] == ["Text"]


@pytest.mark.parametrize("odd", ["\x1c", "\x1d", "\x1e", "\x0b", "\x0c", "\x85", "\u2028"])
def test_odd_characters_in_the_facts_do_no_harm(read: Read, odd: str) -> None:
    source = read(
        f"---\ntitle: Vans{odd}and keys\n---\n# Head\n\n{'Words of text. ' * 9}\n", "r.md"
    )
    assert source.lines[-1].text.startswith("Words")


def test_what_stands_for_a_picture_alone_is_no_text_but_for_a_grade(read: Read) -> None:
    lines = read(
        "![A crest](c.png)\n\n# Safe at night\n\n![Good](g.png)\n\nSeen ![twice](t.png) by us.\n",
        "r.md",
    ).lines
    assert [(line.role, line.text) for line in lines] == [
        (Role.CHROME, "A crest"),
        (Role.HEADING, "Safe at night"),
        (Role.PARAGRAPH, "Good"),
        (Role.PARAGRAPH, "Seen twice by us."),
    ]


def test_lines_that_only_open_or_close_a_box_are_no_text(read: Read) -> None:
    source = read(
        '# Night\n\nBuses wait.\n<div class="box">\n\n**A case**\n\nLee, 34, ran < 2 km.\n'
        "\n</div>\n\nTo <div> is no word.\n",
        "r.md",
    )
    assert [line.text for line in source.lines if line.role is not Role.CHROME] == [
        "Night",
        "Buses wait.",
        "A case",
        "Lee, 34, ran < 2 km.",
        "To <div> is no word.",
    ]
    assert [line.number for line in source.lines if line.role is Role.CHROME] == [4, 10]

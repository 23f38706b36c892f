"""Which blocks are headings, by what sign, and on which level."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.structure.blocks.typography import Print
from indexer.reports.structure.headings import with_headings
from indexer.reports.structure.tree import Block, Kind, Sign

PROSE = "Officers meet the county council each month to agree what is to be done next, and by whom."
BODY = Print(width=90, body=11.0, marks=frozenset(), vocabulary=frozenset())


def heading(text: str, **facts: Any) -> Block:
    return Block(Kind.HEADING, text, (1,), sign=Sign.TYPE, **facts)


def typed(text: str, **facts: Any) -> Block:
    return heading(text, laid_out=True, **facts)


def prose(text: str = PROSE, **facts: Any) -> Block:
    return Block(Kind.PARAGRAPH, text, (1,), **facts)


def read(*blocks: Block, listed: frozenset[str] = frozenset()) -> list[Block]:
    return with_headings(blocks, listed, is_heading_text, BODY)


def signs(found: list[Block]) -> list[Sign | None]:
    return [block.sign for block in found]


def test_the_words_of_any_family_are_a_heading() -> None:
    assert signs(read(prose("Strengths"), prose())) == [Sign.WORDS, None]


def test_a_line_that_stands_alone_above_text_is_a_heading() -> None:
    assert signs(read(prose(), prose("Missing persons"), prose())) == [None, Sign.SHAPE, None]


def test_a_line_below_an_open_line_is_one_more_of_a_list() -> None:
    found = read(prose(), prose("Of these there are:"), prose("Missing persons"), prose())
    assert signs(found) == [None] * 4


def test_lines_without_text_between_them_are_no_headings() -> None:
    found = read(prose(), prose("Children missing from home"), prose("Adults missing from care"))
    assert signs(found) == [None] * 3


def test_a_question_may_stand_directly_above_its_grade() -> None:
    question = "How well does the force treat the people that it serves, and how does it know?"
    found = read(prose(), prose(question), prose("Good", starts=False), prose())
    assert found[1].sign is Sign.SHAPE


def test_a_line_between_a_chapters_heading_and_a_gap_over_text_is_a_heading() -> None:
    question = prose("The minister asked us to answer three questions:")
    under = Block(Kind.PARAGRAPH, "Our terms of reference", (2,), starts=False)
    listed = frozenset({"introduction"})
    found = read(prose(), prose("Introduction"), under, question, prose(), listed=listed)
    assert [block.kind for block in found[1:3]] == [Kind.HEADING] * 2


def test_a_heading_of_several_lines_may_stand_right_over_its_text() -> None:
    long = "Officers do not always understand the difference between harm and intent"
    text = Block(Kind.PARAGRAPH, PROSE, (3, 4), starts=False)
    assert signs(read(prose(), Block(Kind.PARAGRAPH, long, (1, 2)), text)) == [
        None, Sign.SHAPE, None,
    ]  # fmt: skip
    assert signs(read(prose(), prose(f"{long}."), text)) == [None] * 3
    asked = Block(Kind.PARAGRAPH, "How well are crimes allocated?", (1, 2), starts=False)
    assert signs(read(prose(), asked, text))[1] is Sign.SHAPE


def test_shape_tells_nothing_where_the_format_says_what_is_a_heading() -> None:
    found = read(heading("Custody", level=2, tagged=True), prose("Missing persons"), prose())
    assert signs(found) == [Sign.TYPE, None, None]


def test_what_the_contents_list_names_is_a_heading_wherever_it_stands() -> None:
    listed = frozenset({"missing persons"})
    found = read(
        prose(), prose("Missing Persons", starts=False), prose(starts=False), listed=listed
    )
    assert found[1].sign is Sign.LISTED


def test_what_the_contents_list_names_is_no_heading_among_the_lines_of_a_table() -> None:
    rows = [Block(Kind.ROW, "Fraud\t3", (1,), starts=False)]
    found = read(
        *rows, prose("Missing Persons", starts=False), *rows, listed=frozenset({"missing persons"})
    )
    assert found[1].kind is Kind.PARAGRAPH


def test_a_numbered_heading_is_told_from_a_numbered_paragraph() -> None:
    numbered = Block(Kind.ITEM, "Managing demand", (1,), label="3.1", label_in_text=True)
    paragraph = Block(Kind.ITEM, "Demand is managed.", (1,), label="3.2", label_in_text=True)
    found = read(numbered, prose("Strengths"), paragraph, prose())
    assert [block.kind for block in found[::2]] == [Kind.HEADING, Kind.ITEM]
    assert found[0].text == "3.1 Managing demand"


def test_sentences_that_each_stand_above_the_same_heading_are_headings() -> None:
    parts = [
        prose(text)
        for n in range(3)
        for text in (f"Need {n} is understood by all.", "Summary statement", PROSE)
    ]
    found = read(prose(), *parts)
    assert signs(found)[1:3] == [Sign.SHAPE, Sign.WORDS]


def test_a_sentence_above_one_heading_is_text() -> None:
    found = read(prose(), prose("Need is understood by all."), prose("Summary statement"), prose())
    assert found[1].kind is Kind.PARAGRAPH


def test_the_field_of_a_practice_box_is_no_heading() -> None:
    assert signs(read(heading("PROBLEM:"), prose())) == [None, None]


def test_the_largest_type_is_the_highest_level() -> None:
    found = read(
        typed("Findings", size=18.0), typed("Custody", size=14.0, bold=True),
        typed("Cells", size=14.0), typed("Food", size=11.0, bold=True), prose(size=11.0),
    )  # fmt: skip
    assert [block.level for block in found] == [1, 2, 3, 4, 0]


def test_the_formats_level_is_kept() -> None:
    assert read(heading("Custody", level=3, tagged=True))[0].level == 3


def numbered(label: str, text: str) -> Block:
    return Block(Kind.ITEM, text, (1,), label=label, label_in_text=True)


def test_a_numbered_line_is_a_heading_where_known_headings_are_numbered() -> None:
    below = [numbered("3.", "Leadership and governance"), prose()]
    known = read(prose("1. Introduction"), prose(), *below)
    assert signs(known) == [Sign.WORDS, None, Sign.SHAPE, None]
    assert known[2].text == "3. Leadership and governance"
    assert signs(read(prose("Introduction"), prose(), *below))[2] is None


def test_a_title_that_looks_like_a_field_is_a_heading_all_the_same() -> None:
    said = "PEEL: Police effectiveness 2016"
    assert signs(read(heading(said, tagged=True, level=1), prose()))[0] is Sign.TYPE
    assert signs(read(typed("TITLE: One call, one owner"), prose()))[0] is None


def test_tags_that_make_an_outline_give_the_levels_whatever_their_type() -> None:
    outline = ((1, 18.0), (2, 18.0), (3, 12.0), (2, 11.0), (3, 14.0), (0, 20.0))
    found = read(
        *(typed("Custody", level=level, size=size, tagged=True) for level, size in outline)
    )
    assert [block.level for block in found] == [1, 2, 3, 2, 3, 4]


def test_tags_that_make_none_leave_the_levels_to_the_type() -> None:
    twice = [(1, 18.0), (1, 14.0), (2, 12.0), (3, 11.5)]
    found = read(*(typed("Custody", level=level, size=size, tagged=True) for level, size in twice))
    assert [block.level for block in found] == [1, 2, 3, 4]


def test_headings_may_stand_right_above_each_other_and_their_text() -> None:
    text = replace(prose(), starts=False, lines=(4, 5))
    for below in ("Plans", "Officers take too long to arrive"):
        stacked = [prose("Leadership"), replace(prose(below), starts=False, lines=(3,)), text]
        found = read(prose(), *stacked, prose())
        assert [one.sign for one in found] == [None, Sign.SHAPE, Sign.SHAPE, None, None]


def test_a_short_line_right_above_a_counted_paragraph_is_a_heading() -> None:
    def below(label: str) -> Block:
        return Block(Kind.ITEM, PROSE, (2,), label=label, label_in_text=True, starts=False)

    for label, sign in (("1.1", Sign.SHAPE), ("S4", Sign.SHAPE), ("1.", None)):
        found = read(prose(), prose("Missing persons"), below(label), prose())
        assert found[1].sign is sign


def test_a_number_of_two_parts_right_below_a_chapter_heads_the_text_below_it() -> None:
    def numbered(label: str, text: str, **facts: Any) -> Block:
        return Block(Kind.ITEM, text, (1,), label=label, label_in_text=True, **facts)

    text = prose(starts=False)
    chapter, section = prose("Delivery"), numbered("2.1.", "Assessment", starts=False)
    found = read(prose(), chapter, section, text)
    assert [one.kind for one in found[1:3]] == [Kind.HEADING, Kind.HEADING]
    sentence = numbered("2.1", "Plans are made.", starts=False)
    assert read(prose(), chapter, sentence, text)[2].kind is Kind.ITEM

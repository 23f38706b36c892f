"""Tables of plain text: cells over several lines are put together by where they stand."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Role, Source

Read = Callable[..., Source]

TABLE = """\
Who                Should do what
The police and     Each officer should write down
the council        what a child says.
The trust          It should ring back within
                   a day, by tele-
                   phone.

The board          It should meet.
"""


def told(source: Source) -> list[tuple[int, Role | None, str]]:
    return [(line.number, line.role, line.text) for line in source.lines]


def test_each_row_is_a_line(read: Read) -> None:
    source = read(f"Some prose.\n\n{TABLE}\nMore of it.\n")
    assert told(source) == [
        (1, None, "Some prose."),
        (3, Role.ROW, "Who\tShould do what"),
        (
            4,
            Role.ROW,
            "The police and the council\tEach officer should write down what a child says.",
        ),
        (
            6,
            Role.ROW,
            "The trust\tIt should ring back within a day, by telephone.",
        ),
        (10, Role.ROW, "The board\tIt should meet."),
        (12, None, "More of it."),
    ]


def test_a_number_with_its_text_beside_it_is_no_table(read: Read) -> None:
    source = read(
        "Recommendation 1     The force should clean its\n"
        "                     vans each day.\n"
        "Recommendation 2     The force should count its keys.\n"
    )
    assert told(source) == [
        (1, None, "Recommendation 1"),
        (2, None, "The force should clean its vans each day."),
        (3, None, "Recommendation 2 The force should count its keys."),
    ]


def test_the_number_of_a_paragraph_stays_on_its_line(read: Read) -> None:
    source = read("S1        The force should clean its\n          vans each day.\n")
    assert told(source) == [(1, None, "S1 The force should clean its vans each day.")]


def test_a_note_that_hangs_below_its_number_is_no_table(read: Read) -> None:
    source = read("1   Harbour Commissioners, Quarrels over Hedges,\n    March 2019.\n")
    assert [line.role for line in source.lines] == [None, None]


def test_lines_with_gaps_that_are_no_table_stay(read: Read) -> None:
    text = (
        "Contents                     \nVans             3\nKeys             5\n\n"
        "1.     The force cleans\n       its vans.\n\n"
        "A wide   gap in a line\nof prose is none.\n"
    )
    source = read(text)
    assert {line.role for line in source.lines} == {None}
    assert [line.text for line in source.lines] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]


def test_a_table_ends_with_its_page(read: Read) -> None:
    source = read(TABLE.replace("\n\nThe board", "\n\fThe board"))
    assert [line.page for line in source.lines] == [1, 1, 1, 2]
    assert source.lines[-1].role is None


INSET = """\
Who                Should do what
The Police         Each officer should write down
Force              what a child says, and tell:
                      • its parents; and
                      • its school, by the end
                        of the day.

                   It should count them too.
The Trust          It should ring back.
"""


def test_a_cell_may_hold_a_list_and_a_second_paragraph(read: Read) -> None:
    assert [line.text for line in read(INSET).lines] == [
        "Who\tShould do what",
        "The Police Force\tEach officer should write down what a child says, and tell: "
        "its parents; and its school, by the end of the day. It should count them too.",
        "The Trust\tIt should ring back.",
    ]


def test_long_forms_of_a_glossary_are_rows_of_their_own(read: Read) -> None:
    source = read(
        "ACC       Assistant Chief\n          Constable\n"
        "HMIC      Her Majesty's Inspectorate of Constabulary\nHRU       Harm Reduction Unit\n"
    )
    assert [line.text for line in source.lines] == [
        "ACC\tAssistant Chief Constable",
        "HMIC\tHer Majesty's Inspectorate of Constabulary",
        "HRU\tHarm Reduction Unit",
    ]


def test_a_heading_right_below_a_grade_is_no_part_of_its_row(read: Read) -> None:
    text = "GRADE                             GOOD\nWhat every force faces\nEach has a team.\n"
    assert [line.text for line in read(text).lines if line.role is Role.ROW] == []
    assert [line.number for line in read(text).lines] == [1, 2, 3]


def test_two_spaces_part_cells_where_a_column_begins_behind_them(read: Read) -> None:
    source = read(
        "No.  Recommendation                 Owner\n"
        "1    Train all sergeants in         Chief constable\n"
        "     the rules.\n"
        "2    Tell victims of each release.  The board\n"
    )
    assert [line.text for line in source.lines] == [
        "No.\tRecommendation\tOwner",
        "1\tTrain all sergeants in the rules.\tChief constable",
        "2\tTell victims of each release.\tThe board",
    ]


def test_the_foot_of_a_right_page_is_no_part_of_the_last_cell(read: Read) -> None:
    foot = " " * 60 + "Marlshire custody suites 5"
    source = read(
        "S8    Reviews are carried out poorly, and some\n"
        "      are late:\n"
        "         • by an hour; or\n"
        "         • by a day.\n"
        f"\n\n{foot}\n"
    )
    assert source.lines[-1].text == foot.strip()


CLOSE = """\
No. Action                              Owner               By

A1   Read the 46 crimes that were wrongly All forces        31 July 2024
     recorded, and tell the victims.

A2   Put a prompt on the screen, on     The assistant       31 October
     the model of Kent.                 chief constables    2024

A3   Equip the teams to:                Dorset Police       30 June
       copy messages; and               and the board       2025
       give the telephone back.
"""


def test_columns_are_told_by_several_lines_where_a_cell_or_a_head_is_set_closer(read: Read) -> None:
    source = read(CLOSE + "\n" * 3 + " " * 70 + "6\n")
    assert [line.text for line in source.lines] == [
        "No.\tAction\tOwner\tBy",
        # What runs into the next column cannot be told from it: nobody is named there.
        "A1\tRead the 46 crimes that were wrongly All forces recorded, and tell the victims."
        "\t\t31 July 2024",
        "A2\tPut a prompt on the screen, on the model of Kent."
        "\tThe assistant chief constables\t31 October 2024",
        "A3\tEquip the teams to: copy messages; and give the telephone back."
        "\tDorset Police and the board\t30 June 2025",
        "6",
    ]

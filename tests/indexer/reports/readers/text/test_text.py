"""Plain text: encodings, line ends, pages, indents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Source

Read = Callable[..., Source]
QUOTED = "The force’s ‘approach’ – improved – cost £5"


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1252", True),
    ],
)
def test_every_common_encoding_is_read_and_a_guess_is_admitted(
    read: Read, encoding: str, guessed: bool
) -> None:
    text = f"{QUOTED}\n" + "Officers work well with their partners across the force area.\n" * 3
    source = read(text.encode(encoding))
    assert texts(source)[0] == QUOTED
    assert any("encoding was guessed" in warning for warning in source.warnings) == guessed


def test_stray_bytes_do_not_spoil_a_utf_8_file(read: Read) -> None:
    source = read("‘Good’ – the force’s work".encode() + b" costs \x93much\x94")
    assert texts(source) == ["‘Good’ – the force’s work costs “much”"]
    assert "Windows-1252" in source.warnings[0]


def test_lines_are_numbered_by_line_ends_of_every_kind(read: Read) -> None:
    source = read("one\r\ntwo\rthree\n\nfive\u0085six")
    assert [(line.number, line.text) for line in source.lines] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
        (5, "five"),
        (6, "six"),
    ]
    assert [line.starts for line in source.lines] == [True, False, False, True, False]


def test_form_feeds_begin_pages_and_are_no_text(read: Read) -> None:
    source = read("a\n\fb\nc\f\nd")
    assert [(line.text, line.page) for line in source.lines] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 3),
    ]
    assert [line.starts for line in source.lines] == [True, True, False, True]


def test_text_on_both_sides_of_a_form_feed_has_two_numbers(read: Read) -> None:
    numbers = [line.number for line in read("a\fb\nc").lines]
    assert numbers == sorted(set(numbers))


def test_without_form_feeds_there_are_no_pages(read: Read) -> None:
    assert read("a\nb").lines[0].page is None


def test_indents_are_columns_and_inner_tabs_stay(read: Read) -> None:
    source = read("a\n   b\n\tc\td\n  \te")
    assert [line.indent for line in source.lines] == [0, 3, 8, 8]
    assert source.lines[2].text == "c\td"


def test_type_setting_is_undone_and_quotes_are_not(read: Read) -> None:
    source = read("eﬃcient oﬃcers ﬁnd co\u00adordination\u00a0‘well–run’ a\u200bb")
    assert texts(source) == ["efficient officers find coordination ‘well–run’ ab"]


def test_a_soft_hyphen_at_a_line_end_was_printed(read: Read) -> None:
    assert texts(read("neigh\u00ad\nbourhood")) == ["neigh-", "bourhood"]


def test_control_characters_go_with_a_warning(read: Read) -> None:
    source = read("po\0lice \x07report that is long enough to be no binary file at all " + "x" * 99)
    assert texts(source)[0].startswith("police report")
    assert source.warnings == ("Control characters were removed: 2.",)


def test_the_last_line_needs_no_end(read: Read) -> None:
    assert texts(read("a\nViSOR Violent Offenders")) == ["a", "ViSOR Violent Offenders"]


def test_bold_marks_of_a_text_file_stay(read: Read) -> None:
    source = read("GOOD**National grade distribution**\n# 3 forces\n")
    assert source.format == "text"
    assert texts(source)[0] == "GOOD**National grade distribution**"


@pytest.mark.parametrize("mark", ["Ÿ", "y", "Ø", "n", "§", "ü"])
def test_a_letter_in_place_of_a_symbol_is_a_bullet(read: Read, mark: str) -> None:
    items = ["Vans are clean.", "Keys are signed for, and\nare counted.", "12 bikes are red."]
    source = read("".join(f"{mark} {item}\n" for item in items))
    assert texts(source) == [
        "• Vans are clean.",
        "• Keys are signed for, and",
        "are counted.",
        "• 12 bikes are red.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a One\nb Two\nc Three\n" * 3,
        "e Mail\nn the list\nn the vans\nn the keys\n",
        "y Only\ny Twice\n",
        "A Van\nA Key\nA Bike\nA Lock\n",
    ],
    ids=["counted", "broken words", "twice", "a word"],
)
def test_letters_that_are_no_bullets_stay(read: Read, text: str) -> None:
    assert texts(read(text)) == text.split("\n")[:-1]


def test_a_bullet_alone_in_its_line_belongs_to_the_next(read: Read) -> None:
    source = read("•\n\nVans are clean,\nall of them.\n\n–\nred\n\n(a)\n\nKeys.\n\n•\n\n•\n")
    assert [(line.number, line.text) for line in source.lines] == [
        (1, "• Vans are clean,"),
        (4, "all of them."),
        (6, "– red"),
        (9, "(a) Keys."),
        (13, "•"),
        (15, "•"),
    ]


def test_a_page_number_is_no_bullet(read: Read) -> None:
    assert texts(read("Vans.\n\n6\n\nKeys.\n")) == ["Vans.", "6", "Keys."]

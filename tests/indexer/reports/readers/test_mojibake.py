"""What was decoded wrongly once is turned back where that is certain, and only there."""

from __future__ import annotations

import pytest

from indexer.reports.readers.mojibake import unscrambled


def scrambled(text: str, times: int = 1) -> str:
    """The text as it looks when its UTF-8 was read as Windows-1252."""
    for _ in range(times):
        text = text.encode("utf-8").decode("cp1252")
    return text


@pytest.mark.parametrize("char", ["’", "‘", "“", "–", "…", "•", "£", "é", "ŵ", "½"])
def test_a_sign_that_reports_print_comes_back(char: str) -> None:
    assert unscrambled(f"the force{scrambled(char)}s staff") == (f"the force{char}s staff", 1)


def test_what_went_through_the_wrong_door_twice_comes_back() -> None:
    assert unscrambled(f"the force{scrambled('’', 2)}s staff")[0] == "the force’s staff"


@pytest.mark.parametrize("lost", ["\ufffd", "\u009d"])
def test_a_closing_quote_comes_back_without_its_last_byte(lost: str) -> None:
    assert unscrambled(f"‘known’ as â€{lost}")[0].endswith("as ”")


@pytest.mark.parametrize("text", ["plain words", "the force’s café", "Â", "Ðž", "5 – 6 £"])
def test_what_could_have_been_meant_stays(text: str) -> None:
    assert unscrambled(text) == (text, 0)


def test_every_run_is_counted() -> None:
    assert unscrambled(scrambled("‘one’ and ‘two’"))[1] == 4

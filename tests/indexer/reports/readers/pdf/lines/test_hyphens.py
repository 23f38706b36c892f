"""A soft hyphen at the end of a line is none; any other stays."""

from __future__ import annotations

from indexer.reports.lines import Role
from indexer.reports.readers.pdf.lines.hyphens import undo_soft_hyphens
from indexer.reports.readers.pdf.page.printed import Printed, printed_text
from indexer.reports.readers.pdf.page.words import SOFT_HYPHEN
from tests.indexer.reports.readers.pdf.made import line


def undone(*lines: Printed) -> list[str]:
    undo_soft_hyphens(lines)
    return [printed_text(one) for one in lines]


def test_the_second_half_moves_up_to_the_first() -> None:
    halves = line(f"The neigh{SOFT_HYPHEN}"), line("bourhood team is known.")
    assert undone(*halves) == ["The neighbourhood", "team is known."]


def test_a_hyphen_that_is_printed_stays() -> None:
    assert undone(line("a re-"), line("inspection")) == ["a re-", "inspection"]


def test_halves_of_two_elements_are_two_words() -> None:
    first, second = line(f"neigh{SOFT_HYPHEN}", element=1), line("bourhood team", element=2)
    assert undone(first, second)[1] == "bourhood team"


def test_what_stands_between_as_a_running_foot_is_passed_over() -> None:
    foot = line("Page 3", role=Role.CHROME)
    halves = line(f"neigh{SOFT_HYPHEN}"), foot, line("bourhood team")
    assert undone(*halves) == ["neighbourhood", "Page 3", "team"]

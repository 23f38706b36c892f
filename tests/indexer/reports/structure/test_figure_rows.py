"""Tables of figures whose columns a text has lost."""

from __future__ import annotations

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.lines import Line, Role
from indexer.reports.structure.figure_rows import with_figure_rows


def rows(*texts: str) -> list[str]:
    """Lines as printed; one with a blank line above it begins with a bar."""
    lines = [Line(n, t.lstrip("|"), starts=t.startswith("|")) for n, t in enumerate(texts, start=1)]
    return [one.text for one in with_figure_rows(lines, is_heading_text) if one.role is Role.ROW]


def test_names_with_figures_are_rows_with_the_heads_above_them() -> None:
    found = rows("|The number fell.", "|Port Boats found", "Saltby 1,204  12", "Moor End 98  7")
    assert found == ["Port Boats found", "Saltby\t1,204\t12", "Moor End\t98\t7"]


def test_each_cell_may_stand_on_a_line_of_its_own() -> None:
    found = rows("|2020 2021", "|Visits planned", "|4,000 3,000", "|Visits made", "|2,310 890")
    assert found == ["2020\t2021", "Visits planned", "4,000\t3,000", "Visits made", "2,310\t890"]


def test_a_question_may_stand_beside_its_share() -> None:
    found = rows("Does planning keep other people safe? 41%", "Does it say who does what? 60%",
                 "Is it reviewed? 12%", "Is it shared? 8%")  # fmt: skip
    assert len(found) == 4


def test_numbers_of_pages_dates_telephones_and_sentences_are_none() -> None:
    assert rows("Leadership 5", "Custody 12", "Boats 14", "Appendix 20") == []
    assert rows("12 May 2019", "14 June 2020", "15 July 2021") == []
    assert rows("Office – 01632 960114", "Harbour – 01632 960115", "Quay – 01632 960116") == []
    assert rows("There were 1,204 boats in 2019.", "We saw 12 of them, and 7 had a bell.") == []
    assert rows("|Page 7", "|Harbour Police", "|Poor   Good", "|0   12   31   4") == []


def test_a_row_may_go_on_in_small_letters_where_its_figures_stand_apart() -> None:
    found = rows(
        "|Boats  Seen  %", "Sailed   38   48", "  of which by night  29   36", "Moored   31   39"
    )
    assert found[2:3] == ["of which by night\t29\t36"]

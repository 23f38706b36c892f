"""Tables that hold data and say nothing: no findings, wherever they stand."""

from __future__ import annotations

import pytest

from indexer.reports.findings.data_tables import BESIDE, DATA, is_figure, is_of_data, left_out
from indexer.reports.structure.tree import Block, Kind, Table


def table(*rows: str) -> Table:
    cells = [tuple(row.split("|")) for row in rows]
    return Table(tuple(Block(Kind.ROW, "\t".join(c), (n,), cells=c) for n, c in enumerate(cells)))


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text, (1,))


@pytest.mark.parametrize(
    "rows",
    [
        ("Year|Calls|Late", "2021|1,204|12.5%", "2022|998|n/a"),
        (
            "Key question|Percentage yes",
            "Does planning keep other people safe?|41%",
            "Is it done?|9%",
        ),
        ("Question|Page", "How well does the service prevent fires?|12", "How efficient is it?|20"),
        ("Force|Dales Police", "Chief officer|Ann Other", "Suites|Hartley, 24 cells"),
        ("|2020|2021", "Men|1|2", "Women|3|4"),
    ],
)
def test_figures_and_names_are_data(rows: tuple[str, ...]) -> None:
    assert is_of_data(table(*rows), asking=False)


@pytest.mark.parametrize(
    "rows",
    [
        ("No.|Action", "1|The force should answer calls.", "2|It should train its staff."),
        ("Recommendation|By when", "Train all staff|May 2024", "Answer all calls|June 2024"),
        ("Strengths|Areas for improvement", "Good plans|Late calls", "Calm staff|No records"),
        ("Theme|What we saw", "Calls|Most of them were answered late.", "Staff|They are trained."),
    ],
)
def test_what_says_or_asks_something_is_none(rows: tuple[str, ...]) -> None:
    assert not is_of_data(table(*rows), asking=False)


def test_below_a_heading_that_judges_only_columns_of_figures_are_data() -> None:
    pages = table("Area|Page", "Supervision of night shifts|12", "Records of force|14")
    assert not is_of_data(pages, asking=True)
    assert is_of_data(table("Year|Calls|Late", "2021|1,204|12%", "2022|998|9%"), asking=True)


@pytest.mark.parametrize(
    "cell", ["12.5%", "£1.2m", "3 days", "4 of 20", "n/a", "–", "2019/20", "8/21"]
)
def test_figures(cell: str) -> None:
    assert is_figure(cell)


@pytest.mark.parametrize("cell", ["Section 136", "Good", "24 cells and a yard", "officers"])
def test_names_are_no_figures(cell: str) -> None:
    assert not is_figure(cell)


def test_caption_lead_in_and_source_go_with_their_table() -> None:
    data = table("Year|Calls|Late", "2021|1,204|12%", "2022|998|9%")
    told = paragraph("Table 2 shows how many were late.")
    nodes = [
        paragraph("Calls are late."), told, paragraph("Table 2: Late calls"), data,
        paragraph("Source: Home Office"), paragraph("Note: without March"), paragraph("It grew."),
    ]  # fmt: skip
    found = [(block.text, reason) for block, reason in left_out(nodes, asking=False)]
    assert [text for text, reason in found if reason == BESIDE] == [
        "Table 2: Late calls", "Source: Home Office", "Note: without March",
    ]  # fmt: skip
    assert sum(reason == DATA for _, reason in found) == 3
    led = [paragraph("It was as follows:"), data]
    assert [text for text, reason in left_out(led, asking=False) if reason == BESIDE]


def test_a_source_below_text_stays() -> None:
    assert not list(left_out([paragraph("It grew."), paragraph("Note: it grew.")], asking=False))


def test_a_row_of_no_cells_says_nothing() -> None:
    """Which a damaged file brings."""
    empty = Block(Kind.ROW, "", (9,), cells=())
    whole = table("Question|Page", "How efficient is it?|20")
    assert is_of_data(Table((*whole.rows, empty)), asking=False)
    assert not is_of_data(Table((empty, empty)), asking=False)

"""Running heads, page numbers and chrome go; the same words in a sentence stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role
from indexer.reports.report import Report
from indexer.reports.structure.furniture import PAGE_NUMBER, RUNNING_HEAD, furniture, signature

Reader = Callable[[str], Report]
Texts = Callable[..., list[str]]

HALVES = [
    ("The force has moved its burglary team into the two busiest sectors, where it",
     "works beside the neighbourhood sergeants."),
    ("Victims of domestic violence are rung within a day by an officer whose name and",
     "number they keep."),
    ("Each sergeant reviews ten crime reports a month and talks the result through with",
     "the officer in the case."),
    ("The control room grades calls by risk and tells the caller when someone will come,",
     "which callers value."),
]  # fmt: skip
WHOLE = [f"{first} {second}" for first, second in HALVES]


def cut_by(*heads: str) -> str:
    """Strengths, each cut in the middle by the page end that ``heads`` print."""
    bullets = [
        "\n\n".join([f"- {first}", head, second])
        for (first, second), head in zip(HALVES, heads, strict=True)
    ]
    return "Strengths\n\n" + "\n\n".join(bullets) + "\n"


@pytest.mark.parametrize(
    "heads",
    [
        ["October 2007"] * 4,
        ["Somerton Constabulary – HMIC Inspection Report\n\nOctober 2007"] * 4,
        [
            f"October 2007\n\nPage {page}\n\nSomerton Constabulary – HMIC Inspection Report"
            for page in range(7, 11)
        ],
        [f"Page {page}" for page in range(7, 11)],
        [f"Page {page} of 40" for page in range(7, 11)],
        [f"October 2007 {page}" for page in range(7, 11)],
    ],
    ids=["one line", "two lines", "three lines", "page", "page of pages", "date and page"],
)
def test_a_running_head_in_the_middle_of_a_bullet_goes(
    inspection_2007: Reader, texts: Texts, heads: list[str]
) -> None:
    assert texts(inspection_2007(cut_by(*heads)), "Strengths") == WHOLE


def test_a_running_head_without_blank_lines_goes(inspection_2007: Reader, texts: Texts) -> None:
    body = cut_by(*["Somerton Constabulary – HMIC Inspection Report\nOctober 2007"] * 4)
    tight = body.replace("\n\nSomerton", "\nSomerton").replace("2007\n\n", "2007\n")
    assert texts(inspection_2007(tight), "Strengths") == WHOLE


def test_a_page_end_without_furniture_in_mid_sentence_is_joined(
    inspection_2007: Reader, texts: Texts
) -> None:
    body = cut_by("October 2007", "October 2007", "", "October 2007")
    assert texts(inspection_2007(body), "Strengths") == WHOLE


def test_furniture_is_in_the_ledger_with_its_reason(inspection_2007: Reader) -> None:
    report = inspection_2007(cut_by(*["October 2007"] * 4))
    fates = [fate for fate in report.ledger if fate.text == "October 2007"]
    assert [fate.reason for fate in fates[1:]] == [RUNNING_HEAD] * 4
    assert all(fate.finding is None for fate in fates)


def test_the_month_in_a_sentence_stays(inspection_2007: Reader, texts: Texts) -> None:
    body = cut_by(*["October 2007"] * 4) + (
        "\nWork in progress\n\n"
        "- A joint assessment is to be ready in\nOctober 2007, and work on it is ongoing.\n"
    )
    assert texts(inspection_2007(body), "Work in progress") == [
        "A joint assessment is to be ready in October 2007, and work on it is ongoing."
    ]


def test_a_join_over_a_page_end_is_marked(inspection_2007: Reader) -> None:
    report = inspection_2007(cut_by(*["October 2007"] * 4))
    strengths = [f for f in report.findings if f.category == "Strengths"]
    assert [f.joins for f in strengths] == [(len(first),) for first, _ in HALVES]


def test_headings_of_every_area_are_no_furniture(inspection_2007: Reader, texts: Texts) -> None:
    areas = ["Performance Management", "Child Abuse", "Missing Persons", "Domestic Violence"]
    body = "".join(
        f"{area}\n\nGRADE\n\nFAIR\n\nStrengths\n\n- The unit has a lead for {area.lower()}.\n\n"
        "Areas for improvement\n\n- The unit is short of two detectives.\n\n"
        for area in areas
    )
    report = inspection_2007(body)
    assert texts(report, "Strengths") == [f"The unit has a lead for {a.lower()}." for a in areas]
    assert len(texts(report, "Areas for improvement")) == len(areas)


def test_a_short_bullet_printed_three_times_is_content(
    inspection_2007: Reader, texts: Texts
) -> None:
    body = "".join(
        f"{area}\n\nGRADE\n\nFAIR\n\nStrengths\n\n- Staff are committed\n\n"
        for area in ["Performance Management", "Child Abuse", "Missing Persons"]
    )
    assert texts(inspection_2007(body), "Strengths") == ["Staff are committed"] * 3


@pytest.mark.parametrize("number", ["7", "- 7 -", "[7]", "Page 7", "page 7 of 90", "vii"])
def test_a_number_at_the_edge_of_a_page_is_a_page_number(number: str) -> None:
    lines = [Line(1, "Staff are well led.", edge=False), Line(2, number, edge=True)]
    assert furniture(lines) == {2: PAGE_NUMBER}


def test_bare_numbers_that_count_pages_are_page_numbers() -> None:
    lines, number = [], 0
    for page in range(3, 8):
        for _ in range(6):
            number += 1
            lines.append(Line(number, f"Line {number} says something about the force,"))
        number += 1
        lines.append(Line(number, str(page)))
    assert sorted(furniture(lines)) == [7, 14, 21, 28, 35]


def test_bare_numbers_that_do_not_count_pages_are_content() -> None:
    counts = [6, 14, 21, 2]
    lines = [Line(i, str(count)) for i, count in enumerate(counts, start=1)]
    assert furniture(lines) == {}


def test_page_chrome_is_left_out_with_the_readers_reason() -> None:
    chrome = Line(1, "Accept cookies", role=Role.CHROME, chrome="cookie banner")
    assert furniture([chrome, Line(2, "The force is good.")]) == {1: "cookie banner"}


def test_the_signature_levels_numbers_case_and_marks() -> None:
    assert signature("**October 2007   Page 12**") == signature("october 2007 page 7")


def test_a_wrapped_bullet_that_stands_in_every_area_is_content(
    inspection_2007: Reader, texts: Texts
) -> None:
    bullet = (
        "- Staff in the unit are trained and meet each week with colleagues from the\n"
        "Crown Prosecution Service and the county council to agree what each of\n"
        "them will do next.\n"
    )
    areas = ["Performance Management", "Child Abuse", "Domestic Violence", "Missing Persons"]
    body = "\n".join(f"{area}\n\nGRADE\n\nFAIR\n\nStrengths\n\n{bullet}" for area in areas)
    report = inspection_2007(body)
    assert texts(report, "Strengths") == [" ".join(bullet[2:].split())] * len(areas)


def on_page(number: int, page: int, text: str, edge: bool = False) -> Line:
    return Line(number, text, page=page, edge=edge)


def test_a_running_head_that_the_contents_list_took_for_an_entry_is_one_all_the_same() -> None:
    head = "Wexshire Police – Baseline\tMay 2005"
    lines = [
        on_page(3 * page + place, page, text, edge=place == 0)
        for page, said in enumerate(WHOLE[:3], start=1)
        for place, text in enumerate((head, said, f"All {said}"))
    ]
    found = furniture(lines, listed=frozenset([signature(head)]))
    assert found == dict.fromkeys((3, 6, 9), RUNNING_HEAD)


def test_heads_of_left_and_right_pages_with_a_year_in_them_are_one() -> None:
    heads = {3: "Suites in 2024\t3", 4: "4\tSuites in 2024", 5: "Suites in 2024\t5"}
    lines = [Line(n, text, page=n, edge=True) for n, text in heads.items()]
    assert set(furniture(lines)) == {3, 4, 5}


def test_what_the_contents_list_names_is_a_heading_where_it_stands_in_the_page() -> None:
    lines = [on_page(n, n, "Custody suites", edge=n > 1) for n in (1, 2, 3)]
    assert furniture(lines, listed=frozenset([signature("Custody suites")])) == {}


def test_an_area_that_the_title_page_names_is_no_running_head(inspection_2008: Reader) -> None:
    name = "Serious and Organised Crime"
    opened = ["Strengths", "Work in progress", "Areas for improvement"]
    front = f"HMIC Inspection Report\n\n{name}\n\nJuly 2008\n\n"
    body = "".join(
        f"{name}\n\n{heading}\n\n- {whole}\n\n"
        for heading, whole in zip(opened, WHOLE[:3], strict=True)
    )
    assert "running head" not in {fate.reason for fate in inspection_2008(front + body).ledger}

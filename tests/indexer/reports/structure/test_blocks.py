"""Printed lines become bullets and paragraphs: marks, nesting, wrapping, hyphenation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report

Reader = Callable[[str], Report]
Texts = Callable[..., list[str]]

ONE = "Each ward has a constable of its own."
TWO = "Residents know the constable by name."


@pytest.mark.parametrize("mark", ["-", "–", "•", "o", "\uf0b7", "*", "▪", "·"])
def test_bullets_of_every_mark_are_findings(
    inspection_2007: Reader, texts: Texts, mark: str
) -> None:
    report = inspection_2007(f"Strengths\n\n{mark} {ONE}\n\n{mark} {TWO}\n")
    assert texts(report, "Strengths") == [ONE, TWO]


@pytest.mark.parametrize("mark", ["•", "\uf0b7"])
def test_a_round_mark_needs_no_space(inspection_2007: Reader, texts: Texts, mark: str) -> None:
    report = inspection_2007(f"Strengths\n\n{mark}{ONE}\n\n{mark}{TWO}\n")
    assert texts(report, "Strengths") == [ONE, TWO]


def test_a_tab_stands_behind_a_mark(inspection_2007: Reader, texts: Texts) -> None:
    assert texts(inspection_2007(f"Strengths\n\n•\t{ONE}\n•\t{TWO}\n"), "Strengths") == [ONE, TWO]


def test_a_single_bullet_is_a_finding(inspection_2007: Reader, texts: Texts) -> None:
    assert texts(inspection_2007(f"Strengths\n\n- {ONE}\n"), "Strengths") == [ONE]


NESTED = ("a sergeant;", "six constables; and", "two officers of the community.")
LEAD = "Each team has:"
JOINED = " ".join((LEAD, *NESTED))


@pytest.mark.parametrize(
    ("top", "inner"),
    [("- ", "  - "), ("• ", "    • "), ("- ", "\t- "), ("• ", "– "), ("• ", "o "), ("- ", "o "),
     ("• ", "  - "), ("\uf0b7 ", "o "), ("– ", "   – ")],
    ids=["indent", "wide indent", "tab", "dash under dot", "o under dot", "o under dash",
         "both", "o under F0B7", "indented dash"],
)  # fmt: skip
def test_bullets_nest_by_indent_and_by_mark(inspection_2007: Reader, top: str, inner: str) -> None:
    nested = "\n\n".join(inner + item for item in NESTED)
    body = f"Strengths\n\n{top}{ONE}\n\n{top}{LEAD}\n\n{nested}\n\n{top}{TWO}\n"
    strengths = [f for f in inspection_2007(body).findings if f.category == "Strengths"]
    assert [f.text for f in strengths] == [ONE, JOINED, TWO]
    assert [f.nested for f in strengths] == [(), NESTED, ()]


@pytest.mark.parametrize("labels", [("(a)", "(b)", "(c)"), ("(i)", "(ii)", "(iii)")])
def test_lettered_items_nest_in_a_bullet(
    inspection_2007: Reader, texts: Texts, labels: tuple[str, ...]
) -> None:
    nested = "\n\n".join(f"  {n} {item}" for n, item in zip(labels, NESTED, strict=True))
    report = inspection_2007(f"Strengths\n\n- {LEAD}\n\n{nested}\n\n- {TWO}\n")
    assert len(texts(report, "Strengths")) == 2
    assert texts(report, "Strengths")[1] == TWO


def test_a_paragraph_after_nested_bullets_belongs_to_the_finding(inspection_2007: Reader) -> None:
    nested = "\n\n".join(f"  - {item}" for item in NESTED)
    rest = "This holds in both divisions."
    report = inspection_2007(f"Strengths\n\n- {LEAD}\n\n{nested}\n\n{rest}\n\n- {TWO}\n")
    strengths = [f for f in report.findings if f.category == "Strengths"]
    assert [f.text for f in strengths] == [f"{JOINED} {rest}", TWO]
    assert strengths[0].nested == NESTED


def test_a_paragraph_after_a_bullet_belongs_to_it(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007(f"Strengths\n\n- {ONE}\n\nThis has been so for years.\n\n- {TWO}\n")
    assert texts(report, "Strengths") == [f"{ONE} This has been so for years.", TWO]


WRAPPED = """\
Strengths
• The force has put a named constable into every ward of the county and has kept that
constable there for two years or more, so that residents know whom to ring and do ring.
• Sergeants hold a surgery each week in a library, a school or a shop, and publish what was
asked and what was done about it on a board at the door.
• Partners share an office with the team in four of the six sectors. In these sectors the
number of calls about nuisance has fallen by a third since the office was opened in May.
Areas for improvement
• Leave and training are not planned across the teams, and in the summer two sectors were
left with no constable at all for eleven days.
• Abstractions to other duties are not counted. Officers thought that they lose a shift in
five.
"""


def test_bullets_wrapped_without_blank_lines_are_whole(
    inspection_2007: Reader, texts: Texts
) -> None:
    report = inspection_2007(WRAPPED)
    strengths, areas = texts(report, "Strengths"), texts(report, "Areas for improvement")
    assert [text.split()[0] for text in strengths] == ["The", "Sergeants", "Partners"]
    assert strengths[0].endswith("so that residents know whom to ring and do ring.")
    assert areas[1] == (
        "Abstractions to other duties are not counted. Officers thought that they lose a shift "
        "in five."
    )


def test_a_dash_at_the_start_of_a_wrapped_line_is_no_bullet(
    inspection_2007: Reader, texts: Texts
) -> None:
    report = inspection_2007("""
        Strengths

        - The constables go where the young people are – in the parks, in the schools
        – and are known to them by name.

        - Residents know the constable by name.
    """)
    assert texts(report, "Strengths")[0] == (
        "The constables go where the young people are – in the parks, in the schools – and are "
        "known to them by name."
    )


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("the improve-", "ment of the estate.", "the improvement of the estate."),
        ("an honour-", "based crime.", "an honour-based crime."),
        ("the multi-", "agency team that it leads.", "the multi-agency team that it leads."),
        ("the period 2006-", "2007 and after.", "the period 2006-2007 and after."),
    ],
    ids=["a word", "two words", "a compound known elsewhere", "a number"],
)
def test_hyphenation_is_undone_by_the_reports_own_words(
    inspection_2007: Reader, texts: Texts, first: str, second: str, joined: str
) -> None:
    report = inspection_2007(
        "Strengths\n\n- A multi-agency panel sits each week.\n\n"
        f"- The superintendent has the lead in each of the divisions for {first}\n{second}\n"
    )
    assert texts(report, "Strengths")[1].endswith(joined)


def test_ligatures_and_quotes(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007("Strengths\n\n- Oﬃcers ﬁnd the ‘golden hour’ plan useful.\n")
    assert texts(report, "Strengths") == ["Officers find the ‘golden hour’ plan useful."]


def test_white_space_becomes_single_spaces(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007("Strengths\n\n-   Each  ward has\u00a0a constable.\n")
    assert texts(report, "Strengths") == ["Each ward has a constable."]


def test_one_dash_below_a_heading_is_a_bullet(inspection_2007: Reader, texts: Texts) -> None:
    report = inspection_2007("Areas for improvement\n- Few staff know the plan.\n")
    assert texts(report, "Areas for improvement") == ["Few staff know the plan."]


def test_a_letter_that_counts_to_two_numbers_no_paragraphs(
    inspection_2007: Reader, texts: Texts
) -> None:
    report = inspection_2007("Strengths\n\n- Roads are safe.\n\nContextual factors\n\nA1 and "
                             "A2 meet in the north.\n")  # fmt: skip
    assert texts(report, "Context")[-1] == "A1 and A2 meet in the north."
    assert report.findings[-1].label is None

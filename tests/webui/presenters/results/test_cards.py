"""What tells a card from others, for who does not see the list; the pages' tests read the rest."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from indexer import CONTEXT, Finding, Fragment, Hit, SearchRequest
from indexer.reports.finding import Span
from webui.presenters.results.cards import cards, opening


def card(app: Flask, q: str, section: str, category: str, marked: bool) -> str:
    finding = Finding(
        "id", "report", "Title", "Force", "2007-10", "family", "Area", category, None,
        section, ("Area", section), None, "Staff know it.", Span(1, 2),
    )  # fmt: skip
    hit = Hit(finding, (Fragment("Staff know it.", marked),), False, 1.0)
    with app.test_request_context():
        return str(cards([hit], SearchRequest(q=q), 1))


@pytest.mark.parametrize(
    ("q", "section", "category", "marked", "shown"),
    [
        ("cells", "Cells and detention", "Strengths", False, True),  # found by its heading alone
        ("staff", "Cells and detention", "Strengths", True, False),
        ("", "Cells and detention", "Strengths", False, False),
        ("staff", "Cells and detention", CONTEXT, True, True),
    ],
)
def test_a_heading_is_shown_where_nothing_else_on_the_card_says_it(
    app: Flask, q: str, section: str, category: str, marked: bool, shown: bool
) -> None:
    assert (section in card(app, q, section, category, marked)) is shown


def test_a_heading_that_is_the_category_is_not_said_beside_it(app: Flask) -> None:
    finding = Finding(
        "id", "report", "Title", "Force", "2018-08", "family", None, "Strengths", None,
        "Strengths", ("Strengths",), None, "Staff know it.", Span(1, 2),
    )  # fmt: skip
    hit = Hit(finding, (Fragment("Staff know it.", True),), False, 1.0)
    with app.test_request_context():
        assert str(cards([hit], SearchRequest(q="staff"), 1)).count("Strengths") == 1


def test_a_heading_that_is_a_tag_is_not_said_twice(app: Flask) -> None:
    assert card(app, "good", "Strengths", "Strengths", False).count("Strengths") == 1


def test_a_short_text_opens_with_all_of_it() -> None:
    assert opening("Officers know their area.") == "Officers know their area."
    assert opening("x" * 60) == "x" * 60


def test_a_long_text_opens_with_whole_words() -> None:
    text = "Officers know the people who live in their area and say so when they are asked."
    assert opening(text) == "Officers know the people who live in their area and say so…"
    assert opening("x" * 100) == "x" * 59 + "…"


def test_cards_with_the_same_head_are_told_apart(app: Flask) -> None:
    finding = Finding(
        "id", "report", "Title", "Force", "2018-08", "family", "Custody", "Strengths", None,
        "Healthcare", ("Custody", "Healthcare"), None, "Staff know it.", Span(1, 2, 3, 3),
    )  # fmt: skip
    hits = [
        Hit(one, (Fragment("Staff know it.", True),), False, 1.0)
        for one in (finding, replace(finding, id="other", section="Cells"))
    ]
    with app.test_request_context():
        one, two = (str(cards(some, SearchRequest(q="staff"), 1)) for some in (hits[:1], hits))
    assert "Healthcare" not in one
    assert "Page 3" in one
    assert "Healthcare · Page 3" in two
    assert "Cells · Page 3" in two


def test_a_card_says_by_which_heading_it_was_found(app: Flask) -> None:
    finding = Finding(
        "id", "report", "Title", "Force", "2018-08", "family", "Custody", "Strengths", None,
        "Healthcare", ("Custody", "Healthcare"), None, "Staff know it.", Span(1, 2, 3, 3),
    )  # fmt: skip
    hit = Hit(finding, (Fragment("Staff know it.", True),), False, 1.0, heading="Healthcare")
    with app.test_request_context():
        said = str(cards([hit], SearchRequest(q="staff healthcare"), 1))
    assert said.count("Healthcare") == 1
    assert "Found by its heading ‘Healthcare’" in said


def test_what_is_said_several_times_in_one_place_names_it_once(app: Flask) -> None:
    finding = Finding(
        "id", "report", "Title", "Kent", "2018-08", "family", "Custody", "Strengths", None,
        "Healthcare", ("Custody",), None, "Staff know it.", Span(1, 2),
    )  # fmt: skip
    twins = tuple(
        SimpleNamespace(id=f"{force}-{number}", force=force, area=area)
        for number, (force, area) in enumerate(
            [("Essex", "Custody"), ("Essex", "Training"), ("Kent", "Training"), ("Kent", "")]
        )
    )
    hit = Hit(finding, (Fragment("Staff know it.", True),), False, 1.0, twins=twins)  # type: ignore[arg-type]
    with app.test_request_context():
        said = BeautifulSoup(cards([hit], SearchRequest(q="staff"), 1), "html.parser")
    line = said.find("p", class_="hint")
    assert line is not None
    assert " ".join(line.get_text().split()).startswith(
        "Also said, almost word for word, in Essex (2 times), Training, another report."
    )
    (first, *_) = line.select("a")
    assert first["href"] == "/findings/Essex-0"

"""A statement set as a heading is told from the name of a topic."""

from __future__ import annotations

import pytest

from indexer.reports.labelling.statements import asks, is_statement


@pytest.mark.parametrize(
    "text",
    [
        "The force should answer calls within its published times",
        "The constabulary sends a message to each witness",
        "Officers who search do not always write down why",
    ],
)
def test_a_sentence_is_a_statement(text: str) -> None:
    assert is_statement(text)


@pytest.mark.parametrize(
    "text",
    ["Leadership and management", "The force in numbers", "How well does the force answer calls?"],
)
def test_a_topic_or_a_question_is_none(text: str) -> None:
    assert not is_statement(text)


def test_only_some_statements_ask() -> None:
    assert asks("The force should answer calls within its published times")
    assert not asks("The force answers most calls within its published times")

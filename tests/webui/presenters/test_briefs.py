"""What is asked is said in a line, in the words of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Finding
from indexer.reports.finding import Span
from webui.presenters.briefs import brief

ASKED = Finding(
    "kent-1", "kent-2024", "Custody", "Kent Police", "2024-09", "f2", "Custody", "Recommendations",
    None, "Recommendations", ("Custody",), None, "", Span(1, 1),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "deadline", "said"),
    [
        ("The force should review it.", None, "… review it."),
        ("By May 2025, the force should review it.", "By May 2025", "… review it."),
        ("The force should immediately review it.", "immediately", "… review it."),
        ("The force should, immediately, review it.", "immediately", "… review it."),
        ("Within a month, Kent Police must review it.", "Within a month", "… review it."),
        ("The chief constable should: review it.", None, "… review it."),
        ("The force should review it. It has no plan.", None, "… review it. …"),
        # Who must act is not the force alone.
        ("The council should review it.", None, "The council should review it."),
        ("By May, the force and all should act.", "By May", "… the force and all should act."),
        # It asks nothing.
        ("Records are poor.", None, "Records are poor."),
        ("The force finds that it should be so.", None, "The force finds that it should be so."),
        ("", None, ""),
    ],
)  # fmt: skip
def test_what_stands_beside_it_is_left_out(text: str, deadline: str | None, said: str) -> None:
    assert brief(replace(ASKED, text=text, deadline=deadline)) == said


def test_what_must_be_done_is_told_however_long_the_name_of_who_must() -> None:
    who = "We have determined that the council of Merrow is the principal authority and should"
    said = brief(replace(ASKED, text=f"{who} prepare a statement of action, {'so ' * 40}."))
    assert said.startswith(f"{who} prepare a statement of action")
    assert said.endswith("…")
    assert len(said) <= len(who) + 81


def test_a_long_sentence_ends_behind_a_word_and_says_that_it_goes_on() -> None:
    text = "Records of custody are kept, " * 9
    said = brief(replace(ASKED, text=text))
    assert len(said) <= 81
    assert said.endswith("…")
    assert text.startswith(said.rstrip("…"))
    assert text[len(said) - 1] in " ,"
    assert len(brief(replace(ASKED, text="a" * 200))) == 81

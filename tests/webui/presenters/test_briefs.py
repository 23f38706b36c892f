"""What is asked is said in a line, in the words of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Finding
from indexer.reports.finding import Span
from webui.presenters.briefs import brief, goes_on

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


def test_no_sentence_is_cut_however_long() -> None:
    who = "We have determined that the council of Merrow is the principal authority and should"
    text = f"{who} prepare a statement of action, {'so ' * 40}that all know it."
    assert brief(replace(ASKED, text=text)) == text
    assert not goes_on(replace(ASKED, text=text))
    more = replace(ASKED, text=f"{text} It is due.")
    assert brief(more) == f"{text} …"
    assert goes_on(more)


def test_of_a_list_the_words_before_it_stand_and_it_goes_on() -> None:
    said = "The force should improve: cells; and records."
    first, second = said.index("cells"), said.index("records")
    some = replace(ASKED, text=said, nested_at=((first, second - 5), (second, len(said))))
    assert brief(some) == "… improve: …"
    assert goes_on(some)
    alone = replace(ASKED, text="cells", nested_at=((0, 5),))
    assert brief(alone) == "cells"
    assert not goes_on(alone)

"""What tells a card from others, for who does not see the list; the pages' tests read the rest."""

from __future__ import annotations

from webui.presenters.cards import opening


def test_a_short_text_opens_with_all_of_it() -> None:
    assert opening("Officers know their area.") == "Officers know their area."
    assert opening("x" * 60) == "x" * 60


def test_a_long_text_opens_with_whole_words() -> None:
    text = "Officers know the people who live in their area and say so when they are asked."
    assert opening(text) == "Officers know the people who live in their area and say so…"
    assert opening("x" * 100) == "x" * 59 + "…"

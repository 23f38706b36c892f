from __future__ import annotations

import pytest

from indexer import CATEGORIES, Stance
from webui.presenters.tag_colours import TONES, tone


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Strengths", "praise"),
        ("Work in progress", "progress"),
        ("Areas for improvement", "concern"),
        ("Requires improvement", "concern"),
        ("Inadequate", "alarm"),
        ("Exceeds the standard", "praise"),
        ("Context", "neutral"),
        ("A word of the next family", "neutral"),
        (None, "neutral"),
    ],
)
def test_tone(word: str | None, expected: str) -> None:
    assert tone(word) == expected


def test_a_category_has_the_colour_of_its_stance() -> None:
    of_stance = {stance: set[str]() for stance in Stance}
    for category in CATEGORIES:
        of_stance[category.stance].add(tone(category.name))
    assert all(len(tones) == 1 and tones <= set(TONES) for tones in of_stance.values())
    assert of_stance[Stance.PRAISES] != of_stance[Stance.ASKS]

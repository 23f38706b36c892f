from __future__ import annotations

import pytest

from webui.presenters.tag_colours import tone


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Strengths", "praise"),
        ("Work in progress", "progress"),
        ("Areas for improvement", "concern"),
        ("Requires improvement", "concern"),
        ("Context", "neutral"),
        ("A word of the next family", "neutral"),
        (None, "neutral"),
    ],
)
def test_tone(word: str | None, expected: str) -> None:
    assert tone(word) == expected

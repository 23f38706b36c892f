"""Which tone a category or a grade is shown in. The word always stands beside the colour.

Tones are class names of ``tag`` and ``grade`` in the style sheet. A word that is not listed is
shown in the neutral tone, so that a new family needs nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping

NEUTRAL = "neutral"

_TONES: Mapping[str, tuple[str, ...]] = {
    "praise": (
        "Strengths", "Developing practice", "Good practice", "Innovative practice",
        "Promising practice",
        "Excellent", "Exceeding the standard", "Outstanding", "Good", "Meeting the standard",
    ),
    "progress": ("Work in progress", "Fair", "Adequate"),
    "concern": (
        "Areas for improvement", "Causes of concern", "Recommendations",
        "Poor", "Failing to meet the standard", "Requires improvement", "Inadequate",
    ),
}  # fmt: skip
_TONE_OF = {word: tone for tone, words in _TONES.items() for word in words}


def tone(word: str | None) -> str:
    """The tone of a category or grade as printed: praise, progress, concern or neutral."""
    return _TONE_OF.get(word or "", NEUTRAL)

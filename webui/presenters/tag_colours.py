"""Which colour the tag of a category or a grade has, for templates (the filter ``tone``).

The printed word goes in, a class name of ``tag`` and ``grade`` in the style sheet comes out; the
word always stands beside the colour. A category has the colour of its stance, so that a new one
needs nothing here; a word that is not known has the neutral colour.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer import CATEGORIES, GRADES, Merit, Stance

PRAISE, PROGRESS, CONCERN, ALARM, NEUTRAL = TONES = (
    "praise",
    "progress",
    "concern",
    "alarm",
    "neutral",
)

_OF_STANCE: Mapping[Stance, str] = {
    Stance.PRAISES: PRAISE,
    Stance.REPORTS: PROGRESS,
    Stance.ASKS: CONCERN,
    Stance.TELLS: NEUTRAL,
    Stance.SETS_THE_SCENE: NEUTRAL,
}
_OF_MERIT: Mapping[Merit, str] = {
    Merit.GOOD: PRAISE,
    Merit.FAIR: PROGRESS,
    Merit.WANTING: CONCERN,
    Merit.FAILING: ALARM,
}
_OF_GRADE = {
    word: _OF_MERIT[grade.merit] for grade in GRADES for word in (grade.name, *grade.forms)
}
_TONE_OF = {**_OF_GRADE, **{row.name: _OF_STANCE[row.stance] for row in CATEGORIES}}


def tone(word: str | None) -> str:
    """The tone of a category or grade as printed, one of ``TONES``."""
    return _TONE_OF.get(word or "", NEUTRAL)

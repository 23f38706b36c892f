"""What pictures say: the text that stands for one where it cannot be seen.

A grade is often set as a picture with ``alt="Good"``; there the text is part of the report. Of
all other pictures the text describes what is seen, and is told as left out.
"""

from __future__ import annotations

import re

from bs4.element import Tag

#: Why the text of a picture is in no finding.
PICTURE = "the description of a picture"
#: The judgements that inspectorates print, in the words of the reports since 2004.
_JUDGEMENT = re.compile(
    r"(?:(?:overall\s+)?(?:grade|graded|judge?ment|rating|rated)\s*(?:as|is)?\s*[:–-]?\s*)?"
    r"(?:outstanding|excellent|good|adequate|fair|poor|inadequate|requires improvement"
    r"(?: to be good)?|ungraded|not graded|(?:exceeding|meeting|failing to meet) the standard)",
    re.I,
)
_PICTURES = frozenset({"img", "svg"})


def picture_text(tag: Tag) -> str:
    """The text that stands for a picture; '' for all other elements and for ornaments."""
    if tag.name == "img":
        return _spaced(tag.get("alt"))
    if tag.name != "svg" and str(tag.get("role", "")).lower() != "img":
        return ""
    title = tag.find("title") if tag.name == "svg" else None
    return _spaced(tag.get("aria-label") or (title.get_text() if isinstance(title, Tag) else ""))


def is_picture(tag: Tag) -> bool:
    """Whether the element is a picture, which has no text in it to be walked through."""
    return tag.name in _PICTURES


def is_judgement(text: str) -> bool:
    """Whether the text of a picture is a grade and nothing else."""
    return bool(_JUDGEMENT.fullmatch(text))


def _spaced(value: object) -> str:
    return " ".join(str(value or "").split())

"""Grades and their national spread, read from the lines under an area's heading."""

from __future__ import annotations

import re

from indexer.reports import wording
from indexer.reports.blocks import Block
from indexer.reports.families import Family, Opens

_LABEL = re.compile(
    r"^(?:overall |summary of |our )?(?:grade|graded|grading|judge?ment|assessment|rating)s?"
    r"(?: awarded)?\s*(?:[:–-]|is|as)?\s+",
    re.I,
)


def printed_grade(text: str, family: Family) -> str | None:
    """The grade that the text prints and nothing else, with or without a label in front.

    'GRADE\\tGOOD', 'Grade: Good', 'Good' → 'Good'; 'Ungraded' → ''; prose → None.
    """
    for part in _parts(text, family):
        grade = family.grade(part)
        if grade is not None:
            return grade
    return None


_STATED = re.compile(
    r"^.{3,100}?\b(?:(?:is|was|are|were)\s+(?:rated |graded |judged )?"
    r"(?P<grade>outstanding|good|adequate|inadequate)"
    r"|(?P<verb>requires improvement))\s+(?:at|in)\b.{3,160}$",
    re.I,
)


def stated_grade(text: str, family: Family) -> str | None:
    """The grade that a sentence of judgement states, or None for any other text.

    'Dales Police is good at investigating crime.' → 'Good'.
    """
    found = _STATED.match(wording.spaced(text))
    return family.grade(found.group("grade") or found.group("verb")) if found else None


def _parts(text: str, family: Family) -> list[str]:
    found = wording.cells(text)
    if len(found) == 2 and _is_label(found[0], family):
        return [found[1]]
    if len(found) > 1:
        return []
    plain = wording.spaced(text)
    return [plain, _LABEL.sub("", plain)]


def _is_label(text: str, family: Family) -> bool:
    known = family.known_by_key(wording.key(text))
    return known is not None and known.opens is Opens.GRADE


def is_spread(text: str, family: Family) -> bool:
    """True for a row of the spread table: grade words, or nothing but counts."""
    words = _grade_words(text, family)
    return bool(words) or bool(re.fullmatch(r"[\d\s|\t]+", text))


def spread(rows: list[Block], family: Family) -> tuple[tuple[str, int], ...]:
    """National counts by grade from the rows of a spread table; () where they do not fit.

    The table prints the grades in one row and the counts below, or each pair on a row of its own.
    """
    text = "\t".join(row.text for row in rows)
    grades = _grade_words(text, family)
    counts = [int(n) for n in re.findall(r"(?<![\w/])\d{1,3}(?![\w/])", text)]
    if not grades or len(grades) != len(counts):
        return ()
    return tuple(zip(grades, counts, strict=True))


def _grade_words(text: str, family: Family) -> list[str]:
    """The grades printed in a row, in order, when it holds nothing else but numbers."""
    rest, found = text, []
    pattern = "|".join(re.escape(g) for g in sorted(family.grades, key=len, reverse=True))
    if not pattern:
        return []
    by_word = {g.casefold(): g for g in family.grades}
    for match in re.finditer(rf"\b(?:{pattern})\b", text, re.I):
        found.append(by_word[match.group().casefold()])
        rest = rest.replace(match.group(), "", 1)
    return found if not re.search(r"[A-Za-z]{2}", rest) else []

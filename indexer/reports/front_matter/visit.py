"""The inspection itself: its days and, where an outcome is judged instead of areas, that outcome.

'Inspection dates: 5 to 9 February 2024' and the sentence below the heading 'Inspection outcome':
reports on special educational needs give no grade, and that sentence is their judgement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile, zip_longest

from indexer.reports.dates import dates
from indexer.reports.front_matter.cover import Front, Printed
from indexer.reports.front_matter.fact import Fact

_DAYS = re.compile(r"(?:inspection dates?|dates? of inspection|inspected)\s*:\s*(?P<days>.+)", re.I)
_OUTCOME = re.compile(r"inspection outcome:?", re.I)
_SENTENCE = re.compile(r".+?[.!?](?=\s+[A-Z]|$)")
#: Lines and characters of an outcome's first sentence at most: of four real ones it has two to four
#: lines and 176 to 260 characters.
_LINES, _CHARACTERS = 8, 500


def visit(front: Front) -> dict[str, Fact]:
    """'inspected' and 'outcome' as printed; none that is not."""
    found = {"inspected": _days(front.lines), "outcome": _outcome(front.lines)}
    return {name: fact for name, fact in found.items() if fact}


def _days(lines: Sequence[Printed]) -> Fact:
    for printed, below in zip_longest(lines, lines[1:]):
        goes_on = below.text if below and printed.text.endswith(":") else ""
        said = _DAYS.fullmatch(f"{printed.text} {goes_on}".rstrip())
        if said and dates(said["days"]):
            return _fact(said["days"].rstrip("."), "the line with the days of inspection", printed)
    return Fact()


def _outcome(lines: Sequence[Printed]) -> Fact:
    place = next((i for i, p in enumerate(lines) if _OUTCOME.fullmatch(p.text)), None)
    if place is None:
        return Fact()
    below = lines[place + 1 : place + 1 + _LINES]
    text = " ".join(takewhile(bool, (printed.text for printed in below)))
    sentence = _SENTENCE.match(text)
    if sentence is None or len(sentence.group()) > _CHARACTERS:
        return Fact()
    return _fact(sentence.group(), "the first sentence below ‘Inspection outcome’", below[0])


def _fact(value: str, how: str, printed: Printed) -> Fact:
    return Fact(value, how, printed.line.number, printed.line.page)
